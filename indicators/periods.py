"""Which periods of a rhythm are over, newest first, and when did the return of each come in?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from indicators import groups, words
from indicators.figures import Figure, Series
from indicators.models import IndicatorTerms, Observation
from indicators.return_rules import Rules, came_words, days_late, due_on, missing_words
from notices.models import Notice
from records.clock import AsOf

FRIDAY = 4
MOST = 12  # periods that are offered
YEARS_END = 3  # a financial year ends in March; quarters and half-years keep step with it


def ends(every: str, today: date, newest: date | None, number: int = MOST) -> list[date]:
    """The last days of the periods that are over on `today`, newest first. Weeks end on the weekday of the newest figure, or
    on Fridays; quarters, half-years and years in step with it, or with the financial year."""
    if every == words.WEEK:
        weekday = newest.weekday() if newest else FRIDAY
        last = today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
        return [last - timedelta(weeks=step) for step in range(number)]
    months = words.MONTHS[every]
    step = (newest.month if newest else YEARS_END) % months
    back = 1
    while words.months_later(today, -back).month % months != step:
        back += 1
    return [words.months_later(today, -back - months * place) for place in range(number)]


def is_used_for(series: Series, period_on: date) -> bool:
    return (series.valid_from or period_on) <= period_on <= (series.valid_to or period_on)


def of_rhythm(rows: Iterable[Series], every: str) -> list[Series]:
    return [row for row in rows if row.every == every]


def newest_end(rows: Iterable[Series]) -> date | None:
    return max((row.latest.period_on for row in rows if row.latest), default=None)


def figure_for(series: Series, period_on: date) -> Figure | None:
    return next((point for point in reversed(series.points) if point.period_on == period_on), None)


def arrivals(notice: Notice, asof: AsOf) -> dict[tuple[str, date], date]:
    """By code and period, the day on which the first figure of the whole was reported, or why there is none. One query."""
    first = Observation.objects.for_notice(notice).as_of(asof).of_the_whole().filter(number=1)
    return {(code, on): came for code, on, came in first.values_list("indicator__code", "period_on", "counts_on")}


@dataclass(frozen=True)
class Return:
    """What came, or has not come yet, of one indicator for one period. `late` is in working days, 0 for history."""

    series: Series
    period_on: date
    came_on: date | None
    late: int
    words: str
    is_history: bool = False

    @property
    def state(self) -> str:
        """in time, late, missing, awaited; or history: due before figures were kept here at all."""
        if self.is_history:
            return "history"
        if self.came_on:
            return "late" if self.late else "in time"
        return "missing" if self.late else "awaited"


def is_history(every: str, period_on: date, rules: Rules, began_on: date | None) -> bool:
    """Whether a return was due before anybody reported a figure here: it is neither late nor missing."""
    return began_on is None or due_on(every, period_on, rules) < began_on


def return_of(
    series: Series, period_on: date, came_on: date | None, on: date, rules: Rules, began_on: date | None
) -> Return:
    every = series.every
    if is_history(every, period_on, rules, began_on):
        said = "entered with earlier figures" if came_on else "no figure"
        return Return(series, period_on, came_on, 0, f"{said}; due before figures were kept here", is_history=True)
    late = days_late(every, period_on, came_on or on, rules)
    said = came_words(every, period_on, came_on, rules) if came_on else missing_words(every, period_on, on, rules)
    return Return(series, period_on, came_on, late, said)


@dataclass(frozen=True)
class PeriodReturns:
    """The returns of all indicators of one rhythm that are used for one period."""

    every: str
    period_on: date
    due_on: date
    returns: Sequence[Return]

    @property
    def said(self) -> str:
        return words.period(self.period_on, self.every)

    def count(self, *states: str) -> int:
        return sum(row.state in states for row in self.returns)

    @property
    def total(self) -> int:
        return len(self.returns)

    @property
    def in_(self) -> int:
        return sum(row.came_on is not None for row in self.returns)

    @property
    def late(self) -> int:
        return self.count("late")

    @property
    def missing(self) -> int:
        return self.count("missing")


def returns_for(
    rows: Iterable[Series],
    every: str,
    period_on: date,
    came: dict[tuple[str, date], date],
    on: date,
    rules: Rules,
) -> PeriodReturns:
    """`rows` may hold other rhythms and indicators not used for the period: they are left out. First what is missing, then
    what came late, then the rest, each in the order of the list."""
    began_on = min(came.values(), default=None)
    used = [row for row in of_rhythm(rows, every) if is_used_for(row, period_on)]
    found = [return_of(row, period_on, came.get((row.code, period_on)), on, rules, began_on) for row in used]
    found.sort(key=lambda one: (-one.late if one.came_on is None else 0, -one.late, groups.place(one.series.code)))
    return PeriodReturns(every, period_on, due_on(every, period_on, rules), found)


def rhythms(rows: Iterable[Series]) -> list[str]:
    """The rhythms that there are, shortest first."""
    there = {row.every for row in rows}
    return [every for every in IndicatorTerms.Every.values if every in there]
