"""Is a file an Excel workbook that can be opened without harm? Asked of its parts before anything reads what they say.

Limits: reliability.md of this product's design, from OWASP's file upload rules: 2,000 parts, 250 MB and a hundredfold when
unpacked, counted while unpacking, whatever the archive says of itself.
"""

import stat
import zipfile
import zlib
from typing import IO
from xml.parsers import expat

MOST_PARTS = 2_000
MOST_UNPACKED = 250_000_000  # bytes
MOST_TIMES = 100  # as large as the file itself
ALWAYS_FINE = 5_000_000  # bytes: a small workbook of many like rows packs better than a hundredfold
A_PIECE = 1 << 16
NOT_EXCEL = "This is not an Excel workbook (.xlsx) or a CSV file. Save it as one of the two and send it again."
DAMAGED = "This workbook is damaged and cannot be opened. Save it again in Excel and send that file."
TOO_LARGE = "This workbook holds more than can be read here. Send the one that was downloaded, filled in."
MACROS = "This workbook holds macros. Save it as an Excel workbook without macros (.xlsx)."
ODD = "This workbook has parts that no workbook has. Download it anew and copy your answers over."


class Unreadable(Exception):
    """The file is not read; the message is a sentence."""


def check(stream: IO[bytes], size: int) -> None:
    """Raises Unreadable for what is no workbook, or one that would do harm to whoever opens it. `size` in bytes."""
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise Unreadable(TOO_LARGE)
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names or len(names) < len(parts):
                raise Unreadable(NOT_EXCEL if "xl/workbook.xml" not in names else ODD)
            if any(_is_odd(part) for part in parts):
                raise Unreadable(ODD)
            if any(name.casefold().endswith(("vbaproject.bin", ".exe", ".dll")) for name in names):
                raise Unreadable(MACROS)
            unpacked = 0
            for part in parts:
                unpacked = _look_through(archive, part, unpacked, max(ALWAYS_FINE, MOST_TIMES * size))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise Unreadable(DAMAGED) from error
    stream.seek(0)


def _is_odd(part: zipfile.ZipInfo) -> bool:
    """A way out of the archive, a link, or a part that only a password opens."""
    name = part.filename.replace("\\", "/")
    way_out = name.startswith("/") or ".." in name.split("/") or ":" in name
    return way_out or stat.S_ISLNK(part.external_attr >> 16) or bool(part.flag_bits & 1)


def _look_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo, unpacked: int, most: int) -> int:
    """Unpacks a part to nowhere and counts; of XML, refuses any that declares entities or names other files."""
    is_xml = part.filename.casefold().endswith((".xml", ".rels", ".vml"))
    parser = expat.ParserCreate() if is_xml else None
    if parser:
        parser.StartDoctypeDeclHandler = _no_declarations
    with archive.open(part) as content:
        while piece := content.read(A_PIECE):
            unpacked += len(piece)
            if unpacked > min(MOST_UNPACKED, most):
                raise Unreadable(TOO_LARGE)
            _parse(parser, piece, False)
    _parse(parser, b"", True)
    return unpacked


def _parse(parser: expat.XMLParserType | None, piece: bytes, last: bool) -> None:
    try:
        if parser:
            parser.Parse(piece, last)
    except expat.ExpatError as error:
        raise Unreadable(DAMAGED) from error


def _no_declarations(*_: object) -> None:
    raise Unreadable(ODD)
