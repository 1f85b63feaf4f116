"""How is one HTML document drawn as a tagged PDF, in a process that can do little else?

`python -m reports.pdf_child FD` answers `reports.pdf` over the socket FD until it closes or stays quiet for a while. It
loads WeasyPrint, no Django, and forks for each document, so that what a document does to a process ends with it. The
kernel holds the limits, which therefore stop a drawing that is deep in a C library too.
"""

import json
import logging
import os
import re
import resource
import signal
import sys
import tempfile
import traceback
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import NoReturn
from urllib.parse import urljoin

import pydyf
from weasyprint import CSS, DEFAULT_OPTIONS, HTML
from weasyprint.document import Document
from weasyprint.html import UA
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reports.typeface import characters, printable

STATIC = Path(__file__).resolve().parent.parent / "static"
FONTS = STATIC / "vendor" / "fonts"
STYLESHEETS = tuple(STATIC / name for name in ("report.css", "purposes.css", "pack.css"))
# WeasyPrint's own styles give each element five footnotes and a list marker, and then keep the styles of all of them: a
# third of the memory of a long report, which has no footnotes, and markers only in its lists.
OWN_STYLES = re.sub(r"(?m)^::marker", "li::marker", re.sub(r"(?m)^::(footnote|note)-[^}]*}", "", UA))
IDLE_SECONDS = 60
FAULT, OUT_OF_MEMORY = 1, 2  # exit statuses of a drawing
TOO_MANY_PAGES = "it runs to"
LONGEST_WORD = 20_000  # characters; to break one of millions into lines takes longer than a drawing may
OUT_OF_TIME = (signal.SIGALRM, signal.SIGXCPU)


class Undrawable(Exception):
    """The document asks for what it may not have, or would make a PDF that not everybody can read."""


class OurFilesOnly(URLFetcher):
    """Serves what our own style sheet names, by exact address; any other address ends the drawing."""

    def __init__(self, allowed: set[str]) -> None:
        super().__init__(allow_redirects=False)
        self.allowed = allowed

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url not in self.allowed:
            raise FatalURLFetchingError(f"it refers to {url[:100]}, and a report holds all that it shows")
        try:
            return super().fetch(url, headers)
        except OSError as error:
            raise FatalURLFetchingError(f"{Path(url).name} is missing; the set-up puts it in place") from error


class ReportHTML(HTML):
    """A document that is drawn with OWN_STYLES. WeasyPrint has no other way to name them than this method."""

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [CSS(string=OWN_STYLES)]


class FirstError(logging.Handler):
    """WeasyPrint logs what is wrong and draws on; we keep the first such line."""

    line = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.line = self.line or record.getMessage()


def draw(html: str) -> bytes:
    """The PDF of one document. Raises Undrawable."""
    check_words(html)
    errors = FirstError(logging.ERROR)
    logging.getLogger("weasyprint").addHandler(errors)
    styles = "".join(sheet.read_text(encoding="utf-8") for sheet in STYLESHEETS)
    base = STYLESHEETS[0].as_uri()
    fetcher = OurFilesOnly({urljoin(base, name) for name in re.findall(r'url\("([^"]+)"\)', styles)})
    fonts = FontConfiguration()
    try:
        stylesheet = CSS(string=styles, base_url=base, url_fetcher=fetcher, font_config=fonts)
        source = ReportHTML(string=printable(html, characters(FONTS)), url_fetcher=fetcher)
        options = {**DEFAULT_OPTIONS, "stylesheets": [stylesheet], "pdf_variant": "pdf/ua-1"}
        document = source.render(fonts, **options)
        check_pages(source, len(document.pages))
        pdf: bytes = document.write_pdf(finisher=add_scopes, **options)
    except FatalURLFetchingError as error:  # no Exception, so that WeasyPrint does not swallow it
        raise Undrawable(str(error)) from error
    if errors.line:
        raise Undrawable(errors.line)
    return pdf


def check_words(html: str) -> None:
    if endless := re.search(rf"[^\s<>]{{{LONGEST_WORD + 1},}}", html):
        word = endless.group()
        raise Undrawable(
            f"it has a word of {len(word):,} characters ({word[:12]}…), and at most {LONGEST_WORD:,} are allowed"
        )


def check_pages(source: HTML, pages: int) -> None:
    """Holds a document to the number of pages that its body names in data-most-pages, if it names one."""
    most = source.etree_element.find("body").get("data-most-pages")
    if most and pages > int(most):
        raise Undrawable(f"{TOO_MANY_PAGES} {pages} pages, and at most {most} are allowed")


def add_scopes(document: Document, pdf: pydyf.PDF) -> None:
    """Says of each header cell what it heads: WeasyPrint 70 says it from the other cells' side only, which few heed."""
    elements = {item.reference: item for item in pdf.objects if isinstance(item, pydyf.Dictionary)}
    for cell in elements.values():
        if cell.get("S") == "/TH":
            group = elements[elements[cell["P"]]["P"]]
            cell["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def answer(html: str, limits: dict[str, int]) -> bytes:
    """Draws in a forked process within the limits: the PDF, or a sentence that says why there is none."""
    ours, theirs = Pipe(duplex=False)
    with tempfile.TemporaryDirectory(prefix="pdf-") as scratch:
        pid = os.fork()
        if pid == 0:
            tempfile.tempdir = scratch  # fonts are unpacked there, and a drawing that is stopped cannot clear up
            _draw_and_exit(html, limits, theirs)
        theirs.close()
        with ours:
            try:
                result = ours.recv_bytes()
            except EOFError:
                result = b""
        ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if ended == 0:
        return result
    if ended == FAULT:
        return b"The PDF could not be drawn, for a reason that stands in the log."
    if -ended in OUT_OF_TIME:
        return b"The PDF could not be drawn in the time allowed."
    return b"The PDF could not be drawn in the memory allowed."  # Python says so; C libraries abort


def _draw_and_exit(html: str, limits: dict[str, int], line: Connection) -> NoReturn:
    status = OUT_OF_MEMORY  # where there is not even enough left to handle the failure
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (limits["memory_bytes"], limits["memory_bytes"]))
        resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu_seconds"], limits["cpu_seconds"] + 1))
        signal.setitimer(signal.ITIMER_REAL, limits["wall_seconds"])
        line.send_bytes(draw(html))
        status = 0
    except Undrawable as error:
        line.send_bytes(f"The PDF could not be drawn: {error}.".encode())
        status = 0
    except (MemoryError, SystemError):  # the latter is how cffi fails when it is given none
        pass
    except BaseException:
        traceback.print_exc()
        status = FAULT
    finally:
        os._exit(status)  # never back into the loop of the process that was forked


def serve(line: Connection) -> None:
    """Answers until the line closes, or is quiet so long that the memory is better given back."""
    try:
        while line.poll(IDLE_SECONDS):
            limits, html = json.loads(line.recv_bytes()), line.recv_bytes().decode()
            line.send_bytes(answer(html, limits))
    except (EOFError, ConnectionError):
        pass


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks; we end with it
    characters(FONTS)  # read once, before a process is forked for each document
    with Connection(int(sys.argv[1])) as socket:
        serve(socket)
