"""What does one decision agree as a set: which indicators are followed, what they should reach, and by which standard?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from accounts.models import User
from boards.models import Board, Decision
from indicators.definitions import agree_indicators
from indicators.domain import set_target
from indicators.figures import Series, Step
from indicators.models import Indicator, IndicatorAgreement, IndicatorTerms, Standard, Target
from indicators.series import series_of
from indicators.standards import set_standard, standards_of
from notices.models import Notice
from records import wording
from records.clock import TICK, AsOf, london_day
from records.refusal import NotTheNext, Refused

INDICATOR, TARGET, STANDARD = "the indicator", "its target", "its standard"
LEDGERS = (IndicatorTerms, IndicatorAgreement, Target, Standard)  # what a decision of the Board may be about


@dataclass(frozen=True)
class Offered:
    """One indicator as the Board may agree it, with the target and the standard that stand."""

    series: Series
    indicator: Indicator
    standard: Standard | None

    @property
    def target(self) -> Step | None:
        return self.series.target or self.series.coming

    @property
    def target_words(self) -> str:
        return self.series.target_said(self.target) if self.target else ""

    @property
    def target_is_open(self) -> bool:
        """Whether a target stands that no decision has set."""
        return self.target is not None and self.target.decision is None

    @property
    def standard_is_open(self) -> bool:
        return self.standard is not None and self.standard.decision is None

    @property
    def lacks(self) -> tuple[str, ...]:
        """What of it is used without the Board's agreement: a published threshold is not, and can be agreed all the same."""
        return not_agreed(self.series, self.standard)

    @property
    def is_open(self) -> bool:
        """Whether a decision could still agree something of it."""
        return self.series.agreed is None or self.target_is_open or self.standard_is_open


@dataclass(frozen=True)
class WrittenMeanwhile:
    """What somebody else wrote of the indicators since a form was drawn; `number` is how much is written by now."""

    number: int
    recorded_by: User
    recorded_by_id: int
    recorded_at: datetime


def offered(notice: Notice, asof: AsOf) -> list[Offered]:
    """Everything that has not ended, in the order of the codes. Eight queries."""
    indicators = {row.code: row for row in Indicator.objects.for_notice(notice)}
    standards = standards_of(notice, asof)
    return [
        Offered(series, indicators[series.code], standards.get(indicators[series.code].pk))
        for series in series_of(notice, asof, with_benchmarks=False)
        if not series.ended
    ]


def with_what_is_not_agreed(notice: Notice, asof: AsOf, found: Iterable[Series]) -> list[Series]:
    """The series, each with what of it is used without the Board's agreement. One query."""
    by_code = {row.indicator.code: row for row in standards_of(notice, asof).values()}
    return [replace(series, unagreed=not_agreed(series, by_code.get(series.code))) for series in found]


def not_agreed(series: Series, standard: Standard | None) -> tuple[str, ...]:
    """The indicator itself, a target that is our default, a standard without a decision; nothing of one not in use."""
    if not series.in_use:
        return ()
    target = series.target
    parts = {
        INDICATOR: series.agreed is None,
        TARGET: target is not None and target.source == Target.Source.DEFAULT.label,
        STANDARD: standard is not None and standard.decision is None,
    }
    return tuple(words for words, is_open in parts.items() if is_open)


def written(notice: Notice) -> int:
    """How many rows say what the Board may agree: a form carries the number, and another one tells it that it is stale."""
    return sum(ledger.objects.filter(indicator__notice=notice).count() for ledger in LEDGERS)


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
) -> None:
    """Record that one decision agreed these indicators, the targets that stand of `targets` (the same value, from the same
    day) and the standards of `standards`. `after` is what `written` gave when the form was drawn.

    Refused: what `agree_indicators` refuses, a target or a standard that came to stand only after the decision. What a
    decision has set already is left as it is.
    """
    notice = decision.board.notice
    if after is not None and after != (now := written(notice)):
        raise NotTheNext(
            "Somebody else has written of the indicators since you opened this page.", latest=_newest(notice, now)
        )
    if decision.board.kind != Board.Kind.IMPROVEMENT:
        raise Refused("Only the Improvement Board agrees the indicators.", field="decision")
    if indicators or headlines is not None or not (targets or standards):
        agree_indicators(decision=decision, indicators=indicators, headlines=headlines, by=by, at=at)
    stands = {row.indicator: row for row in offered(notice, AsOf(london_day(at), at + TICK))}
    for indicator in targets:
        _agree_target(stands[indicator], decision, by=by, at=at)
    for indicator in standards:
        _agree_standard(stands[indicator], decision, by=by, at=at)


def _agree_target(row: Offered, decision: Decision, *, by: User, at: datetime) -> None:
    step = row.target
    if step is None or step.decision is not None:
        return
    _check_it_stood(f"The target of {row.indicator.code}", step.counts_on, decision, field="targets")
    set_target(
        indicator=row.indicator,
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


def _agree_standard(row: Offered, decision: Decision, *, by: User, at: datetime) -> None:
    standard = row.standard
    if standard is None or standard.decision is not None:
        return
    _check_it_stood(f"The standard of {row.indicator.code}", standard.counts_on, decision, field="standards")
    set_standard(indicator=row.indicator, words=standard.words, decision=decision, by=by, at=at)


def _check_it_stood(what: str, counts_on: date, decision: Decision, *, field: str) -> None:
    """A decision agrees what stood on its day: what was set later would go on standing before it."""
    if counts_on > decision.counts_on:
        raise Refused(
            f"{what} stands only since {wording.day(counts_on)}, after decision {decision.number} of "
            f"{wording.day(decision.counts_on)}. Choose a later decision, or record it on the page of the indicator.",
            field=field,
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
