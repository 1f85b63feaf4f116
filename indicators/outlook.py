"""Will an indicator meet its target? From its limits where it is stable, from its line where it moves, or not at all.

A process chart gives no forecast. What can be said is whether a stable process can be relied on to meet the target, and
whether a process that moves would be there in time at its present rate. The order of questions is that of the method
notes; the first that applies answers.
"""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from statistics import fmean
from typing import NamedTuple

from indicators import outlook_words, theil_sen, words
from indicators.gate import DAYS, ENOUGH, Gate, counted, drawn, exact, limits_said, periods_between
from indicators.spc import Point, Rule
from indicators.standing import Aim, Polarity, shortfall
from indicators.theil_sen import Line
from records import wording

OLDEST = 2  # periods that may have passed since the last figure
FURTHEST = 365.25  # days for which a line may be drawn
LAST = 12  # figures of which it is said how many met the target
LIMITS, THEIL_SEN = "limits", "Theil-Sen line"


class Expected(StrEnum):
    """Nothing is said where the question does not arise: without a target, or of a definition that has ended."""

    NONE = ""
    MEET = "Expected to meet"
    MAY = "May or may not meet"
    NOT = "Not expected to meet"
    TOO_FEW = "Too few figures"


class Why(StrEnum):
    """On what an answer rests, as a clause short enough for a table. Of too few figures the reason says it itself."""

    NONE = ""
    SAME = "every figure is the same"
    INSIDE = "the usual range lies on the good side of the target"
    OUTSIDE = "the usual range lies on the wrong side of the target"
    BOTH = "the usual range reaches to both sides of the target"
    NEW = "the latest figures are a signal of change, too new to tell from"
    IN_TIME = "at the present rate the target is met by its date"
    LATE = "at the present rate the target is not met by its date"
    FAR = "it moves, and the date is further away than its figures can show"
    WIDE = "at the present rate it may be there by its date, or not"
    FLAT = "the rate may as well be 0"
    LEFT = "the latest figures have left the line"


class LinePoint(NamedTuple):
    """Where the line stands at the end of a period: the level and its band, and the wider band for a single figure."""

    on: date
    level: Decimal
    lower: Decimal
    upper: Decimal
    least: Decimal
    most: Decimal


class Outlook(NamedTuple):
    """`line` only where the word is read from it: a band beside "it cannot be told" would tell after all."""

    word: Expected
    reason: str  # one sentence
    method: str = ""
    line: tuple[LinePoint, ...] | None = None
    why: Why = Why.NONE


def outlook(
    points: Sequence[Point],
    *,
    gate: Gate,
    gate_words: str,
    every: str,
    unit: str,
    polarity: Polarity,
    aim: Aim,
    on: date,
    changed_on: date | None = None,
    by: date | None = None,
) -> Outlook:
    """What is expected on a day, from the figures of the last part. `changed_on`: from when the target counts, where
    another counted before. `by`: the day by which it is asked for; without one, as far as a line may be drawn."""
    aimed = _Aimed(aim, polarity, unit, every)
    refused = _refused(points, gate, gate_words, every, on, changed_on)
    if refused:
        return Outlook(Expected.TOO_FEW, f"{refused[0].upper()}{refused[1:]}.")
    if gate is Gate.NO_VARIATION:
        meets = aimed.met_by(points[-1])
        said = f"{gate_words[0].upper()}{gate_words[1:]}, which {'meets' if meets else 'misses'} the target of {aimed.said}"
        more = "yes, if nothing changes" if meets else "not without a change to the process"
        return Outlook(Expected.MEET if meets else Expected.NOT, f"{said}: {more}.", "comparison", why=Why.SAME)
    line = theil_sen.line(
        [periods_between(points[0].on, point.on, every) for point in points], [point.value for point in points]
    )
    moving = any({Rule.TREND, Rule.SHIFT} & point.rules for point in points) or not line.slowest <= 0 <= line.fastest
    return _by_line(points, line, aimed, by) if moving else _by_limits(points, aimed)


