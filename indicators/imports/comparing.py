"""What would a file of figures record, and what stands against it? Counts, the first changes, every fault by row and cell, as
JSON for the preview. The rows that passed are staged (staging.py)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from indicators import words
from indicators.closing import closed_words, closings
from indicators.imports import facts
from indicators.imports.notes import MOST_FAULTS, noted
from indicators.imports.oddities import Oddities
from indicators.imports.staging import CHANGED, FOUND, NEW, SAME, TWICE, asked, day_of
from indicators.models import IndicatorTerms, Observation
from notices.models import Notice
from records.cells import letter
from records.clock import TICK, AsOf, london_day

MOST_CHANGES = 200
MOST_WITHOUT_REASON = 50
COUNTS = f"""
    SELECT kind, count(*), sum(last), sum(CASE WHEN kind <> {SAME} THEN shut ELSE 0 END),
        sum(CASE WHEN kind = {CHANGED} AND coalesce(reason, '') = '' THEN 1 ELSE 0 END)
    FROM {FOUND} GROUP BY kind
"""
PLACE = "row_number, column_number, indicator_id, part, period_on"
CHANGES = f"""
    SELECT {PLACE}, kind, state, numerator, denominator, value, note, reason, old_state, old_numerator, old_denominator,
        old_value
    FROM {FOUND} WHERE kind <> {SAME} ORDER BY row_number, column_number LIMIT {MOST_CHANGES}
"""
SHUT = f"""
    SELECT {PLACE}, state, numerator, denominator, value FROM {FOUND} WHERE kind <> {SAME} AND shut = 1
    ORDER BY row_number, column_number LIMIT {MOST_FAULTS}
"""
WITHOUT_REASON = f"""
    SELECT {PLACE} FROM {FOUND} WHERE kind = {CHANGED} AND coalesce(reason, '') = '' ORDER BY row_number, column_number
    LIMIT {MOST_WITHOUT_REASON}
"""


def compare(read: Mapping[str, Any], *, notice: Notice, at: datetime) -> dict[str, Any]:
    """What would be recorded at `at`. `read` is the last message of the child. A dozen queries, whatever the length.

    `seen` grows with every figure that anybody records for these periods: as long as it is the same, so is the rest.
    """
    terms = {row.indicator_id: row for row in facts.terms_by_code(notice, london_day(at)).values()}
    counted = {kind: tuple(map(int, numbers)) for kind, *numbers in asked(COUNTS)}
    many = {kind: counted.get(kind, (0, 0, 0, 0)) for kind in (NEW, CHANGED, SAME)}
    sheet = Cells(read["letters"])
    faults, more = _shut(notice, at, terms, sheet)
    without_reason = many[CHANGED][3]
    odd = Oddities(terms, sheet.at)
    if not (faults or read["faults"]):
        odd.find()
    if faults or read["faults"] or odd.twice:
        odd = Oddities(terms, sheet.at)  # nothing is asked about a file in which something is wrong
        twice, many_twice = _twice(terms, sheet)
        faults, more = [*twice, *faults], more + many_twice
    return {
        "new": many[NEW][0],
        "changed": many[CHANGED][0],
        "same": many[SAME][0],
        "silent": read["silent"],
        "seen": sum(row[1] for row in many.values()),
        "faults": sorted([*read["faults"], *faults], key=lambda fault: fault["row"])[:MOST_FAULTS],
        "many_faults": read["many_faults"] + more,
        "changes": [_change(row, terms, sheet) for row in asked(CHANGES)],
        "without_reason": without_reason,
        "reasons": [f"{sheet.at('reason', row[1])}{row[0]}" for row in asked(WITHOUT_REASON)] if without_reason else [],
        "questions": sorted(odd.shown, key=lambda one: one["row"]),
        "many_questions": odd.many,
    }


class Cells:
    """Where something stands in the sheet: the letter of its column in the long form, that of the cell in a wide one."""

    def __init__(self, letters: Mapping[str, str]) -> None:
        self.letters = letters

    def at(self, key: str, column: int) -> str:
        if key in self.letters and (not column or key == "reason"):
            return self.letters[key]
        return letter(column) if column else self.letters.get("numerator", "") if key == "value" else ""


def _twice(terms: Mapping[int, IndicatorTerms], sheet: Cells) -> tuple[list[dict[str, Any]], int]:
    """The same figure twice in the file."""
    found = []
    twice = asked(f"{TWICE} LIMIT {MOST_FAULTS}")
    for *place, first in twice:
        row, _, indicator, part, on = place[:5]
        where = "in this row" if first == row else f"in row {first}"
        figure = _named(terms[indicator], part, on)
        found.append(_fault(place, terms, sheet, f"{figure} stands {where} already. Keep one of the two."))
    return found, len(twice) if len(twice) < MOST_FAULTS else asked(f"SELECT count(*) FROM ({TWICE}) AS twice")[0][0]


def _shut(
    notice: Notice, at: datetime, terms: Mapping[int, IndicatorTerms], sheet: Cells
) -> tuple[list[dict[str, Any]], int]:
    """Figures of a period that is closed."""
    shut = asked(SHUT)
    if not shut:
        return [], 0
    found = []
    closed = closings(notice, AsOf(london_day(at), at + TICK))
    for place in map(list, shut):
        _, _, indicator, _, on = place[:5]
        closing = closed.get((terms[indicator].every, day_of(on)))
        if closing is not None:
            found.append(_fault(place, terms, sheet, closed_words(closing)))
    return found, int(asked(f"SELECT count(*) FROM {FOUND} WHERE kind <> {SAME} AND shut = 1")[0][0])


def _fault(place: Sequence[Any], terms: Mapping[int, IndicatorTerms], sheet: Cells, sentence: str) -> dict[str, Any]:
    """Shown at the period of a row, or at the figure in a wide form."""
    row, column, indicator, _, on, state, *figure = place
    meant = terms[indicator]
    stands = _said(state, figure, meant.unit) if column else words.period(day_of(on), meant.every)
    return noted(row, sheet.at("period", column), stands, sentence, meant.indicator.code)


def _named(terms: IndicatorTerms, part: str, on: Any) -> str:
    of = f" ({part})" if part else ""
    return f"{terms.indicator.code}{of} for {words.period(day_of(on), terms.every)}"


def _change(row: tuple, terms: Mapping[int, IndicatorTerms], sheet: Cells) -> dict[str, Any]:
    number, column, indicator, part, on, kind, state, *figure, note, reason, old_state, old_many, old_of, old_value = (
        row
    )
    meant = terms[indicator]
    old = [old_many, old_of, old_value]
    return {
        "row": number,
        "cell": f"{sheet.at('value', column)}{number}",
        "code": meant.indicator.code,
        "name": meant.name,
        "part": part,
        "period": words.period(day_of(on), meant.every),
        "period_on": day_of(on).isoformat(),
        "old": _said(old_state, old, meant.unit) if kind == CHANGED else "",
        "new": _said(state, figure, meant.unit),
        "note": note or "",
        "reason": reason or "",
        "revises": kind == CHANGED,
    }


def _said(state: str, figure: list[Any], unit: str) -> str:
    """92.5 % (185 of 200), 12, No data."""
    many, out_of, value = (None if one is None else words.plain(Decimal(str(one))) for one in figure)
    said = Observation.State(state).label if value is None else words.figure(value, unit)
    counted = (
        f" ({many:,f} of {out_of:,f})" if unit == words.PERCENT and many is not None and out_of is not None else ""
    )
    return f"{said}{counted}"
