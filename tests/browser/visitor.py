"""How does a test sit at a browser as one person? By what is on the page: labels, buttons, links, headings."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Self

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Response, expect

from improvement.sample.people import PASSWORD, PEOPLE

SLUG = "wiltshire-2012"
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
EMAIL = {person.name: person.email for person in PEOPLE}


class Visitor:
    """One person in one browser window, who notices what ought not to happen: see `faults`."""

    def __init__(self, browser: Browser, url: str, *, javascript: bool = True) -> None:
        self.url, self.javascript = url, javascript
        self.context: BrowserContext = browser.new_context(
            base_url=url, java_script_enabled=javascript, viewport=DESKTOP, locale="en-GB", reduced_motion="reduce"
        )
        self.context.set_default_timeout(10_000)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("request", self.see_request)
        self.page.on("response", self.see_response)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        self.context.close()
        if kind is None:
            assert self.faults == []

    def hear(self, message: ConsoleMessage) -> None:
        """Everything said on the console is a fault, a refusal of the Content-Security-Policy among it. That a page answers
        with another status than 200 is said there too, and is what `see_response` judges."""
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"console on {self.page.url}: {message.text}")

    def see_request(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:")) or "/csp-report/" in request.url:
            self.faults.append(f"request from {self.page.url}: {request.url}")

    def see_response(self, response: Response) -> None:
        is_page = response.request.is_navigation_request()
        if response.status >= 500 or response.status >= 400 and not is_page:
            self.faults.append(f"answer on {self.page.url}: {response.status} to {response.url}")

    # What a person does

    def go(self, address: str) -> int:
        """Opens an address below the notice, or from the root where it begins with a slash. Returns the status."""
        answer = self.page.goto(address if address.startswith("/") else f"/{SLUG}/{address}")
        assert answer is not None
        return answer.status

    def sign_in(self, name: str) -> None:
        """Through the sign-in page, with the password of the sample."""
        self.go("/account/login/")
        self.page.get_by_label("Email").fill(EMAIL[name])
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.press("Sign in")
        self.sees(f"Signed in as {name}")

    def be(self, name: str) -> None:
        """By one press on the demonstration's page."""
        self.go("/demonstration/")
        self.press(f"Sign in as {name}")
        self.sees(f"You are {name} now.")

    def press(self, words: str, within: Locator | None = None) -> None:
        """A button or a link that looks like one."""
        place = within or self.page
        place.get_by_role("button", name=words, exact=True).click()

    def follow(self, words: str, within: Locator | None = None) -> None:
        place = within or self.page
        place.get_by_role("link", name=words, exact=True).first.click()

    def open(self, words: str, within: Locator | None = None) -> None:
        """What stands folded under these words; nothing where it is open already."""
        details = (within or self.page).locator("details", has=self.page.locator("summary", has_text=words)).first
        if details.get_attribute("open") is None:
            details.locator("summary").click()

    def choose(self, words: str, within: Locator | None = None) -> None:
        """A radio button or a box, by its own label."""
        (within or self.page).get_by_label(words, exact=True).check()

    def fill_day(self, legend: str, on: date, within: Locator | None = None) -> None:
        boxes = (within or self.page).get_by_role("group", name=legend)
        for part, number in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
            boxes.get_by_label(part, exact=True).fill(str(number))

    def section(self, heading: str) -> Locator:
        """The card with this heading."""
        return self.page.get_by_role("region", name=re.compile(heading))

    # What a person sees

    def sees(self, words: str) -> None:
        expect(self.page.locator("body")).to_contain_text(words)

    def does_not_see(self, words: str) -> None:
        expect(self.page.locator("body")).not_to_contain_text(words)

    def overflows(self) -> bool:
        """Whether the page is wider than its window, so that it scrolls sideways."""
        return self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")

    def send_by_hand(self, address: str, body: Mapping[str, str] | None = None) -> int:
        """A post that no form of ours offers, with everything that a real one carries. Returns the status."""
        cookie = next(cookie["value"] for cookie in self.context.cookies() if cookie["name"] == "ib_csrf")
        answer = self.context.request.post(address, form=dict(body or {}), headers={"X-CSRFToken": cookie}, max_redirects=0)
        return answer.status
