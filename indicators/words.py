"""How are a figure, its period and its target said? The same words in lists, sentences, charts and photographs."""

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Protocol

from indicators.standing import Aim
from records import wording

NBSP = "\u00a0"  # keeps a figure and its unit on one line
WEEK, MONTH, QUARTER, HALF_YEAR, YEAR = "week", "month", "quarter", "half_year", "year"
MONTHS = {MONTH: 1, QUARTER: 3, HALF_YEAR: 6, YEAR: 12}  # how many a period has
SPANS = {WEEK: "week", MONTH: "month", QUARTER: "quarter", HALF_YEAR: "half-year", YEAR: "year"}
RHYTHMS = {WEEK: "Weekly", MONTH: "Monthly", QUARTER: "Quarterly", HALF_YEAR: "Half-yearly", YEAR: "Yearly"}
PERCENT, WORKING_DAYS, DAYS, RATE, PER_WORKER = "percent", "working_days", "days", "rate", "per_worker"
# A count has no unit word: the name of its indicator says what is counted, and contacts are not cases.
UNITS = {
    PERCENT: "%",
    WORKING_DAYS: "working days",
    DAYS: "days",
    RATE: "per 10,000 children",
    PER_WORKER: "cases per worker",
}
ONE = {WORKING_DAYS: "working day", DAYS: "day", PER_WORKER: "case per worker"}


def unit_words(unit: str) -> str:
    return UNITS.get(unit, "")


def bounds(aim: Aim) -> list[Decimal]:
    return [bound for bound in (aim.value, aim.low, aim.high) if bound is not None]


def figure(value: Decimal, unit: str, *, beside: Sequence[Decimal] = ()) -> str:
    """66.7 %, 6, 12 working days, 14.3 per 10,000 children; rounded as `rounded` says."""
    return with_unit(rounded(value, beside), unit)


def rounded(value: Decimal, beside: Sequence[Decimal] = ()) -> Decimal:
    """To one decimal place, or to as many as keep it on its own side of 0, 100 and each figure in `beside`: where 90 is
    the target, 89.97 is not said as 90."""
    marks = [*beside, Decimal(0), Decimal(100)]
    for places in (1, 2):
        said = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        if all((said > mark) == (value > mark) and (said < mark) == (value < mark) for mark in marks):
            return plain(said)
    return plain(value)


def with_unit(value: Decimal, unit: str) -> str:
    number, words = f"{plain(value):,f}", unit_words(unit)
    if value == 1:
        words = ONE.get(unit, words)
    return f"{number}{NBSP}{words}" if words else number


def target(aim: Aim, unit: str) -> str:
    """90 %, or for a band 10 to 15 %; as precise as it was set."""
    if aim.low is not None and aim.high is not None:
        return f"{plain(aim.low):,f} to {with_unit(aim.high, unit)}"
    return with_unit(aim.value, unit) if aim.value is not None else ""


def distance(value: Decimal, unit: str) -> str:
    """How far a figure lies from another: 5 percentage points, 2 working days, 3."""
    if unit != PERCENT:
        return with_unit(value, unit)
    return f"{plain(value):,f}{NBSP}percentage point{'' if value == 1 else 's'}"


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


def plain(value: Decimal) -> Decimal:
    """Without the noughts that storage adds: 90.00 is 90, 12.50 is 12.5; never 9E+1."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def is_month_end(on: date) -> bool:
    return on.day == calendar.monthrange(on.year, on.month)[1]


def months_later(on: date, months: int) -> date:
    """The end of the month that lies so many months after that of `on`; before it where they are below 0."""
    count = on.year * 12 + on.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


@lru_cache(maxsize=2000)  # a notice has some hundred periods, and each is said for one figure after the other
def period(on: date, every: str) -> str:
    """January 2013, January to March 2013, the week to 25 January 2013, the year to 31 March 2013. A month or quarter
    that ends on another day than the last of a month says its day, as does a half-year."""
    if every == MONTH and is_month_end(on):
        return wording.month(on)
    if every in (QUARTER, HALF_YEAR) and is_month_end(on):
        first = months_later(on, 1 - MONTHS[every])
        return f"{first:%B} to {wording.month(on)}" if first.year == on.year else _span(first, on, "%B", " to ")
    return f"the {SPANS[every]} to {wording.day(on)}"


def next_end(on: date, every: str) -> date:
    """The last day of the period after the one that ends on `on`; after an unusual end, the next end of a month."""
    if every == WEEK:
        return on + timedelta(weeks=1)
    return months_later(on, MONTHS[every] if is_month_end(on) else 0)


@lru_cache(maxsize=2000)
def label(on: date, every: str) -> str:
    """What stands under a point of the chart: Jan 2013, 25 Jan 2013, Jan–Mar 2013."""
    if every in (QUARTER, HALF_YEAR) and is_month_end(on):
        first = months_later(on, 1 - MONTHS[every])
        return f"{first:%b}–{on:%b %Y}" if first.year == on.year else _span(first, on, "%b", "–")
    return f"{on:%b %Y}" if every in (MONTH, YEAR) and is_month_end(on) else f"{on.day} {on:%b %Y}"


def _span(first: date, last: date, month: str, to: str) -> str:
    return f"{first.strftime(month)} {first.year}{to}{last.strftime(month)} {last.year}"
