"""Which period does a person mean by the text of a cell? Understood where it can be one thing only, asked about where it can be
two. Pure: the child reads it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from records.cells import NUMBERS, NotRead, to_day

DAY_FIRST, MONTH_FIRST = "day", "month"
# What our own pages write before the last day or month of a period.
SPAN = re.compile(r"(?:the )?(?:week|month|quarter|half-year|year) (?:to|ending) (.+)", re.IGNORECASE)
MONTHS = re.compile(r"[A-Za-z]{3,9}\.?(?: \d{4})? ?(?:to|[-–]) ?([A-Za-z]{3,9}\.? \d{4})", re.IGNORECASE)
MISSING = "Say for which period the figure is."
NO_PERIOD = "This is no period. Write its last day like 25/1/2013 or 25 January 2013, or a month like January 2013."
A_WEEK_HAS_A_DAY = "This indicator is weekly. Give the last day of the week, like 25/1/2013."
ONLY_DAY_FIRST = "This can only be read with the day first, and you said that the month comes first in this file."
ONLY_MONTH_FIRST = "This can only be read with the month first, and you said that the day comes first in this file."
NOT_YET = "The period ends on {day}, which has not come yet."


class Asked(Exception):
    """The text can be one of two days, and nobody has said which."""

    def __init__(self, day_first: date, month_first: date) -> None:
        super().__init__()
        self.day_first, self.month_first = day_first, month_first


@dataclass(frozen=True)
class Period:
    """The last day of a period, as ISO writes it. `step` is its place in the rhythm: for weeks the weekday, for others the
    month counted by the months of a period, and -1 where it ends within a month. `shut`: closed to entry."""

    on: str
    step: int
    shut: bool


class Periods:
    """The periods that a file names, each looked at once for each rhythm. `facts` as facts.py makes them."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self.order: str = facts["order"]
        self.today: str = facts["today"]
        self.near_from, self.near_to = facts["near"]
        self.far: str = facts["far"]
        self.months: Mapping[str, int] = facts["months"]
        self.closed = {(every, on) for every, on in facts["closed"]}
        self.known: dict[tuple[str, str], Period | NotRead] = {}

    def read(self, text: str, every: str) -> Period:
        """Raises NotRead with a sentence, and Asked."""
        found = self.known.get((text, every))
        if found is None:
            try:
                found = self._read(text, every)
            except NotRead as fault:
                found = fault
            if len(self.known) > 20_000:
                self.known.clear()
            self.known[text, every] = found
        if isinstance(found, NotRead):
            raise found
        return found

    def _read(self, text: str, every: str) -> Period:
        on, whole_month = self.day(text)
        if whole_month and every not in self.months:
            raise NotRead(A_WEEK_HAS_A_DAY)
        iso = on.isoformat()
        if iso > self.today:
            raise NotRead(NOT_YET.format(day=_words(on)))
        if not self.near_from <= iso <= self.near_to:
            raise NotRead(self.far.format(day=_words(on)))
        return Period(iso, self._step(on, every), (every, iso) in self.closed)

    def day(self, text: str) -> tuple[date, bool]:
        """The last day, and whether it was said as a month. Raises NotRead, and Asked."""
        said = " ".join(text.split())
        if not said:
            raise NotRead(MISSING)
        if span := SPAN.fullmatch(said) or MONTHS.fullmatch(said):
            said = span[1]
        if numbers := NUMBERS.fullmatch(said):
            return self._in_order(numbers), False
        try:
            found = to_day(said, months=True)
        except NotRead:
            raise NotRead(NO_PERIOD) from None
        return found.on, found.precision == "month"

    def _in_order(self, numbers: re.Match[str]) -> date:
        first, sign, second, year = numbers.groups()
        if sign == "-" and len(year) == 2:
            raise NotRead(NO_PERIOD)  # 13-01-25: a year may stand in front
        whole = int(year) if len(year) == 4 else 2000 + int(year)
        day_first, month_first = _date(whole, int(second), int(first)), _date(whole, int(first), int(second))
        if day_first and month_first:
            if day_first == month_first or self.order == DAY_FIRST:
                return day_first
            if self.order == MONTH_FIRST:
                return month_first
            raise Asked(day_first, month_first)
        if day_first:
            if self.order == MONTH_FIRST:
                raise NotRead(ONLY_DAY_FIRST)
            return day_first
        if month_first is None:
            raise NotRead(NO_PERIOD)
        if self.order == DAY_FIRST:
            raise NotRead(ONLY_MONTH_FIRST)
        return month_first

    def _step(self, on: date, every: str) -> int:
        months = self.months.get(every)
        if months is None:
            return on.weekday()
        following = date.fromordinal(on.toordinal() + 1)
        return (on.year * 12 + on.month) % months if following.day == 1 else -1


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _words(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
