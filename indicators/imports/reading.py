"""Which rows has a file of figures, cell by cell? A workbook or a CSV; nothing of what they mean. The child reads."""

import io
from collections.abc import Iterator
from typing import IO

from indicators.imports import heads
from records import csv_files, workbook_files
from records.file_archives import BadArchive, Fault, check_office
from records.limited import Unreadable
from records.spreadsheets import as_typed, csv_cell
from records.workbook_files import DAMAGED

NOT_TAKEN = "This is not an Excel workbook (.xlsx) or a CSV file. Save it as one of the two and send it again."
OLD = "This is an old Excel file (.xls), or one that a password protects. Save it as an Excel workbook (.xlsx) without one."
TOO_LARGE = "This workbook holds more than can be read here. Send the figures as CSV, or in two files."
MACROS = "This workbook holds macros. Save it as an Excel workbook without macros (.xlsx)."
LOCKED = "A password protects this workbook. Save it without one and send it again."
ODD = "This workbook has parts that no table of figures has. Copy the figures into a new workbook and send that."
SENTENCES = {
    Fault.TOO_MANY: TOO_LARGE,
    Fault.TOO_LARGE: TOO_LARGE,
    Fault.MACROS: MACROS,
    Fault.LOCKED: LOCKED,
    Fault.ODD: ODD,
    Fault.ANOTHER_KIND: NOT_TAKEN,
    Fault.DAMAGED: DAMAGED,
}
CELLS = {
    workbook_files.FORMULA: "This is a formula. Type or paste the figure itself.",
    workbook_files.ERROR: "This cell holds an error of the spreadsheet. Type the figure itself.",
}

# A row: its number, the texts of its cells, and by number from 0 what is wrong with some of them.
Row = tuple[int, list[str], dict[int, str]]
NONE: dict[int, str] = {}


def rows(stream: IO[bytes]) -> Iterator[Row]:
    """Raises Unreadable."""
    start = stream.read(4)
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if start == b"PK\x03\x04":
        yield from _of_workbook(stream)
    elif start == b"\xd0\xcf\x11\xe0":
        raise Unreadable(OLD)
    elif start in (b"%PDF", b"PK\x05\x06", b"\x7fELF") or not size:
        raise Unreadable(NOT_TAKEN)
    else:
        for number, cells in csv_files.rows(stream, heads.known_heads, heads.WITHIN):
            yield number, cells, NONE


def _of_workbook(stream: IO[bytes]) -> Iterator[Row]:
    try:
        check_office(stream, "xlsx")
    except BadArchive as bad:
        raise Unreadable(SENTENCES[bad.fault]) from None
    stream.seek(0)
    sheet = workbook_files.sheet_of(stream, named=heads.SHEET, most_columns=heads.MOST_COLUMNS)
    for number, cells in sheet.rows:
        texts, odd = [], NONE
        for place, cell in enumerate(cells):
            text, kind = workbook_files.said(cell, False, sheet.epoch)
            texts.append(text if as_typed(text) == text else csv_cell(text))  # as a CSV would have it
            if kind:
                odd = odd | {place: CELLS[kind]}
        yield number, texts, odd
