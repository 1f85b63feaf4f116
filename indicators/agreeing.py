"""What does one decision agree as a set: which indicators are followed, what they should reach, and by which standard?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from boards.models import Board, Decision
from indicators.agreement_changes import changes_of
from indicators.definitions import agree_indicators
from indicators.domain import set_target
from indicators.figures import Step
from indicators.models import Indicator, IndicatorAgreement, IndicatorTerms, Standard, Target
from indicators.standards import set_standard
from notices.models import Notice
from records.clock import TICK, AsOf, london_day
from records.refusal import AskFirst, NotTheNext, Refused

LEDGERS = (IndicatorTerms, IndicatorAgreement, Target, Standard)  # what a decision of the Board may be about


@dataclass(frozen=True)
class WrittenMeanwhile:
    """What somebody else wrote of the indicators since a form was drawn; `number` is how much is written by now."""

    number: int
    recorded_by: User
    recorded_by_id: int
    recorded_at: datetime


def written(notice: Notice) -> int:
    """How many rows say what the Board may agree: a form carries the number, and another one tells it that it is stale."""
    return sum(ledger.objects.filter(indicator__notice=notice).count() for ledger in LEDGERS)


def check_nothing_written(notice: Notice, after: int | None) -> None:
    """Refused where somebody has written of the indicators since a form was drawn that carries the number `after`."""
    if after is not None and after != (now := written(notice)):
        raise NotTheNext(
            "Somebody else has written of the indicators since you opened this page.", latest=_newest(notice, now)
        )


def agree_set(
    *,
    decision: Decision,
    indicators: Sequence[Indicator] = (),
    targets: Sequence[Indicator] = (),
    standards: Sequence[Indicator] = (),
    headlines: Sequence[Indicator] | None = None,
    by: User,
    at: datetime,
    after: int | None = None,
    confirmed: bool = False,
) -> None:
    """Record that one decision agreed these indicators, the targets that stand of `targets` (the same value, from the same
    day) and the standards of `standards`. `after` is what `written` gave when the form was drawn.

    Refused: what `agree_indicators` and `changes_of` refuse. Asked about once (AskFirst): a decision of a kind that is not
    about them. What a decision has set already is left as it is.
    """
    check_nothing_written(decision.board.notice, after)
    if decision.board.kind != Board.Kind.IMPROVEMENT:
        raise Refused("Only the Improvement Board agrees the indicators.", field="decision")
    changes = changes_of(
        decision=decision,
        indicators=indicators,
        targets=targets,
        standards=standards,
        headlines=headlines,
        asof=AsOf(london_day(at), at + TICK),
    )
    if changes.question and not confirmed:
        raise AskFirst(changes.question, field="decision")
    if changes.agreed:
        agree_indicators(decision=decision, indicators=indicators, headlines=headlines, by=by, at=at)
    for change in changes.rows:
        if change.target:
            _agree_target(change.indicator, change.target, decision, by=by, at=at)
        if change.standard:
            words = change.standard.words
            set_standard(indicator=change.indicator, words=words, decision=decision, by=by, at=at)


def _agree_target(indicator: Indicator, step: Step, decision: Decision, *, by: User, at: datetime) -> None:
    set_target(
        indicator=indicator,
        from_on=step.from_on,
        value=step.aim.value,
        low=step.aim.low,
        high=step.aim.high,
        tolerance=step.aim.tolerance,
        source_words=step.source_words,
        decision=decision,
        by=by,
        at=at,
        counts_on=decision.counts_on,
    )


def _newest(notice: Notice, number: int) -> WrittenMeanwhile | None:
    rows = [
        row
        for ledger in LEDGERS
        if (
            row := ledger.objects.filter(indicator__notice=notice)
            .select_related("recorded_by")
            .order_by("-recorded_at")
            .first()
        )
    ]
    if not rows:
        return None
    row = max(rows, key=lambda row: row.recorded_at)
    return WrittenMeanwhile(number, row.recorded_by, row.recorded_by_id, row.recorded_at)
