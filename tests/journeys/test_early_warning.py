"""From a workbook with a fault to a signal, a concern, a corrective action and the end of the warning: does it go through? In
Chromium; and is a figure that was revised afterwards seen from both sides of that day?"""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import date, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.messages import send_waiting
from accounts.models import Message
from improvement import demonstration
from improvement.tasks import sweep
from records.clock import LONDON
from records.spreadsheets import to_csv, to_xlsx
from tests.journeys.visitor import Visitor, user

NOTICE = "/wiltshire-2012"
HEADS = ["Indicator", "Period", "Numerator", "Denominator"]
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


def until(day: date) -> None:
    """The mornings until then pass, with what each brings."""
    demonstration.move_on(datetime(day.year, day.month, day.day, 10, tzinfo=LONDON))


def swept() -> None:
    """What one round of the sweep records, the next looks at."""
    sweep()
    sweep()


def send(page: Page, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_label("The file of figures").set_input_files(file)
    page.get_by_role("button", name="Send this file").click()
    sweep()
    page.reload()


def type_in(page: Page, **typed: str) -> None:
    for name, text in typed.items():
        page.locator(f"[name='{name}']").fill(text)


def press(page: Page, button: str) -> None:
    page.locator("main").get_by_role("button", name=button, exact=True).click()


def test_from_a_workbook_to_a_corrective_action_and_the_end_of_the_warning(visit: Callable) -> None:
    # The analyst's workbook has a letter in a number. Nothing is recorded until that is mended.
    until(date(2013, 3, 11))
    rows = [["FD-07", "February 2013", "2o5", "507"], ["FD-04", "February 2013", "455", "507"]]
    with visit("anita") as anita:
        page = anita.open(f"{NOTICE}/indicators/import/")
        send(page, "february.xlsx", to_xlsx("February", HEADS, rows, widths=[12, 16, 12, 12]))
        expect(page.locator("h1")).to_have_text("1 fault: nothing can be recorded")
        expect(page.get_by_role("table", name="What is wrong")).to_contain_text("C2")
        anita.look()
        rows[0][2] = "205"
        page = anita.open(f"{NOTICE}/indicators/import/")
        send(page, "february.csv", to_csv(HEADS, rows))
        expect(page.locator("h1")).to_have_text("This file would record 2 new figures")
        anita.look()
        page.locator("[name=confirmed]").check()  # far from its history, which is asked about once
        page.locator("main form button").last.click()
        swept()  # records them, sees the crossing, and tells who looks after the indicator
        page.reload()
        expect(page.locator("h1")).to_have_text("Recorded: 2 new figures")
    send_waiting()
    mail = Message.objects.filter(person=user("olive")).latest("pk")
    assert mail.subject == "1 indicator of yours changed"
    assert "FD-07" in mail.body
    assert "Getting worse" in mail.body
    # The secretary puts it before the next Board, which agrees a corrective action.
    with visit("sam") as sam:
        page = sam.open(f"{NOTICE}/plan/concerns/")
        warning = page.locator("section.card").filter(has_text="FD-07").filter(has_text="Getting worse")
        sam.look()
        warning.get_by_role("button", name="Put it before the Board on 9 April 2013").click()
        press(page, "Put it before the Board")
        until(date(2013, 4, 9))
        press(sam.open(f"{NOTICE}/board/meetings/5/held/"), "Record it as held")
        page = sam.open(f"{NOTICE}/board/decisions/new/")
        page.locator("[name=meeting]").select_option(index=1)
        page.get_by_label("Other", exact=True).check()
        type_in(page, words="Every referral that comes back is read by a manager before it is closed again.")
        press(page, "Record the decision")
        page.get_by_label("Yes, that is right").check()  # nobody’s attendance is recorded
        press(page, "Record the decision")
        page = sam.open(f"{NOTICE}/plan/concerns/outcomes/")
        concern = page.locator("section.card").filter(has_text="FD-07")
        concern.get_by_role("link").last.click()
        page.locator("[name=decision]").select_option(index=1)
        page.get_by_label("Action", exact=True).check()
        type_in(page, words="Read every referral that comes back before it is closed.")
        type_in(page, due_on_day="31", due_on_month="5", due_on_year="2013")
        page.locator("[name=owner]").select_option(label="Olive Frontdoor")
        page.locator("[name=agency]").select_option(label="Wiltshire Council")
        page.evaluate("document.querySelectorAll('main details').forEach((part) => (part.open = true))")
        page.locator("[name=serves][value='QP2.b']").check()
        press(page, "Enter this item")
        expect(page.locator("[name^=item_4]")).to_have_value("92")  # back where the concern is answered
        page.locator("[name=decision]").select_option(index=1)
        concern.get_by_label("A corrective action").check()
        press(page, "Record the outcomes")
    # A month later the figure is usual again, which ends nothing yet; with the next one it is over, which is told as well.
    until(date(2013, 4, 10))
    with visit("anita") as anita:
        page = anita.open(f"{NOTICE}/indicators/enter/")
        type_in(page, **{"numerator_FD-07": "138", "denominator_FD-07": "515"})
        press(page, "Save these figures")
        swept()
        stands = anita.open(f"{NOTICE}/indicators/FD-07/")
        expect(stands.locator("main")).to_contain_text("a second is needed before this is called over")
        anita.look()
    until(date(2013, 5, 9))
    with visit("anita") as anita:
        page = anita.open(f"{NOTICE}/indicators/enter/")
        type_in(page, **{"numerator_FD-07": "140", "denominator_FD-07": "515"})
        press(page, "Save these figures")
        swept()
        cleared = anita.open(f"{NOTICE}/indicators/FD-07/")
        expect(cleared.locator("main")).to_contain_text("No longer getting worse")
        anita.look()
    assert "No longer getting worse" in Message.objects.filter(person=user("olive")).latest("pk").body
    with visit("sam") as sam:
        page = sam.open(f"{NOTICE}/plan/concerns/")
        page.get_by_role("link", name="C4", exact=True).first.click()
        expect(page.locator("main")).to_contain_text("Over since 9 May 2013")
        sam.look()
    # The figure of February was miscounted. The days before the revision go on saying what they said.
    until(date(2013, 5, 10))
    with visit("anita") as anita:
        page = anita.open(f"{NOTICE}/indicators/FD-07/enter/?period=2013-02-28")
        type_in(page, numerator="141", reason="64 referrals had been counted twice.")
        press(page, "Save the figure")
        facts = anita.open(f"{NOTICE}/indicators/FD-07/?on=2013-04-09").locator("main")
        expect(facts.locator(".facts")).to_contain_text("40.4")
        expect(facts.locator(".facts")).to_contain_text("Getting worse")
        main = anita.open(f"{NOTICE}/indicators/FD-07/").locator("main")
        expect(main).to_contain_text("64 referrals had been counted twice.")
        expect(main).to_contain_text("27.8")
        expect(main.locator(".facts")).to_contain_text("No clear change")
