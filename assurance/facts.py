"""What is known of a requirement before anything is concluded? Frozen facts as of two times; no database here."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from notices.deadlines import Due
from notices.notice_rows import DeadlineKind, ProofKind


class Standing(StrEnum):
    """How a piece of evidence stands, by the answer to it and its own term."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    OUT_OF_DATE = "out_of_date"


@dataclass(frozen=True)
class Point:
    """A month in which Ministers are informed: its last day, why nothing of it is here, and the day its report was sent if any."""

    on: date
    given_outside: str = ""
    sent_on: date | None = None


@dataclass(frozen=True)
class RestsOn:
    """A decision without which nothing is evidenced: its kind, the words of that kind, and the bodies that take it."""

    kind: str
    agreement: str
    bodies: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What a requirement asks for. `due` is its single day, None where it has none; `agreement` the words of the kind of
    decision named by `decided_by`; `point` stands for a requirement to inform Ministers; `measure` and `theme` are the codes
    of its paragraph and of the heading over it."""

    reference: str
    deadline: DeadlineKind
    issued_on: date
    due: Due | None = None
    issue_is_assumed: bool = False
    condition: str = ""
    is_aim: bool = False
    agreed_by: tuple[str, ...] = ()
    decided_by: str = ""
    agreement: str = ""
    proof: frozenset[ProofKind] = frozenset()
    whole_plan: bool = False
    codes: tuple[str, ...] = ()
    acts_of: str = ""
    point: Point | None = None
    rests_on: tuple[RestsOn, ...] = ()
    measure: str = ""
    theme: str = ""


@dataclass(frozen=True)
class Decided:
    """A decision in force. `body` is "Board" or "LSCB"; `meeting` None between meetings."""

    body: str
    number: int
    kind: str
    on: date
    words: str = ""
    meeting: int | None = None


@dataclass(frozen=True)
class Served:
    """An item that is not withdrawn. `word` is its status; `is_evidenced` that accepted evidence of it is in date."""

    number: int
    words: str
    word: str
    is_milestone: bool = False
    is_done: bool = False
    is_evidenced: bool = False


@dataclass(frozen=True)
class Measured:
    """A defined indicator. `against` is its word against the target; `has_figure` that a period has one; `in_use` that its
    definition has begun and not ended."""

    code: str
    name: str
    against: str
    has_figure: bool
    in_use: bool = True


@dataclass(frozen=True)
class Shown:
    """Evidence recorded for the requirement, by its number in the notice. `strength` in words."""

    number: int
    title: str
    standing: Standing
    strength: str = ""
    review_by_on: date | None = None


@dataclass(frozen=True)
class Dealt:
    """An item on the agenda of a meeting, by its number there: which rule put it there, which indicators it is about, and the
    first paragraph on it of the minutes as circulated or confirmed, if there is one."""

    number: int
    rule: str = ""
    codes: frozenset[str] = frozenset()
    paragraph: int | None = None


@dataclass(frozen=True)
class Met:
    """A meeting held of the Improvement Board. `minuted`: its minutes were circulated, or confirmed."""

    number: int
    on: date
    agenda: tuple[Dealt, ...] = ()
    minuted: bool = False


@dataclass(frozen=True)
class Raised:
    """A concern put before the Improvement Board, and the day of the meeting that it was put before. `settled`: it has an
    outcome, which `said` says in words."""

    number: int
    on: date
    settled: bool
    said: str


@dataclass(frozen=True)
class Partners:
    """What the partner agencies say of one plan, by name. `kind` is that of the decision by which the Board agrees it."""

    kind: str
    agreed: tuple[str, ...] = ()
    not_agreed: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Members:
    """Who sits on the Board on the day: the chair, and the partner agencies with a member and without one; and what these
    say of each plan."""

    chair_since: date | None = None
    partners: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    of_plans: tuple[Partners, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What there is on the day `on`. `items` and `evidence` are those of the requirement, `items` all of the plan where the
    requirement asks for it; `series` those it names that are defined, or all; `meetings` in order of their days. Of its theme
    are `milestones`, `targets` (indicators in use with one) and `raised`; of its paragraph `named`, the codes of indicators."""

    on: date
    decisions: tuple[Decided, ...] = ()
    items: tuple[Served, ...] = ()
    series: tuple[Measured, ...] = ()
    evidence: tuple[Shown, ...] = ()
    meetings: tuple[Met, ...] = ()
    members: Members = field(default_factory=Members)
    milestones: int = 0
    targets: int = 0
    raised: tuple[Raised, ...] = ()
    named: frozenset[str] = frozenset()
