"""What does a series say, in one reading: which figures stand out, is it changing, and will it meet its target?

Values and words of one `Series`; nothing is asked of the database. A target is never applied to the months before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from indicators import gate, spc, words
from indicators.gate import Gate, Passed
from indicators.levels import Levels, lost_ground, two_levels
from indicators.looking_ahead import expected_of
from indicators.outlook import Outlook
from indicators.spc import Point, Rule
from indicators.standing import Aim, Polarity

if TYPE_CHECKING:
    from indicators.figures import Series

DIRECTIONS = {Polarity.HIGHER: "increase", Polarity.LOWER: "decrease"}  # of the others, none is good


class Movement(StrEnum):
    BETTER = "Getting better"
    WORSE = "Getting worse"
    NONE = "No clear change"
    NEUTRAL = "Changed, neither good nor bad"
    TOO_FEW = "Too few figures"


class Rebased(NamedTuple):
    """That limits begin anew with the first figure from a day on; which Board decision said so, why, and who recorded it."""

    from_on: date
    decision: int
    reason: str
    by: str


class ReadPoint(NamedTuple):
    """A figure with its limits as they are drawn: none where there are too few figures, capped where no figure can lie.
    `rules` in plain words."""

    on: date
    value: Decimal
    mean: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    part: int
    point_type: str
    rules: tuple[str, ...]
    after_gap: bool


@dataclass(frozen=True)
class Reading:
    """`gate_words` is empty where all may be read, `limits` says those of the latest part, `rough` why they are a rough
    guide. `since`: the end of the period in which the present signals began. `levels`: that the limits of the latest part mix two
    levels, None where they do not, with `levels_words` as a sentence."""

    gate: Gate
    gate_words: str
    points: tuple[ReadPoint, ...]
    change: Movement
    change_words: str
    since: date | None
    outlook: Outlook
    limits: str
    rough: str
    levels: Levels | None = None
    levels_words: str = ""
    rule_set: str = spc.RULE_SET


def read(series: "Series", *, rebases: Sequence[Rebased] = ()) -> Reading:
    """Figures without a value are left out, and are a gap. A rebase takes the first figure from its day on."""
    figures = series.valued
    if not figures:
        passed = gate.judge([], gaps=frozenset(), every=series.every, unit=series.unit)
        looked = expected_of(series, [], passed)
        return Reading(*passed, (), Movement.TOO_FEW, passed.words, None, looked, "", "")
    ends = [figure.period_on for figure in figures]
    gaps = gate.breaks(ends, series.every)
    began = {next((end for end in ends if end >= rebased.from_on), None) for rebased in rebases} - {None, ends[0]}
    analysis = spc.analyse(
        ends,
        [figure.value for figure in figures if figure.value is not None],
        improvement_direction=DIRECTIONS.get(series.polarity, "neutral"),
        rebase_dates={end for end in began if end},
        breaks_before=gaps,
    )
    parts = [list(points) for _, points in groupby(analysis.points, key=lambda point: point.part)]
    shown: list[ReadPoint] = []
    passed = Passed(Gate.TOO_FEW, "")
    for part in parts:
        start = part[0].on if part[0].on in began else None
        passed = gate.judge(part, gaps=gaps, every=series.every, unit=series.unit, began=start)
        shown += _shown(part, passed.gate, gaps, series.unit)
    latest = parts[-1]
    limits = gate.limits_said(latest[-1], series.unit) if passed.gate.has_limits else ""
    levels = two_levels(latest) if passed.gate is Gate.FULL else None
    change = _movement(series, latest, passed.gate, levels)
    return Reading(
        gate=passed.gate,
        gate_words=passed.words,
        points=tuple(shown),
        change=change,
        change_words=_settled(series, levels)
        if levels and change is Movement.NONE
        else _change_words(series, latest, passed, gaps, limits),
        since=_since(latest, gaps) if passed.gate.has_limits and change is not Movement.NONE else None,
        outlook=expected_of(series, latest, passed),
        limits=limits,
        rough=gate.rough(latest[-1], series.unit) if passed.gate.has_limits else "",
        levels=levels,
        levels_words=_levels_words(series, levels, limits) if levels else "",
    )


def _shown(part: Sequence[Point], passed: Gate, gaps: frozenset[date], unit: str) -> list[ReadPoint]:
    first, limits = part[0], passed.has_limits
    negative = any(point.value < 0 for point in part)
    lower = upper = mean = None
    if limits and first.lower is not None and first.upper is not None:
        lower, upper = (gate.exact(gate.drawn(end, unit, negative=negative)) for end in (first.lower, first.upper))
        mean = gate.exact(first.mean)
    return [
        ReadPoint(
            on=point.on,
            value=gate.exact(point.value),
            mean=mean,
            lower=lower,
            upper=upper,
            part=point.part,
            point_type=point.point_type if limits else spc.COMMON,
            rules=_rules(part, place) if limits and point.rules else (),
            after_gap=point.on in gaps,
        )
        for place, point in enumerate(part)
    ]


def _rules(part: Sequence[Point], place: int) -> tuple[str, ...]:
    side = "above" if part[place].relative_to_mean > 0 else "below"
    said = {
        Rule.OUTSIDE: "outside the limits",
        Rule.TREND: f"{spc.RUN} {_slope(part, place)} in a row",
        Rule.TWO_OF_THREE: "2 of 3 near a limit",
        Rule.SHIFT: f"{spc.RUN} {side} the mean",
    }
    return tuple(said[rule] for rule in Rule if rule in part[place].rules)


def _slope(part: Sequence[Point], place: int) -> str:
    """Which way a trend goes at a figure: by the step to the next, and at its end by the step before."""
    goes_on = place + 1 < len(part) and Rule.TREND in part[place + 1].rules
    before, after = (place, place + 1) if goes_on else (place - 1, place)
    return "rising" if part[after].value > part[before].value else "falling"


# Is it changing?


def _movement(series: "Series", part: Sequence[Point], passed: Gate, levels: Levels | None) -> Movement:
    """As the latest figure signals; but what has settled on a better level no longer gets better, and what has just lost ground
    does not either. What has settled on a worse one goes on being worse: a warning is not over because nothing was done."""
    if passed is Gate.NO_VARIATION:
        return Movement.NONE
    if not passed.has_limits:
        return Movement.TOO_FEW
    last = part[-1]
    if last.point_type == spc.COMMON or (levels and last.point_type != spc.CONCERN):
        return Movement.NONE
    if last.point_type == spc.IMPROVEMENT:
        return Movement.NONE if lost_ground(part) else Movement.BETTER
    if last.point_type == spc.CONCERN:
        return Movement.WORSE
    if series.polarity is Polarity.BAND and series.target:
        return _movement_in_band(last, series.target.aim)
    return Movement.NEUTRAL


def _movement_in_band(last: Point, aim: Aim) -> Movement:
    """Better only from outside towards the band or into it, worse only out of it or further away; else neither."""
    if aim.low is None or aim.high is None:
        return Movement.NEUTRAL
    low, high = float(aim.low), float(aim.high)
    up = last.point_type == spc.NEUTRAL_HIGH
    if (up and last.mean < low and last.value <= high) or (not up and last.mean > high and last.value >= low):
        return Movement.BETTER
    if (up and last.mean >= low and last.value > high) or (not up and last.mean <= high and last.value < low):
        return Movement.WORSE
    return Movement.NEUTRAL


def _change_words(series: "Series", part: Sequence[Point], passed: Passed, gaps: frozenset[date], limits: str) -> str:
    """Why it is said to change or not, in one sentence without its full stop."""
    if not passed.gate.has_limits:
        return passed.words
    last = part[-1]
    period = words.period(last.on, series.every)
    value = words.figure(gate.exact(last.value), series.unit)
    side, limit = ("above", "upper") if last.relative_to_mean > 0 else ("below", "lower")
    rule = next((rule for rule in Rule if rule in last.rules), None)
    best = lost_ground(part) if last.point_type == spc.IMPROVEMENT else None
    if best:
        was = f"{words.figure(gate.exact(best.value), series.unit)} in {words.period(best.on, series.every)}"
        said = f"{value} in {period} is much worse than {was}, though still better than usual (limits {limits})"
    elif rule is None:
        said = f"{period} ({value}) lies inside the limits of {limits}, and no run stands out"
    elif rule is Rule.OUTSIDE:
        said = f"outside the limits in {period} ({value}, limits {limits})"
    elif rule is Rule.TWO_OF_THREE:
        said = f"2 of 3 near the {limit} limit in {period} ({value}, limits {limits})"
    else:
        run = gate.counted(_run(part, gaps, rule), series.every)
        until = f"to {gate.ending(last.on, series.every)}"
        if rule is Rule.TREND:
            said = f"{run} {_slope(part, len(part) - 1)} in a row {until} (latest {value})"
        else:
            mean = words.figure(gate.exact(last.mean), series.unit)
            said = f"the {run} {until} lie {side} the mean of {mean} (latest {value})"
    return f"provisional: {said}" if passed.gate is Gate.TRIAL else said


def _settled(series: "Series", levels: Levels) -> str:
    mean, before = (words.figure(gate.exact(level), series.unit) for level in (levels.mean, levels.before))
    return f"settled at about {mean} since {words.period(levels.since, series.every)}, after about {before} before"


def _levels_words(series: "Series", levels: Levels, limits: str) -> str:
    since, now = words.period(levels.since, series.every), f"{gate.counted(levels.figures, series.every)} of figures"
    mean, before = (words.figure(gate.exact(level), series.unit) for level in (levels.mean, levels.before))
    return (
        f"The figures have settled on another level: the {now} since {since} lie about {mean}, the {levels.figures_before} before "
        f"about {before}. The limits of {limits} mix the two and describe neither."
    )


def _run(part: Sequence[Point], gaps: frozenset[date], rule: Rule) -> int:
    """How many figures the run at the end has: at least seven, and all that belong to it."""

    def same(before: Point, after: Point) -> bool:
        if rule is Rule.SHIFT:
            return before.relative_to_mean == after.relative_to_mean
        return before.value < after.value if part[-2].value < part[-1].value else before.value > after.value

    place = len(part) - 1
    while place and part[place].on not in gaps and same(part[place - 1], part[place]):
        place -= 1
    return len(part) - place


def _since(part: Sequence[Point], gaps: frozenset[date]) -> date | None:
    """From when every figure was a signal of the same kind, and none had lost ground; None where the last is none."""
    kind = part[-1].point_type
    if kind == spc.COMMON:
        return None
    place = len(part) - 1
    while place and part[place].on not in gaps and part[place - 1].point_type == kind:
        if kind == spc.IMPROVEMENT and lost_ground(part[:place]):
            break
        place -= 1
    return part[place].on
