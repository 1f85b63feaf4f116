"""Does the calendar go through: a series looked at and planned, a meeting moved and one cancelled, read by a calendar program, and a
decision between meetings? In Chromium, with another library as the calendar program."""

from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
import vobject
from playwright.sync_api import Browser, Page, expect

from improvement import demonstration
from records.clock import LONDON
from tests.journeys.visitor import Visitor

NOTICE = "/wiltshire-2012"
pytestmark = pytest.mark.only_on("sqlite")


@pytest.fixture
def visit(chromium: Browser, served: str):
    @contextmanager
    def visit(who: str):
        context = chromium.new_context()
        context.set_default_timeout(20_000)
        visitor = Visitor(context.new_page(), served)
        visitor.sign_in(f"{who}@sample.invalid")
        yield visitor
        context.close()

    return visit


def type_day(page: Page, label: str, on: date) -> None:
    group = page.get_by_role("group", name=label)
    for part in ("day", "month", "year"):
        group.get_by_label(part.capitalize()).fill(str(getattr(on, part)))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def plan_the_next_year(secretary: Visitor) -> None:
    """Tuesdays every six weeks; one is moved by hand before anything is recorded."""
    page = secretary.open(f"{NOTICE}/board/meetings/plan/")
    type_day(page, "Day of the first meeting", date(2014, 1, 28))
    type_day(page, "Last day on which one may fall", date(2014, 4, 22))
    press(page, "Show the days")
    secretary.look()
    expect(page.locator("main")).to_contain_text("Nothing is recorded yet.")
    type_day(page, "Day of meeting 2 of 3", date(2014, 3, 12))
    press(page, "Plan these meetings")
    expect(page.locator("main")).to_contain_text("22 April 2014")
    secretary.look()


def move_one_and_cancel_one(secretary: Visitor) -> None:
    page = secretary.open(f"{NOTICE}/board/meetings/10/move/")
    type_day(page, "New day", date(2013, 10, 29))
    page.get_by_label("Reason").fill("The hall is taken.")
    press(page, "Move the meeting")
    expect(page.get_by_role("heading", level=1)).to_contain_text("29 October 2013")
    secretary.open(f"{NOTICE}/board/meetings/12/cancel/")
    page.get_by_label("Reason").fill("The notice will have ended.")
    press(page, "Cancel the meeting")
    expect(page.locator("main")).to_contain_text("Cancelled: The notice will have ended.")
    secretary.look()


def read_by_a_program(member: Visitor) -> dict:
    """The address is asked for by somebody who never signed in."""
    page = member.open(f"{NOTICE}/board/calendar/")
    press(page, "Make my address")
    member.look()
    path = page.locator("code.address").inner_text().partition("/calendar/")[2]
    answer = page.context.browser.new_context().request.get(f"{member.address}/calendar/{path}")
    assert answer.ok
    events = vobject.readOne(answer.text()).vevent_list
    return {event.uid.value.partition(".")[0]: event for event in events}


def test_a_calendar_from_its_plan_to_a_members_own(visit) -> None:
    with visit("sam") as secretary:
        plan_the_next_year(secretary)
        move_one_and_cancel_one(secretary)
    with visit("pat") as member:
        found = read_by_a_program(member)
    begins = {number: found[f"meeting-{number}"].dtstart.value.astimezone(UTC) for number in (9, 10, 13)}
    assert begins == {  # at three in London, on both sides of 27 October
        9: datetime(2013, 9, 24, 14, tzinfo=UTC),
        10: datetime(2013, 10, 29, 15, tzinfo=UTC),
        13: datetime(2014, 3, 12, 15, tzinfo=UTC),
    }
    assert found["meeting-12"].status.value == "CANCELLED"


def test_a_decision_between_meetings_is_answered_taken_and_noted(visit) -> None:
    for who in ("chris", "lesley"):
        with visit(who) as member:
            page = member.open(f"{NOTICE}/board/between/2/")
            page.get_by_label("I agree").check()
            press(page, "Send my answer")
            expect(page.locator("main")).to_contain_text("Change my answer")
            member.look()
    demonstration.move_to(datetime(2013, 3, 13, 10, tzinfo=LONDON))
    with visit("sam") as secretary:
        page = secretary.open(f"{NOTICE}/board/between/2/outcome/")
        secretary.look()
        press(page, "Record the decision of the Board")
        expect(page.locator("main")).to_contain_text("The Board decided it on 12 March 2013")
        secretary.look()
        secretary.open(f"{NOTICE}/board/meetings/5/")
        expect(page.locator("main")).to_contain_text("The council accepts two experienced team managers on loan")
