"""Is a document of an office program what it says, and no more than it may be? Its parts are unpacked in small pieces,
counted, and thrown away. What is wrong is a Fault; whoever asks has the sentence for it.

A document is a ZIP archive whose directory may lie. What it names is held against what is found: how many parts, how
large, where. Nothing in it is parsed as XML.
"""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from enum import Enum
from typing import IO

PIECE = 64 * 1024
MOST_ENTRIES = 2_000
MOST_UNPACKED = 250 * 1024 * 1024
MOST_TIMES = 100  # how many times larger than it is a document may unpack to
ALWAYS_FINE = 5 * 1024 * 1024  # bytes unpacked: a small table of many like rows packs better than a hundredfold
LARGEST_DIRECTORY = 1024 * 1024
LARGEST_TYPES = 1024 * 1024
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the only ones that these formats know
ENTITIES = tuple("<!ENTITY".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
XML_ENDINGS = (".xml", ".rels", ".rdf", ".vml")
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

DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError, OverflowError)


class Fault(Enum):
    TOO_MANY = "more than MOST_ENTRIES parts"
    TOO_LARGE = "unpacks to more than it may"
    MACROS = "holds macros"
    LOCKED = "opens with a password"
    ODD = "holds programs, archives, entities, or names that lead out of it"
    ANOTHER_KIND = "is a sound archive of something else"
    DAMAGED = "is no archive, or says other than it holds"


class BadArchive(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class Guarded:
    """The stream as zipfile reads it: never more than a directory's worth at once, whatever the archive says of itself."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.seek, self.tell = stream, stream.seek, stream.tell

    def read(self, size: int = -1) -> bytes:
        if size > LARGEST_DIRECTORY:
            raise BadArchive(Fault.TOO_MANY)
        return self.stream.read(LARGEST_DIRECTORY if size < 0 else size)

    def seekable(self) -> bool:
        return True


def check_office(stream: IO[bytes], ending: str) -> None:
    """Raises BadArchive where the stream is not a document of this ending, or one that may do harm."""
    try:
        with zipfile.ZipFile(Guarded(stream)) as archive:
            _check(archive, ending, stream.seek(0, 2))
    except DAMAGED:
        raise BadArchive(Fault.DAMAGED) from None


def _check(archive: zipfile.ZipFile, ending: str, size: int) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise BadArchive(Fault.TOO_MANY)
    if archive.comment or len({entry.filename for entry in entries}) != len(entries):
        raise BadArchive(Fault.DAMAGED)
    if entries and min(entry.header_offset for entry in entries) != 0:
        raise BadArchive(Fault.DAMAGED)  # something stands before the archive
    for entry in entries:
        _check_entry(entry)
    _check_size(archive, entries, min(MOST_UNPACKED, max(ALWAYS_FINE, size * MOST_TIMES)))
    _check_kind(archive, ending)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.lower()
    if entry.flag_bits & 0x1:
        raise BadArchive(Fault.LOCKED)
    if any(mark in name for mark in MACROS[:2]) or name.startswith(MACROS[2:]):
        raise BadArchive(Fault.MACROS)
    away = name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")
    if away or stat.S_ISLNK(entry.external_attr >> 16) or name.endswith(NOT_INSIDE):
        raise BadArchive(Fault.ODD)
    if entry.compress_type not in PACKINGS:
        raise BadArchive(Fault.DAMAGED)  # no document has such a packing


def _check_size(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], most: int) -> None:
    total = 0
    for entry in entries:
        said, before = entry.file_size, b""
        for piece in _unpacked(archive, entry):
            total += len(piece)
            said -= len(piece)
            if total > most:
                raise BadArchive(Fault.TOO_LARGE)
            if entry.filename.lower().endswith(XML_ENDINGS) and any(mark in before + piece for mark in ENTITIES):
                raise BadArchive(Fault.ODD)
            before = piece[-16:]
        if said:
            raise BadArchive(Fault.DAMAGED)


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
            raise BadArchive(Fault.MACROS)
        if OPEN_XML[ending] not in types:
            raise BadArchive(Fault.ANOTHER_KIND)
        return
    if "mimetype" not in names or _part(archive, "mimetype").strip() != OPEN_DOCUMENT[ending]:
        raise BadArchive(Fault.ANOTHER_KIND)
    if "META-INF/manifest.xml" in names and b"encryption-data" in _part(archive, "META-INF/manifest.xml"):
        raise BadArchive(Fault.LOCKED)


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(LARGEST_TYPES)
