"""Does a report get from “it is due” to “sent and acknowledged”, through everybody's hands? In Chromium."""

import pytest
from playwright.sync_api import Browser, Page, expect

from improvement.sample.people import PASSWORD
from tests.journeys.visitor import Visitor

NOTICE = "/wiltshire-2012"
REPORT = f"{NOTICE}/reports/2/"
pytestmark = pytest.mark.only_on("sqlite")


def visitor(chromium: Browser, served: str, who: str) -> Visitor:
    context = chromium.new_context()
    context.set_default_timeout(15_000)
    found = Visitor(context.new_page(), served)
    found.sign_in(f"{who}@sample.invalid")
    return found


def said(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words)


def test_a_report_is_written_checked_signed_sent_and_acknowledged(chromium: Browser, served: str) -> None:
    secretary, lead, chair = (visitor(chromium, served, who) for who in ("sam", "dana", "chris"))

    page = secretary.open(REPORT)
    said(page, "owes the next step: draw it up, by 14 March 2013")
    said(page, "17 working days left until 28 March 2013")
    secretary.look()

    page = lead.open(f"{REPORT}contribution/")
    page.get_by_label("What could still go wrong").fill("Agency staff may leave in May.\n- *Watched* every week")
    expect(page.locator("#draft-contribution")).to_contain_text("Draft kept")
    lead.look()
    page.get_by_role("button", name="Save what the council says").click()
    said(page, "The text is saved.")

    page = chair.open(REPORT)
    page.get_by_text("Saved by Dana Director").click()
    expect(page.locator("main em", has_text="Watched")).to_be_visible()
    chair.look()
    page.get_by_label("What do you ask of Ministers?").fill("Nothing beyond the notice.")
    page.get_by_role("button", name="Save text").click()
    said(page, "The text is saved.")

    page = secretary.open(REPORT)
    expect(page.get_by_label("What do you ask of Ministers?")).to_be_hidden()  # it is the chair's
    page.get_by_role("button", name="Save and draw up the report").click()
    said(page, "A draft, drawn up on")

    page = lead.open(f"{REPORT}draft/")
    page.get_by_label("Number of the paragraph").fill("1")
    page.get_by_label("What is not right").fill("It was five cases on 1 March.")
    lead.look()
    page.get_by_role("button", name="Send this remark").click()
    said(page, "Your remark is kept.")
    lead.look()
    page = chair.open(f"{REPORT}draft/")
    said(page, "1 remark waits for an answer, so that it cannot be signed")
    expect(page.get_by_role("button", name="Sign and publish")).to_have_count(0)

    page = secretary.open("/")
    page.get_by_text("waits for an answer before the report for March 2013 is signed").click()
    page.get_by_role("link", name="Factual check").click()
    page.get_by_role("link", name="paragraph 1").click()
    expect(page.locator("#p1")).to_be_in_viewport()
    page.go_back()
    page.get_by_role("link", name="Answer this remark").click()
    page.get_by_label("How you dealt with it").fill("Six is what the return of that day says.")
    secretary.look()
    page.get_by_role("button", name="Answer this remark").click()
    said(page, "The remark is answered.")

    page = lead.open(f"{REPORT}remarks/")
    page.get_by_role("button", name="The facts are checked").click()
    said(page, "The facts of this draft are checked")

    page = chair.open(f"{REPORT}draft/")
    page.get_by_label("I have read this report").check()
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Sign and publish").click()
    said(page, "signed and published")
    said(page, "It is not recorded that it was sent.")

    requirement = f"{NOTICE}/coverage/?measure=RP3"
    said(secretary.open(requirement), "is not recorded that a report for it was sent")
    page = secretary.open(REPORT)
    said(page, "owes the next step: send it, and record to whom and how, by 28 March 2013")
    page.get_by_role("link", name="Record that it was sent").click()
    page.get_by_label("To whom").fill("Ministers, by their private office")
    page.get_by_label("How").fill("by e-mail, with the PDF")
    secretary.look()
    page.get_by_role("button", name="Record that it was sent").click()
    said(page, "Sent to Ministers, by their private office on 5 March 2013")
    page.get_by_role("link", name="Record who acknowledged it").click()
    page.get_by_label("Who acknowledged it").fill("The private office")
    page.get_by_label("Where that is known from").fill("its e-mail of that day")
    page.get_by_role("button", name="Record who acknowledged it").click()
    said(page, "Acknowledged by The private office on 5 March 2013")
    said(secretary.open(REPORT), "Nobody owes anything: it was sent and acknowledged")
    said(secretary.open(requirement), "report was sent on 5 March 2013")

    observer = visitor(chromium, served, "dora")
    said(observer.open(f"{NOTICE}/reports/"), "Sent to Ministers, by their private office on 5 March 2013.")
    observer.look()
