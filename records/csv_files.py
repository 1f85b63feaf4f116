"""How is a CSV file read that some spreadsheet wrote? Whatever its code page, its separator and the ends of its lines; a row at
a time, so that a long one takes no more memory than a short one."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import IO

from records.limited import Unreadable
from records.spreadsheets import LONGEST_CELL

SEPARATORS = ",;\t"
PIECE = 64 * 1024
NO_TEXT = "This is not an Excel workbook (.xlsx) or a CSV file. Save it as one of the two and send it again."
# How many heads stand in these cells.
Heads = Callable[[Sequence[str]], int]


def rows(stream: IO[bytes], heads: Heads, within: int) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers, as a spreadsheet counts them. The separator is the sign between whose cells most `heads`
    stand, in one of the lines up to `within`. Raises Unreadable, with the row where it has one."""
    encoding = _encoding(stream)
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        top = [line for _, line in zip(range(within), text, strict=False)]
        separator = _separator(top, heads)
        text.seek(0)
        yield from _numbered(text, separator)
    finally:
        text.detach()


def _numbered(text: IO[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_CELL)
    number = 0
    try:
        for number, row in enumerate(csv.reader(text, delimiter=separator, strict=True), start=1):
            yield number, row
    except csv.Error as error:
        raise Unreadable(
            f"Row {number + 1} of this file cannot be read: a quotation mark is missing there, or a text is too long."
        ) from error


def _encoding(stream: IO[bytes]) -> str:
    """UTF-16 by its mark, UTF-8, or what Excel for Windows writes where nobody chose."""
    stream.seek(0)
    marked = stream.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        if _reads_as(stream, encoding):
            return encoding
    raise Unreadable(NO_TEXT)


def _reads_as(stream: IO[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    try:
        while piece := stream.read(PIECE):
            if "\x00" in decoder.decode(piece):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _separator(top: Sequence[str], heads: Heads) -> str:
    best, most = ",", 0
    for separator in SEPARATORS:
        for line in top:
            found = heads(line.rstrip("\r\n").split(separator))
            if found > most:
                best, most = separator, found
    return best
