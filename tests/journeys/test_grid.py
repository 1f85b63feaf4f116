"""Are the figures of a month entered by the keyboard alone, and is the table whole without JavaScript?"""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from indicators.models import Observation
from records.models import Draft
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.only_on("sqlite")  # what the browser does asks the databases nothing
NOTICE = "/wiltshire-2012"
FEBRUARY = date(2013, 2, 28)


@pytest.fixture
def grid(chromium: Browser, served: str) -> Iterator[Callable[..., Page]]:
    contexts = []

    def grid(*, javascript: bool = True) -> Page:
        contexts.append(chromium.new_context(java_script_enabled=javascript))
        contexts[-1].set_default_timeout(20_000)
        visitor = Visitor(contexts[-1].new_page(), served)
        visitor.sign_in("anita@sample.invalid")
        return visitor.open(f"{NOTICE}/indicators/enter/")

    yield grid
    for context in contexts:
        context.close()


def reported() -> dict[str, tuple]:
    rows = Observation.objects.filter(period_on=FEBRUARY, indicator__code__in=["FD-04", "FD-07", "FD-08"])
    return {row.indicator.code: (row.numerator, row.denominator, row.value, row.note) for row in rows}


def test_a_month_is_entered_by_the_keyboard_alone(grid: Callable[..., Page]) -> None:
    page = grid()
    page.locator("[data-grid] input[type=text]").first.focus()
    for text, key in (
        ("455", "Tab"),  # FD-04: how many, and out of how many
        ("507", "Enter"),
        ("130", "ArrowDown"),  # FD-07; one too many rows down, and back up
        ("", "ArrowUp"),
        ("", "Tab"),
        ("507", "Enter"),
        ("", "Tab"),  # FD-08: no data, because
        ("", "Tab"),
        ("The list was lost.", "Enter"),
    ):
        page.keyboard.type(text)
        page.keyboard.press(key)
    expect(page.locator("#draft")).to_contain_text("Draft kept at")
    assert Draft.objects.get().text["no_data_because_FD-08"] == "The list was lost."
    for _ in range(40):  # Enter goes on to the last row, then to the button, and then sends
        if page.evaluate("document.activeElement.localName") == "button":
            break
        page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(
        "2 figures for February 2013 and 1 indicator without data are recorded."
    )
    expect(page.locator("main")).to_contain_text("9 of 34 in")
    found = reported()
    assert found["FD-04"][:2] == (455, 507)
    assert found["FD-07"][:2] == (130, 507)
    assert found["FD-08"][3] == "The list was lost."


def test_without_javascript_the_table_works_whole(grid: Callable[..., Page]) -> None:
    page = grid(javascript=False)
    page.get_by_label("FD-04: how many").fill("forty")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("FD-04: This is not a number.")
    page.get_by_label("FD-04: how many").fill("455")
    page.get_by_label("FD-04: out of how many").fill("507")
    page.get_by_label("FD-04: note").fill("Counted twice.")
    page.get_by_role("button", name="Save these figures").click()
    expect(page.locator("main")).to_contain_text("1 figure for February 2013 is recorded.")
    (found,) = reported().values()
    assert (*found[:2], found[3]) == (455, 507, "Counted twice.")
