"""Is the pack one PDF whose contents lead to the right pages, that tells the truth about itself, whatever the uploads are?"""

import io
import re
import subprocess
from datetime import timedelta

import pikepdf
import pytest
from django.utils import timezone

from boards.paper_faults import DAMAGED, TOO_LARGE
from boards.papers import SECTIONS
from records import files
from reports import pack_pdf
from reports.models import Circulation, Production
from reports.pdf import render
from reports.production import CLAIM_LASTS, draw_waiting
from tests.agendas import about, draw_up
from tests.papers import circulate, close, pdf_of, send
from tests.verapdf import validate

pytestmark = [pytest.mark.django_db, pytest.mark.only_on("sqlite")]  # one photograph is drawn alike on both databases


@pytest.fixture
def agenda(world):
    return draw_up(world, world.meetings[1])


def drawn(circulation: Circulation, *, open_only: bool = False) -> tuple[bytes, dict]:
    """The PDF and its pages, as the job stores them."""
    draw_waiting()
    made = Production.objects.select_related("file").get(circulation=circulation, open_only=open_only)
    assert made.state == "ready", made.error
    assert made.done == made.parts > 0
    return files.read(made.file), made.pages


def words_of(pdf: bytes) -> list[str]:
    run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return [" ".join(page.split()) for page in run.stdout.decode().split("\f")[:-1]]


def claims_pdf_ua(pdf: bytes) -> bool:
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_metadata() as metadata:
        return "pdfuaid:part" in metadata


# Without uploads


def test_a_pack_without_uploads_is_pdf_ua(world, agenda, tmp_path):
    about(world, agenda[1], item=world.item(1))
    world.concern(world.item(1), words="It does not move.")
    for number, section in enumerate(SECTIONS):
        send(world, agenda[number % 4], section.capitalize(), section=section)
    pdf, _ = drawn(circulate(world))
    verdict = validate(pdf, tmp_path)
    assert verdict.broken == []
    assert verdict.checks > 500
    assert claims_pdf_ua(pdf)
    assert "does not claim" not in words_of(pdf)[0]


# With them


@pytest.fixture
def mixed(world, agenda) -> Circulation:
    """Sections, papers upright and lying, one that is broken and one that is locked."""
    send(world, agenda[0], "The position", section="position")
    send(world, agenda[1], "Why thresholds slipped", content=pdf_of(3, words="Thresholds"))
    send(world, agenda[1], "Broken paper", content=b"%PDF-1.7 and nothing more")
    send(world, agenda[1], "Wide paper", content=pdf_of(2, words="Wide", size=(842, 595)))
    world.concern(world.item(1), words="It does not move.")
    send(world, agenda[2], "The concerns", section="concerns")
    send(world, agenda[2], "Locked paper", content=pdf_of(4), fault="It is protected by a password.")
    return circulate(world)


def test_contents_and_numbers_agree_with_the_pages(mixed):
    pdf, pages = drawn(mixed)
    words = words_of(pdf)
    assert [page for number, page in enumerate(words, 1) if f"Page {number} of {len(words)}" not in page] == []
    titles = {
        "item-1": "1. Apologies and interests",
        "item-2": "2. Exceptions and proposed dates",
        "item-3": "3. Concerns",
        "item-4": "4. Any other business",
        "paper-1-1": "The position",
        "paper-2-1": "Why thresholds slipped",
        "paper-2-2": "Broken paper",
        "paper-2-3": "Wide paper",
        "paper-3-1": "The concerns",
        "paper-3-2": "Locked paper",
    }
    assert set(pages) == {*titles, "faults"}
    contents = " ".join(words[1:3])
    for key, title in titles.items():
        first, last = pages[key]
        assert f"{title}, page {first}" in contents
        assert title in words[first - 1]
        assert first <= last <= len(words)
    first, last = pages["paper-2-1"]
    assert f"Pages {first + 1} to {last} of this document." in words[first - 1]
    assert [re.findall("Thresholds page ([0-9])", page) for page in words[first:last]] == [["1"], ["2"], ["3"]]
    assert "Paper 1 of item 2, page 1 of 3" in words[first]
    assert pages["item-2"] == [pages["item-2"][0], pages["item-3"][0] - 1]
    assert pages["item-4"][1] == len(words)


def test_a_bad_paper_is_named_on_its_own_page_and_fails_nothing(mixed):
    pdf, pages = drawn(mixed)
    words = words_of(pdf)
    for key, why in (("paper-2-2", DAMAGED), ("paper-3-2", "It is protected by a password.")):
        first, last = pages[key]
        assert first == last
        assert f"This paper is not in here. {why}" in words[first - 1]
    assert list(pages["faults"]) == ["paper-2-2"]


def test_with_uploads_it_claims_nothing_and_says_so_on_its_first_page(mixed, world):
    pdf, _ = drawn(mixed)
    assert not claims_pdf_ua(pdf)
    cover = words_of(pdf)[0].replace("/ ", "/")
    assert (
        "does not claim to be accessible (PDF/UA) as a whole. Its page is the accessible form of everything but these papers"
        in cover
    )
    assert f"/{world.notice.slug}/board/meetings/2/pack/" in cover


