"""Is a file that means harm refused in a sentence, within little time and memory, and is nothing fetched or run? (R18)"""

import io
import json
import subprocess
import time
import zipfile
from collections.abc import Callable
from functools import cache

import pytest
from openpyxl import Workbook as Book

from plans.workbooks.archives import DAMAGED, MACROS, NOT_EXCEL, ODD, TOO_LARGE
from plans.workbooks.asking import COMMAND, ENVIRONMENT, ROOT
from plans.workbooks.columns import COLUMNS
from plans.workbooks.reading import NO_HEADS, TOO_MANY_ROWS
from tests.measured import Ended, run

MOST_SECONDS = 5  # of the processor
MOST_MEGABYTES = 300
HEADS = [column.head for column in COLUMNS]


def read_in_child(content: bytes) -> tuple[dict, Ended]:
    """Its last message, and what it took."""
    ended = run(COMMAND, content, folder=ROOT, env=ENVIRONMENT)
    return json.loads(ended.said.splitlines()[-1]), ended


def check_limits(ended: Ended) -> None:
    assert (ended.status, ended.seconds < MOST_SECONDS, ended.megabytes < MOST_MEGABYTES) == (0, True, True), ended


def workbook(fill: Callable = lambda sheet: None) -> bytes:
    book, out = Book(), io.BytesIO()
    book.active.append(HEADS)
    fill(book.active)
    book.save(out)
    return out.getvalue()


def with_parts(parts: dict[str, bytes], *, of: bytes | None = None) -> bytes:
    """A workbook in which these parts stand in place of its own, or beside them."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(of or workbook())) as whole,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in whole.namelist():
            if name not in parts:
                made.writestr(name, whole.read(name))
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


@cache
def large(name: str, *, start: bytes = b"", end: bytes = b"") -> bytes:
    """A workbook with one part of 300 MB."""
    out = io.BytesIO(with_parts({name: b""}))
    with zipfile.ZipFile(out) as whole:
        others = {other: whole.read(other) for other in whole.namelist() if other != name}
    with zipfile.ZipFile(out := io.BytesIO(), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for other, content in others.items():
            made.writestr(other, content)
        with made.open(name, "w") as part:
            part.write(start)
            for _ in range(300):
                part.write(b" " * 1_000_000)
            part.write(end)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (name, b"&%c;" % (name - 1) * 10) for name in b"bcdefghij"
) + b"]><worksheet><sheetData><row><c><v>&j;</v></c></row></sheetData></worksheet>"  # fmt: skip
XXE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData/></worksheet>'


def lying() -> bytes:
    """300 MB that say of themselves that they are 10 bytes."""
    content = bytearray(large("xl/media/image1.png"))
    name = b"xl/media/image1.png"
    at = content.rindex(name) - 46  # in the central directory
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(content)


HOSTILE = {
    "300 MB unpacked": (lambda: large("xl/media/image1.png"), TOO_LARGE),
    "300 MB of sheet": (lambda: large(SHEET, start=b"<worksheet>", end=b"</worksheet>"), TOO_LARGE),
    "300 MB that lie": (lying, TOO_LARGE),
    "20,000 parts": (lambda: with_parts({f"xl/media/{n}": b"" for n in range(20_000)}), TOO_LARGE),
    "entities within entities": (lambda: with_parts({SHEET: BOMB}), ODD),
    "an entity of a file": (lambda: with_parts({SHEET: XXE}), ODD),
    "an entity in shared strings": (lambda: with_parts({"xl/sharedStrings.xml": BOMB}), ODD),
    "a way out": (lambda: with_parts({"../../etc/cron.d/x": b"x"}), ODD),
    "macros": (lambda: with_parts({"xl/vbaProject.bin": b"x"}), MACROS),
    "a document": (lambda: with_parts({"word/document.xml": b"<x/>"}, of=zipped({"word/document.xml": b"<x/>"})), NOT_EXCEL),
    "no workbook inside": (lambda: with_parts({"xl/workbook.xml": b"<workbook"}), DAMAGED),
    "a sheet that is another": (lambda: with_parts({SHEET: b"<html/>"}), NO_HEADS),
    "50,000 rows": (lambda: workbook(lambda sheet: [sheet.append([n, "x"]) for n in range(50_000)]), TOO_MANY_ROWS),
}  # fmt: skip


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_within_limits(name):
    make, sentence = HOSTILE[name]
    said, ended = read_in_child(make())
    assert said == {"failed": sentence}
    check_limits(ended)


def test_a_lone_cell_at_the_far_end_costs_nothing_and_hides_nothing():
    def fill(sheet):
        sheet["XFD1048576"] = "x"
        sheet["A2"], sheet["J2"] = 14, "Done"

    said, ended = read_in_child(workbook(fill))
    assert said == {"end": 1}
    check_limits(ended)


def test_links_to_other_files_are_not_followed():
    linked = with_parts(
        {"xl/externalLinks/externalLink1.xml": b'<externalLink xmlns:r="x" r:id="http://example.org/"/>'}
    )
    assert read_in_child(linked)[0] == {"end": 0}


def test_the_kernel_holds_the_memory_of_whoever_reads():
    """The twin: without it, what follows would take a gigabyte."""
    code = "from plans.workbooks.child import limit; limit(); x = bytearray(10**9)"
    began = time.monotonic()
    ended = subprocess.run([COMMAND[0], "-c", code], cwd=ROOT, env=ENVIRONMENT, stderr=subprocess.PIPE, check=False)
    assert (ended.returncode, b"MemoryError" in ended.stderr) == (1, True)
    assert time.monotonic() - began < 60
