"""How is a CSV file of the plan read? By the heads that it should have."""

from collections.abc import Iterator, Sequence
from typing import IO

from plans.workbooks import columns
from records import csv_files


def rows(stream: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers, as a spreadsheet counts them. Raises Unreadable, with the row where it has one."""
    return csv_files.rows(stream, _heads, columns.HEAD_WITHIN)


def _heads(cells: Sequence[str]) -> int:
    return len({columns.plain(cell) for cell in cells} & columns.KNOWN.keys())
