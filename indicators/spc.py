"""Which figures of a series are out of the ordinary? XmR limits and four rules, as NHSRplotthedots 0.2.2 has them.

Known figures are met exactly, not nearly: whether a figure lies on the mean or on a limit decides a rule, so the figures
are taken as the decimals that were typed and compared as whole numbers of one small unit. Only what is handed out is
rounded to floats. What may be shown of an analysis, and from how many figures, is decided above, in `gate`.
"""

import math
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

RULE_SET = "ptd_r_0_2_2"
RUN = 7  # figures in a row that make a trend or a shift
SHORT = 13  # a part with fewer is warned of
LEAST_FIXED = 12  # figures on which limits may be fixed
# Limits lie 2.66 average moving ranges from the mean, near limits two thirds of that: 399 and 266 in units of 1/150.
UNIT, LIMIT, NEAR = 150, 399, 266

Number = float | Decimal


class Rule(StrEnum):
    """In the order in which they name a figure that breaks several."""

    OUTSIDE = "outside_limits"
    TREND = "trend_7"
    TWO_OF_THREE = "two_of_three"
    SHIFT = "shift_7"


NAMES = {
    Rule.OUTSIDE: ("Above UCL", "Below LCL"),
    Rule.TREND: ("7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"),
    Rule.TWO_OF_THREE: ("2 in 3 Above CL", "2 in 3 Below CL"),
    Rule.SHIFT: ("7 Points Above CL", "7 Points Below CL"),
}
COMMON = "common_cause"
IMPROVEMENT, CONCERN = "special_cause_improvement", "special_cause_concern"
NEUTRAL_HIGH, NEUTRAL_LOW = "special_cause_neutral_high", "special_cause_neutral_low"
# For each wanted direction: what a special cause upwards is, and one downwards.
TYPES = {
    "increase": (IMPROVEMENT, CONCERN),
    "decrease": (CONCERN, IMPROVEMENT),
    "neutral": (NEUTRAL_HIGH, NEUTRAL_LOW),
}
ICONS = {
    ("increase", IMPROVEMENT): "improvement_high",
    ("increase", CONCERN): "concern_low",
    ("decrease", IMPROVEMENT): "improvement_low",
    ("decrease", CONCERN): "concern_high",
    ("neutral", NEUTRAL_HIGH): "neutral_high",
    ("neutral", NEUTRAL_LOW): "neutral_low",
}
ASSURANCE_ICONS = {"consistent_pass": "pass", "consistent_fail": "fail", "inconsistent": "inconsistent", None: None}


NONE: frozenset[Rule] = frozenset()


class Point(NamedTuple):
    """One figure and what the rules say of it. A part runs from one rebase to the next. `lower` and `upper` are the process
    limits, in the unit of the value and not capped at 0 or 100; they and `close_to_limits` are None where undefined."""

    on: date
    value: float
    mean: float
    lower: float | None
    upper: float | None
    part: int
    relative_to_mean: int
    close_to_limits: bool | None
    rules: frozenset[Rule]
    special_cause_type: str
    point_type: str
    short_group_warning: bool


class Analysis(NamedTuple):
    """`variation_icon` speaks of the last figure alone; the two of assurance of the target and the last figure's limits."""

    points: tuple[Point, ...]
    variation_icon: str
    assurance_type: str | None
    assurance_icon: str | None


def analyse(
    dates: Sequence[date],
    values: Sequence[Number],
    *,
    improvement_direction: str,
    target: Number | None = None,
    rebase_dates: Collection[date] = (),
    fix_after_n_points: int | None = None,
    screen_outliers: bool = True,
    breaks_before: Collection[date] = (),
) -> Analysis:
    """The analysis of one series, in order of its dates, which may be given in any.

    A rebase date begins a new part with its own mean, limits and runs; one that is not among the dates is ignored, as the
    package does. `fix_after_n_points`: a part's mean and limits come from its first n figures. `screen_outliers`: moving
    ranges of 3.267 times their average or more are left out, once. `breaks_before` is ours: no run and no moving range
    reaches over the place before such a date, while mean and limits stay one.

    ValueError: no figures, a date twice, a value that is no number, an unknown direction, fewer than 12 points to fix on.
    """
    if improvement_direction not in TYPES:
        raise ValueError(f"the wanted direction is increase, decrease or neutral, not {improvement_direction!r}")
    if fix_after_n_points is not None and fix_after_n_points < LEAST_FIXED:
        raise ValueError(f"limits are fixed on at least {LEAST_FIXED} points")
    if not dates or len(set(dates)) != len(dates):
        raise ValueError("a series has figures, and one for each date")
    rows = sorted(zip(dates, values, strict=True))
    days, numbers = [on for on, _ in rows], [float(value) for _, value in rows]
    if not all(map(math.isfinite, numbers)):
        raise ValueError("every value is a number")
    whole, scale = _whole(numbers)
    starts = [place for place, on in enumerate(days) if not place or on in rebase_dates]
    first = int(days[0] in rebase_dates)
    parts = list(pairwise([*starts, len(days)]))
    limited = [
        _limits(whole[start:end], days[start:end], fix_after_n_points, screen_outliers, breaks_before)
        for start, end in parts
    ]
    points: list[Point] = []
    for group, (limits, (start, end)) in enumerate(zip(limited, parts, strict=True), first):
        breaks = [place for place in range(start + 1, end) if days[place] in breaks_before] if breaks_before else []
        for begin, stop in pairwise([start, *breaks, end]):
            stretch = days[begin:stop], numbers[begin:stop], whole[begin:stop]
            points += _stretch(*stretch, scale, limits, group, end - start < SHORT, improvement_direction)
    assurance = None if target is None else _assurance(float(target), limited[-1], scale, improvement_direction)
    icon = ICONS.get((improvement_direction, points[-1].point_type), COMMON)
    return Analysis(tuple(points), icon, assurance, ASSURANCE_ICONS[assurance])


