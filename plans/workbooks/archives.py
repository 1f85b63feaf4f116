"""What does somebody read whose workbook is not opened? One sentence for each fault that `records.file_archives` finds."""

from typing import IO

from records.file_archives import BadArchive, Fault, check_office
from records.limited import Unreadable
from records.workbook_files import DAMAGED

__all__ = ["DAMAGED", "Unreadable", "check"]

NOT_EXCEL = "This is not an Excel workbook (.xlsx) or a CSV file. Save it as one of the two and send it again."
TOO_LARGE = "This workbook holds more than can be read here. Send the one that was downloaded, filled in."
MACROS = "This workbook holds macros. Save it as an Excel workbook without macros (.xlsx)."
LOCKED = "A password protects this workbook. Save it without one and send it again."
ODD = "This workbook has parts that no workbook has. Download it anew and copy your answers over."
SENTENCES = {
    Fault.TOO_MANY: TOO_LARGE,
    Fault.TOO_LARGE: TOO_LARGE,
    Fault.MACROS: MACROS,
    Fault.LOCKED: LOCKED,
    Fault.ODD: ODD,
    Fault.ANOTHER_KIND: NOT_EXCEL,
    Fault.DAMAGED: DAMAGED,
}


def check(stream: IO[bytes]) -> None:
    """Raises Unreadable for what is no workbook, or one that would do harm to whoever opens it."""
    try:
        check_office(stream, "xlsx")
    except BadArchive as bad:
        raise Unreadable(SENTENCES[bad.fault]) from None
    stream.seek(0)
