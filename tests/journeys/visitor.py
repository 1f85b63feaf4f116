"""Who looks at a page, and what is wrong with it? A person's browser window: axe, the width, the console, requests."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Request, expect

WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "preload": False,  # only for rules outside these tags
}
WIDTHS = (320, 1280)
TELL_OF_POLICY = """addEventListener("securitypolicyviolation",
  (kept) => console.error(`policy: ${kept.effectiveDirective} keeps out ${kept.blockedURI}`))"""
AXE_RULES = "(options) => axe.run(options).then((found) => found.violations)"
MOST_SHOWN = 3


class Visitor:
    """One person's browser window. Every page is looked at by axe and for sideways scrolling, wide and narrow."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.heard: list[str] = []
        self.asked_for = ""
        for script in (AXE_SCRIPT, TELL_OF_POLICY):
            page.add_init_script(script)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.heard.append(f"script: {error}"))
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
        assert self.faults() == []

    def faults(self) -> list[str]:
        """Of the page as it is drawn now, and of whatever was heard on the way to it."""
        found = [fault for width in WIDTHS for fault in self._faults_at(width)]
        heard, self.heard = self.heard, []
        return found + heard

    def _faults_at(self, width: int) -> list[str]:
        self.page.set_viewport_size({"width": width, "height": 900})
        drawn = self.page.evaluate("document.documentElement.scrollWidth")
        wide = [f"{self.page.url} is {drawn} wide at {width}"] if drawn > width else []
        return wide + [
            f"{self.page.url} at {width}: {rule['id']} in {node['html']}: {node['failureSummary']}"
            for rule in self.page.evaluate(AXE_RULES, WCAG)
            for node in rule["nodes"][:MOST_SHOWN]
        ]

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
