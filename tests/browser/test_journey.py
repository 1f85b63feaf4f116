"""Can the officer, the secretary, the chair and the observer do their work, each in their own browser, from question to report?

One story from 5 March 2013 on, in Chromium, by what stands on the pages; once with JavaScript and once without.
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.accounts.matrix import PAGES
from tests.browser.conftest import Site
from tests.browser.visitor import SLUG, Visitor

pytestmark = pytest.mark.browser
MEETING_4 = "13 March 2013"
ITEM_10, ITEM_13 = "10. Train every social worker", "13. Every social worker has had reflective supervision"


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_journey(sample: str, open_site: Callable[..., Site], visitor: Callable[..., Visitor], javascript: bool) -> None:
    site = open_site(sample)
    with (
        visitor(site, javascript=javascript) as officer,
        visitor(site, javascript=javascript) as secretary,
        visitor(site, javascript=javascript) as chair,
        visitor(site, javascript=javascript) as observer,
        visitor(site, javascript=javascript) as passer_by,
    ):
        officer_updates_an_item(officer)
        officer_asks_for_another_date(officer)
        clock_steps_past_a_due_date(officer)
        secretary_records_that_the_board_met(secretary)
        clock_steps_to_the_next_day(secretary)
        secretary_records_the_answers_to_dates(secretary)
        both_truths_can_be_read(officer)
        fingerprint = chair_signs_the_report(chair)
        pdf = observer_downloads_the_report(observer, site, fingerprint)
        anybody_checks_the_report(passer_by, pdf, fingerprint)
        observer_changes_nothing_by_hand(observer)


def officer_updates_an_item(olive: Visitor) -> None:
    olive.sign_in("Olive Officer")
    olive.follow("My updates")
    olive.sees("13 March 2013")
    card = olive.section(ITEM_13)
    olive.open("Say how it goes", card)
    if olive.javascript:  # what is typed is kept, though it was never sent
        card.get_by_label("What has been done").press_sequentially("Counted for January and ")
        expect(card.get_by_role("status")).to_contain_text("Draft kept at")
        olive.go("plan/mine/")
        expect(card.get_by_label("What has been done")).to_have_value("Counted for January and")
    card.get_by_label("What has been done").fill("Counted for January and February: 88 of 96 had it in both months.")
    card.get_by_label("What comes next").fill("March, and the eight who had none.")
    olive.choose("May miss", card)
    olive.choose("Not reached", card)
    olive.press("Submit this update of item 13", card)
    olive.sees("Item 13 is updated.")
    expect(card).to_contain_text("88 of 96 had it in both months.")


def officer_asks_for_another_date(olive: Visitor) -> None:
    olive.follow("Ask for another date for item 13")
    olive.fill_day("New date", date(2013, 7, 31))
    olive.page.get_by_label("Why will the date not be met?").fill("Three whole months end in June only for those who began in April.")
    olive.press("Ask for this date")
    olive.sees("There is a problem")  # what is being done about it was left out, and what was typed is still there
    expect(olive.page.get_by_label("Why will the date not be met?")).to_have_value(
        "Three whole months end in June only for those who began in April."
    )
    olive.page.get_by_label("What is being done about it?").fill("New staff have their first talk in the first week.")
    olive.press("Ask for this date")
    olive.sees("The Board is asked for another date for item 13.")
    expect(olive.section(ITEM_13)).to_contain_text("Due June 2013; a new date waits for the Board")


def clock_steps_past_a_due_date(anybody: Visitor) -> None:
    """Item 16 is due on 8 March: on the 9th it is late, its owner is told, and nobody is told again on the four days after."""
    anybody.go("/demonstration/")
    sent_before = anybody.page.locator("summary").count()
    anybody.press(f"To the next meeting, {MEETING_4}")
    anybody.sees("8 days have passed: 1 item became overdue, 1 message was sent.")
    assert anybody.page.locator("summary").count() == sent_before + 1
    message = anybody.page.locator("details").first
    expect(message.locator("summary")).to_have_text("9 March 2013, to Dana Director: 1 item of yours is overdue")
    message.locator("summary").click()
    expect(message).to_contain_text("16. Write a summary of the plan on two pages for all staff and partners.")
    expect(message).to_contain_text("Due 8 March 2013, 1 day late.")


def secretary_records_that_the_board_met(sam: Visitor) -> None:
    sam.sign_in("Sam Secretary")
    sam.follow("Board")
    sam.follow("meeting 4")
    sam.press("Record it as held")
    sam.press("Record it as held")
    sam.sees("Meeting 4 is recorded as held.")


def clock_steps_to_the_next_day(anybody: Visitor) -> None:
    anybody.go("/demonstration/")
    anybody.press("To tomorrow morning")
    anybody.sees("1 day has passed: nothing became overdue, no message was sent.")


def secretary_records_the_answers_to_dates(sam: Visitor) -> None:
    """On 14 March, what was decided on the 13th: one decision, one page, three answers."""
    sam.go("board/meetings/4/")
    sam.follow("Record the Board’s answers at this meeting")
    sam.sees("3 items wait for the Board")
    sam.choose("Agreed", sam.section(ITEM_10))
    third = sam.section("3. Find out what drives")
    sam.choose("Agreed with another date", third)
    sam.fill_day("Date agreed for item 3", date(2013, 3, 28), third)
    last = sam.section(ITEM_13)
    sam.choose("Refused", last)
    sam.press("Record this decision")
    sam.sees("Say why the Board refused the new date for item 13")
    last.get_by_label("Why the new date for item 13 was refused").fill("The Board looks at it again in June.")
    sam.press("Record this decision")
    sam.sees("The decision is in the register, with 3 answers.")
    sam.sees("The Board considered the new dates asked for and answered as recorded here.")


def both_truths_can_be_read(olive: Visitor) -> None:
    """Of item 10: its date on each side of the decision, and on the day of the decision as it was known that evening."""
    moved = "First 15 March 2013, now 30 April 2013."
    stood = "15 March 2013, from the first."
    for query, shown in {
        "": moved,
        "?on=2013-03-13": moved,
        "?on=2013-03-12": stood,
        "?on=2013-03-13&known=2013-03-13": stood,
    }.items():
        assert olive.go(f"plan/items/10/{query}") == 200
        expect(olive.page.locator("main dl").first).to_contain_text(shown)
    olive.sees("recorded later")
    olive.go("plan/mine/")
    olive.sees("3 answers of the Board about your dates")
    expect(olive.section(ITEM_13)).to_contain_text("Due June 2013.")


def chair_signs_the_report(chris: Visitor) -> str:
    """Returns the fingerprint that the chair was shown."""
    chris.sign_in("Chris Chair")
    chris.follow("Reports")
    chris.follow("Prepare the report of March 2013")
    chris.page.get_by_label("What do you ask of Ministers?").fill("Nothing beyond the notice.")
    chris.press("Save text")
    chris.sees("The text is saved.")
    chris.press("Draw up the report")
    chris.sees("30 April 2013")
    fingerprint = chris.section("Sign and publish").locator(".fingerprint").inner_text()
    assert len(fingerprint) == 64
    chris.press("Sign and publish")
    chris.sees("Tick the box to say")
    chris.choose("I have read this report and sign it as the independent chair of the Board")
    chris.press("Sign and publish")
    chris.sees("The report is signed and published.")
    return fingerprint


def observer_downloads_the_report(dora: Visitor, site: Site, fingerprint: str) -> bytes:
    dora.sign_in("Dora Observer")
    dora.follow("Reports")
    dora.sees(fingerprint)
    button = dora.page.get_by_role("button", name="Download the PDF")

    def drawn() -> bool:
        dora.page.reload()
        return button.is_visible()

    site.until(drawn, "the PDF is drawn")
    with dora.page.expect_download() as download:
        button.click()
    content = download.value.path().read_bytes()
    assert content.startswith(b"%PDF-")
    assert download.value.suggested_filename == f"{SLUG}-report-1-edition-1.pdf"
    dora.follow("Dashboard")
    dora.sees("14 March 2013")
    return content


def anybody_checks_the_report(passer_by: Visitor, pdf: bytes, fingerprint: str) -> None:
    """Without an account: the file as it is, the file changed by one byte, and the fingerprint."""
    for content, said in ((pdf, "This is the file that was published"), (pdf + b"\n", "Not recognised")):
        passer_by.go("/verify/")
        passer_by.page.get_by_label("The PDF file").set_input_files(
            {"name": "report.pdf", "mimeType": "application/pdf", "buffer": content}
        )
        passer_by.press("Check")
        passer_by.sees(said)
    passer_by.go("/verify/")
    passer_by.page.get_by_label("Or a fingerprint").fill(fingerprint)
    passer_by.press("Check")
    passer_by.sees("A published report has this fingerprint")


def observer_changes_nothing_by_hand(dora: Visitor) -> None:
    dora.go("notice/")  # whose forms give the browser its token
    for name, page in PAGES.items():
        if page.write is not None:
            answer = dora.send_by_hand(reverse(name, kwargs={"slug": SLUG} | page.of))
            assert answer == 403, f"{name} answers an observer's post with {answer}"