class _Limits(NamedTuple):
    """Whole numbers, all times `unit`: compared with the whole number of a figure times `unit`."""

    unit: int
    mean: int
    limit: int | None  # how far a limit lies from the mean; None: undefined
    near: int


def _whole(numbers: list[float]) -> tuple[list[int], int]:
    """The figures as whole numbers of one unit, and how many units make 1. Exact for the decimals that were typed."""
    for scale in (1, 10, 100, 1_000, 10_000):
        whole = [round(number * scale) for number in numbers]
        if [count / scale for count in whole] == numbers:
            return whole, scale
    typed = [Fraction(repr(number)) for number in numbers]
    scale = math.lcm(*(number.denominator for number in typed))
    return [int(number * scale) for number in typed], scale


def _limits(
    whole: list[int], days: list[date], fixed: int | None, screen: bool, breaks_before: Collection[date]
) -> _Limits:
    base = whole[:fixed]
    pairs = zip(pairwise(base), days[1:], strict=False)
    ranges = [abs(after - before) for (before, after), on in pairs if on not in breaks_before]
    if screen:
        most, count = 3267 * sum(ranges), 1000 * len(ranges)
        ranges = [moved for moved in ranges if moved * count < most]
    size, kept = len(base), len(ranges) or 1
    spread = size * sum(ranges)
    return _Limits(
        unit=UNIT * size * kept,
        mean=UNIT * kept * sum(base),
        limit=LIMIT * spread if ranges else None,
        near=NEAR * spread,
    )


def _stretch(
    days: list[date],
    numbers: list[float],
    whole: list[int],
    scale: int,
    limits: _Limits,
    group: int,
    short: bool,
    direction: str,
) -> Iterator[Point]:
    """Figures that follow each other without a gap, inside one part."""
    unit, centre, limit, near = limits
    mean = centre / (unit * scale)
    lower = None if limit is None else (centre - limit) / (unit * scale)
    upper = None if limit is None else (centre + limit) / (unit * scale)
    away = [count * unit - centre for count in whole]
    sides = [(far > 0) - (far < 0) for far in away]
    steps = [(after > before) - (after < before) for before, after in pairwise(whole)]
    close = [limit is not None and near < abs(far) <= limit for far in away]
    broken = {
        Rule.OUTSIDE: {place for place, far in enumerate(away) if limit is not None and abs(far) > limit},
        Rule.TREND: _in_runs(steps, RUN - 1, reach=1),
        Rule.TWO_OF_THREE: _two_of_three(sides, close),
        Rule.SHIFT: _in_runs(sides, RUN),
    }
    trend = broken[Rule.TREND]
    any_rule = set().union(*broken.values())
    types = TYPES[direction]
    for place, on in enumerate(days):
        rules, name, kind = NONE, "Common Cause", COMMON
        if place in any_rule:
            rules = frozenset(rule for rule, places in broken.items() if place in places)
            first = next(rule for rule in Rule if rule in rules)
            if first is Rule.TREND:  # goes by its slope; where two meet, by the step to the next
                down = steps[place if place + 1 in trend else place - 1] <= 0
            else:
                down = sides[place] < 0
            name, kind = NAMES[first][down], types[down]
        near_limit = None if limit is None else close[place]
        yield Point(on, numbers[place], mean, lower, upper, group, sides[place], near_limit, rules, name, kind, short)


def _in_runs(signs: list[int], least: int, *, reach: int = 0) -> set[int]:
    """The places in runs of at least so many of one sign that is not 0; a run of steps reaches one figure further."""
    found: set[int] = set()
    start = 0
    for place in range(1, len(signs) + 1):
        if place == len(signs) or signs[place] != signs[start]:
            if signs[start] and place - start >= least:
                found.update(range(start, place + reach))
            start = place
    return found


def _two_of_three(sides: list[int], close: list[bool]) -> set[int]:
    """The places close to a limit in three that follow each other on one side of the mean, two of them close. One beyond
    the limit is not close, and may be the third."""
    found: set[int] = set()
    if sum(close) < 2:
        return found
    for place in range(len(sides) - 2):
        three = range(place, place + 3)
        if abs(sum(sides[place : place + 3])) == 3 and sum(close[place : place + 3]) >= 2:
            found.update(at for at in three if close[at])
    return found


def _assurance(target: float, limits: _Limits, scale: int, direction: str) -> str | None:
    """On a limit, or where there are none, it is inconsistent: chance decides each month."""
    if direction == "neutral":
        return None
    far = Fraction(repr(target)) * limits.unit * scale - limits.mean
    if limits.limit is None or abs(far) <= limits.limit:
        return "inconsistent"
    return "consistent_pass" if (far < 0) == (direction == "increase") else "consistent_fail"
