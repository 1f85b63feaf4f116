"""Does the main job go through, from an officer's update to the PDF that an observer downloads? In Chromium, by hand."""

from collections.abc import Callable
from pathlib import Path

from django.db import connection
from playwright.sync_api import expect

from accounts.models import Message
from improvement.tasks import sweep
from plans.models import OverdueFlag
from tests.journeys.visitor import Visitor
from tests.verapdf import validate

NOTICE = "/wiltshire-2012"


def test_from_an_update_to_the_signed_pdf(visit: Callable, served: str, tmp_path: Path) -> None:
    """With JavaScript on the one database, without on the other: the job is long."""
    javascript = connection.vendor == "sqlite"

    def look(visitor: Visitor) -> None:
        if javascript:
            visitor.look()

    with visit("olive@sample.invalid", java_script_enabled=javascript) as officer:
        page = officer.open(f"{NOTICE}/plan/mine/")
        look(officer)
        page.get_by_role("button", name="No change in item 53").click()
        expect(page.locator("main")).to_contain_text("Item 53 is updated.")

    with visit("sam@sample.invalid", java_script_enabled=javascript) as secretary:
        flags, mails = OverdueFlag.objects.count(), Message.objects.count()
        page = secretary.open("/demonstration/")
        page.get_by_role("button", name="To the next meeting").click()
        expect(page.locator("main")).to_contain_text("9 April 2013")
        # 21 items passed their date on the way, and two of them wait for the Board: of the others each owner is told once a
        # day on which one did, however many days went by since.
        assert OverdueFlag.objects.count() == flags + 21
        # 18 of overdue items, 9 of a proposal between meetings that has ended, 1 of a warning to be looked at again, and 1 that
        # the report is to be drawn up
        assert Message.objects.count() == mails + 29
        page = secretary.open(f"{NOTICE}/board/meetings/5/held/")
        look(secretary)
        page.get_by_role("button", name="Record it as held").click()
        page = secretary.open(f"{NOTICE}/plan/dates/")
        look(secretary)
        page.get_by_label("Meeting at which it was decided").select_option(index=1)
        page.get_by_label("Agreed", exact=True).first.check()
        page.get_by_role("button", name="Record this decision").click()
        item = f"{NOTICE}/plan/items/10/"
        expect(secretary.open(f"{item}?on=2013-04-08").locator("main")).to_contain_text("Overdue")
        after = secretary.open(f"{item}?on=2013-04-09").locator("main")
        expect(after).to_contain_text("30 April 2013")
        look(secretary)
        known = secretary.open(f"{item}?on=2013-04-09&known=2013-04-08").locator("main")
        expect(known).to_contain_text("Overdue")

    with visit("chris@sample.invalid", java_script_enabled=javascript) as chair:
        for path in (
            "/",
            f"{NOTICE}/dashboard/",
            f"{NOTICE}/plan/",
            f"{NOTICE}/indicators/",
            f"{NOTICE}/board/decisions/",
        ):
            chair.open(path)
            look(chair)
        page = chair.open(f"{NOTICE}/reports/2/")
        look(chair)
        page.get_by_role("button", name="Draw up the report").click()
        look(chair)
        page.get_by_label("I have read this report").check()
        page.get_by_role("textbox", name="Your password").fill("sample-password-2012")
        page.get_by_role("button", name="Sign and publish").click()
        expect(page.locator("main")).to_contain_text("signed and published")
    sweep()

    with visit("dora@sample.invalid", java_script_enabled=javascript) as observer:
        page = observer.open(f"{NOTICE}/reports/")
        look(observer)
        with page.expect_download() as downloading:
            march = page.get_by_role("region", name="Report to Ministers of March 2013")
            march.get_by_role("button", name="Download the PDF").click()
        pdf = Path(downloading.value.path()).read_bytes()
        assert pdf.startswith(b"%PDF-")
        for path in (f"{NOTICE}/dashboard/", f"{NOTICE}/reports/2/editions/1/", f"{NOTICE}/notice/"):
            observer.open(path)
            look(observer)
        kept = tmp_path / "report.pdf"
        kept.write_bytes(pdf)
        page = observer.open("/verify/")
        page.get_by_label("The PDF file").set_input_files(kept)
        page.get_by_role("button", name="Check").click()
        expect(page.locator("main")).to_contain_text("This is the file that was published")
        refused = page.request.post(f"{served}{NOTICE}/plan/items/13/update/", form={"progress": "done"})
        assert refused.status == 403

    verdict = validate(pdf, tmp_path)
    assert verdict.checks > 0
    assert verdict.broken == []
