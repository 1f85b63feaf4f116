"""What may the Board agree of the indicators, and what of them is used without its agreement?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from indicators.figures import Series, Step
from indicators.models import Indicator, Standard, Target
from indicators.series import series_of
from indicators.standards import standards_of
from notices.models import Notice
from records.clock import AsOf

INDICATOR, TARGET, STANDARD = "the indicator", "its target", "its standard"


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
    def could_agree(self) -> tuple[str, ...]:
        """What of it a decision could still agree, used or not."""
        parts = {INDICATOR: self.series.agreed is None, TARGET: self.target_is_open, STANDARD: self.standard_is_open}
        return tuple(words for words, is_open in parts.items() if is_open)

    @property
    def lacks(self) -> tuple[str, ...]:
        """What of it is used without the Board's agreement: a published threshold is not, and can be agreed all the same."""
        return not_agreed(self.series, self.standard)


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