def test_before_the_uploads_stand_in_it_breaks_no_rule_of_pdf_ua(mixed, tmp_path):
    production = Production.objects.select_related("circulation").get(circulation=mixed)
    kept = {"paper-2-1": [False] * 3, "paper-2-3": [True] * 2}
    pack = pack_pdf.pack_of(production)
    verdict = validate(render(pack_pdf.html_of(pack, kept, {"paper-2-2": "It is broken."})), tmp_path)
    assert verdict.broken == []


def test_its_own_tags_survive_and_papers_stand_in_on_their_pages(mixed):
    pdf, pages = drawn(mixed)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.Root.MarkInfo.Marked
        tags = [
            str(thing.S)
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and "/S" in thing and "/P" in thing
        ]
        assert {"/H1", "/H2", "/H3", "/Table", "/TH"} <= set(tags)
        outline = document.open_outline()
        with outline:
            titles = [item.title for top in outline.root for item in [top, *top.children]]
        assert "2. Exceptions and proposed dates" in titles
        first, last = pages["paper-2-3"]
        boxes = [[float(edge) for edge in page.mediabox] for page in document.pages]
        assert [box[2] > box[3] for box in boxes[first:last]] == [True, True]
        holding = [n for n, page in enumerate(document.pages, 1) if "/Uploaded" in page.Resources.get("/XObject", {})]
        assert holding == [*range(pages["paper-2-1"][0] + 1, pages["paper-2-1"][1] + 1), *range(first + 1, last + 1)]


def test_the_same_pack_gives_the_same_bytes(mixed):
    pdf, _ = drawn(mixed)
    production = Production.objects.select_related("circulation").get(circulation=mixed)
    again, _ = pack_pdf.draw(production, lambda done, parts: None)
    with again:
        assert again.read() == pdf


def test_nothing_active_of_an_upload_comes_with_it(world, agenda):
    with pikepdf.open(io.BytesIO(pdf_of(1))) as paper:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        paper.Root.OpenAction = script
        paper.pages[0].Annots = pikepdf.Array(
            [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=script)]
        )
        paper.attachments["x.txt"] = b"attached"
        made = io.BytesIO()
        paper.save(made)
    send(world, agenda[1], "Active", content=made.getvalue())
    pdf, _ = drawn(circulate(world))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        said = b"".join(thing.unparse() for thing in document.objects if isinstance(thing, pikepdf.Dictionary))
        assert b"JavaScript" not in said
        assert b"OpenAction" not in said
        assert len(document.attachments) == 0


def test_closed_items_are_left_out_of_the_copy_for_others(world, agenda):
    close(world, agenda[3], "Kestrel, a person")
    send(world, agenda[3], "Named", content=pdf_of(2, words="Kestrel"))
    send(world, agenda[1], "Open", content=pdf_of(2))
    row = circulate(world)
    whole, pages = drawn(row)
    others, fewer = drawn(row, open_only=True)
    assert "Kestrel page 2" in " ".join(words_of(whole))
    assert "Kestrel" not in " ".join(words_of(others))
    assert "1 item of this meeting is closed, and not in this copy." in words_of(others)[0]
    assert set(pages) - set(fewer) == {"item-4", "paper-4-1"}


def test_a_supplement_holds_its_papers_alone(world, agenda):
    send(world, agenda[0], "The position", section="position")
    circulate(world)
    send(world, agenda[1], "Late paper", content=pdf_of(2, words="Late"))
    pdf, pages = drawn(circulate(world))
    words = " ".join(words_of(pdf))
    assert set(pages) == {"item-2", "paper-2-1", "faults"}
    assert "supplement 1 of meeting 2" in words
    assert "Late page 2" in words
    assert "Apologies and interests" not in words


def test_a_paper_that_takes_too_much_is_named_too(world, agenda, monkeypatch):
    monkeypatch.setattr(pack_pdf, "LOOK_SECONDS", 0.01)
    send(world, agenda[1], "Slow", content=pdf_of(2))
    pdf, pages = drawn(circulate(world))
    assert pages["faults"] == {"paper-2-1": TOO_LARGE}
    assert f"This paper is not in here. {TOO_LARGE}" in " ".join(words_of(pdf))


def test_a_joining_that_is_stopped_is_tried_again(world, agenda, monkeypatch):
    send(world, agenda[1], "Paper", content=pdf_of(2))
    row = circulate(world)
    with monkeypatch.context() as patch:
        patch.setattr(pack_pdf, "JOIN_SECONDS", 0.01)
        assert draw_waiting() == 0
    made = Production.objects.get(circulation=row)
    assert (made.state, made.attempts, made.error) == ("failed", 1, pack_pdf.NOT_JOINED)
    assert (made.done, made.parts) == (2, 3)
    drawn(row)


def test_a_pack_that_its_drawer_left_behind_is_drawn_by_the_next(world, agenda):
    row = circulate(world)
    left = timezone.now() - CLAIM_LASTS - timedelta(seconds=1)
    Production.objects.update(state="working", claimed_at=left, attempts=1)
    drawn(row)
    assert Production.objects.get().attempts == 2
