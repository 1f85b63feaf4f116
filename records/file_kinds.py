"""Is a file of the kind that its name says? By the bytes at its head and by its structure, read in small pieces.

What is checked here was sent by somebody and may be hostile: nothing is decoded, drawn, fetched or held in memory whole.
"""

import codecs
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from records.file_archives import MOST_ENTRIES, BadArchive, Fault, check_office
from records.refusal import Refused

PIECE = 64 * 1024
HEAD = TAIL = 1024
MOST_PIXELS = 40_000_000
MOST_PARTS = 100_000  # of a picture: one of 25 MB in the usual pieces of 8 KB has about 3,000
WEB_PAGE = re.compile(rb"<(html|script|svg|iframe|body|!doctype\s+html)", re.IGNORECASE)
ENCRYPTED_PDF = re.compile(rb"/Encrypt\s*(\d+\s+\d+\s+R|<<)")
LONGEST_MATCH = 64
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
NO_TEXT_BEGINS = ("%PDF-", "#!", "<?xml", "<?php")
PNG_HEAD, PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND"
JPEG_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
JPEG_BARE = {0x01, *range(0xD0, 0xD9)}  # markers that no length follows

LOCKED = "It is protected with a password, or locked against changes. Save it without either and send that."
TWO_KINDS = "This file holds something of another kind as well. Export it anew, as a PDF for example, and send that."
TOO_MANY_PIXELS = "The picture has more than 40 million dots. Make it smaller and send it again."
IN_OFFICE = {
    Fault.TOO_MANY: f"This document has more than {MOST_ENTRIES:,} parts inside. Export it as a PDF and send that.",
    Fault.TOO_LARGE: "Unpacked, this document is far larger than it looks. Export it as a PDF and send that.",
    Fault.MACROS: "This document holds macros. Save it without them and send that.",
    Fault.LOCKED: LOCKED,
    Fault.ODD: (
        "This document holds programs, archives or links to other places on a disk. Export it as a PDF and send that."
    ),
}
NO_TEXT = "This is not plain text. Save it as text in UTF-8 and send it again."


@dataclass(frozen=True)
class Kind:
    """What may be stored under an ending: how browsers call it, and the check, which raises Refused."""

    content_type: str
    check: Callable[[BinaryIO], None]


def something_else(ending: str) -> Refused:
    return Refused(
        f"The name ends in .{ending}, and what is inside is not that, or is damaged. "
        "Save it anew in the program that made it and send that."
    )


def check_pdf(stream: BinaryIO) -> None:
    head = _head(stream)
    if not head.startswith((b"%PDF-1.", b"%PDF-2.")):
        raise something_else("pdf")
    _check_one_kind(stream, head)
    _, end, after = _tail(stream).rpartition(b"%%EOF")
    if not end or after.strip(b"\0\t\n\f\r "):
        raise something_else("pdf")
    if _holds(stream, ENCRYPTED_PDF):
        raise Refused(LOCKED)


def check_png(stream: BinaryIO) -> None:
    head = _head(stream)
    if not head.startswith(PNG_HEAD) or head[12:16] != b"IHDR":
        raise something_else("png")
    _check_one_kind(stream, head)
    _check_pixels(int.from_bytes(head[16:20]), int.from_bytes(head[20:24]), "png")
    end = stream.seek(0, 2)
    place, part = stream.seek(len(PNG_HEAD)), b""
    for _ in range(MOST_PARTS):
        part = stream.read(8)
        place = stream.seek(place + 12 + int.from_bytes(part[:4]))
        if part[4:] == PNG_END or place > end:
            break
    if part[4:] != PNG_END or place != end:
        raise something_else("png")


def check_jpeg(stream: BinaryIO) -> None:
    head = _head(stream)
    if not head.startswith(b"\xff\xd8\xff"):
        raise something_else("jpg")
    _check_one_kind(stream, head)
    stream.seek(2)
    for marker, length in _jpeg_parts(stream):
        if marker in JPEG_SIZES:
            size = stream.read(5)
            _check_pixels(int.from_bytes(size[3:5]), int.from_bytes(size[1:3]), "jpg")
            return
        stream.seek(length, 1)
    raise something_else("jpg")


