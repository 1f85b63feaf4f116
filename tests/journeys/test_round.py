"""Does a whole round go through, from opening to freeze: by phone and keyboard, by workbook, on behalf; two rulings? In Chromium."""

import io
import subprocess
from collections.abc import Callable
from datetime import date, datetime

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from improvement import demonstration
from plans.workbooks.columns import SHEET
from plans.workbooks.previews import read_waiting
from records.clock import LONDON
from tests.journeys.visitor import NARROW, Visitor

NOTICE = "/wiltshire-2012"
pytestmark = pytest.mark.only_on("sqlite")


def until(day: date) -> None:
    demonstration.move_to(datetime(day.year, day.month, day.day, 10, tzinfo=LONDON))


def tab_to(page: Page, name: str) -> None:
    """By the Tab key alone, to what has this name."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if name in page.evaluate(
            "document.activeElement.textContent + (document.activeElement.labels?.[0]?.textContent || '')"
        ):
            return
    raise AssertionError(f"Tab does not reach {name!r}")


def by_workbook(officer: Visitor) -> None:
    """The officer downloads a workbook, says in it of every item how it goes, sends it back and has it recorded."""
    page = officer.open(f"{NOTICE}/plan/workbook/")
    with page.expect_download() as asked:
        page.get_by_role("link", name="Download the workbook (.xlsx)").click()
    book = load_workbook(io.BytesIO(asked.value.path().read_bytes()))
    sheet = book[SHEET]
    head = next(row for row in sheet.iter_rows() if row[0].value == "Item")
    place = {cell.value: cell.column for cell in head}
    rows = [row[0].row for row in sheet.iter_rows(min_row=head[0].row + 1) if row[0].value]
    for row in rows:
        is_action = sheet.cell(row, place["Kind"]).value == "Action"
        sheet.cell(row, place["Where is it now?"]).value = "Under way" if is_action else "Not reached"
        sheet.cell(row, place["What has been done"]).value = "The lists of all practices are in."
        sheet.cell(row, place["Will it meet its date?"]).value = "May miss"
    filled = io.BytesIO()
    book.save(filled)
    file = {"name": "updates.xlsx", "mimeType": "application/octet-stream", "buffer": filled.getvalue()}
    page.get_by_label("The workbook, filled in").set_input_files(file)
    page.get_by_role("button", name="Send this workbook").click()
    read_waiting()  # the sweep's step
    page.reload()
    officer.look()
    page.get_by_role("button", name="Record").click()
    expect(page.locator("h1")).to_contain_text(f"Recorded: {len(rows)} updates")


def printed(page: Page) -> str:
    """What is read on paper."""
    run = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=page.pdf(prefer_css_page_size=True), capture_output=True
    )
    return run.stdout.decode()


def test_a_round_from_its_opening_to_the_freeze(visit: Callable) -> None:
    # 5 March: the round for 9 April is open. One officer on a phone, with the keyboard alone.
    with visit("olive@sample.invalid", viewport={"width": NARROW, "height": 640}) as olive:
        page = olive.open(f"{NOTICE}/plan/mine/")
        expect(page.locator(".facts")).to_contain_text("4 of 5")
        tab_to(page, "No change in item 53")
        page.keyboard.press("Enter")
        expect(page.locator(".facts")).to_contain_text("5 of 5")
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW
    # Another asks for a date; the third has told the secretary, who enters it.
    with visit("ada@sample.invalid") as ada:
        page = ada.open(f"{NOTICE}/plan/items/79/date/")
        for part, typed in (("Day", "31"), ("Month", "7"), ("Year", "2013")):
            page.get_by_label(part, exact=True).fill(typed)
        page.get_by_label("Why will the date not be met?").fill("The assessors are two short until May.")
        page.get_by_label("What is being done about it?").fill("Two are borrowed from the county next door.")
        page.get_by_role("button", name="Ask for this date").click()
        expect(page.locator("main")).to_contain_text("The Board is asked for another date for item 79")
    with visit("hugh@sample.invalid") as hugh:
        by_workbook(hugh)
    with visit("sam@sample.invalid") as sam:
        owed = sam.open(f"{NOTICE}/plan/round/?on=2013-03-04").locator(".facts")
        expect(owed).to_contain_text("9 of 16")
        page = sam.open(f"{NOTICE}/plan/round/")
        expect(page.locator(".facts")).to_contain_text("7 of 16")  # Olive and Hugh have answered for everything
        sam.look()
        page.get_by_role("link", name="Enter on behalf of Tom Teams").first.click()
        number = page.url.split("/items/")[1].split("/")[0]
        for part, typed in (("Day", "5"), ("Month", "3"), ("Year", "2013")):
            page.get_by_label(part, exact=True).fill(typed)
        page.get_by_label("Where the owner's words come from").fill("A call.")
        page.get_by_label("What has been done").fill("It has begun.")
        page.get_by_role("radio").first.check()
        page.get_by_role("button", name="Submit this update").click()
        expect(page.locator("main")).to_contain_text(f"Item {number} is updated.")
        # The day before updates close, everybody who owes a word is written to; the next, they have closed.
        until(date(2013, 3, 21))
        page = sam.open("/")
        expect(page.locator("main")).to_contain_text("not answered for the Board of 9 April 2013")
        page = sam.open(f"{NOTICE}/plan/round/")
        page.get_by_role("button", name="Chase all").click()
        expect(page.locator("main")).to_contain_text("Last chased on 21 March 2013")
        until(date(2013, 3, 23))
        expect(sam.open(f"{NOTICE}/plan/round/").locator(".facts")).to_contain_text(
            "updates closed; the Board meets in 17 days"
        )
        assert "Exceptions" in printed(sam.open(f"{NOTICE}/plan/exceptions/?on=2013-03-22"))
        # Two rulings at the meeting, and the position of the day before as it stood.
        until(date(2013, 4, 9))
        page = sam.open(f"{NOTICE}/board/meetings/5/held/")
        page.get_by_role("button", name="Record it as held").click()
        page = sam.open(f"{NOTICE}/plan/dates/")
        page.get_by_label("Meeting at which it was decided").select_option(index=1)
        page.get_by_label("Agreed", exact=True).nth(0).check()
        page.get_by_label("Agreed", exact=True).nth(1).check()
        page.get_by_role("button", name="Record this decision").click()
        expect(page.locator("main")).to_contain_text("2 agreed as proposed")
        then = sam.open(f"{NOTICE}/plan/round/?on=2013-03-22").locator("main")
        expect(then).to_contain_text("is the last day for updates, today")
        before = sam.open(f"{NOTICE}/plan/round/?on=2013-03-04").locator(".facts")
        expect(before).to_contain_text("9 of 16")
