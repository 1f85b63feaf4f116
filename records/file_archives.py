"""Is a document of an office program what it says, and no more than it may be? Its parts are unpacked in small pieces,
counted, and thrown away.

A document is a ZIP archive whose directory may lie. What it names is held against what is found: how many parts, how
large, where. Nothing in it is parsed as XML.
"""

import stat
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from records.refusal import Refused

PIECE = 64 * 1024
MOST_ENTRIES = 2_000
MOST_UNPACKED = 250 * 1024 * 1024
MOST_TIMES = 100  # how many times larger than it is a document may unpack to
LARGEST_DIRECTORY = 1024 * 1024
LARGEST_TYPES = 1024 * 1024
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the only ones that these formats know
ENTITIES = tuple("<!ENTITY".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
XML_ENDINGS = (".xml", ".rels", ".rdf")
NOT_INSIDE = (
    *(".exe", ".dll", ".com", ".scr", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".jar"),
    *(".zip", ".7z", ".rar", ".gz"),
)
MACROS = ("vbaproject", "/macrosheets/", "basic/", "scripts/")

MAIN = b"application/vnd.openxmlformats-officedocument.%s.main+xml"
OPEN_XML = {
    "docx": MAIN % b"wordprocessingml.document",
    "xlsx": MAIN % b"spreadsheetml.sheet",
    "pptx": MAIN % b"presentationml.presentation",
}
OPEN_DOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}

TOO_MANY = f"This document has more than {MOST_ENTRIES:,} parts inside. Export it as a PDF and send that."
TOO_LARGE = "Unpacked, this document is far larger than it looks. Export it as a PDF and send that."
HAS_MACROS = "This document holds macros. Save it without them and send that."
LOCKED = "It is protected with a password, so nobody else could read it. Save it without one and send that."
ODD_INSIDE = (
    "This document holds programs, archives or links to other places on a disk. Export it as a PDF and send that."
)


class Guarded:
    """The stream as zipfile reads it: never more than a directory's worth at once, whatever the archive says of itself."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.seek, self.tell = stream, stream.seek, stream.tell

    def read(self, size: int = -1) -> bytes:
        if size > LARGEST_DIRECTORY:
            raise Refused(TOO_MANY)
        return self.stream.read(LARGEST_DIRECTORY if size < 0 else size)

    def seekable(self) -> bool:
        return True


def check_office(stream: BinaryIO, ending: str) -> None:
    """Refused, or one of zipfile's own errors where the archive is damaged."""
    size = stream.seek(0, 2)
    with zipfile.ZipFile(Guarded(stream)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_ENTRIES:
            raise Refused(TOO_MANY)
        if archive.comment or len({entry.filename for entry in entries}) != len(entries):
            raise zipfile.BadZipFile("more than a document")
        if entries and min(entry.header_offset for entry in entries) != 0:
            raise zipfile.BadZipFile("something stands before the archive")
        for entry in entries:
            _check_entry(entry)
        _check_size(archive, entries, min(MOST_UNPACKED, size * MOST_TIMES))
        _check_kind(archive, ending)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.lower()
    if entry.flag_bits & 0x1:
        raise Refused(LOCKED)
    if any(mark in name for mark in MACROS[:2]) or name.startswith(MACROS[2:]):
        raise Refused(HAS_MACROS)
    away = name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")
    if away or stat.S_ISLNK(entry.external_attr >> 16) or name.endswith(NOT_INSIDE):
        raise Refused(ODD_INSIDE)
    if entry.compress_type not in PACKINGS:
        raise zipfile.BadZipFile("a packing that no document has")


def _check_size(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], most: int) -> None:
    total = 0
    for entry in entries:
        said, before = entry.file_size, b""
        for piece in _unpacked(archive, entry):
            total += len(piece)
            said -= len(piece)
            if total > most:
                raise Refused(TOO_LARGE)
            if entry.filename.lower().endswith(XML_ENDINGS) and any(mark in before + piece for mark in ENTITIES):
                raise Refused(ODD_INSIDE)
            before = piece[-16:]
        if said:
            raise zipfile.BadZipFile("an entry is not as large as it says")


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """To the true end of the entry: zipfile stops at the size that the directory names, other programs may not."""
    said, entry.file_size = entry.file_size, MOST_UNPACKED + 1
    try:
        with archive.open(entry) as part:
            while piece := part.read(PIECE):
                yield piece
    finally:
        entry.file_size = said


def _check_kind(archive: zipfile.ZipFile, ending: str) -> None:
    names = set(archive.namelist())
    if ending in OPEN_XML:
        types = _part(archive, "[Content_Types].xml") if "[Content_Types].xml" in names else b""
        types = types.replace(b"\0", b"")  # in UTF-16 too
        if b"macroEnabled" in types:
            raise Refused(HAS_MACROS)
        if OPEN_XML[ending] not in types:
            raise zipfile.BadZipFile("another kind of document")
        return
    if "mimetype" not in names or _part(archive, "mimetype").strip() != OPEN_DOCUMENT[ending]:
        raise zipfile.BadZipFile("another kind of document")
    if "META-INF/manifest.xml" in names and b"encryption-data" in _part(archive, "META-INF/manifest.xml"):
        raise Refused(LOCKED)


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(LARGEST_TYPES)
