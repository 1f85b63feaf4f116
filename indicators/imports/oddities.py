"""Which of the figures to be recorded are unusual, and asked about once: an end that is not the rhythm's, a value far from
those before it? As `report_figure` asks of each."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection

from indicators import unusual, words
from indicators.imports.notes import noted
from indicators.imports.staging import FIGURES, FOUND, NEW, OF_ONE_PERIOD, SAME, asked, day_of
from indicators.models import IndicatorTerms
from records import wording

MOST_SHOWN = 50
NEARLY_A_LEAP = unusual.LEAP - Decimal("0.001")  # SQLite gives floats: 72.6 less 57.6 is a little below 15
MOST_COUNTED = 1_000  # of a file in which nearly everything is unusual
LINE = f"""
    SELECT o.indicator_id, o.part, o.period_on, o.value, 0 AS sent, 0 AS kind, 0 AS row_number, 0 AS column_number, 0 AS step
    FROM {FIGURES} o
    WHERE o.indicator_id IN (SELECT indicator_id FROM {FOUND} WHERE kind <> {SAME})
        AND NOT EXISTS (SELECT 1 FROM {FIGURES} l WHERE {OF_ONE_PERIOD.format("l", "o")} AND l.number > o.number)
    UNION ALL
    SELECT indicator_id, part, period_on, value, 1, kind, row_number, column_number, step FROM {FOUND}
    ORDER BY 1, 2, 3, 5
"""
NEWEST = f"""
    SELECT indicator_id, part, max(period_on) FROM {FIGURES}
    WHERE indicator_id IN (SELECT indicator_id FROM {FOUND} WHERE kind = {NEW}) GROUP BY indicator_id, part
"""


class Oddities:
    """What is asked about, by row and cell, and how many there are; and whether a figure is sent `twice`, which the same pass
    meets. `cell` names the column of a key in a row."""

    def __init__(self, terms: Mapping[int, IndicatorTerms], cell: Callable[[str, int], str]) -> None:
        self.terms, self.cell = terms, cell
        self.shown: list[dict[str, Any]] = []
        self.many = 0
        self.twice = False

    def ask(self, row: int, column: str, value: object, sentence: str) -> None:
        self.many += 1
        if len(self.shown) < MOST_SHOWN:
            self.shown.append(noted(row, column, str(value), sentence))

    def find(self) -> None:
        """In what is staged: one pass over the series, in the order of their periods. No more is held than one look back."""
        newest = {(indicator, part): day_of(on) for indicator, part, on in asked(NEWEST)}
        for series, line in groupby(_line(), key=itemgetter(0, 1)):
            self._look_along(self.terms[series[0]], newest.get(series), line)

    def _look_along(self, meant: IndicatorTerms, stands: date | None, line: Iterable[tuple]) -> None:
        """One series. `stands` is the last day of the newest period that stands."""
        seen: deque[tuple[Any, Any]] = deque(maxlen=unusual.MOST_BEFORE)
        few = unusual.SMALL.get(meant.unit, unusual.SMALLEST)
        in_step = None if stands is None else _step(stands, meant.every)
        sent_on = None
        for _, _, on, value, sent, kind, row, column, step in line:
            if sent:
                self.twice = self.twice or sent_on == on
                sent_on = on
                if seen and seen[-1][0] == on:
                    seen.pop()  # what the file says takes its place
                if kind == NEW:
                    in_step = step if in_step is None and step >= 0 else in_step
                    if step != in_step:
                        self.ask(row, self.cell("period", column), day_of(on), _end(meant, day_of(on), stands))
                # far from the newest, to begin with: asked here, since there may be a million rows
                if value is not None and kind != SAME and seen and abs(value - seen[-1][1]) >= few:
                    self._look_at(meant, value, seen, row, column)
            if value is not None:
                seen.append((on, value))

    def _look_at(
        self, meant: IndicatorTerms, value: Any, seen: Iterable[tuple[Any, Any]], row: int, column: int
    ) -> None:
        if self.many < MOST_COUNTED and may_be_far(value, [one for _, one in seen], meant.unit):
            before = [(day_of(day), _exact(one)) for day, one in seen]
            if said := unusual.question(_exact(value), before, meant.unit, every=meant.every):
                self.ask(row, self.cell("value", column), _exact(value), said)


def may_be_far(value: Any, before: Sequence[Any], unit: str) -> bool:
    """Whether `unusual.question` has anything to ask, and now and then where it has not: it looks closely and takes fifty times
    as long, and a file has a million rows."""
    if not before:
        return False
    newest, few = before[-1], unusual.SMALL.get(unit, unusual.SMALLEST)
    if abs(value - newest) < few:
        return False
    if unit == words.PERCENT and (
        abs(value - newest) > unusual.POINTS or unusual.is_leap(value, before, NEARLY_A_LEAP)
    ):
        return True
    if max(value, newest) >= unusual.TIMES * min(value, newest):
        return True
    return len(before) >= unusual.ENOUGH and (value - max(before) >= few or min(before) - value >= few)


def _line() -> Iterator[tuple]:
    """What stands and what would be recorded, row by row, so that they are never held together."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(LINE)
        while rows := cursor.fetchmany(5_000):
            yield from rows


def _step(on: date, every: str) -> int:
    return (on.year * 12 + on.month) % words.MONTHS[every] if every in words.MONTHS else on.weekday()


def _exact(value: Any) -> Decimal:
    """As it is kept: SQLite gives numbers as they come."""
    return words.plain(Decimal(str(value)))


def _end(terms: IndicatorTerms, on: date, newest: date | None) -> str:
    every = IndicatorTerms.Every(terms.every).label
    if terms.every == words.WEEK:
        beside = (
            f"the newest figure is for a week that ends on a {newest:%A}"
            if newest
            else "others here end on another day"
        )
        return f"{wording.day(on)} is a {on:%A}, and {beside}. Is that right?"
    if not words.is_month_end(on):
        return f"{wording.day(on)} is not the last day of a month, and this figure is {every}. Is that right?"
    beside = f"the newest one ends with {wording.month(newest)}" if newest else "others here end with other months"
    return f"This figure is {every} and {beside}, so none ends with {wording.month(on)}. Is that right?"
