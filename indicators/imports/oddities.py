"""Which of the figures to be recorded are unusual, and asked about once: an end that is not the rhythm's, a value far from
those before it? As `report_figure` asks of each."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from indicators import unusual, words
from indicators.imports.notes import noted
from indicators.imports.staging import FIGURES, FOUND, NEW, OF_ONE_PERIOD, SAME, asked, day_of
from indicators.models import IndicatorTerms
from records import wording

MOST_SHOWN = 50
MOST_COUNTED = 1_000  # of a file in which nearly everything is unusual
LINE = f"""
    SELECT o.indicator_id, o.part, o.period_on, o.value, 0 AS sent, 0 AS kind, 0 AS row_number, 0 AS column_number, 0 AS step
    FROM {FIGURES} o
    WHERE o.indicator_id IN (SELECT indicator_id FROM {FOUND} WHERE kind <> {SAME})
        AND NOT EXISTS (SELECT 1 FROM {FIGURES} l WHERE {OF_ONE_PERIOD.format("l", "o")} AND l.number > o.number)
    UNION ALL
    SELECT indicator_id, part, period_on, value, 1, kind, row_number, column_number, step FROM {FOUND} WHERE kind <> {SAME}
    ORDER BY 1, 2, 3, 5
"""
NEWEST = f"""
    SELECT indicator_id, part, max(period_on) FROM {FIGURES}
    WHERE indicator_id IN (SELECT indicator_id FROM {FOUND} WHERE kind = {NEW}) GROUP BY indicator_id, part
"""


class Oddities:
    """What is asked about, by row and cell, and how many there are."""

    def __init__(self) -> None:
        self.shown: list[dict[str, Any]] = []
        self.many = 0

    def ask(self, row: int, column: str, value: str, sentence: str) -> None:
        self.many += 1
        if len(self.shown) < MOST_SHOWN:
            self.shown.append(noted(row, column, value, sentence))


def oddities(terms: Mapping[int, IndicatorTerms], cell: Callable[[str, int], str]) -> Oddities:
    """Of what is staged. One pass over the series, in the order of their periods; no more is held than one look back.

    `cell(key, column_number)` is the letter of the column where the key stands.
    """
    found = Oddities()
    newest = {(indicator, part): day_of(on) for indicator, part, on in asked(NEWEST)}
    before: deque[tuple[Any, Any]] = deque(maxlen=unusual.MOST_BEFORE)
    series: tuple[int, str] | None = None
    step_of: int | None = None
    last_on: Any = None
    meant = few = None
    for indicator, part, on, value, sent, kind, row, column, step in _line():
        if (indicator, part) != series:
            series, last_on = (indicator, part), None
            before.clear()
            meant = terms[indicator]
            few = float(unusual.SMALL.get(meant.unit, unusual.SMALLEST))
            stands = newest.get(series)
            step_of = None if stands is None else _step(stands, meant.every)
        assert meant is not None and few is not None
        if sent:
            if last_on == on and before and before[-1][0] == on:
                before.pop()  # what the file says takes its place
            if kind == NEW and (step < 0 or step != step_of):
                if step >= 0 and step_of is None:
                    step_of = step
                else:
                    found.ask(row, cell("period", column), day_of(on).isoformat(), _end(meant, day_of(on), newest.get(series)))
            if value is not None and before and abs(value - before[-1][1]) >= few and found.many < MOST_COUNTED:
                if said := _far(value, before, meant):
                    found.ask(row, cell("value", column), f"{_exact(value)}", said)
        last_on = on
        if value is not None:
            before.append((on, value))
    return found


def _line() -> Iterator[tuple]:
    """Row by row, so that they are never held together."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(LINE)
        while rows := cursor.fetchmany(5_000):
            yield from rows


def _step(on: date, every: str) -> int:
    return (on.year * 12 + on.month) % words.MONTHS[every] if every in words.MONTHS else on.weekday()


def _far(value: Any, before: deque, terms: IndicatorTerms) -> str:
    seen = [(day_of(on), _exact(one)) for on, one in before]
    return unusual.question(_exact(value), seen, terms.unit, every=terms.every)


def _exact(value: Any) -> Decimal:
    """As it is kept: SQLite gives numbers as they come."""
    return words.plain(Decimal(str(value)))


def _end(terms: IndicatorTerms, on: date, newest: date | None) -> str:
    every = IndicatorTerms.Every(terms.every).label
    if terms.every == words.WEEK:
        beside = f"the newest figure is for a week that ends on a {newest:%A}" if newest else "others here end on another day"
        return f"{wording.day(on)} is a {on:%A}, and {beside}. Is that right?"
    if not words.is_month_end(on):
        return f"{wording.day(on)} is not the last day of a month, and this figure is {every}. Is that right?"
    beside = f"the newest one ends with {wording.month(newest)}" if newest else "others here end with other months"
    return f"This figure is {every} and {beside}, so none ends with {wording.month(on)}. Is that right?"
