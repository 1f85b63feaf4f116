"""Does a pack go out by one press, reach the observer as a page and as a PDF, and does a late paper follow it? In Chromium."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from boards.models import Meeting
from boards.papers import SECTIONS
from notices.models import Notice
from reports.production import draw_waiting
from tests.agendas import draw_up
from tests.journeys.visitor import Visitor, user
from tests.papers import pdf_of, send

NOTICE = "/wiltshire-2012"
PACK = f"{NOTICE}/board/meetings/6/pack/"
pytestmark = pytest.mark.only_on("sqlite")


class Desk:
    """What sending a paper asks of a world."""

    def __init__(self) -> None:
        self.notice = Notice.objects.get(slug=NOTICE[1:])
        self.secretary = user("sam")


def visitor(chromium: Browser, served: str, who: str) -> Visitor:
    context = chromium.new_context()
    context.set_default_timeout(20_000)
    found = Visitor(context.new_page(), served)
    found.sign_in(f"{who}@sample.invalid")
    return found


def test_a_pack_goes_out_and_a_late_paper_follows(chromium: Browser, served: str, tmp_path: Path) -> None:
    desk = Desk()
    meeting = Meeting.objects.get(board__notice=desk.notice, board__kind="improvement", number=6)
    items = draw_up(desk, meeting)
    for section in SECTIONS:
        send(desk, items[1], section.capitalize(), section=section)
    send(desk, items[2], "A rota", content=pdf_of(3))
    secretary, observer = (visitor(chromium, served, who) for who in ("sam", "dora"))

    page = secretary.open(f"{NOTICE}/board/meetings/6/")
    page.get_by_role("link", name="Circulate the pack").click()
    expect(page.locator("main")).to_contain_text("A rota")
    secretary.look()
    page.get_by_role("button", name="Circulate the pack").click()
    expect(page.locator("main")).to_contain_text("It is circulated.")
    expect(page.locator(".pack-pdf")).to_contain_text("it waits for its turn")
    draw_waiting()
    expect(page.get_by_role("button", name="Download the PDF")).to_be_visible()  # the page asks by itself

    read = observer.open(f"{NOTICE}/board/meetings/6/")
    read.get_by_role("link", name="The pack, circulated").click()
    expect(read.locator("h1")).to_have_text("Pack of meeting 6")
    expect(read.locator("nav.contents")).to_contain_text("A rota")
    expect(read.locator("nav.contents")).to_contain_text("page 3")
    observer.look()
    for name, start in (("Download the PDF", b"%PDF-1.7"), ("a-rota.pdf", pdf_of(3)[:8])):
        with read.expect_download() as download:
            read.get_by_role("button" if "PDF" in name else "link", name=name).click()
        download.value.save_as(tmp_path / "taken")
        assert (tmp_path / "taken").read_bytes().startswith(start)

    send(desk, items[3], "A late paper", content=pdf_of(2))
    page = secretary.open(f"{NOTICE}/board/meetings/6/circulate/")
    page.get_by_role("button", name="Circulate the supplement").click()
    expect(page.locator("h1")).to_have_text("Supplement 1 of meeting 6")
    read = observer.open(PACK)
    expect(read.locator("main")).not_to_contain_text("A late paper")
    read.get_by_role("link", name="Supplement 1").click()
    expect(read.locator("main")).to_contain_text("A late paper")
    observer.look()
