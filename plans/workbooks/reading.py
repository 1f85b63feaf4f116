"""What does a workbook that came back hold, cell by cell? Nothing of what it means; the child reads, and knows no database."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from plans.workbooks import archives, columns, texts
from plans.workbooks.archives import NOT_EXCEL, Unreadable
from plans.workbooks.columns import LONGEST_VALUE, Column, Heads
from records import workbook_files
from records.spreadsheets import as_typed

MOST_BYTES = 10_000_000
OLD = "This is an old Excel file (.xls), or one that a password protects. Save it as an Excel workbook (.xlsx) without one."
NO_HEADS = (
    "No row of this file has the heads of the workbook, such as “Item” and “Where is it now?”. "
    "Download the workbook anew and copy your answers over."
)
TOO_MANY_ROWS = f"This file has more than {columns.MOST_ROWS:,} rows. Send one with fewer."
TOO_LONG = "The texts of this file are too long to be read at once. Send it in two parts."
FORMULA = "This is a formula. Type the words themselves."
ERROR = "This cell holds an error of the spreadsheet. Type the words themselves."
ODD = {"": "", workbook_files.FORMULA: FORMULA, workbook_files.ERROR: ERROR}
BESIDE = "Something stands beyond the last column. Is a separator inside a text that has no quotation marks?"


@dataclass
class Row:
    """One row with something in it: the texts of its cells by column, and what cannot be read of them."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    faults: list[tuple[str, str, str]] = field(default_factory=list)  # key or letter of the column, value, sentence


# One cell in words, and the sentence that says why it has none. `days`: a number in it is a date as Excel counts.
Said = Callable[[Any, bool], tuple[str, str]]


def read(stream: IO[bytes]) -> Iterator[Heads | Row]:
    """The heads, then each row that is not empty. Raises Unreadable."""
    start = stream.read(4)
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if start == b"PK\x03\x04":
        archives.check(stream)
        yield from _rows(*_of_workbook(stream), is_csv=False)
    elif start == b"\xd0\xcf\x11\xe0":
        raise Unreadable(OLD)
    elif start in (b"%PDF", b"PK\x05\x06", b"\x7fELF") or not size:
        raise Unreadable(NOT_EXCEL)
    else:
        yield from _rows(texts.rows(stream), _said_in_csv, is_csv=True)


def _rows(source: Iterator[tuple[int, Sequence]], said: Said, *, is_csv: bool) -> Iterator[Heads | Row]:
    heads: Heads | None = None
    many = letters = 0
    for number, cells in source:
        if heads is None:
            names = [said(cell, False)[0] for cell in cells]
            if columns.is_head(names):
                heads = columns.find(number, names)
                yield heads
            elif number >= columns.HEAD_WITHIN:
                break
            continue
        row = _row(number, cells, heads, said, is_csv=is_csv)
        if row is None:
            continue
        many, letters = many + 1, letters + sum(len(text) for text in row.cells.values())
        if many > columns.MOST_ROWS:
            raise Unreadable(TOO_MANY_ROWS)
        if letters > columns.MOST_CHARACTERS:
            raise Unreadable(TOO_LONG)
        yield row
    if heads is None:
        raise Unreadable(NO_HEADS)


def _row(number: int, cells: Sequence, heads: Heads, said: Said, *, is_csv: bool) -> Row | None:
    """None where nothing stands in any column that is read."""
    row = Row(number)
    for column in columns.READ:
        at = heads.at.get(column.key)
        if at is None or at >= len(cells):
            continue
        text, fault = said(cells[at], column.days)
        if fault and _matters(column):
            row.faults.append((column.key, text[:LONGEST_VALUE], fault))
        elif text:
            row.cells[column.key] = text
    if is_csv:
        beside = [(at, text) for at, text in enumerate(cells) if at >= heads.width and text.strip()]
        row.faults += [(columns.letter(at + 1), text[:LONGEST_VALUE], BESIDE) for at, text in beside[:1]]
    return row if row.cells or row.faults else None


def _matters(column: Column) -> bool:
    """A formula in a column that is only compared does no harm."""
    return column.answers or column.needed


def _said_in_csv(text: str, _days: bool) -> tuple[str, str]:
    return as_typed(text).replace("\r\n", "\n").replace("\r", "\n").strip(), ""


def _of_workbook(stream: IO[bytes]) -> tuple[Iterator[tuple[int, Sequence]], Said]:
    sheet = workbook_files.sheet_of(stream, named=columns.SHEET, most_columns=columns.MOST_COLUMNS)

    def said(cell: Any, days: bool) -> tuple[str, str]:
        text, odd = workbook_files.said(cell, days, sheet.epoch)
        return text, ODD[odd]

    return sheet.rows, said
