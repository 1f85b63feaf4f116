"""Is a file of figures that means harm refused in a sentence within little time and memory, and does nothing of it stay?"""

import csv
import io
import json
import subprocess
import tempfile
import zipfile
from functools import cache

import pytest

from indicators.imports import asking
from indicators.imports.checking import COLUMNS
from indicators.imports.child import NO_HEADS, TOO_MANY_ROWS
from indicators.imports.reading import LOCKED, MACROS, NOT_TAKEN, ODD, OLD, TOO_LARGE
from records.limited import ENVIRONMENT, ROOT, BrokenOff, Unreadable
from records.workbook_files import DAMAGED
from tests.indicators.figure_files import FACTS, book, long

SHEET = "xl/worksheets/sheet1.xml"
HEADS = ["Indicator", "Period", "Value"]
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (name, b"&%c;" % (name - 1) * 10) for name in b"bcdefghij"
) + b"]><worksheet><sheetData><row><c><v>&j;</v></c></row></sheetData></worksheet>"  # fmt: skip


def asked(content: bytes, **more: int) -> dict:
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as checked:
        source.write(content)
        source.seek(0)
        return asking.read(source, FACTS, checked, **more)


def with_part(name: str, content: bytes, *, locked: bool = False) -> bytes:
    """A workbook in which this part stands in place of its own, or beside them."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book([HEADS]))) as whole,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for other in whole.namelist():
            if other != name:
                made.writestr(other, whole.read(other))
        made.writestr(name, content)
    said = bytearray(out.getvalue())
    if locked:
        at = said.rindex(name.encode()) - 46  # of its entry in the directory
        said[at + 8] |= 1
    return bytes(said)


@cache
def bomb() -> bytes:
    """300 MB of a sheet in 300 KB."""
    out = io.BytesIO(with_part(SHEET, b""))
    with zipfile.ZipFile(out) as whole:
        others = {name: whole.read(name) for name in whole.namelist() if name != SHEET}
    with zipfile.ZipFile(out := io.BytesIO(), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, content in others.items():
            made.writestr(name, content)
        with made.open(SHEET, "w") as part:
            for _ in range(300):
                part.write(b" " * 1_000_000)
    return out.getvalue()


HOSTILE = {
    "300 MB of sheet": (bomb, TOO_LARGE),
    "entities within entities": (lambda: with_part(SHEET, BOMB), ODD),
    "macros": (lambda: with_part("xl/vbaProject.bin", b"x"), MACROS),
    "a password within": (lambda: with_part(SHEET, b"<x/>", locked=True), LOCKED),
    "a password around it": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"EncryptedPackage", OLD),
    "a way out": (lambda: with_part("../../etc/cron.d/x", b"x"), ODD),
    "half a workbook": (lambda: book([HEADS])[:900], DAMAGED),
    "a PDF": (lambda: b"%PDF-1.7 ...", NOT_TAKEN),
    "a program": (lambda: b"MZ\x00\x00", NOT_TAKEN),
    "nothing": (lambda: b"", NOT_TAKEN),
    "a web page": (lambda: b"<html><body>Indicator</body></html>", NO_HEADS),
    "rows beyond the sheet": (lambda: long() + b"\n" * 1_060_000, TOO_MANY_ROWS),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence(name):
    make, sentence = HOSTILE[name]
    with pytest.raises(Unreadable) as refusal:
        asked(make())
    assert str(refusal.value) == sentence


def test_a_sheet_that_lies_about_its_size_costs_nothing_and_hides_nothing():
    """It claims 1,048,576 rows of 16,384 columns, holds one figure, and something in its last cell."""
    row = b"".join(b'<c r="%s1" t="inlineStr"><is><t>%s</t></is></c>' % pair for pair in zip((b"A", b"B", b"C"), (
        b"Indicator", b"Period", b"Value"), strict=True))  # fmt: skip
    figure = row.replace(b'1" t', b'2" t').replace(b"Indicator", b"FD-05").replace(b"Period", b"2013-01-25")
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
        b'<sheetData><row r="1">%s</row><row r="2">%s</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        b"</worksheet>"
    ) % (row, figure.replace(b"Value", b"41"))
    last = asked(with_part(SHEET, sheet))
    assert (last["passed"], last["faults"]) == (1, [])


def test_a_child_that_takes_too_long_is_ended_and_the_asker_lives():
    with pytest.raises(BrokenOff):
        asked(bomb(), wall_seconds=0)
    assert asked(long("FD-05,2013-01-25,,,4,,,,"))["passed"] == 1


def test_the_kernel_holds_memory_and_files_of_the_child():
    """The twin: without it, what follows would take a gigabyte of the one or of the other."""
    limit = "from records.limited import limit; limit(memory_bytes=400_000_000, cpu_seconds=9, file_bytes=1000); "
    files = "import tempfile; f = tempfile.TemporaryFile(buffering=0); [f.write(b'x' * 999) for _ in '123']"
    for code in ("x = bytearray(10**9)", files):
        ended = subprocess.run(
            [asking.COMMAND[0], "-c", limit + code], cwd=ROOT, env=ENVIRONMENT, capture_output=True, check=False
        )
        assert ended.returncode != 0, code


def test_figures_can_be_read_without_django():
    """The child starts in a blink, and has no settings to give away."""
    code = "import indicators.imports.child, sys, json; print(json.dumps(sorted(sys.modules)))"
    said = subprocess.run([asking.COMMAND[0], "-c", code], cwd=ROOT, env=ENVIRONMENT, capture_output=True, check=True)
    assert [name for name in json.loads(said.stdout) if name.startswith(("django", "psycopg"))] == []


def test_rows_are_handed_on_whole_and_once_while_the_file_is_read():
    """A note with a line end in it stands on either side of where the child tells how far it is."""
    rows = [f'FD-05,2012-11-16,,,{number % 9},,"two\nlines",,' for number in range(12_000)]
    pieces: list[bytes] = []
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as checked:
        source.write(long(*rows))
        source.seek(0)
        asking.read(source, FACTS, checked, passed=pieces.append)
        checked.seek(0)
        whole = checked.read()
    assert len([piece for piece in pieces if piece]) >= 3
    assert b"".join(pieces) == whole
    read = [list(csv.reader(io.StringIO(piece.decode(), newline=""))) for piece in pieces]
    assert sum(map(len, read)) == 12_000
    assert {len(row) for piece in read for row in piece} == {len(COLUMNS)}
