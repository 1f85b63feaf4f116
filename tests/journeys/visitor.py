"""Who looks at a page, and what is wrong with it? A person's browser window: axe, the width, the console, requests."""

import re
from typing import ClassVar

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Request, expect

from accounts.models import User
from improvement.demonstration import SAMPLE_ADDRESS

WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "preload": False,  # only for rules outside these tags
}
NARROW, WIDE = 320, 1280
TELL_OF_POLICY = """addEventListener("securitypolicyviolation",
  (kept) => console.error(`policy: ${kept.effectiveDirective} keeps out ${kept.blockedURI}`))"""
# What is folded is looked at unfolded, and left as it was.
UNFOLD = """[...document.querySelectorAll("details:not([open])")].forEach((part) => {
  part.open = part.dataset.unfolded = true
})"""
FOLD_AGAIN = """[...document.querySelectorAll("details[data-unfolded]")].forEach((part) => {
  part.open = false
  delete part.dataset.unfolded
})"""
REPEATED = """[...document.querySelectorAll("body > header, body > footer, article, article section")]"""
RUN_AXE = f"""([options, known]) => axe.run(
  {{exclude: {REPEATED}.filter((_, place) => known[place])}}, options).then((found) => found.violations)"""
ONE_TIME = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]*')
MOST_SHOWN = 3


def user(who: str) -> User:
    return User.objects.get(email=who + SAMPLE_ADDRESS)


class Visitor:
    """One person's browser window. Every page is looked at by axe and for sideways scrolling, wide and narrow."""

    looked_at: ClassVar[set[tuple[int, str]]] = set()  # by all windows of a test run

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.heard: list[str] = []
        self.asked_for = ""
        for script in (AXE_SCRIPT, TELL_OF_POLICY):
            page.add_init_script(script)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.heard.append(f"{page.url}: {error}"))
        page.on("request", self._ask)

    def sign_in(self, email: str) -> None:
        self.page.goto(f"{self.address}/account/login/")
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_role("textbox", name="Password").fill("sample-password-2012")
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_text("Sign out")).to_be_visible()

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.address}{path}")
        return self.page

    def look(self) -> None:
        found = self.faults()
        assert found == [], "\n".join(found)

    def faults(self) -> list[str]:
        """Of the page as it is drawn now, and of whatever was heard on the way to it."""
        self.page.wait_for_load_state()  # a click returns when the page that it leads to has begun to load
        size = self.page.viewport_size or {}
        widths = (NARROW, WIDE) if size.get("width") == NARROW else (WIDE, NARROW)
        self.page.evaluate(UNFOLD)
        found = [fault for place, width in enumerate(widths) for fault in self._faults_at(width, contrast=place == 0)]
        self.page.evaluate(FOLD_AGAIN)
        heard, self.heard = self.heard, []
        return found + heard

    def _faults_at(self, width: int, *, contrast: bool) -> list[str]:
        """Contrast takes axe longest, and colours are the same at every width: it is asked for at one."""
        self.page.set_viewport_size({"width": width, "height": 900})
        drawn = self.page.evaluate("document.documentElement.scrollWidth")
        options = WCAG | {"rules": {"color-contrast": {"enabled": contrast}}}
        wide = [f"{self.page.url} is {drawn} wide at {width}"] if drawn > width else []
        return wide + [
            f"{self.page.url} at {width}: {rule['id']} in {node['html']}: {node['failureSummary']}"
            for rule in self.page.evaluate(RUN_AXE, [options, self._known(width)])
            for node in rule["nodes"][:MOST_SHOWN]
        ]

    def _known(self, width: int) -> list[bool]:
        """Which parts that come again on page after page were looked at, word for word, at this width."""
        parts = self.page.evaluate(f"{REPEATED}.map((part) => part.outerHTML)")
        now = [(width, ONE_TIME.sub("", part)) for part in parts]
        known = [part in self.looked_at for part in now]
        self.looked_at.update(now)
        return known

    def _ask(self, request: Request) -> None:
        if request.is_navigation_request():
            self.asked_for = request.url
        if not request.url.startswith(self.address):
            self.heard.append(f"{self.page.url} asks for {request.url}")

    def _hear(self, message: ConsoleMessage) -> None:
        """Chromium calls every answer from 400 on an error: of a page itself it is none, its status is looked at."""
        of_page = message.location["url"] == self.asked_for and message.text.startswith("Failed to load resource")
        if message.type == "error" and not of_page:
            self.heard.append(f"{self.page.url}: {message.text}")
