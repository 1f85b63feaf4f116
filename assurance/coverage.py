"""How does every requirement of a notice stand, why, and what was counted? From the facts that a position holds.

The rules are in assurance/states.py; nothing here concludes anything. reports/position/coverage.py hands in the facts, which
it has read for other sections already: nobody reads them a second time, so no page can count them otherwise.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assurance import slots
from assurance.facts import Asked, Facts, Point, RestsOn
from assurance.proof import Line, lines
from assurance.states import Judged, State, judge, kinds_asked
from assurance.whole import Whole
from boards.models import Decision
from notices import deadlines
from notices.models import Notice, Requirement
from notices.notice_rows import Body, DeadlineKind, Force, ProofKind

RESTS_ON = {
    ProofKind.AFTER_PLAN: (Decision.Kind.PLAN, (Body.BOARD,)),
    ProofKind.AFTER_ADOPTION_PLAN: (Decision.Kind.ADOPTION_PLAN, (Body.BOARD,)),
    ProofKind.AFTER_AUDITS: (Decision.Kind.AUDITS, (Body.BOARD, Body.LSCB)),
    ProofKind.AFTER_STANDARDS: (Decision.Kind.STANDARDS, (Body.BOARD,)),
}


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


def coverage_of(notice: Notice, whole: Whole, *, informed: Mapping[date, date]) -> list[Coverage]:
    """Every requirement in the order of the notice, from the facts of the whole. No query.

    `informed`: the months (their last day) of which a report was sent to Ministers by then, with the day on which it was.
    Reports stand above this package, so the caller knows them.
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


def _asked(notice: Notice, whole: Whole, informed: Mapping[date, date]) -> list[tuple[Requirement, Asked]]:
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
                agreement="” or “".join(labels[kind] for kind in labels if kind in slots.kinds_of(row.decided_by)),
                proof=frozenset(ProofKind(kind) for kind in row.proof),
                whole_plan=row.whole_plan,
                codes=tuple(row.indicator_codes),
                acts_of=row.acts_of,
                point=points.get(row.pk),
                rests_on=tuple(
                    RestsOn(kind, labels[kind], bodies)
                    for after, (kind, bodies) in RESTS_ON.items()
                    if after in row.proof
                ),
                measure=row.measure.code,
                theme=row.measure.theme.code,
            ),
        )
        for row in whole.requirements
    ]
