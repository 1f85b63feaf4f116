"""How does the plan leave as a workbook that can be filled in anywhere, and in which nothing but answers can be typed?"""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation

from plans import standing
from plans.listing import lines
from plans.models import Item
from plans.workbooks.columns import BY_KEY, GUIDE, SHEET, Column, columns_for, letter
from plans.workbooks.facts import Facts, in_words, progress_choices
from records.spreadsheets import cell_text, to_csv

A3 = 8  # as the format numbers sizes of paper
RUNS = 100
GREY, PALE, LINE = "D9D9D9", "F2F2F2", "BFBFBF"
HINTS = {
    "to": ("New date", "Like 5/3/2013, or March 2013 for a whole month. Only if another date is asked for."),
    "counts_on": ("Day", "Like 5/3/2013. Empty: the day on which you send the workbook."),
}
HOW_TO = (
    "Fill in the white cells. The grey ones say what stands now; they are locked and are not read.",
    "A row that you leave empty says nothing: the item stays as it is. Leave empty what you have nothing to say to.",
    "Where is it now?: choose one of the words. What has been done: a line is enough; needed once work has begun.",
    "Will it meet its date?: choose one of the words. It can stay empty where the item is done or its date has passed.",
    "Another date: fill in New date, Why will the date not be met? and What is being done about it? The Board decides. "
    "Write the date like 5/3/2013 (5 March), or March 2013 for a whole month.",
    "Words for somebody else's item: say in the last white columns when the owner said so and where that comes from, for "
    "example a call. Without a day it counts from the day on which you send the workbook. For an item of your own they are "
    "not needed.",
    "No formulas. Nothing about a single child: no names, initials, dates of birth or case numbers.",
    "Send it back on the page Workbook of the plan. You see every change first, and nothing counts before you say so. What "
    "is wrong is named by row and column, and then nothing of the workbook is recorded.",
    "Where somebody has written about an item since you downloaded the workbook, both texts are shown and theirs stays. The "
    "column Version is how that is known: leave it as it is.",
)  # fmt: skip


def rows(facts: Facts) -> list[dict[str, str]]:
    """What stands of each item, by column. Nothing is answered beforehand: sent back as it is, a workbook says nothing."""
    return [
        {
            "item": str(line.number),
            "kind": line.kind + (f": {line.reach}" if line.reach else ""),
            "words": line.words,
            "owner": line.owner,
            "agency": line.agency,
            "first_date": line.first_date,
            "date_now": line.date_now + ("; a new date waits for the Board" if line.waiting else ""),
            "standing": ", ".join(said for said in (line.word, line.lateness) if said),
            "last_update": in_words(item, facts.said.get(item.pk)),
            "version": facts.version(item),
        }
        for item, line in zip(facts.items, lines(facts.items, facts.asof), strict=True)
    ]


def as_csv(facts: Facts, *, on_behalf: bool) -> bytes:
    wanted = columns_for(on_behalf=on_behalf)
    body = ([_number(column, row.get(column.key, "")) for column in wanted] for row in rows(facts))
    return to_csv([column.head for column in wanted], body)


def as_xlsx(facts: Facts, *, title: str, on_behalf: bool) -> bytes:
    """`title` stands in the head of each printed page."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(SHEET)  # its types forget what a sheet can be given
    wanted = columns_for(on_behalf=on_behalf)
    sheet.freeze_panes = "D2"
    for number, column in enumerate(wanted, start=1):
        sheet.column_dimensions[letter(number)].width = column.width
    _for_paper(sheet, title)
    sheet.append([_head(sheet, column) for column in wanted])
    # One cell a column, written again for every row: styles are worked out once and not a hundred thousand times.
    cells = [_cell(sheet, column) for column in wanted]
    for row in rows(facts):
        for cell, column in zip(cells, wanted, strict=True):
            _put(cell, _number(column, row.get(column.key, "")))
        sheet.append(cells)
    _only_answers(sheet)
    for choice in _choices(facts.items, wanted):
        sheet.data_validations.append(choice)
    _guide(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _number(column: Column, text: str) -> str | int:
    return int(text) if column is BY_KEY["item"] else text


def _put(cell: Cell, value: str | int) -> None:
    """A text is stored as a text, so that no program computes it; nothing is no text."""
    cell.value = (cell_text(value) if isinstance(value, str) else value) or None
    if isinstance(value, str) and value:
        cell.data_type = "s"


def _head(sheet: Any, column: Column) -> Cell:
    cell: Cell = WriteOnlyCell(sheet, column.head)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.fill = PatternFill("solid", fgColor=GREY)
    cell.border = _border()
    return cell


def _cell(sheet: Any, column: Column) -> Cell:
    cell: Cell = WriteOnlyCell(sheet)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.border = _border()
    if column.answers:
        cell.protection = Protection(locked=False)
        cell.number_format = "@"  # what is typed stays as it was typed: no formula, no date of another country
    else:
        cell.fill = PatternFill("solid", fgColor=PALE)
        cell.font = Font(color="595959" if column.key != "version" else "A6A6A6")
    return cell


def _border() -> Border:
    side = Side(style="thin", color=LINE)
    return Border(left=side, right=side, top=side, bottom=side)


def _only_answers(sheet: Any) -> None:
    """Locked without a password: it keeps slips out, not people. Widths and heights may be changed."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False


def _for_paper(sheet: Any, title: str) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddHeader.left.text = title.replace("&", "&&")
    sheet.oddFooter.right.text = "&P of &N"


def _choices(items: Sequence[Item], wanted: Sequence[Column]) -> Iterator[DataValidation]:
    """The drop-downs: words by the kind of each row's item, and the forecast; and what to type under a date."""
    if not items:
        return
    at = {column.key: letter(number) for number, column in enumerate(wanted, start=1)}
    for kind in Item.Kind.values:
        words = progress_choices(kind).values()
        yield from (_list(words, cells) for cells in _cells(at["progress"], items, kind))
    last = len(items) + 1
    yield _list(standing.FORECASTS.values(), f"{at['forecast']}2:{at['forecast']}{last}")
    for key, (title, text) in HINTS.items():
        if key in at:
            cells = MultiCellRange(f"{at[key]}2:{at[key]}{last}")
            yield DataValidation(sqref=cells, promptTitle=title, prompt=text, showInputMessage=True)


def _list(words: Iterable[str], cells: str) -> DataValidation:
    return DataValidation(
        type="list",
        formula1=f'"{",".join(words)}"',
        sqref=MultiCellRange(cells),
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Not one of the words",
        error="Choose one of the words of the list, or leave it empty.",
    )


def _cells(column: str, items: Sequence[Item], kind: str) -> Iterator[str]:
    """The cells of the column in rows of that kind: runs of rows, a hundred to a drop-down, since Excel doubts long lists."""
    runs: list[list[int]] = []
    for row, item in enumerate(items, start=2):
        if item.kind != kind:
            continue
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    for start in range(0, len(runs), RUNS):
        yield " ".join(f"{column}{first}:{column}{last}" for first, last in runs[start : start + RUNS])


def _guide(book: Workbook) -> None:
    sheet: Any = book.create_sheet(GUIDE)
    sheet.column_dimensions["A"].width = 100
    for number, text in enumerate((GUIDE, *HOW_TO)):
        cell: Cell = WriteOnlyCell(sheet, text)
        cell.font = Font(bold=not number, size=14 if not number else 11)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        sheet.append([cell])
    sheet.protection.sheet = True
