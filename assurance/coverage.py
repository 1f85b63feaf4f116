"""How does every requirement of a notice stand, why, and what was counted? From the facts that a position holds.

The rules are in assurance/states.py; nothing here concludes anything. reports/position/coverage.py hands in the facts, which
it has read for other sections already: nobody reads them a second time, so no page can count them otherwise.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from accounts.policy import Role
from assurance import slots
from assurance.facts import Asked, Decided, Facts, Measured, Members, Met, Partners, Point, Served, Shown
from assurance.proof import Line, lines
from assurance.states import Judged, State, judge, kinds_asked
from boards.models import Decision
from notices import deadlines
from notices.models import Agency, Membership, Notice, ReportingPoint, Requirement
from notices.notice_rows import AgencyKind, DeadlineKind, Force, ProofKind
from plans.agreements import DECIDED_BY, latest_answer
from plans.models import PlanAgreement
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
            "codes": list(asked.indicator_codes),
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


def coverage_of(notice: Notice, whole: "Whole", *, informed: Mapping[date, date]) -> list[Coverage]:
    """Every requirement in the order of the notice, from the facts of the whole. No query.

    `informed`: the months (their last day) of which a report for Ministers was published by then, with the day of
    publication. Reports stand above this package, so the caller knows them.
    """
    asked_by = _asked(notice, whole, informed)
    return [_coverage(notice, requirement, asked, whole.facts(requirement, asked)) for requirement, asked in asked_by]


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
    """The facts of a whole notice as of two times, handed out by requirement. `requirements` carry their
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


def members(notice: Notice, asof: AsOf) -> Members:
    """Who sits on the Board on the day; one query. A membership has no time of recording, so `known` cannot take one away."""
    that_day = Membership.objects.for_notice(notice).on(asof.on).order_by("from_on")
    said = {f"said_of_{code}": latest_answer(code, asof) for code in DECIDED_BY}
    agencies = Agency.objects.for_notice(notice).annotate(
        chair_since=Subquery(that_day.filter(role=Role.CHAIR).values("from_on")[:1]),
        sits=Exists(that_day.filter(role=Role.PARTNER, agency=OuterRef("pk"))),
        **said,
    )
    partners = [agency for agency in agencies if agency.kind == AgencyKind.PARTNER]
    return Members(
        chair_since=next((agency.chair_since for agency in agencies), None),  # the council is always among them
        partners=tuple(agency.name for agency in partners if agency.sits),
        missing=tuple(agency.name for agency in partners if not agency.sits),
        of_plans=tuple(_of_plan(code, partners) for code in DECIDED_BY),
    )


def _of_plan(code: str, agencies: Sequence[Agency]) -> Partners:
    """What the partner agencies say of the plan of this code."""
    by_answer: dict[str | None, list[str]] = defaultdict(list)
    for agency in agencies:
        by_answer[getattr(agency, f"said_of_{code}")].append(agency.name)
    return Partners(
        kind=DECIDED_BY[code],
        agreed=tuple(by_answer[PlanAgreement.Answer.AGREED]),
        not_agreed=tuple(by_answer[PlanAgreement.Answer.NOT_AGREED]),
        silent=tuple(by_answer[None]),
    )
