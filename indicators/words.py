"""How are a figure, its period and its target said? The same words in lists, sentences, charts and photographs."""

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from indicators.standing import Aim
from records import wording

NBSP = "\u00a0"  # keeps a figure and its unit on one line
WEEK, MONTH = "week", "month"
PERCENT, WORKING_DAYS = "percent", "working_days"
# A count has no unit word: the name of its indicator says what is counted, and contacts are not cases.
UNITS = {PERCENT: "%", WORKING_DAYS: "working days"}


def unit_words(unit: str) -> str:
    return UNITS.get(unit, "")


def bounds(aim: Aim | None) -> list[Decimal]:
    return [] if aim is None else [bound for bound in (aim.value, aim.low, aim.high) if bound is not None]


def figure(value: Decimal, unit: str, *, beside: Sequence[Decimal] = ()) -> str:
    """66.7 %, 6, 12 working days. To one decimal place, or to as many as keep it on its own side of each figure in
    `beside`: 89.97 % is not said as 90 % where 90 % is the target."""
    marks = [*beside, Decimal(0), Decimal(100)]
    for places in (1, 2, 4):
        said = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        if all((said > mark) == (value > mark) and (said < mark) == (value < mark) for mark in marks):
            break
    number = f"{plain(said):,f}"
    if unit == PERCENT:
        return f"{number}{NBSP}%"
    if unit == WORKING_DAYS:
        return f"{number}{NBSP}working day{'' if said == 1 else 's'}"
    return number


class Share(Protocol):
    """Anything that holds both numbers of a share; None where it is no share."""

    @property
    def numerator(self) -> Decimal | None: ...

    @property
    def denominator(self) -> Decimal | None: ...


def counted(point: Share) -> str:
    """153 of 180"""
    if point.numerator is None or point.denominator is None:
        return ""
    return f"{plain(point.numerator):,f} of {plain(point.denominator):,f}"


def target(aim: Aim, unit: str) -> str:
    """90 %, or for a band 10 to 15 %."""
    if aim.low is not None and aim.high is not None:
        return f"{plain(aim.low):,f} to {figure(aim.high, unit)}"
    return figure(aim.value, unit) if aim.value is not None else ""


def plain(value: Decimal) -> Decimal:
    """Without the noughts that storage adds: 90.00 is 90, 12.50 is 12.5; never 9E+1."""
    short = value.normalize()
    return short if short.as_tuple().exponent <= 0 else short.quantize(Decimal(1))  # type: ignore[operator]


def is_month_end(on: date) -> bool:
    return on.day == calendar.monthrange(on.year, on.month)[1]


def period(on: date, every: str) -> str:
    """January 2013, the week to 25 January 2013; a monthly period with another last day says its day."""
    if every == WEEK:
        return f"the week to {wording.day(on)}"
    return wording.month(on) if is_month_end(on) else f"the month to {wording.day(on)}"


def next_end(on: date, every: str) -> date:
    """The last day of the period after the one that ends on `on`."""
    if every == WEEK:
        return on + timedelta(weeks=1)
    first = (on + timedelta(days=1)).replace(day=1)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def label(on: date, every: str) -> str:
    """What stands under a point of the chart: Jan 2013, 25 Jan 2013."""
    return f"{on:%b %Y}" if every == MONTH and is_month_end(on) else f"{on.day} {on:%b %Y}"