class _Aimed:
    """A target as a stretch of the scale, one end of which may be open."""

    def __init__(self, aim: Aim, polarity: Polarity, unit: str, every: str) -> None:
        self.aim, self.polarity, self.unit, self.every = aim, polarity, unit, every
        low = aim.low if polarity is Polarity.BAND else aim.value if polarity is Polarity.HIGHER else None
        high = aim.high if polarity is Polarity.BAND else aim.value if polarity is Polarity.LOWER else None
        self.low = -math.inf if low is None else float(low)
        self.high = math.inf if high is None else float(high)
        self.said = words.target(aim, unit)

    def word(self, lower: float, upper: float) -> Expected:
        """Of a band: on the target's edge counts as neither, as on the chart."""
        if self.low < lower and upper < self.high:
            return Expected.MEET
        return Expected.NOT if upper < self.low or lower > self.high else Expected.MAY

    def speaks_against(self, word: Expected, *, up: bool, below: bool) -> bool:
        """Whether figures that go up, or down, are going to prove a word wrong; `below`: they are below the target."""
        if word is Expected.MEET:
            return math.isfinite(self.high if up else self.low)
        return word is Expected.NOT and up == below

    def met_by(self, point: Point) -> bool:
        return shortfall(exact(point.value), self.aim, self.polarity) <= 0


def _refused(
    points: Sequence[Point], gate: Gate, gate_words: str, every: str, on: date, changed_on: date | None
) -> str:
    """Why nothing can be said, or nothing."""
    if gate in (Gate.TOO_FEW, Gate.TRIAL, Gate.RARE):
        return gate_words
    if len(points) < ENOUGH:
        return f"{counted(len(points), every)} of figures; {ENOUGH} are needed"
    if periods_between(points[-1].on, on, every) > OLDEST + 0.1:  # two months may have 62 days
        old = f"the last figure is that of {words.period(points[-1].on, every)}"
        return f"{old}, more than {counted(OLDEST, every)} ago, and is too old to look ahead from"
    since = [point for point in points if changed_on and point.on >= changed_on]
    if changed_on and len(since) < ENOUGH:
        have = f"and there are {counted(len(since), every)} of figures since"
        return f"the target changed on {wording.day(changed_on)}, {have}; {ENOUGH} are needed"
    return ""


def _by_limits(points: Sequence[Point], aimed: _Aimed) -> Outlook:
    """Of a stable series, at any distance in time: its limits claim no date."""
    last = points[-1]
    word = _word_of_limits(last, aimed)
    window = outlook_words.window(points, aimed.every)
    over = f"Over {window}," if last.rules else f"Stable over {window}, and"
    if word is Expected.MAY:
        answer = f": {_how_often(points[-LAST:], aimed)}"
        where = "reach to both sides of" if aimed.polarity is not Polarity.BAND else "do not lie wholly inside"
    elif word is Expected.MEET:
        answer = ": yes, if nothing changes"
        where = {Polarity.HIGHER: "lie above", Polarity.LOWER: "lie below"}.get(aimed.polarity, "lie inside")
    else:
        answer = ": not without a change to the process"
        where = "lie below" if last.mean < aimed.low else "lie above"
    why = {Expected.MEET: Why.INSIDE, Expected.NOT: Why.OUTSIDE}.get(word, Why.BOTH)
    if _signal_against(last, word, aimed):
        word, why, answer = (
            Expected.MAY,
            Why.NEW,
            ", but its latest figures are a signal of change, too new to tell from",
        )
    limits = limits_said(last, aimed.unit, words.bounds(aimed.aim))
    return Outlook(word, f"{over} its limits, {limits}, {where} the target of {aimed.said}{answer}.", LIMITS, why=why)


def _how_often(latest: Sequence[Point], aimed: _Aimed) -> str:
    met, count, span = sum(map(aimed.met_by, latest)), len(latest), words.SPANS[aimed.every]
    if not met:
        return f"seldom, and none of the last {count} {span}s did"
    if met == count:
        return f"mostly, and each of the last {count} {span}s did"
    return f"some {span}s yes, some no, and {met} of the last {count} did"


def _signal_against(last: Point, word: Expected, aimed: _Aimed) -> bool:
    """Whether the latest figure is a signal towards a target that is not expected to be met, or away from one that is."""
    up = last.special_cause_type.endswith(("Above UCL", "Above CL", "(Increasing)"))
    return bool(last.rules) and aimed.speaks_against(word, up=up, below=last.mean < aimed.low)


def _word_of_limits(last: Point, aimed: _Aimed) -> Expected:
    if last.lower is None or last.upper is None:
        raise ValueError("figures that pass the gate have limits")
    return aimed.word(last.lower, last.upper)


