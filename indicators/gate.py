"""What may be read from so many figures? The product's gate above the engine, which draws limits from two points.

A missing period is never filled in and never joined: it breaks the line, and no run and no moving range reaches over it.
Mean and limits stay one, from the figures on both sides. To begin anew after each gap would cost a Board that missed one
month two years of limits, though nothing about the process has changed; to treat neighbours in the list as neighbours in
time, as the package does, would call a fall over half a year one ordinary step. What a gap costs is the steps it breaks,
so both are counted here: the figures and the steps between them.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from indicators import words
from indicators.spc import Point
from records import wording

FEWEST, ENOUGH = 6, 13  # figures for trial limits, and for a full reading
FEWEST_STEPS, ENOUGH_STEPS = 5, 10  # steps without a gap: thirteen months may lack two of their twelve
DAYS = {words.WEEK: 7.0, words.MONTH: 30.4375, words.QUARTER: 91.3125, words.HALF_YEAR: 182.625, words.YEAR: 365.25}
LONG = {
    words.QUARTER: {FEWEST: ", that is a year and a half", ENOUGH: ", that is over three years"},
    words.HALF_YEAR: {FEWEST: ", that is three years", ENOUGH: ", that is over six years"},
}
NEAR_THE_END = 5  # percentage points from 0 or 100 within which a mean makes the reading rough


class Gate(StrEnum):
    TOO_FEW = "too few"
    TRIAL = "trial"
    FULL = "full"
    NO_VARIATION = "no variation"
    RARE = "rare"

    @property
    def has_limits(self) -> bool:
        return self in (Gate.TRIAL, Gate.FULL)


class Passed(NamedTuple):
    """A gate and why it is that, in one sentence without its full stop; nothing where the reading is full."""

    gate: Gate
    words: str


def periods_between(earlier: date, later: date, every: str) -> float:
    """How many periods lie between two days; about, since months differ in length."""
    return (later - earlier).days / DAYS[every]


def breaks(ends: Sequence[date], every: str) -> frozenset[date]:
    """The period ends that follow on a gap: the period before them has no figure."""
    return frozenset(after for before, after in pairwise(ends) if periods_between(before, after, every) > 1.5)


def judge(
    points: Sequence[Point], *, gaps: frozenset[date], every: str, unit: str, began: date | None = None
) -> Passed:
    """How the figures of one part may be read. `began`: the end of its first period, where limits were begun anew there."""
    if not points:
        return Passed(Gate.TOO_FEW, f"no figures yet; limits are drawn from {counted(FEWEST, every)} of them")
    figures = f"{counted(len(points), every)} of figures"
    if began:
        figures += f" since limits began anew with {words.period(began, every)}"
    steps = [abs(after.value - before.value) for before, after in pairwise(points) if after.on not in gaps]
    if len(points) < FEWEST:
        return Passed(Gate.TOO_FEW, f"{figures}; limits are drawn from {FEWEST}{long(FEWEST, every)}")
    if len({point.value for point in points}) == 1:
        each = words.figure(Decimal(str(points[0].value)), unit)
        return Passed(Gate.NO_VARIATION, f"no variation in {counted(len(points), every)}: each is {each}")
    if len(steps) < FEWEST_STEPS:
        few = f"only {len(steps)} of them follow the one before without a gap" if steps else "each follows a gap"
        return Passed(Gate.TOO_FEW, f"{figures}, but {few}; limits are drawn from {FEWEST_STEPS} such steps")
    if 2 * sum(step > 0 for step in steps) < len(steps) or points[-1].lower == points[-1].upper:
        return Passed(Gate.RARE, _last_event(points, every, unit))
    if len(points) < ENOUGH:
        needed = f"{ENOUGH} are needed for more{long(ENOUGH, every)}"
        return Passed(Gate.TRIAL, f"{figures}: limits are a trial and a change is provisional; {needed}")
    if len(steps) < ENOUGH_STEPS:
        gaps_said = f"{figures} with gaps: limits are a trial and a change is provisional"
        return Passed(
            Gate.TRIAL, f"{gaps_said}; more is said from {ENOUGH_STEPS} steps without a gap, now {len(steps)}"
        )
    return Passed(Gate.FULL, "")


def ending(on: date, every: str) -> str:
    """The end of a span of periods: January 2013, Oct–Dec 2012, 25 Jan 2013."""
    return words.period(on, every) if every == words.MONTH else words.label(on, every)


def counted(number: int, every: str) -> str:
    """7 quarters"""
    return wording.count(number, words.SPANS[every])


def long(number: int, every: str) -> str:
    """That so many figures take years, where one would not guess it."""
    return LONG.get(every, {}).get(number, "")


def _last_event(points: Sequence[Point], every: str, unit: str) -> str:
    """How long ago a figure that hardly ever changes was last another one, in place of limits that would mean nothing."""
    values = [point.value for point in points]
    usual = max(sorted(set(values)), key=values.count)
    last = next(point for point in reversed(points) if point.value != usual)
    ago = round(periods_between(last.on, points[-1].on, every))
    when = f"{counted(ago, every)} before the latest" if ago else "the latest"
    other = words.figure(Decimal(str(last.value)), unit)
    said = words.figure(Decimal(str(usual)), unit)
    return (
        f"figures change too rarely for limits: most are {said}, and the last other one is {other} "
        f"in {words.period(last.on, every)}, {when}"
    )


# Limits that lie where no figure can


def drawn(limit: float, unit: str, *, negative: bool = False) -> float:
    """Where a limit is drawn: no further than figures can go. Rules and outlook use the number itself, since one that is
    cut off would answer otherwise."""
    if unit == words.PERCENT:
        limit = min(limit, 100.0)
    return limit if negative else max(limit, 0.0)


def limits_said(point: Point, unit: str, beside: Sequence[Decimal] = ()) -> str:
    """38.2 to 57 %, or 88.4 to 100 % (capped); nothing where there are none."""
    if point.lower is None or point.upper is None:
        return ""
    negative = point.value < 0
    ends = [drawn(limit, unit, negative=negative) for limit in (point.lower, point.upper)]
    capped = " (capped)" if ends != [point.lower, point.upper] else ""
    low, high = (words.rounded(exact(end), beside) for end in ends)
    return f"{low:,f} to {words.with_unit(high, unit)}{capped}"


def exact(value: float) -> Decimal:
    """As a decimal of four places, as figures are stored."""
    return Decimal(repr(round(value, 4)))


def rough(point: Point, unit: str) -> str:
    """Why limits of percentages are a rough guide where figures crowd at an end; nothing where they do not."""
    if unit != words.PERCENT or point.lower is None or point.upper is None:
        return ""
    if point.upper > 100 or point.mean > 100 - NEAR_THE_END:
        end = "100"
    elif point.lower < 0 or point.mean < NEAR_THE_END:
        end = "0"
    else:
        return ""
    return f"The limits are a rough guide: the figures lie near {end}{words.NBSP}%, and none can lie beyond it."
