"""Is a figure far from its history? Pure: one question to ask before it is kept, or none.

Our own thresholds, on no authority: they catch a slip of the hand (a nought too many, the wrong column) and leave alone
what small counts do. What a run of figures means is read elsewhere.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from indicators import words

MOST_BEFORE = 12  # periods that are looked back on
POINTS = Decimal(30)  # percentage points from the newest that are asked about
LEAP = Decimal(15)  # percentage points from the newest that are asked about where the series never moved as far
TIMES = 3
RANGE = 2  # times the range seen, on both sides of its middle
ENOUGH = 6  # figures before a range means something
# A smaller figure, and a smaller distance, is asked about by nobody: 1 and 3 are both a few cases.
SMALL = {"count": Decimal(10), "working_days": Decimal(10), "days": Decimal(30), "rate": Decimal(20)}
SMALLEST = Decimal(10)

Before = Sequence[tuple[date, Decimal]]  # the last day of each period with its value, oldest first


def question(value: Decimal, before: Before, unit: str, *, every: str = words.MONTH) -> str:
    """What to ask of a value that follows those before it, naming both figures and the period of the earlier; "" for nothing.

    `before` are the values of earlier periods of the same series, at most the last 12 of which are looked at; none: nothing
    is asked. Asked about: at least three times the newest or at most a third of it, for percentages 30 points from it; or
    beyond twice the range seen; or a leap, of percentages only. Few and small figures are never asked about.

    A leap lies at least 15 points from the newest, and farther from it than any two of at least six figures that follow each
    other lay apart. A percentage is bounded, so that its ratio says little; and one that climbed slowly from 57 to 84 has a
    range in which a fall back to 57 is nothing new, while a series that never moved by more than 7 points does not fall by 27.
    """
    recent = before[-MOST_BEFORE:]
    if not recent:
        return ""
    on, newest = recent[-1]
    if unit == words.PERCENT:
        strange = abs(value - newest) > POINTS
        how = "That is far from the last one"
    else:
        strange, how = _is_many_times(value, newest, unit)
    if not strange and _is_outside(value, [seen for _, seen in recent], unit):
        strange, how = True, f"None of the last {len(recent)} was near it"
    if not strange and unit == words.PERCENT and is_leap(value, [seen for _, seen in recent], LEAP):
        strange, how = True, f"The last {len(recent)} never moved as far from one to the next"
    if not strange:
        return ""
    return f"{words.figure(value, unit)} after {words.figure(newest, unit)} in {words.period(on, every)}. {how}: is that right?"


def _is_many_times(value: Decimal, newest: Decimal, unit: str) -> tuple[bool, str]:
    large, small = max(value, newest), min(value, newest)
    if large - small < SMALL.get(unit, SMALLEST) or large < TIMES * small:
        return False, ""
    if not small:
        return True, "The two are far apart"
    times = f"{words.plain((large / small).quantize(Decimal('0.1')))} times"
    return True, f"That is {times} the last one" if value > newest else f"The last one was {times} that"


def is_leap(value: Any, seen: Sequence[Any], least: Decimal) -> bool:
    """Numbers of any kind: the quick look at a file asks the same."""
    step = abs(value - seen[-1])
    if len(seen) < ENOUGH or step < least:
        return False
    return all(abs(after - before) < step for before, after in pairwise(seen))


def _is_outside(value: Decimal, seen: Sequence[Decimal], unit: str) -> bool:
    """Farther from the middle of what was seen than twice half its range on either side, and by more than a few."""
    if len(seen) < ENOUGH:
        return False
    low, high = min(seen), max(seen)
    reach = RANGE * (high - low) / 2
    middle = (low + high) / 2
    few = SMALL.get(unit, SMALLEST)
    beyond = max(value - high, low - value)
    return abs(value - middle) > reach and beyond >= few
