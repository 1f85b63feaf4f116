"""May what somebody sent be stored, and under which name? Checked before anything is written; stored once, whole or not at all."""

import errno
import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from records import files
from records.file_kinds import KINDS, pieces
from records.models import StoredFile
from records.refusal import NoRoom, Refused

MEGABYTE = 1024 * 1024
LARGEST_FILE = 25 * MEGABYTE
MOST_FILES = 5_000  # of one notice
MOST_BYTES = 2_048 * MEGABYTE  # likewise
LONGEST_NAME = 255  # bytes of UTF-8, as disks count
INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}  # among them the signs that turn the order of letters round
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

TAKEN = "Send a PDF, Word, Excel, PowerPoint, OpenDocument, CSV, text, PNG or JPEG file."
NOT_TAKEN = {
    **dict.fromkeys(
        ("docm", "dotm", "xlsm", "xltm", "xlsb", "pptm", "potm", "ppsm"),
        "Files of this kind can hold macros. Save it as .docx, .xlsx or .pptx and send that.",
    ),
    **dict.fromkeys(("doc", "xls", "ppt"), "Save it in the newer format, as .docx, .xlsx or .pptx, and send that."),
    **dict.fromkeys(("zip", "7z", "rar", "gz", "tar"), f"Archives are not taken. {TAKEN} One at a time."),
}
NO_ROOM = (
    "There is no room left to store this file. Nothing was saved. Tell whoever runs this service, and send it again."
)


@dataclass(frozen=True)
class Upload:
    """A file that was found to be what it says, not stored yet. Made by `checked` alone."""

    name: str
    content_type: str
    size: int
    sha256: str
    stream: BinaryIO


def checked(sent: UploadedFile) -> Upload:
    """The file under a name that is safe to show and to save. Refused: too large or empty, a kind that is not taken, one whose
    bytes or structure are not what its name says, one that is locked, holds macros or unpacks to far too much."""
    stream = cast(BinaryIO, sent.file)
    size = stream.seek(0, 2)
    if size > LARGEST_FILE:
        raise Refused(
            "Files may have up to 25 MB. Make it smaller or split it: often the pictures inside make it large."
        )
    if not size:
        raise Refused("The file is empty.")
    name = clean_name(sent.name or "")
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in KINDS:
        raise Refused(NOT_TAKEN.get(ending, f"Files of this kind are not taken. {TAKEN}"))
    kind = KINDS[ending]
    kind.check(stream)
    return Upload(name, kind.content_type, size, fingerprint(stream), stream)


def fingerprint(stream: Any) -> str:
    """SHA-256 of anything that can be read from its beginning, as 64 hexadecimal digits."""
    found = hashlib.sha256()
    for piece in pieces(stream):
        found.update(piece)
    return found.hexdigest()


def clean_name(name: str) -> str:
    """The last part of the path, without signs that nobody sees, at most 255 bytes long, with its ending."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in INVISIBLE)
    stem, dot, ending = " ".join(seen.split()).rstrip(". ").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    stem, ending = stem.strip(". ") or "file", ending[:20]
    room = LONGEST_NAME - len((dot + ending).encode())
    return stem.encode()[:room].decode(errors="ignore") + dot + ending


def store(upload: Upload, *, at: datetime) -> StoredFile:
    """Keep the bytes. Refused: bytes in which a virus was found before, and NoRoom where the disk is full."""
    scan = StoredFile.Scan.WAITING if settings.CLAMD else StoredFile.Scan.NOT_SCANNED
    try:
        row = files.keep_pieces(
            pieces(upload.stream),
            sha256=upload.sha256,
            size=upload.size,
            content_type=upload.content_type,
            scan=scan,
            at=at,
        )
    except OSError as fault:
        if fault.errno in FULL:
            raise NoRoom(NO_ROOM, field="file") from fault
        raise
    if row.scan == StoredFile.Scan.INFECTED:
        raise Refused("A virus was found in this file. It was not stored.", field="file")
    return row
