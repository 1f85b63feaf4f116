"""Does one meeting go round: agenda, papers, pack, meeting, judgements, minutes, and what comes forward? In Chromium.

Each station has a journey of its own, with its faults; this one follows what is said at one of them to the next.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from boards.models import Decision, MinutesVersion
from improvement import demonstration
from improvement.tasks import sweep
from plans.models import Judgement
from records.clock import LONDON
from reports.models import DecisionBasis
from tests.journeys.visitor import Visitor
from tests.paper_files import pdf

NOTICE = "/wiltshire-2012"
FIFTH, SIXTH = f"{NOTICE}/board/meetings/5", f"{NOTICE}/board/meetings/6"
ACTION = "Sit with the team for a week."
pytestmark = pytest.mark.only_on("sqlite")


def until(*day: int) -> None:
    demonstration.move_to(datetime(*day, tzinfo=LONDON))  # type: ignore[misc]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def send(page: Page, folder: Path, title: str) -> None:
    (folder / "paper.pdf").write_bytes(pdf(2))
    page.get_by_role("button", name="Send a paper").click()
    page.get_by_label("What the paper is called").fill(title)
    page.get_by_label("The paper, as a PDF").set_input_files(folder / "paper.pdf")
    press(page, "Send this paper")
    sweep()


def decide(page: Page, words: str) -> None:
    page.locator("[name=decision-words]").fill(words)
    press(page, "Record this decision")
    expect(page.locator("main")).to_contain_text(f": {words}")


def at_item(secretary: Visitor, title: str) -> Page:
    page = secretary.open(f"{FIFTH}/run/")
    page.get_by_role("link", name=title).first.click()
    expect(page.locator("h1")).to_contain_text(title)
    return page


def test_one_meeting_goes_round(visit: Callable, tmp_path: Path) -> None:
    before = Judgement.objects.count()
    with visit("sam@sample.invalid") as secretary:
        circulated(secretary, tmp_path)
    with visit("dora@sample.invalid") as observer:
        page = observer.open(f"{FIFTH}/pack/")
        expect(page.locator("main")).to_contain_text("Visits in the spring")
        expect(page.locator("main")).not_to_contain_text("A word on sickness")
        assert observer.page.request.get(f"{observer.address}{FIFTH}/agenda/").status == 403
    until(2013, 4, 9, 15)
    with visit("sam@sample.invalid") as secretary:
        held(secretary)
        judged(secretary)
        minuted(secretary)
    with visit("dana@sample.invalid") as member:
        corrected(member)
    with visit("sam@sample.invalid") as secretary:
        answered(secretary)
        until(2013, 5, 21, 15)
        page = secretary.open(f"{SIXTH}/run/")
        press(page, "Begin the meeting")
        press(page, "Save: everybody else expected is present")
    with visit("chris@sample.invalid") as chair:
        page = chair.open(f"{FIFTH}/minutes/confirm/")
        press(page, "Record that they are confirmed")
        expect(page.locator("main")).to_contain_text("They do not change any more.")
        expect(page.locator("main")).to_contain_text("The Board looks at visits again in May.")
    at_meeting = Decision.objects.filter(meeting__number=5, board__kind="improvement")
    bases = DecisionBasis.objects.filter(decision__in=at_meeting, circulation__isnull=False)
    assert bases.count() >= 5  # three decisions, the corrective action and the answers, each on the figures of the pack
    assert Judgement.objects.count() == before + 16
    confirmed = MinutesVersion.objects.get(meeting__number=5, state="confirmed", meeting__board__kind="improvement")
    assert confirmed.decision is not None
    assert confirmed.counts_on == date(2013, 5, 21)


def circulated(secretary: Visitor, folder: Path) -> None:
    """The pack of the fifth meeting, and a late paper after it as its supplement."""
    until(2013, 4, 2, 9)
    page = secretary.open(f"{FIFTH}/agenda/")
    expect(page.locator("main")).to_contain_text("1 corrective action of earlier meetings still open")
    page.get_by_role("link", name=re.compile("Papers.*Position since the last meeting")).click()
    papers = page.url
    send(page, folder, "Visits in the spring")
    page = secretary.open(f"{FIFTH}/circulate/")
    press(page, "Circulate the pack")
    expect(page.locator("main")).to_contain_text("It is circulated.")
    until(2013, 4, 4, 9)
    page.goto(papers)
    send(page, folder, "A word on sickness")
    expect(page.locator("main")).to_contain_text("Late")
    page = secretary.open(f"{FIFTH}/circulate/")
    press(page, "Circulate the supplement")
    expect(page.locator("h1")).to_have_text("Supplement 1 of meeting 5")
    secretary.look()


def held(secretary: Visitor) -> None:
    """Three decisions, a corrective action and two rulings, each at its item."""
    page = secretary.open(f"{FIFTH}/run/")
    press(page, "Begin the meeting")
    press(page, "Save: everybody else expected is present")
    page = at_item(secretary, "Position since the last meeting")
    expect(page.locator("main")).to_contain_text("pack")
    decide(page, "The Board looks at visits again in May.")
    page.get_by_text("Record a corrective action").first.click()
    page.locator("[name=action-words]").fill(ACTION)
    for name, typed in (("owner", "Olive"), ("serves", "QP1.a")):
        field = page.locator(f"[name=action-{name}]")
        field.select_option(label=next(one for one in field.locator("option").all_inner_texts() if typed in one))
    for part, typed in (("day", "1"), ("month", "6"), ("year", "2013")):
        page.locator(f"[name=action-due_on_{part}]").fill(typed)
    press(page, "Record this action")
    expect(page.locator("main")).to_contain_text(f"Corrective action: {ACTION} Olive Frontdoor, by 1 June 2013.")
    page = at_item(secretary, "Exceptions and proposed dates")
    page.get_by_label("Are all agreed as proposed").check()
    press(page, "Record these answers")
    expect(page.locator("main")).to_contain_text("The answers are recorded")
    decide(page, "The costs come before the Board in May.")
    secretary.look()
    page = at_item(secretary, "Concerns")
    page.get_by_text("Record that a concern needs no action").first.click()
    page.get_by_label("No corrective action is needed").check()
    page.locator("[name=outcome-because]").fill("The standards are agreed today.")
    press(page, "Record this outcome")
    page = at_item(secretary, "Any other business")
    decide(page, "The next meeting is in the town hall.")


def judged(secretary: Visitor) -> None:
    """All sixteen measures on one page, by one press."""
    page = secretary.open(f"{NOTICE}/judgements/")
    for reason in page.locator("textarea[name^=reason_]").all():
        reason.fill(reason.input_value() or "The Board has looked at the facts, and stays with its word.")
    press(page, "Record the words as they stand below")
    expect(page.locator("main")).to_contain_text("The Board’s words of meeting 5 are recorded.")


def minuted(secretary: Visitor) -> None:
    page = secretary.open(f"{FIFTH}/minutes/")
    page.get_by_role("link", name="Write the minutes").click()
    press(page, "Save the draft")
    main = page.locator("main")
    for said in ("The Board looks at visits again in May.", ACTION, "The next meeting is in the town hall."):
        expect(main).to_contain_text(said)
    page.get_by_role("button", name="Circulate for corrections").click()
    for part, typed in (("Day", "30"), ("Month", "4"), ("Year", "2013")):
        page.get_by_label(part, exact=True).fill(typed)
    press(page, "Circulate these minutes")
    expect(main).to_contain_text("Corrections can be asked for until 30 April 2013")
    secretary.look()


def corrected(member: Visitor) -> None:
    for paragraph, words in (
        ("in the town hall", "The next meeting is in the library."),
        ("The costs come before the Board", "The costs come before the Board in June."),
    ):
        page = member.open(f"{FIFTH}/minutes/")
        page.locator(".minutes__row", has_text=paragraph).first.get_by_role("link").first.click()
        page.get_by_label("The paragraph in the words that it should have").fill(words)
        press(page, "Ask for this correction")


def answered(secretary: Visitor) -> None:
    page = secretary.open(f"{FIFTH}/minutes/corrections/1/")
    page.get_by_label("Accepted").check()
    press(page, "Answer it")
    page = secretary.open(f"{FIFTH}/minutes/corrections/2/")
    page.get_by_label("Declined").check()
    page.get_by_label("Reason").fill("May was agreed.")
    press(page, "Answer it")
    expect(page.locator("main")).to_contain_text("2 corrections asked for, all answered")
    page = secretary.open(f"{SIXTH}/agenda/")
    press(page, "Draw up the agenda")
    expect(page.locator("main")).to_contain_text(ACTION[:20])
    expect(page.locator("main")).to_contain_text("corrective actions of earlier meetings still open")
    secretary.look()
