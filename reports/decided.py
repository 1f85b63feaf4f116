"""What did decisions settle, and what replaced them? Each with its answers, as of two times."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from boards.models import Board, Decision
from boards.querysets import DecisionQuerySet
from boards.quorums import not_quorate
from notices.models import Notice
from plans.changes import answered
from plans.concerns import named
from plans.models import ConcernOutcome, DateRuling, TermsRuling
from records import wording
from records.clock import AsOf, london_day
from reports.models import DecisionBasis
from reports.taking import bases_of


@dataclass(frozen=True)
class Decided:
    """A decision as of two times, with what the register says beside its words."""

    decision: Decision
    replaced_by: list[Decision]
    rulings: list[dict]
    changes: list[tuple[int, str]]  # the number of an item, and the answer to what was asked about it
    concerns: list[dict]
    basis: DecisionBasis | None = (
        None  # with `title`, of the agenda item, and `pack_on`, the day that the pack's figures are of
    )

    not_quorate: bool = False  # by the rule of its day and the roll of its meeting, as they stand

    @property
    def of_lscb(self) -> bool:
        return self.decision.board.kind == Board.Kind.LSCB

    @property
    def key(self) -> str:
        """Under which the page names it: each Board numbers its own."""
        return f"lscb-{self.decision.number}" if self.of_lscb else f"{self.decision.number}"

    @property
    def recorded_on(self) -> date | None:
        """The day it was recorded, where that is later than the day it counts from."""
        recorded = london_day(self.decision.recorded_at)
        return recorded if recorded > self.decision.counts_on else None


def read(decisions: DecisionQuerySet) -> DecisionQuerySet:
    """What `described` looks at, fetched with the decisions."""
    return decisions.select_related("board", "meeting", "replaces", "recorded_by")


def described(notice: Notice, decisions: Iterable[Decision], asof: AsOf, *, marked: bool = True) -> list[Decided]:
    """The decisions in their order, with replacements, answers and outcomes of concerns as of the same times; five queries
    however many, and four more where those are `marked` that were taken while the Board was not quorate."""
    shown = list(decisions)
    later: dict[int | None, list[Decision]] = defaultdict(list)
    for decision in Decision.objects.for_notice(notice).as_of(asof).filter(replaces__in=shown):
        later[decision.replaces_id].append(decision)
    rulings: dict[int, list[dict]] = defaultdict(list)
    answers = DateRuling.objects.for_notice(notice).as_of(asof).filter(decision__in=shown)
    for ruling in answers.select_related("item", "change").order_by("item__number"):
        rulings[ruling.decision_id].append(in_words(ruling))
    changes: dict[int, list[tuple[int, str]]] = defaultdict(list)
    said = TermsRuling.objects.for_notice(notice).as_of(asof).filter(decision__in=shown)
    for answer in said.select_related("change__item").order_by("change__item__number", "number"):
        changes[answer.decision_id].append((answer.change.item.number, answered(answer)))
    concerns: dict[int, list[dict]] = defaultdict(list)
    outcomes = ConcernOutcome.objects.for_notice(notice).as_of(asof).filter(decision__in=shown)
    things = "concern__item", "concern__objective", "concern__indicator", "action"
    for outcome in outcomes.select_related(*things).order_by("concern__number"):
        concerns[outcome.decision_id].append(said_of(outcome))
    bases = bases_of(shown, asof)
    short = not_quorate(shown, asof) if marked else set()
    return [
        Decided(
            decision,
            later[decision.pk],
            rulings[decision.pk],
            changes[decision.pk],
            concerns[decision.pk],
            bases.get(decision.pk),
            decision.meeting_id in short,
        )
        for decision in shown
    ]


def said_of(outcome: ConcernOutcome) -> dict:
    return {
        "number": outcome.concern.number,
        "about": named(outcome.concern),
        "action": outcome.action.number if outcome.action else None,
        "none_needed": outcome.none_needed,
        "held_over": outcome.held_over,
    }


def in_words(ruling: DateRuling) -> dict:
    asked = ruling.change
    return {
        "item": ruling.item.number,
        "answer": ruling.answer,
        "to": wording.due(ruling.to_on, ruling.to_precision) if ruling.to_on else "",
        "asked": wording.due(asked.to_on, asked.to_precision),
        "words": ruling.words,
    }
