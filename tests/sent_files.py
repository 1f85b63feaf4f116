"""Which files do people send, and which do attackers? Made in memory, each as small as shows what it is."""

import io
import random
import stat
import struct
import zipfile
import zlib

from openpyxl import Workbook

PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
TYPES = '<?xml version="1.0"?><Types><Override PartName="/main.xml" ContentType="{}"/></Types>'
MADE = (2013, 3, 5, 12, 0, 0)


def archive(parts: dict[str, bytes | str], *, packing: int = zipfile.ZIP_DEFLATED, attributes: int = 0) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as opened:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, MADE)
            entry.compress_type, entry.external_attr = packing, attributes
            opened.writestr(entry, content)
    return made.getvalue()


def office(kind: str = "wordprocessingml.document", *, types: str = "", more: dict | None = None, **how: int) -> bytes:
    parts = {"[Content_Types].xml": types or TYPES.format(MAIN.format(kind)), "word/document.xml": "<document/>"}
    return archive(parts | (more or {}), **how)


def open_document(kind: str = "text", **more: bytes | str) -> bytes:
    parts = {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<content/>"}
    return archive(parts | {name.replace("__", "/") + ".xml": content for name, content in more.items()})


def workbook() -> bytes:
    """As openpyxl writes one, which is nearer to what people send."""
    made = io.BytesIO()
    book = Workbook()
    book.active.append(["Week", "Cases"])
    book.save(made)
    return made.getvalue()


def png(width: int = 2, height: int = 2, *, after: bytes = b"") -> bytes:
    def part(name: bytes, content: bytes) -> bytes:
        return struct.pack("!L", len(content)) + name + content + struct.pack("!L", zlib.crc32(name + content))

    head = part(b"IHDR", struct.pack("!LLBBBBB", width, height, 8, 0, 0, 0, 0))
    drawn = part(b"IDAT", zlib.compress(b"\0" * 6))
    return b"\x89PNG\r\n\x1a\n" + head + drawn + part(b"IEND", b"") + after


def jpeg(width: int = 2, height: int = 2, *, comment: bytes = b"made by hand") -> bytes:
    said = b"\xff\xfe" + struct.pack("!H", len(comment) + 2) + comment
    size = b"\xff\xc0" + struct.pack("!HBHHB", 11, 8, height, width, 1) + b"\1\x11\0"
    return b"\xff\xd8" + said + size + b"\xff\xd9"


def lying(declared: int = 10) -> bytes:
    """A document whose directory says that a part of 300 kB has `declared` bytes."""
    content = office(more={"word/large.xml": random.Random(1).randbytes(300_000)})
    real, said = struct.pack("<L", 300_000), struct.pack("<L", declared)
    return content.replace(real, said)


def many_entries(number: int) -> bytes:
    """A document with so many parts, all of them empty."""
    return office(more={f"part{n}.bin": b"" for n in range(number)}, packing=zipfile.ZIP_STORED)


def bomb(megabytes: int, *, ballast: int = 0) -> bytes:
    """A document that unpacks to so much; with so many megabytes beside it that do not shrink, not a hundred times as much."""
    content = io.BytesIO(office(more={"word/ballast.bin": random.Random(1).randbytes(ballast * 1024 * 1024)}))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as opened, opened.open("word/large.bin", "w") as part:
        for _ in range(megabytes):
            part.write(bytes(1024 * 1024))
    return content.getvalue()


ENTITIES = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
READS_A_FILE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'
LINK = stat.S_IFLNK << 16
