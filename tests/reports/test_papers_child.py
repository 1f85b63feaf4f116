"""What can a PDF that somebody uploaded do to the process that opens it, and what is said of it?"""

import io
import subprocess
import sys
import zlib

import pikepdf
import pytest

from boards.paper_faults import DAMAGED, EMPTY, LOCKED
from records import limited
from records.limited import Unreadable
from reports.papers_child import BAD_PAGE, look
from tests.papers import pdf_of


def saved(document: pikepdf.Pdf, **how: object) -> bytes:
    made = io.BytesIO()
    document.save(made, **how)
    return made.getvalue()


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def said_of(content: bytes) -> dict:
    (said,) = look(io.BytesIO(content))
    return said


def turned() -> bytes:
    document = opened(pdf_of(2))
    document.pages[0].Rotate = 90
    return saved(document)


def locked() -> bytes:
    return saved(opened(pdf_of(1)), encryption=pikepdf.Encryption(owner="o", user="u"))


def only_guarded() -> bytes:
    """It opens without a password, and asks that it be not printed."""
    guarded = pikepdf.Encryption(owner="o", user="", allow=pikepdf.Permissions(print_highres=False))
    return saved(opened(pdf_of(1)), encryption=guarded)


def spoilt() -> bytes:
    document = opened(pdf_of(2))
    document.pages[1].Contents = document.make_stream(b"this was never packed")
    document.pages[1].Contents.write(b"this was never packed", filter=pikepdf.Name.FlateDecode)
    return saved(document, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def test_each_page_is_upright_or_lying():
    assert said_of(pdf_of(2)) == {"wide": [False, False], "end": True}
    assert said_of(pdf_of(1, size=(842, 595))) == {"wide": [True], "end": True}
    assert said_of(turned()) == {"wide": [True, False], "end": True}
    assert said_of(only_guarded()) == {"wide": [False], "end": True}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (locked(), LOCKED),
        (b"", DAMAGED),
        (b"%PDF-1.7\nand nothing more", DAMAGED),
        (b"MZ" + bytes(1000), DAMAGED),
        (pdf_of(3)[:200], DAMAGED),
        (saved(pikepdf.new()), EMPTY),
        (spoilt(), BAD_PAGE.format(number=2)),
    ],
    ids=["locked", "empty", "nothing", "a program", "cut off", "no pages", "a spoilt page"],
)
def test_what_cannot_stand_in_a_pack_is_said_in_a_sentence(content, why):
    assert said_of(content) == {"failed": why}


def test_a_page_that_unpacks_to_more_than_there_is_room_for_ends_the_child_alone(tmp_path):
    document = opened(pdf_of(1))
    document.pages[0].Contents = document.make_stream(b"")
    document.pages[0].Contents.write(zlib.compress(bytes(900_000_000), 9), filter=pikepdf.Name.FlateDecode)
    bomb = tmp_path / "bomb.pdf"
    bomb.write_bytes(saved(document, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none))
    assert bomb.stat().st_size < 2_000_000
    with bomb.open("rb") as source, pytest.raises((limited.BrokenOff, Unreadable)):
        list(limited.ask([*limited.command("reports.papers_child"), "look"], source, wall_seconds=60))


def test_the_child_knows_no_django():
    program = "import sys, reports.papers_child; sys.exit('django' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=limited.ROOT)
