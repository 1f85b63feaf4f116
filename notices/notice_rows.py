"""What is one row of a notice file? Frozen data, as the notice says it and before any database."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ThemeKind(StrEnum):
    """What the paragraphs under a heading are: only `measures` are judged by the Board."""

    AIMS = "aims"
    MEASURES = "measures"
    DUTIES = "duties"


class Force(StrEnum):
    """The verb of the notice's own sentence; it decides how a miss is spoken of."""

    MUST = "must"
    SHOULD = "should"
    SHOULD_AIM = "should aim"
    EXPECT = "expect"
    WILL = "will"


class DeadlineKind(StrEnum):
    """When a requirement falls due, in the words that the file uses (a month or condition follows some of them)."""

    IMMEDIATE = "immediate"
    WITHIN_MONTH_OF_ISSUE = "within 1 month of issue"
    EACH_MEETING = "each meeting"
    MONTHLY = "monthly"
    SIX_WEEKLY = "six-weekly"
    IN_MONTH = "in"
    BY_MONTH = "by"
    ONCE = "once"
    AS_BOARD_AGREES = "as the Board agrees"
    PER_PROGRAMME = "per programme"
    NONE = "none stated"


class Body(StrEnum):
    """Who agrees or receives: a role in the notice, not a named organisation."""

    BOARD = "Board"
    LSCB = "LSCB"
    EACH_PARTNER = "each partner"
    CHAIR = "chair"
    COUNCIL = "Council"
    DFE = "DfE"
    MINISTERS = "Ministers"


class DecidedBy(StrEnum):
    """The kind of decision that evidences a requirement, as boards.models.Decision.Kind names it."""

    INDICATORS = "indicators"
    PLAN = "plan"
    ADOPTION_PLAN = "adoption_plan"
    AUDITS = "audits"
    STANDARDS = "standards"
    DATES = "dates"


class ProofKind(StrEnum):
    """What can show that a requirement is met. Those that a requirement asks for must show it together.

    Not written in a file, for they follow from the rest of the requirement: a decision (`agreed_by`), the report for
    Ministers (a reporting point), and each meeting or month (a deadline that repeats).
    """

    INDICATORS = "indicators"  # every indicator that it names meets its target
    EVIDENCE = "evidence"  # accepted evidence: a document, an audit, a survey, a return
    ITEMS = "items"  # every item that serves it is done and evidenced
    MILESTONES = "milestones"  # every milestone likewise
    CHAIR = "chair"  # an independent chair is a member
    PARTNERS = "partners"  # the partner agencies have members
    SET_OUT = "set out"  # its theme has milestones in the plan, and indicators with a target
    # Of a meeting: an item of its agenda on this, and a paragraph of its minutes on that item.
    PROGRESS_REPORTED = "progress reported"
    INDICATORS_DISCUSSED = "indicators discussed"
    ADOPTION_REPORTED = "adoption reported"
    FIGURES_REPORTED = "figures reported"  # any indicator that its paragraph names
    # Of a meeting: what came before it as a concern about its theme left it with an action, or the reason why none is needed.
    CORRECTIVE_ACTION = "corrective action"
    # These show nothing, but nothing is evidenced before them: a decision that others rest on.
    AFTER_PLAN = "after the plan"
    AFTER_ADOPTION_PLAN = "after the adoption plan"
    AFTER_AUDITS = "after the audit programme"
    AFTER_STANDARDS = "after the standards"


class ReviewKind(StrEnum):
    INITIAL = "initial"
    FURTHER = "further"
    FINAL = "final"


class AgencyKind(StrEnum):
    COUNCIL = "council"
    PARTNER = "partner"
    LSCB = "lscb"


@dataclass(frozen=True, slots=True)
class Deadline:
    """`on` is set for `in` and `by` only: the last day of that month. `condition` is set for `once` only."""

    kind: DeadlineKind
    on: date | None = None
    condition: str = ""


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """One recommendation of a basis, in its words; `time_band` as its author put it ("within 3 months"), or empty."""

    ref: str
    words: str
    time_band: str


@dataclass(frozen=True, slots=True)
class BasisRow:
    """A document that the notice rests on. `dated_on` is the first day of the month it bears, the earliest it can be.

    No recommendations means none were loaded, never that there were none; `note` says why.
    """

    title: str
    dated_on: date
    recommendations: tuple[RecommendationRow, ...]
    note: str


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A heading. `heading_is_ours` when the notice prints none and the words are the product's."""

    code: str
    heading: str
    kind: ThemeKind
    heading_is_ours: bool


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One obligation that can be evidenced on its own. `acts_of` names who acts when that is not the council's side.

    `decided_by` is the kind of decision by which the bodies of `agreed_by` agree it. `proof` is empty where it follows from
    the rest. With `whole_plan` every indicator and item of the plan counts, not only those that name the requirement.
    """

    ref: str
    statement: str
    quotes: tuple[str, ...]
    force: Force
    deadline: Deadline
    agreed_by: tuple[Body, ...]
    decided_by: DecidedBy | None
    reported_to: tuple[Body, ...]
    evidence: str
    proof: tuple[ProofKind, ...]
    whole_plan: bool
    indicators: tuple[str, ...]
    acts_of: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A paragraph of the notice, verbatim, with what it requires."""

    code: str
    theme: str
    words: str
    requirements: tuple[RequirementRow, ...]


@dataclass(frozen=True, slots=True)
class ReportingPointRow:
    """A month in which Ministers are informed; `on` is its last day.

    `given_outside` is empty, or says why no edition of this system stands for it.
    """

    on: date
    requirement: str
    words: str
    given_outside: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review that the notice announces; `on` is the last day of its month. More `further` reviews may be held."""

    kind: ReviewKind
    on: date
    requirement: str
    words: str


@dataclass(frozen=True, slots=True)
class Stake:
    """What may follow if the notice is not complied with: shown once, beside the dates. It has no state."""

    ref: str
    words: str


@dataclass(frozen=True, slots=True)
class AgencyRow:
    code: str
    name: str
    kind: AgencyKind


@dataclass(frozen=True, slots=True)
class ContextRow:
    """Words of the notice that require nothing, and why they do not."""

    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """The whole file. Every quote stands once in `text`, white space aside."""

    slug: str
    council: str
    title: str
    issuer: str
    issued_on: date
    issued_on_assumed: bool
    issued_on_reason: str
    source: str
    licence: str
    text_file: str
    text: str
    binding_from: str
    board_name: str
    board_aliases: tuple[str, ...]
    bases: tuple[BasisRow, ...]
    themes: tuple[ThemeRow, ...]
    measures: tuple[MeasureRow, ...]
    reporting_points: tuple[ReportingPointRow, ...]
    reviews: tuple[ReviewRow, ...]
    stake: Stake
    agencies: tuple[AgencyRow, ...]
    context: tuple[ContextRow, ...]
