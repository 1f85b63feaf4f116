"""Do minutes go from what was recorded to confirmed by the next meeting, with two corrections on the way? In Chromium."""

import re
from collections.abc import Callable
from datetime import date, datetime

import pytest
from playwright.sync_api import Page, expect

from boards.models import Decision, MinutesVersion
from improvement import demonstration
from notices.models import Notice
from plans.domain import close_concern
from plans.models import Concern
from records.clock import LONDON
from records.writing import position, writing
from tests.journeys.visitor import NARROW, Visitor, user

NOTICE = "/wiltshire-2012"
MEETING = f"{NOTICE}/board/meetings/5"
pytestmark = pytest.mark.only_on("sqlite")


def until(day: date) -> None:
    demonstration.move_to(datetime(day.year, day.month, day.day, 10, tzinfo=LONDON))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def hold(secretary: Visitor, number: int) -> None:
    """The meeting is held on its day, and everybody is there."""
    page = secretary.open(f"{NOTICE}/board/meetings/{number}/run/")
    press(page, "Begin the meeting")
    expect(page.locator("h1")).to_contain_text("Who was there")
    press(page, "Save: everybody else expected is present")
    expect(page.locator("main")).to_contain_text("Quorate: ")


def settle_concerns() -> None:
    """Nobody holds a meeting while a concern of the one before it has no outcome."""
    notice, by = Notice.objects.get(slug=NOTICE[1:]), user("sam")
    with writing(notice.slug) as at:
        decision = Decision.objects.filter(meeting__number=5, board__notice=notice).latest("number")
        for concern in Concern.objects.for_notice(notice).without_outcome(position(notice.slug)):
            close_concern(concern=concern, decision=decision, none_needed="It is the season.", by=by, at=at)


def ask(page: Page, paragraph: str, words: str) -> str:
    """Ask that the paragraph which begins so have these words; returns its number."""
    row = page.locator(".minutes__row", has_text=paragraph)
    number = re.match(r"\d+", row.inner_text().strip())
    row.get_by_role("link").click()
    page.get_by_label("The paragraph in the words that it should have").fill(words)
    press(page, "Ask for this correction")
    assert number
    return number[0]


def test_minutes_from_draft_to_confirmed(visit: Callable) -> None:
    until(date(2013, 4, 9))
    with visit("sam@sample.invalid") as secretary:
        hold(secretary, 5)
        page = secretary.open(f"{NOTICE}/board/decisions/new/?meeting=5")
        page.get_by_label("Other", exact=True).check()
        page.get_by_label("What the Board decided").fill("The Board meets in the library in May.")
        press(page, "Record the decision")
        page = secretary.open(f"{MEETING}/minutes/")
        secretary.look()
        page.get_by_role("link", name="Write the minutes").click()
        secretary.look()
        people = page.get_by_label("Who was there")
        expect(people).to_have_value(re.compile("Meeting 5 of the Improvement Board was held on 9 April 2013"))
        people.fill(people.input_value() + "\n\nThe chair welcomed everybody.")
        expect(page.locator("#draft-minutes")).to_contain_text("Draft kept")
        page.reload()
        expect(page.get_by_label("Who was there")).to_have_value(re.compile("The chair welcomed everybody"))
        press(page, "Save the draft")
        expect(page.locator("main")).to_contain_text("The Board meets in the library in May.")
        secretary.look()
        page.get_by_role("button", name="Circulate for corrections").click()
        for part, typed in (("Day", "30"), ("Month", "4"), ("Year", "2013")):
            page.get_by_label(part, exact=True).fill(typed)
        secretary.look()
        press(page, "Circulate these minutes")
        expect(page.locator("main")).to_contain_text("Corrections can be asked for until 30 April 2013")
    with visit("dana@sample.invalid", viewport={"width": NARROW, "height": 800}) as member:
        page = member.open(f"{MEETING}/minutes/")
        member.look()
        welcome = ask(page, "The chair welcomed", "The chair welcomed two new members.")
        ask(page, "in the library in May", "The Board meets in the town hall in May.")
        member.look()
    with visit("sam@sample.invalid") as secretary:
        page = secretary.open(f"{MEETING}/minutes/corrections/1/")
        page.get_by_label("Accepted").check()
        press(page, "Answer it")
        expect(page.locator(f"#paragraph-{welcome}")).to_contain_text("The chair welcomed two new members.")
        page = secretary.open(f"{MEETING}/minutes/corrections/2/")
        page.get_by_label("Declined").check()
        press(page, "Answer it")
        expect(page.locator("main")).to_contain_text("Say why it is declined.")
        secretary.look()
        page.get_by_label("Reason").fill("It was the library.")
        press(page, "Answer it")
        expect(page.locator("main")).to_contain_text("2 corrections asked for, all answered")
        secretary.look()
        settle_concerns()
        until(date(2013, 5, 21))
        hold(secretary, 6)
        page = secretary.open(f"{MEETING}/minutes/confirm/")
        press(page, "Record that they are confirmed")
        expect(page.locator("main")).to_contain_text("You alone wrote these minutes.")
    with visit("chris@sample.invalid") as chair:
        page = chair.open("/")
        page.get_by_role("link", name="to be recorded as confirmed by a later meeting").first.click()
        page = chair.open(f"{MEETING}/minutes/")
        page.get_by_role("button", name="Record that they are confirmed").click()
        chair.look()
        press(page, "Record that they are confirmed")
        expect(page.locator("main")).to_contain_text("They do not change any more.")
        chair.look()
    confirmed = MinutesVersion.objects.get(meeting__number=5, state=MinutesVersion.State.CONFIRMED)
    assert confirmed.decision is not None
    assert confirmed.decision.meeting.number == 6
    with visit("dora@sample.invalid") as observer:
        page = observer.open(f"{NOTICE}/search/?q=welcomed")
        page.get_by_role("link", name="Minutes of meeting 5").click()
        expect(page.locator(f"#paragraph-{welcome}")).to_contain_text("The chair welcomed two new members.")
        observer.look()
