"""How does a table leave as CSV or XLSX so that no text in it is ever taken for a formula, and comes back as it was?

Source of the rule: OWASP, CSV injection; ASVS v5.0.0-1.2.10.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from records.cells import letter

Value = str | int | float | Decimal | date | None
# What a spreadsheet takes for a formula, or strips so that what follows is one; the last four are full-width.
FORMULA = re.compile("'*[=+\\-@\t\r\n\x00\uff1d\uff0b\uff0d\uff20]")
# What XML 1.0, and so a workbook, cannot hold.
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LONGEST_CELL = 32_767  # characters, the limit of the format


def csv_cell(value: Value) -> str:
    """The value as one CSV cell: a text that could be a formula begins with an apostrophe, a number stays a number, a day is
    2013-03-05. `as_typed` takes the apostrophe off again."""
    if isinstance(value, str):
        return f"'{value}" if FORMULA.match(value) else value
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def as_typed(text: str) -> str:
    """A cell of a CSV that `csv_cell` wrote, as it was before."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def to_csv(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """UTF-8 with the mark by which Excel knows it, every cell quoted."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow([csv_cell(head) for head in heads])
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def cell_text(text: str) -> str:
    """A text as a cell of a workbook can hold it: without the signs that its XML cannot, and no longer than it may be."""
    return NO_XML.sub("", text)[:LONGEST_CELL]


def to_xlsx(title: str, heads: Sequence[str], rows: Iterable[Sequence[Value]], *, widths: Sequence[int]) -> bytes:
    """A workbook of one sheet, its first row bold and frozen. `widths` of the columns, in characters. A text is stored as a
    text, so that no program computes it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths):
        sheet.column_dimensions[letter(number + 1)].width = width
    head, plain, day = _look(sheet, bold=True), _look(sheet), _look(sheet, number_format="dd/mm/yyyy")
    sheet.append([_cell(sheet, text, head) for text in heads])
    for row in rows:
        sheet.append([_cell(sheet, value, day if _is_day(value) else plain) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _look(sheet: WriteOnlyWorksheet, *, bold: bool = False, number_format: str = "General") -> Any:
    """How cells look, made once: made for each of them, it takes ten times as long as writing them."""
    cell: Any = WriteOnlyCell(sheet)
    cell.font, cell.alignment = Font(bold=bold), Alignment(vertical="top", wrap_text=True)
    cell.number_format = number_format
    return cell._style


def _is_day(value: Value) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _cell(sheet: WriteOnlyWorksheet, value: Value, look: Any) -> Cell:
    kept: Any = cell_text(value) if isinstance(value, str) else value  # the types of openpyxl forget numbers and days
    cell: Any = WriteOnlyCell(sheet, kept)
    if isinstance(value, str):
        cell.data_type = "s"
    cell._style = look
    return cell
