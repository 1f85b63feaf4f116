"""How does every requirement of a notice stand as of two times, why, and what was counted? The one reading of the facts.

The rules are in assurance/states.py; nothing here concludes anything.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.policy import Role
from assurance import slots
from assurance.facts import Asked, Decided, Facts, Measured, Members, Met, Point, Served, Shown, Standing
from assurance.proof import Line, lines
from assurance.states import Judged, State, judge, kinds_asked
from boards.models import Board, Decision, Meeting
from indicators.figures import Series
from indicators.series import series_of
from notices import deadlines
from notices.models import Agency, Membership, Notice, ReportingPoint, Requirement
from notices.notice_rows import AgencyKind, Body, DeadlineKind, Force, ProofKind
from plans import standing
from plans.models import Evidence, Item, ItemTerms
from records.clock import AsOf


@dataclass(frozen=True)
class Coverage:
    """One requirement, its deadline in words, its state with the reason, and what was counted. `requirement` carries its
    measure and theme."""

    requirement: Requirement
    deadline: str
    judged: Judged
    proof: list[Line]

    @property
    def is_ours(self) -> bool:
        """Whether it counts for or against the council: all but what the Department does."""
        return not self.requirement.acts_of

    def as_data(self) -> dict[str, Any]:
        """Plain text, flags and lists, as a photograph's canonical JSON wants them. `state` is the word, "" for an act of the
        Department; `class` the name by which `add_up` counts it; `late_since` YYYY-MM-DD or ""."""
        judged, asked = self.judged, self.requirement
        return {
            "reference": asked.reference,
            "measure": asked.measure.code,
            "statement": asked.statement,
            "deadline": self.deadline,
            "state": judged.word,
            "class": judged.state.name.lower() if judged.state else "",
            "why": judged.why,
            "proof": [line.as_data() for line in self.proof],
            "no_way": judged.no_way,
            "late_since": judged.late_since.isoformat() if judged.late_since else "",
            "evidenced": judged.is_evidenced,
            "by_default": judged.by_default,
            "ours": self.is_ours,
        }


def coverage_of(
    notice: Notice, asof: AsOf, *, whole: "Whole | None" = None, informed: Mapping[date, date] | None = None
) -> list[Coverage]:
    """Every requirement in the order of the notice. No query where `whole` (the facts of the same notice and times) is
    handed in; else those of `Whole.read`.

    `informed`: the months (their last day) of which a report for Ministers was published as of `asof`, with the day of
    publication. Reports stand above this package, so the caller knows them: reports.informed.informed.
    """
    known = whole or Whole.read(notice, asof)
    asked_by = _asked(notice, known, informed or {})
    return [_coverage(notice, requirement, asked, known.facts(requirement, asked)) for requirement, asked in asked_by]


def add_up(rows: Iterable[Coverage]) -> dict[str, int]:
    """How many requirements there are in each class of state; the classes sum to `ours`, those that count for or against
    the council. Beside them: `fully_evidenced` (kept each
    time included), `late`, `no_way`, and `not_ours` (acts of the Department)."""
    rows = list(rows)
    ours = [row for row in rows if row.is_ours]
    found = {state.name.lower(): sum(row.judged.state is state for row in ours) for state in State}
    return found | {
        "ours": len(ours),
        "not_ours": len(rows) - len(ours),
        "no_way": sum(row.judged.no_way for row in ours),
        "late": sum(row.judged.late_since is not None for row in ours),
        "fully_evidenced": sum(row.judged.is_evidenced for row in ours),
    }


def _coverage(notice: Notice, requirement: Requirement, asked: Asked, facts: Facts) -> Coverage:
    judged = judge(asked, facts)
    of_the_plan = [slots.KINDS[kind](asked, facts) for kind in kinds_asked(asked)] if asked.whole_plan else []
    deadline = deadlines.words(
        requirement.deadline_kind,
        requirement.deadline_on,
        requirement.deadline_condition,
        issued_on=notice.issued_on,
        assumed=notice.issued_on_assumed,
    )
    return Coverage(requirement, deadline, judged, lines(asked, facts, judged, of_the_plan=of_the_plan))


def _asked(notice: Notice, whole: "Whole", informed: Mapping[date, date]) -> list[tuple[Requirement, Asked]]:
    """What each requirement asks for."""
    points = {row.requirement_id: Point(row.on, row.given_outside, informed.get(row.on)) for row in whole.points}
    labels = dict(Decision.Kind.choices)
    return [
        (
            row,
            Asked(
                reference=row.reference,
                deadline=DeadlineKind(row.deadline_kind),
                issued_on=notice.issued_on,
                due=deadlines.due(row.deadline_kind, row.deadline_on, notice.issued_on),
                issue_is_assumed=notice.issued_on_assumed,
                condition=row.deadline_condition,
                is_aim=row.force == Force.SHOULD_AIM,
                agreed_by=tuple(row.agreed_by),
                decided_by=row.decided_by,
                agreement=labels.get(row.decided_by, ""),
                proof=frozenset(ProofKind(kind) for kind in row.proof),
                whole_plan=row.whole_plan,
                codes=tuple(row.indicator_codes),
                acts_of=row.acts_of,
                point=points.get(row.pk),
            ),
        )
        for row in whole.requirements
    ]


@dataclass(frozen=True)
class Whole:
    """The facts of a whole notice as of two times, read once and handed out by requirement. `requirements` carry their
    measure and theme; `items` by number; `serving` and
    `evidence` by the reference of the requirement; `series` by code; `meetings` those held, in order of their days."""

    on: date
    requirements: Sequence[Requirement]
    points: Sequence[ReportingPoint]
    decisions: tuple[Decided, ...]
    items: Mapping[int, Served]
    serving: Mapping[str, list[Served]]
    series: Mapping[str, Measured]
    evidence: Mapping[str, list[Shown]]
    meetings: tuple[Met, ...]
    members: Members

    @classmethod
    def read(cls, notice: Notice, asof: AsOf) -> "Whole":
        """Sixteen queries."""
        items, serving = _items(notice, asof)
        return cls(
            on=asof.on,
            requirements=list(Requirement.objects.for_notice(notice).select_related("measure__theme")),
            points=list(ReportingPoint.objects.for_notice(notice)),
            decisions=_decisions(notice, asof),
            items=items,
            serving=serving,
            series={row.code: measured(row) for row in series_of(notice, asof)},
            evidence=_evidence(notice, asof),
            meetings=_meetings(notice, asof),
            members=members(notice, asof),
        )

    def facts(self, requirement: Requirement, asked: Asked) -> Facts:
        codes: Collection[str] = self.series if asked.whole_plan else asked.codes
        items = self.items.values() if asked.whole_plan else self.serving.get(requirement.reference, ())
        return Facts(
            on=self.on,
            decisions=self.decisions,
            items=tuple(items),
            series=tuple(self.series[code] for code in codes if code in self.series),
            evidence=tuple(self.evidence.get(requirement.reference, ())),
            meetings=self.meetings,
            members=self.members,
        )


def _meetings(notice: Notice, asof: AsOf) -> tuple[Met, ...]:
    held = Meeting.objects.for_notice(notice).filter(board__kind=Board.Kind.IMPROVEMENT).held(asof)
    return tuple(Met(row.number, row.day) for row in held.order_by("day", "number"))


def _decisions(notice: Notice, asof: AsOf) -> tuple[Decided, ...]:
    rows = Decision.objects.for_notice(notice).in_force(asof).select_related("board", "meeting")
    return tuple(
        Decided(
            body=(Body.LSCB if row.board.kind == Board.Kind.LSCB else Body.BOARD).value,
            number=row.number,
            kind=row.kind,
            on=row.counts_on,
            words=row.words,
            meeting=row.meeting.number if row.meeting else None,
        )
        for row in rows.order_by("counts_on", "board__kind", "number")
    )


def _items(notice: Notice, asof: AsOf) -> tuple[dict[int, Served], dict[str, list[Served]]]:
    """The items that are not withdrawn by number, and by requirement those that serve it; three queries."""
    rows = list(
        Item.objects.for_notice(notice)
        .with_standing(asof)
        .with_evidenced(asof)
        .filter(withdrawn=False)
        .order_by("number")
    )
    words = dict(ItemTerms.objects.filter(pk__in=[row.terms_id for row in rows]).values_list("pk", "words"))
    found = {
        row.terms_id: Served(
            number=row.number,
            words=words[row.terms_id],
            word=standing.word(row.kind, row.standing, evidenced=row.evidenced),
            is_milestone=row.kind == Item.Kind.MILESTONE,
            is_done=row.standing == "done",
            is_evidenced=row.evidenced,
        )
        for row in rows
    }
    serving: dict[str, list[Served]] = defaultdict(list)
    through = ItemTerms.serves.through.objects.filter(itemterms__in=list(found))
    for reference, terms in through.values_list("requirement__reference", "itemterms_id"):
        serving[reference].append(found[terms])
    for served in serving.values():
        served.sort(key=lambda item: item.number)
    return {item.number: item for item in found.values()}, serving


def measured(series: Series) -> Measured:
    has_figure = any(point.value is not None for point in series.points)
    return Measured(series.code, series.name, series.standing.value, has_figure)


def _evidence(notice: Notice, asof: AsOf) -> dict[str, list[Shown]]:
    """By requirement, the evidence recorded for it; two queries."""
    rows = {row.pk: row for row in Evidence.objects.for_notice(notice).with_state(asof)}
    found: dict[str, list[Shown]] = defaultdict(list)
    through = Evidence.requirements.through.objects.filter(evidence__in=list(rows))
    for reference, key in through.order_by("evidence__number").values_list("requirement__reference", "evidence_id"):
        row = rows[key]
        found[reference].append(
            Shown(row.number, row.title, Standing(row.state), row.get_strength_display(), row.review_by_on)
        )
    return found


def members(notice: Notice, asof: AsOf) -> Members:
    """Who sits on the Board on the day. A membership has no time of recording, so `known` cannot take one away."""
    rows = list(Membership.objects.for_notice(notice).on(asof.on))
    chairs = [row.from_on for row in rows if row.role == Role.CHAIR]
    there = {row.agency_id for row in rows if row.role == Role.PARTNER}
    agencies = Agency.objects.for_notice(notice).filter(kind=AgencyKind.PARTNER)
    names = {row.pk: row.name for row in agencies}
    return Members(
        chair_since=min(chairs, default=None),
        partners=tuple(name for pk, name in names.items() if pk in there),
        missing=tuple(name for pk, name in names.items() if pk not in there),
    )
