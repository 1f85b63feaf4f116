"""Which words does a report say, heard from the tags of its PDF and read from its HTML?

Left out on both sides: the heads of tables, which the PDF repeats; charts, which are heard by their titles; the points of
lists; captions that are not printed.
"""

import subprocess
from html.parser import HTMLParser


def said_by_tags(pdf: bytes) -> str:
    run = subprocess.run(["pdfinfo", "-struct-text", "-"], input=pdf, capture_output=True, check=True)
    said, passed_over = [], None
    for line in run.stdout.decode().splitlines():
        depth = len(line) - len(line.lstrip())
        if passed_over is not None and depth > passed_over:
            continue
        passed_over = None
        words = line.strip()
        if words.startswith('"'):
            said.append(words[1:-1])
        elif words.startswith(("THead", "Figure", "Lbl")):
            passed_over = depth
    return "".join("".join(said).split())


def printed(pdf: bytes) -> str:
    """All that is printed between the head and the foot of its pages, at once and in the order of drawing, without spaces."""
    between = ["-x", "0", "-y", "65", "-W", "595", "-H", "720"]  # points: report.css leaves 23 mm above and 20 mm below
    run = subprocess.run(["pdftotext", "-raw", *between, "-", "-"], input=pdf, capture_output=True, check=True)
    return "".join(run.stdout.decode().split())


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br", "link"):
            self.open.append((tag, dict(attributes).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        while self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self.open}
        in_figures = any(tag == "table" and "figures" in name.split() for tag, name in self.open)
        if "body" in tags and not tags & {"thead", "svg"} and not ("caption" in tags and in_figures):
            self.said.append(data)


def said_by_page(html: str) -> str:
    page = Page()
    page.feed(html)
    return "".join("".join(page.said).split())
