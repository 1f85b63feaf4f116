"""Which figures stand in a published edition, as rows for a spreadsheet? From its photograph: what is hidden there is hidden here."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from records.spreadsheets import Value

HEADS = (
    "Code", "Indicator", "Unit", "Part", "Period", "Period ends", "Figure", "Value", "Numerator", "Denominator", "Note",
    "Target today", "Against target today",
)  # fmt: skip
WIDTHS = (8, 44, 16, 16, 22, 14, 16, 12, 12, 12, 40, 16, 18)


def rows_of(content: dict[str, Any]) -> Iterator[Sequence[Value]]:
    """A row for each figure of each indicator, and of its parts where the photograph has them, oldest first."""
    for row in content["position"]["indicators"]["rows"]:
        yield from _figures(row, "", row["points"])
        for part in row["parts"]:
            yield from _figures(row, part["name"], part["points"])


def _figures(row: dict[str, Any], part: str, points: Sequence[dict[str, Any]]) -> Iterator[Sequence[Value]]:
    for point in points:
        yield (
            row["code"],
            row["name"],
            row["unit_words"],
            part,
            point["period"],
            date.fromisoformat(point["on"]),
            point["words"],
            *(None if point[name] is None else Decimal(point[name]) for name in ("value", "numerator", "denominator")),
            point["note"],
            row["target"],
            row["against"],
        )