def _jpeg_parts(stream: BinaryIO) -> Iterator[tuple[int, int]]:
    """The markers before the picture itself, each with the length of what follows it."""
    for _ in range(MOST_PARTS):
        sign = stream.read(2)
        if len(sign) < 2 or sign[0] != 0xFF or sign[1] in (0xD9, 0xDA):
            return
        if sign[1] == 0xFF:  # one that fills up
            stream.seek(-1, 1)
        elif sign[1] not in JPEG_BARE:
            yield sign[1], max(0, int.from_bytes(stream.read(2)) - 2)


def check_text(stream: BinaryIO) -> None:
    head = _head(stream)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]  # the second as Excel and Notepad wrote for thirty years
    if not any(_reads_as(stream, encoding) for encoding in encodings):
        raise Refused(NO_TEXT)
    beginning = head.decode(encodings[0], errors="replace").lstrip()
    if beginning.startswith(NO_TEXT_BEGINS) or WEB_PAGE.search(beginning.encode()):
        raise Refused("This is a web page or a program and not plain text. Send what it shows as a PDF.")


def _reads_as(stream: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        texts = (decoder.decode(piece) for piece in pieces(stream))
        return not any(NOT_TEXT.search(text) for text in texts) and not NOT_TEXT.search(decoder.decode(b"", True))
    except UnicodeDecodeError:
        return False


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """The whole stream from its beginning, a piece at a time."""
    stream.seek(0)
    while piece := stream.read(PIECE):
        yield piece


def _holds(stream: BinaryIO, pattern: re.Pattern[bytes]) -> bool:
    before = b""
    for piece in pieces(stream):
        if pattern.search(before + piece):
            return True
        before = piece[-LONGEST_MATCH:]
    return False


def _head(stream: BinaryIO) -> bytes:
    stream.seek(0)
    return stream.read(HEAD)


def _tail(stream: BinaryIO) -> bytes:
    stream.seek(-min(TAIL, stream.seek(0, 2)), 2)
    return stream.read(TAIL)


def _check_one_kind(stream: BinaryIO, head: bytes) -> None:
    """Refuses what another program would open as a web page or an archive."""
    if WEB_PAGE.search(head) or zipfile.is_zipfile(stream):
        raise Refused(TWO_KINDS)


def _check_pixels(width: int, height: int, ending: str) -> None:
    if not width or not height:
        raise something_else(ending)
    if width * height > MOST_PIXELS:
        raise Refused(TOO_MANY_PIXELS)


def _office(ending: str) -> Callable[[BinaryIO], None]:
    def check(stream: BinaryIO) -> None:
        if _head(stream).startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
            # An encrypted document is kept in the container of the old formats.
            raise Refused(f"It is protected with a password, or of an old kind. Save it without one, as .{ending}.")
        if not _head(stream).startswith(b"PK\x03\x04"):
            raise something_else(ending)
        try:
            check_office(stream, ending)
        except BadArchive as bad:
            raise Refused(IN_OFFICE[bad.fault]) if bad.fault in IN_OFFICE else something_else(ending) from None

    return check


OPEN_XML = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "pdf": Kind("application/pdf", check_pdf),
    "docx": Kind(f"{OPEN_XML}wordprocessingml.document", _office("docx")),
    "xlsx": Kind(f"{OPEN_XML}spreadsheetml.sheet", _office("xlsx")),
    "pptx": Kind(f"{OPEN_XML}presentationml.presentation", _office("pptx")),
    "odt": Kind("application/vnd.oasis.opendocument.text", _office("odt")),
    "ods": Kind("application/vnd.oasis.opendocument.spreadsheet", _office("ods")),
    "csv": Kind("text/csv", check_text),
    "txt": Kind("text/plain", check_text),
    "png": Kind("image/png", check_png),
    "jpg": Kind("image/jpeg", check_jpeg),
}
KINDS["jpeg"] = KINDS["jpg"]
