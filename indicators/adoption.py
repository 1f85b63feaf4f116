"""How does the council stand to the adoption scorecard: window by window, against the threshold published for it?

The codes of the catalogue keep their meaning: AD-01 is A1 of the scorecard, AD-02 is A2, AD-03 is A3.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators import words
from indicators.figures import Beside, Figure, Series, Step
from indicators.models import Benchmark, Target
from records import wording

AVERAGES = ("AD-01", "AD-02")
SHARE, PLACED, NOW = "AD-03", "AD-04", "AD-06"
NAMES = {"AD-01": "A1", "AD-02": "A2", "AD-03": "A3"}
CODES = (*AVERAGES, SHARE, PLACED, NOW)


@dataclass(frozen=True)
class Window:
    """Three years to a day: what was published for them, and the council's figure. `of_itself` is false where the newest
    threshold was published for an earlier window."""

    ends: date
    threshold: Step | None
    of_itself: bool
    council: Figure | None
    england: str
    others: tuple[str, ...]
    series: Series

    @property
    def name(self) -> str:
        return f"three years to {wording.month(self.ends)}"

    @property
    def threshold_words(self) -> str:
        if self.threshold is None:
            return ""
        said = self.series.target_said(self.threshold)
        return said if self.of_itself else f"{said}, that of the three years to {wording.month(self.threshold.from_on)}"

    @property
    def council_words(self) -> str:
        return self.series.said(self.council) if self.council else ""

    @property
    def stands(self) -> str:
        """Inside the threshold by 9 days, over it by 16 days, at the threshold; nothing where one of the two lacks."""
        if self.council is None or self.council.value is None or self.threshold is None:
            return ""
        if self.threshold.aim.value is None:
            return ""
        left: Decimal = self.threshold.aim.value - self.council.value
        if not left:
            return "At the threshold"
        distance = words.figure(abs(left), self.series.unit)
        return f"Inside by {distance}" if left > 0 else f"Over by {distance}"


def windows(series: Series) -> list[Window]:
    """The windows for which something was published or the council has a figure at the end of March, and the one that its
    newest figure is of; the newest first."""
    thresholds = [step for step in series.targets if step.source == Target.Source.PUBLISHED.label]
    by_day = {point.period_on: point for point in series.valued}
    ends = {step.from_on for step in thresholds if _was_over(step.from_on, series.on)}
    ends |= {row.measured_on for row in series.benchmarks if row.measured_on}
    ends |= {day for day in by_day if (day.month, day.day) == (3, 31)} | ({max(by_day)} if by_day else set())
    first = min((step.from_on for step in thresholds), default=date.max)
    return [_window(series, day, thresholds, by_day.get(day)) for day in sorted(ends, reverse=True) if day >= first]


def _was_over(ends: date, on: date) -> bool:
    return ends <= on


def _window(series: Series, ends: date, thresholds: list[Step], council: Figure | None) -> Window:
    threshold = next((step for step in reversed(thresholds) if step.from_on <= ends), None)
    beside = [row for row in series.benchmarks if row.measured_on == ends]
    return Window(
        ends=ends,
        threshold=threshold,
        of_itself=threshold is not None and threshold.from_on == ends,
        council=council,
        england="; ".join(_said(series, row) for row in beside if row.kind == Benchmark.Kind.ENGLAND),
        others=tuple(f"{row.who}: {_said(series, row)}" for row in beside if row.kind != Benchmark.Kind.ENGLAND),
        series=series,
    )


def _said(series: Series, row: Beside) -> str:
    return f"{words.figure(row.value, series.unit)}{'' if row.verified else ' (not verified)'}"


def sources(series: Series) -> list[str]:
    """Where what is shown is published, in the order in which it counts."""
    found = [step.source_words for step in series.targets if step.source == Target.Source.PUBLISHED.label]
    found += [f"{row.who}, {row.period}: {row.source}" for row in series.benchmarks if row.source]
    return list(dict.fromkeys(found))
