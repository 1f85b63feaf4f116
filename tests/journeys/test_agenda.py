"""Does a secretary draw up an agenda, put it in order by keyboard and have its papers, a late one and a broken one? In Chromium."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from boards.models import AgendaItem, Meeting
from improvement import demonstration
from improvement.tasks import sweep
from records.clock import LONDON, AsOf
from records.writing import position
from tests.journeys.test_run import press
from tests.journeys.visitor import Visitor
from tests.paper_files import DAMAGED, pdf

NOTICE = "/wiltshire-2012"
SIXTH = f"{NOTICE}/board/meetings/6/"
pytestmark = pytest.mark.only_on("sqlite")


def now() -> AsOf:
    return position(NOTICE[1:])


def sixth() -> Meeting:
    return Meeting.objects.with_day(now()).get(number=6, board__kind="improvement")


def titles() -> list[str]:
    return [item.title for item in sixth().agenda.with_terms(now())]


def named(words: str) -> re.Pattern[str]:
    """What is hidden from sight in a name is set off by a space."""
    return re.compile(words.replace(": ", r"\s*: "))


def send(page: Page, folder: Path, title: str, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    page.get_by_role("button", name="Send a paper").click()
    page.get_by_label("What the paper is called").fill(title)
    page.get_by_label("The paper, as a PDF").set_input_files(folder / name)
    page.get_by_role("button", name="Send this paper").click()


def test_an_agenda_and_its_papers(chromium: Browser, served: str, tmp_path: Path) -> None:
    context = chromium.new_context()
    context.set_default_timeout(20_000)
    secretary = Visitor(context.new_page(), served)
    secretary.sign_in("sam@sample.invalid")
    page = secretary.open(SIXTH)
    press(page, "Draw up the agenda")
    expect(page.locator("h1")).to_have_text("Agenda")
    press(page, "Draw up the agenda")
    expect(page.locator("main")).to_contain_text("The agenda is drawn up by the rules.")
    assert "Review by the Department, June 2013" in titles()
    secretary.look()

    # by keyboard alone: the button that moved an item stays in focus, and the next press moves it on
    order = titles()
    press(page, "Up: Concerns")
    expect(page.get_by_role("button", name=named("Up: Concerns, now item 6"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=named("Up: Concerns, now item 5"))).to_be_focused()
    assert titles()[4] == "Concerns"
    assert sorted(titles()) == sorted(order)

    page.get_by_role("link", name="Add an item").click()
    page.get_by_label("What the item is about").fill("The duty desk in summer")
    page.get_by_label("Minutes").fill("10")
    page.get_by_role("button", name="Add this item").click()
    page.get_by_role("link", name=named("What it is about: The duty desk in summer")).click()
    page.get_by_label("Numbers and codes").fill("10, FD-05 and C9")
    page.get_by_role("button", name="Add to it").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("There is no C9")
    secretary.look()
    page.get_by_label("Numbers and codes").fill("10 FD-05")
    page.get_by_role("button", name="Add to it").click()
    expect(page.locator("main")).to_contain_text("Cases unallocated beyond the allocation standard")
    secretary.look()

    desk = AgendaItem.objects.get(meeting=sixth(), number=len(titles())).number
    page = secretary.open(f"{SIXTH}agenda/{desk}/papers/")
    send(page, tmp_path, "Who sits where", "desk.docx", b"PK")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Save “desk.docx” as a PDF")
    secretary.look()
    (tmp_path / "desk.pdf").write_bytes(pdf(3))
    page.get_by_label("The paper, as a PDF").set_input_files(tmp_path / "desk.pdf")
    page.get_by_role("button", name="Send this paper").click()
    expect(page.locator("main")).to_contain_text("It is being looked through")
    secretary.look()

    demonstration.move_to(
        datetime(2013, 5, 16, 9, tzinfo=LONDON)
    )  # the Board asked for papers seven working days before
    page = secretary.open(f"{SIXTH}agenda/{desk}/papers/")
    send(page, tmp_path, "The rota, as it turned out", "rota.pdf", DAMAGED)
    sweep()
    page.reload()
    main = page.locator("main")
    expect(main).to_contain_text(", 3 pages.")
    expect(main).to_contain_text("Late: after 10 May 2013.")
    expect(main).to_contain_text("The pack cannot hold it. It is damaged and cannot be opened.")
    secretary.look()
    with page.expect_download() as given:
        page.get_by_role("link", name=re.compile("Download.*Who sits where")).click()
    assert Path(given.value.path()).read_bytes() == pdf(3)
    overview = secretary.open(f"{SIXTH}agenda/").locator("main")
    expect(overview).to_contain_text("Who sits where, 3 pages")
    expect(overview).to_contain_text("The rota, as it turned out · late · the pack cannot hold it")
    secretary.look()
    assert sixth().day == date(2013, 5, 21)
    context.close()
