"""Is a meeting run by keyboard alone: three decisions, a corrective action, two rulings, each at its item of the agenda? In Chromium."""

from datetime import date, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from boards.models import Board, Meeting
from improvement import demonstration
from notices.models import Notice
from records.clock import LONDON
from reports.models import DecisionBasis
from tests.agendas import ITEMS, draw_up
from tests.journeys.visitor import Visitor, user

NOTICE = "/wiltshire-2012"
pytestmark = pytest.mark.only_on("sqlite")
NAMED = """() => {
  const at = document.activeElement
  if (at === document.body) return ""
  return `${at.textContent} ${[...(at.labels ?? [])].map((label) => label.textContent).join(" ")} ${at.name ?? ""}`
}"""


class Room:
    """What drawing up an agenda asks of a world."""

    def __init__(self) -> None:
        self.notice = Notice.objects.get(slug=NOTICE[1:])
        self.secretary = user("sam")


def tab_to(page: Page, name: str) -> None:
    """By the Tab key alone, onwards to what has this name."""
    for _ in range(160):
        page.keyboard.press("Tab")
        if name in page.evaluate(NAMED):
            return
    raise AssertionError(f"Tab does not reach {name!r}")


def press(page: Page, name: str) -> None:
    tab_to(page, name)
    page.keyboard.press("Enter")


def type_into(page: Page, name: str, text: str) -> None:
    tab_to(page, name)
    page.keyboard.type(text)


def decide(page: Page, words: str) -> None:
    type_into(page, "decision-words", words)
    press(page, "Record this decision")
    expect(page.locator("main")).to_contain_text(f": {words}")


def test_a_meeting_by_keyboard_alone(chromium: Browser, served: str) -> None:
    demonstration.move_to(datetime(2013, 4, 9, 10, tzinfo=LONDON))
    board = Board.objects.get(notice__slug=NOTICE[1:], kind="improvement")
    meeting = Meeting.objects.get(board=board, number=5)
    if not meeting.agenda.exists():
        draw_up(Room(), meeting, ITEMS)
    context = chromium.new_context()
    context.set_default_timeout(20_000)
    chair = Visitor(context.new_page(), served)
    chair.sign_in("chris@sample.invalid")
    page = chair.open(f"{NOTICE}/board/meetings/5/run/")
    press(page, "Begin the meeting")
    expect(page.locator("h1")).to_contain_text("Who was there")
    chair.look()
    press(page, "Save: everybody else expected is present")
    expect(page.locator(".facts")).to_contain_text("9 of 9")
    press(page, "Exceptions and proposed dates")
    expect(page.locator("h1")).to_contain_text("Exceptions and proposed dates")
    decide(page, "The Board looks at the costs in May.")
    tab_to(page, "others")
    page.keyboard.press("ArrowDown")
    press(page, "Record these answers")
    expect(page.locator("main")).to_contain_text("The answers are recorded")
    chair.look()
    press(page, "Next: ")
    expect(page.locator("h1")).to_contain_text("Concerns")
    decide(page, "The Board thanks the front door.")
    press(page, "Record a corrective action")
    type_into(page, "action-words", "Sit with the team for a week.")
    type_into(page, "action-owner", "Olive")
    for part, typed in (("day", "1"), ("month", "6"), ("year", "2013")):
        type_into(page, f"action-due_on_{part}", typed)
    type_into(page, "action-serves", "QP1.a")
    press(page, "Record this action")
    expect(page.locator("main")).to_contain_text(
        "Corrective action: Sit with the team for a week. Olive Frontdoor, by 1 June 2013."
    )
    press(page, "Next: ")
    expect(page.locator("h1")).to_contain_text("Who answers a call")  # or the words would go into the item before
    decide(page, "The next meeting is in the town hall.")
    chair.look()
    bases = DecisionBasis.objects.filter(item__meeting=meeting)
    assert bases.count() == 5
    assert {row.decision.counts_on for row in bases.select_related("decision")} == {date(2013, 4, 9)}
    expect(chair.open(f"{NOTICE}/board/actions/?meeting=5").locator("main")).to_contain_text(
        "Sit with the team for a week."
    )
    chair.look()
    context.close()
