"""What stands in the cells of an Excel workbook, as a person sees them? Row by row, and nothing of what it means."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import IO, Any

from openpyxl import load_workbook
from openpyxl.utils.datetime import from_excel

from records.limited import Unreadable

LAST_ROW = 1_048_576  # of the format
FORMULA, ERROR = "f", "e"  # kinds of cells that hold no value of their own
DAMAGED = "This workbook is damaged and cannot be opened. Save it again in Excel and send that file."


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet with their numbers, and the day from which the workbook counts its dates."""

    rows: Iterator[tuple[int, Sequence[Any]]]
    epoch: datetime


def sheet_of(stream: IO[bytes], *, named: str, most_columns: int) -> Sheet:
    """The sheet of that name, or the first. The archive was checked before (records/file_archives.py). Raises Unreadable."""
    try:
        book = load_workbook(stream, read_only=True, keep_links=False)
        found = [sheet for sheet in book.worksheets if sheet.title.casefold() == named.casefold()]
        sheet: Any = (found or book.worksheets)[0]
        epoch = book.epoch
    except MemoryError:
        raise
    except Exception as error:  # openpyxl raises whatever comes of a part that is not as it should be
        raise Unreadable(DAMAGED) from error

    def rows() -> Iterator[tuple[int, Sequence[Any]]]:
        try:
            last: Any = None
            for number, row in enumerate(sheet.iter_rows(max_row=LAST_ROW, max_col=most_columns), start=1):
                if row is not last:  # of rows that are not there, a million at worst, openpyxl gives one and the same
                    yield number, row
                last = row
        except MemoryError:
            raise
        except Exception as error:
            raise Unreadable(DAMAGED) from error

    return Sheet(rows(), epoch)


def said(cell: Any, days: bool, epoch: datetime) -> tuple[str, str]:
    """The cell in words, and FORMULA or ERROR where that is no value. `days`: a number in it is a date as Excel counts."""
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type in (FORMULA, ERROR):
        return str(value), cell.data_type
    if days and isinstance(value, int | float) and not isinstance(value, bool) and 1 <= value < 73_050:
        value = from_excel(value, epoch)
    if isinstance(value, datetime | date):
        return _day(value, str(cell.number_format or "")), ""
    if isinstance(value, time | timedelta):
        return str(value), ""
    if isinstance(value, float):
        return _number(value, str(cell.number_format or "")), ""
    return str(value).replace("\r\n", "\n").replace("_x000D_\n", "\n").strip(), ""


def _day(value: date, shown_as: str) -> str:
    """As ISO writes it; without its day where the cell shows none, as Excel shows what was typed as March 2013."""
    on = value.date() if isinstance(value, datetime) else value
    whole_month = "d" not in shown_as.casefold() and "m" in shown_as.casefold() and on.day == 1
    return f"{on:%Y-%m}" if whole_month else on.isoformat()


def _number(value: float, shown_as: str) -> str:
    if "%" in shown_as:
        return f"{value * 100:.10g}%"
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"  # as many as Excel keeps
