"""Can everybody read every page, wide and narrow, and every answer that something went wrong? In Chromium, with axe."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse
from playwright.sync_api import Response, expect

from accounts.models import User
from accounts.policy import Role
from improvement.demonstration import SAMPLE_ADDRESS
from improvement.loading import load_notice
from improvement.middleware import LARGEST_BODY
from notices.models import Notice
from records import clock
from reports.models import Edition, Photograph, Production
from tests.accounts.matrix import PAGES, PUBLIC
from tests.cast import FILE_B, join
from tests.journeys.editions import draw_up, publish_twice, take_back
from tests.journeys.figure_files import send_figure_files
from tests.journeys.forms import (
    CHANGED,
    EXPIRED,
    FAULTY,
    MISTYPED,
    OVERTAKEN,
    UNREAD,
    WITHDRAWN,
    WRONG_PASSWORD,
    Form,
)
from tests.journeys.places import (
    EDITION_PLACES,
    EMPTY_PLACES,
    FIGURE_FILE_PLACES,
    NO_PAGES,
    NOTICE,
    PLACES,
    WITHDRAWN_PLACES,
    WORKBOOK_PLACES,
    Place,
)
from tests.journeys.visitor import Visitor, user
from tests.journeys.workbooks import send_workbooks

pytestmark = pytest.mark.only_on("sqlite")  # the pages look the same on both databases
OF_SEVERAL_PAGES = (400, 403, 404, 409, 410)
FIRST_HEADINGS = """document.querySelectorAll("h1").length"""
FOCUSED = "document.activeElement.id || document.activeElement.textContent"


@pytest.fixture(scope="module")
def look() -> Callable[..., None]:
    """Everything that is asked of a page, at once. A page shares its title with none but itself in another state."""
    titles: dict[str, tuple[str, int]] = {}

    def look(visitor: Visitor, answer: Response | None, status: int, path: str = "") -> None:
        assert answer is not None
        faults, title, headings = visitor.faults(), visitor.page.title(), visitor.page.evaluate(FIRST_HEADINGS)
        path = path or urlsplit(answer.url).path
        elsewhere, as_what = titles.setdefault(title, (path, status))
        if answer.status != status:
            faults.append(f"{answer.url} is answered {answer.status}, not {status}")
        if headings != 1:
            faults.append(f"{answer.url} has {headings} first headings")
        if not title.strip() or (elsewhere != path and not status == as_what in OF_SEVERAL_PAGES):
            faults.append(f"{answer.url} is called {title!r}, and so is {elsewhere}")
        assert faults == []

    return look


@pytest.fixture
def visit(window_of: Callable, look: Callable) -> Callable[[Place], None]:
    def visit(place: Place) -> None:
        visitor = window_of(place.who)
        look(visitor, visitor.page.goto(f"{visitor.address}{place.path}"), place.status)

    return visit


@pytest.fixture
def send(window_of: Callable, look: Callable) -> Callable[..., Visitor]:
    def send(form: Form, *, look_first: bool = False) -> Visitor:
        visitor = window_of(form.who)
        answer = visitor.page.goto(f"{visitor.address}{form.path}")
        if look_first:
            look(visitor, answer, 200)
        look(visitor, form.send(visitor), form.status, urlsplit(form.path).path)
        return visitor

    return send


def test_every_page_that_can_be_read_is_visited(db: None) -> None:
    readable = {name for name, page in PAGES.items() if page.read is not None}
    readable |= {name for name, (get, _) in PUBLIC.items() if get != 405}
    paths = [
        place.path
        for place in [*PLACES, *EMPTY_PLACES, *EDITION_PLACES, *WORKBOOK_PLACES, *FIGURE_FILE_PLACES]
        if place.status < 400
    ]
    paths += [form.path for form in [*FAULTY, UNREAD, WITHDRAWN]]
    visited = {resolve(urlsplit(path).path).view_name for path in paths}
    assert readable - visited == NO_PAGES.keys()


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_page(place: Place, visit: Callable) -> None:
    visit(place)


@pytest.mark.parametrize("form", FAULTY, ids=str)
def test_form_that_was_filled_in_wrongly(form: Form, send: Callable) -> None:
    visitor = send(form, look_first=True)
    assert visitor.page.title().startswith("Error: ")


@pytest.mark.parametrize("form", OVERTAKEN, ids=str)
def test_form_that_somebody_else_sent_meanwhile(form: Form, send: Callable) -> None:
    send(form)


def test_form_that_expired(send: Callable) -> None:
    expect(send(EXPIRED).page.locator("main")).to_contain_text("A third draft.")


def test_two_windows_of_one_form_show_both_texts(window_of: Callable, look: Callable) -> None:
    first = window_of("olive")
    second = Visitor(first.page.context.new_page(), first.address)
    for visitor, text in ((first, "Seven have been trained."), (second, "Nine have been trained.")):
        visitor.open(f"{NOTICE}/plan/items/53/update/").get_by_label("What has been done").fill(text)
    answers = []
    for visitor in (first, second):
        with visitor.page.expect_navigation() as sent:
            visitor.page.get_by_role("button", name="Submit this update").click()
        answers.append(sent.value)
    look(first, answers[0], 200)
    expect(first.page.get_by_role("alert").filter(has_text="Item 53 is updated.")).to_be_visible()
    look(second, answers[1], 409)
    both = second.page.locator(".both-texts")
    expect(both).to_contain_text("Seven have been trained.")
    expect(both).to_contain_text("Nine have been trained.")
    second.page.close()


def test_draft_that_was_kept(window_of: Callable, visit: Callable) -> None:
    visitor = window_of("olive")
    visitor.open(f"{NOTICE}/plan/items/10/update/").get_by_label("What comes next").press_sequentially("Two days.")
    expect(visitor.page.locator("#draft-10")).to_contain_text("Draft kept")
    visitor.look()
    visit(Place("olive", f"{NOTICE}/plan/mine/"))
    expect(visitor.page.locator("#draft-10")).to_contain_text("Your draft of")


def test_signed_out_while_writing(window_of: Callable) -> None:
    visitor = window_of("hugh")
    visitor.open(f"{NOTICE}/plan/items/27/update/")
    visitor.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    visitor.page.get_by_label("What comes next").press_sequentially("The third locality.")
    expect(visitor.page.get_by_role("alert")).to_contain_text("you were signed out")
    visitor.look()
    visitor.page.get_by_role("button", name="Submit this update").click()
    visitor.page.get_by_label("Email").fill("hugh" + SAMPLE_ADDRESS)
    visitor.page.get_by_role("textbox", name="Password").fill("sample-password-2012")
    visitor.page.get_by_role("button", name="Sign in").click()
    expect(visitor.page.get_by_label("What comes next")).to_have_value("The third locality.")
    visitor.look()


def test_keyboard_comes_to_the_skip_link_first(window_of: Callable) -> None:
    visitor = window_of("sam")
    page = visitor.open("/")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Skip to main content"
    visitor.look()
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "main-content"


def test_menu_unfolds_on_a_narrow_screen(window_of: Callable) -> None:
    visitor = window_of("sam")
    visitor.page.set_viewport_size({"width": 320, "height": 900})
    page = visitor.open("/")
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("navigation", name="Menu").get_by_role("link", name="Dashboard")).to_be_visible()
    visitor.look()


def test_password_is_set_by_the_link(window_of: Callable, look: Callable) -> None:
    olive, visitor = user("olive"), window_of("")
    key = {"uidb36": user_pk_to_url_str(olive), "key": default_token_generator.make_token(olive)}
    path = reverse("account_reset_password_from_key", kwargs=key)
    look(visitor, visitor.page.goto(f"{visitor.address}{path}"), 200)
    look(visitor, MISTYPED.send(visitor), 200)
    assert visitor.page.title().startswith("Error: ")


def test_too_many_times(send: Callable) -> None:
    asked = {"email": "nobody" + SAMPLE_ADDRESS}
    for _ in range(5):
        assert Client().post(reverse("account_reset_password"), asked).status_code == 302
    send(Form("", reverse("account_reset_password"), "Send the link", asked, 429))


def test_file_that_is_too_large(window_of: Callable, look: Callable, tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(LARGEST_BODY)
    visitor = window_of("")
    page = visitor.open("/verify/")
    page.get_by_label("The PDF file").set_input_files(large)
    with page.expect_navigation() as sent:
        page.get_by_role("button", name="Check").click()
    look(visitor, sent.value, 413)


def test_fault_of_ours(visit: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.pages.dashboard.Position", None)
    visit(Place("sam", f"{NOTICE}/dashboard/", 500))


@pytest.fixture(scope="module")
def second_notice(served_to_all: str) -> None:
    with transaction.atomic():
        notice, _ = load_notice(FILE_B, at=clock.now())
    for who in ("nora", "nils", "nobody"):
        User.objects.create_user(who + SAMPLE_ADDRESS, None, name=who.title())
    join(notice, user("nora"), Role.SECRETARY)
    join(notice, user("nils"), Role.OBSERVER)
    join(Notice.objects.get(slug="wiltshire-2012"), user("nora"), Role.OBSERVER)


@pytest.mark.parametrize("place", EMPTY_PLACES, ids=str)
def test_page_on_which_nothing_stands_yet(place: Place, second_notice: None, visit: Callable) -> None:
    visit(place)


@pytest.fixture(scope="module")
def drawn_up(served_to_all: str) -> Photograph:
    return draw_up()


@pytest.fixture(scope="module")
def published(drawn_up: Photograph) -> list[Edition]:
    return publish_twice(drawn_up)


def test_draft(drawn_up: Photograph, visit: Callable, send: Callable) -> None:
    visit(Place("chris", f"{NOTICE}/reports/2/"))
    send(UNREAD, look_first=True)
    send(WRONG_PASSWORD)
    send(CHANGED)


def test_files_of_figures_that_were_sent(served_to_all: str, visit: Callable) -> None:
    send_figure_files(user("anita"))
    for place in FIGURE_FILE_PLACES:
        visit(place)


def test_workbooks_that_were_sent(served_to_all: str, visit: Callable) -> None:
    send_workbooks(user("sam"))
    for place in WORKBOOK_PLACES:
        visit(place)


@pytest.mark.parametrize("place", EDITION_PLACES, ids=str)
def test_page_after_publication(place: Place, published: list[Edition], visit: Callable) -> None:
    visit(place)


@pytest.mark.parametrize("state", [Production.State.WAITING, Production.State.FAILED])
def test_pdf_that_is_not_there(state: str, published: list[Edition], visit: Callable) -> None:
    said = {"state": state, "error": "It has too many pages." if state == Production.State.FAILED else ""}
    Production.objects.filter(edition=published[1]).update(**said)
    visit(Place("scott", f"{NOTICE}/reports/2/editions/2/pdf/", 503))
    visit(Place("scott", f"{NOTICE}/reports/"))


@pytest.mark.parametrize("number", [0, None], ids=["published", "unknown"])
def test_document_is_checked(number: int | None, published: list[Edition], send: Callable) -> None:
    fingerprint = published[number].photograph.sha256 if number is not None else "0" * 12
    send(Form("", "/verify/", "Check", {"fingerprint": fingerprint}, 200))


def test_edition_is_withdrawn(published: list[Edition], visit: Callable, send: Callable) -> None:
    send(WITHDRAWN, look_first=True)
    take_back(published[1])
    for place in WITHDRAWN_PLACES:
        visit(place)
    send(Form("", "/verify/", "Check", {"fingerprint": published[1].photograph.sha256}, 200))