def _by_line(points: Sequence[Point], line: Line, aimed: _Aimed, by: date | None) -> Outlook:
    """Of a series that moves: where its level would be at the present rate, no further ahead than is honest."""
    first, last, every = points[0].on, points[-1].on, aimed.every
    furthest = last + timedelta(days=min(len(points) / 2 * DAYS[every], FURTHEST))
    asked = by if by and by > last else None
    ends = [last]
    while (end := words.next_end(ends[-1], every)) <= (asked or furthest) and end <= furthest + timedelta(days=3):
        ends.append(end)
    rate = outlook_words.rate(line, aimed.unit, every)
    said = f"{rate} over {outlook_words.window(points, every)}"
    if asked and asked > furthest + timedelta(days=3):
        far = f"its date, {outlook_words.day(asked)}, is further away than a present rate may be carried on"
        return Outlook(Expected.MAY, f"{said}: {far}, so it cannot be told yet.", THEIL_SEN, why=Why.FAR)
    until = asked or ends[-1]
    _, *edges = line.at(periods_between(first, until, every))
    lower, upper = (drawn(edge, aimed.unit) for edge in edges)
    word = aimed.word(lower, upper)
    doubt = _doubt(word, line, points, aimed, below=upper < aimed.low)
    if doubt:
        word = Expected.MAY
    verdict = {
        Expected.MEET: "on course",
        Expected.NOT: "not on course",
        Expected.MAY: "it cannot be told yet whether it is on course",
    }[word]
    when = outlook_words.day(until) if asked else words.period(until, every)
    dates = f"since {doubt}" if doubt else _dates(line, aimed, word, first, last, until)
    honest = "which assumes that the present rate continues; it often does not"
    return Outlook(
        word,
        f"{said}: {verdict} for the target of {aimed.said} by {when} ({dates}), {honest}.",
        THEIL_SEN,
        None if word is Expected.MAY else tuple(_line_point(line, end, first, aimed) for end in ends),
        doubt or {Expected.MEET: Why.IN_TIME, Expected.NOT: Why.LATE}.get(word, Why.WIDE),
    )


def _doubt(word: Expected, line: Line, points: Sequence[Point], aimed: _Aimed, *, below: bool) -> Why:
    """What speaks against the word of the line, if anything does; `below`: it would be below the target.

    Where there is a run and the rate may as well be 0, the limits must say the same, and no signal the opposite: chance
    makes runs in one stable series of three, and a line through them would often be wrong (docs/outlook.md). Where the
    latest figures have left the line, it does not speak of the present; half a step is no leaving, since months differ in
    length.
    """
    first, last = points[0].on, points[-1]
    if line.slowest <= 0 <= line.fastest and (
        word is not _word_of_limits(last, aimed) or _signal_against(last, word, aimed)
    ):
        return Why.FLAT
    off = fmean(point.value - line.at(periods_between(first, point.on, aimed.every))[0] for point in points[-3:])
    if abs(off) > line.single + abs(line.slope) / 2 and aimed.speaks_against(word, up=off > 0, below=below):
        return Why.LEFT
    return Why.NONE


def _line_point(line: Line, on: date, first: date, aimed: _Aimed) -> LinePoint:
    level, lower, upper = line.at(periods_between(first, on, aimed.every))
    numbers = (level, lower, upper, lower - line.single, upper + line.single)
    return LinePoint(on, *(exact(drawn(number, aimed.unit)) for number in numbers))


def _dates(line: Line, aimed: _Aimed, word: Expected, first: date, last: date, until: date) -> str:
    """When the level would reach the target at the fastest and at the slowest rate; never one date."""
    now = periods_between(first, last, aimed.every)
    level = line.at(now)[0]
    if aimed.low <= level <= aimed.high:
        return "the level of the line meets it already" if word is Expected.MEET else "no date can be given"
    bound = aimed.low if level < aimed.low else aimed.high
    rates = (line.slowest, line.fastest) if bound > level else (line.fastest, line.slowest)
    if not all(rate * (bound - level) > 0 for rate in rates):
        return "no date can be given"
    slow, fast = (line.time + (bound - line.level) / rate for rate in rates)
    days = [first + timedelta(days=max(at, now) * DAYS[aimed.every]) for at in (fast, slow) if at < now + 1000]
    inside = [day for day in days if day <= until]
    if not inside:
        return f"not reached before {wording.month(until)}"
    if len(inside) == 1:
        return f"reached in {wording.month(inside[0])} at the earliest, with no latest date"
    earliest, latest = (wording.month(day) for day in inside)
    return f"reached between {earliest} and {latest}" if earliest != latest else f"reached in about {earliest}"
