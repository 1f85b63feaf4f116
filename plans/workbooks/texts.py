"""How is a CSV file read that some spreadsheet wrote? Whatever its code page, its separator and the ends of its lines."""

import codecs
import csv
import io
from collections.abc import Iterator

from plans.workbooks import columns
from plans.workbooks.archives import Unreadable
from records.spreadsheets import LONGEST_CELL

SEPARATORS = ",;\t"
NO_TEXT = "This is not an Excel workbook (.xlsx) or a CSV file. Save it as one of the two and send it again."


def rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers, as a spreadsheet counts them. Raises Unreadable, with the row where it has one."""
    text = _decoded(content)
    csv.field_size_limit(LONGEST_CELL)
    number = 0
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
        for number, row in enumerate(reader, start=1):
            yield number, row
    except csv.Error as error:
        raise Unreadable(
            f"Row {number + 1} of this file cannot be read: a quotation mark is missing there, or a text is too long."
        ) from error


def _decoded(content: bytes) -> str:
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = content.decode("utf-16")
        else:
            try:
                text = content.decode("utf-8-sig")
            except UnicodeDecodeError:
                text = content.decode("cp1252")  # what Excel for Windows writes where nobody chose
    except UnicodeDecodeError as error:
        raise Unreadable(NO_TEXT) from error
    if "\x00" in text:
        raise Unreadable(NO_TEXT)
    return text


def _separator(text: str) -> str:
    """The sign between whose cells the most heads stand, in the row that names the items."""
    best, most = ",", 0
    top = [line for _, line in zip(range(columns.HEAD_WITHIN), io.StringIO(text, newline=""), strict=False)]
    for separator in SEPARATORS:
        for line in top:
            heads = {columns.plain(cell) for cell in line.split(separator)}
            found = len(heads & columns.KNOWN.keys())
            if found > most:
                best, most = separator, found
    return best
