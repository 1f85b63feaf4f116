"""How do figures leave as a table that comes back unchanged, and which are still due for a month?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from indicators import words
from indicators.figures import Figure, Part, Series
from indicators.imports.figures import NO_DATA_BECAUSE
from indicators.imports.heads import HEADS, SHEET
from indicators.models import IndicatorTerms, Observation
from records.spreadsheets import Value, to_csv, to_xlsx

LONG, BY_INDICATOR = "long", "wide"
# Of a download, in this order. Why a figure changes is asked of who changes it, so that column leaves empty; why it was last
# revised stands beside it and is not read back.
COLUMNS = ("code", "name", "part", "period", "numerator", "denominator", "value", "none", "note", "reason", "before")
TO_FILL_IN = tuple(key for key in COLUMNS if key != "before")
WIDTHS = {"name": 44, "none": 30, "note": 30, "reason": 30, "before": 30}
State = Observation.State


@dataclass(frozen=True)
class Table:
    heads: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int]

    def as_file(self, kind: str) -> bytes:
        """csv or xlsx."""
        if kind == "csv":
            return to_csv(self.heads, self.rows)
        return to_xlsx(SHEET, self.heads, self.rows, widths=self.widths)


def lines(series: Iterable[Series]) -> Iterator[tuple[Series, Part | None, tuple[Figure, ...]]]:
    """Each series and, after it, each of its agencies or teams."""
    for one in series:
        yield one, None, one.points
        for part in one.parts:
            yield one, part, part.points


def long_table(series: Iterable[Series], since: date, until: date) -> Table:
    """A row for each figure whose period ends within the span, both days included."""
    rows = (
        _long_row(one, part, point)
        for one, part, points in lines(series)
        for point in points
        if since <= point.period_on <= until
    )
    return Table([HEADS[key] for key in COLUMNS], rows, [WIDTHS.get(key, 13) for key in COLUMNS])


def _long_row(one: Series, part: Part | None, point: Figure) -> list[Value]:
    none = point.state == State.NO_DATA
    return [
        one.code,
        one.name,
        part.code if part else "",
        point.period_on,
        _plain(point.numerator),
        _plain(point.denominator),
        _plain(point.value),
        point.note if none else "",
        "" if none else point.note,
        "",
        point.reason,
    ]


def wide_table(series: Iterable[Series], since: date, until: date) -> Table:
    """A row for each indicator, agency and team with a figure, a column for each period; without notes."""
    kept = [
        (one, part, {point.period_on: point for point in points if since <= point.period_on <= until})
        for one, part, points in lines(series)
    ]
    kept = [line for line in kept if line[2]]
    periods = sorted({on for _, _, points in kept for on in points})
    rows = (
        [one.code, one.name, part.code if part else "", *(_cell(one, points.get(on)) for on in periods)]
        for one, part, points in kept
    )
    heads = [HEADS["code"], HEADS["name"], HEADS["part"], *(on.isoformat() for on in periods)]
    return Table(heads, rows, [13, 44, 13, *[13] * len(periods)])


def _cell(one: Series, point: Figure | None) -> Value:
    """As figures.cell reads it."""
    if point is None:
        return ""
    if point.state == State.NO_DATA:
        return f"{NO_DATA_BECAUSE}{point.note}"
    if one.unit == IndicatorTerms.Unit.PERCENT:
        return f"{_plain(point.numerator)} of {_plain(point.denominator)}"
    return _plain(point.value)


def _plain(value: Decimal | None) -> Decimal | None:
    return None if value is None else words.plain(value)


def due_table(series: Iterable[Series], month_end: date) -> Table:
    """A row for each figure that is due for the month and not reported: of months and longer periods those that end with it, of
    weeks those that end in it."""
    rows = [
        [one.code, one.name, part.code if part else "", on, *[None] * 6]
        for one, part, points in lines(series)
        for on in _due(one, part, points, month_end)
    ]
    return Table([HEADS[key] for key in TO_FILL_IN], rows, [WIDTHS.get(key, 13) for key in TO_FILL_IN])


def _due(one: Series, part: Part | None, points: Sequence[Figure], month_end: date) -> Iterator[date]:
    reported = {point.period_on for point in points}
    first, last = one.valid_from or date.min, min(one.valid_to or date.max, one.on)
    if part and part.left_on:
        last = min(last, part.left_on)
    for on in _ends(one.every, points[-1].period_on if points else None, month_end):
        if on not in reported and first <= on <= last:
            yield on


def _ends(every: str, newest: date | None, month_end: date) -> list[date]:
    """The days of the month on which a period of the rhythm ends, in step with the newest figure; without one, on Fridays, and
    with the quarters and years of the calendar."""
    if every == words.WEEK:
        weekday = newest.weekday() if newest else 4
        days = (month_end - timedelta(days=back) for back in range(month_end.day - 1, -1, -1))
        return [day for day in days if day.weekday() == weekday]
    place = newest.year * 12 + newest.month if newest else 0
    return [] if (month_end.year * 12 + month_end.month - place) % words.MONTHS[every] else [month_end]
