"""Does drawing a signed edition of 60 pages in its limited child keep to its time and memory, and cost little more than
WeasyPrint itself? The sample's report, made long."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from weasyprint import HTML

from reports import pdf
from reports.drawing import pdf_html
from reports.pdf import render
from reports.pdf_child import STYLESHEETS
from tests.bench.long_edition import signed
from tests.bench.timing import line, shortest

PAGES = 60
MOST_SECONDS = 15
MOST_MEGABYTES = 300
MOST_TIMES = 1.1
RUNS = 3


def measure() -> Iterator[str]:
    edition, pages = signed(PAGES)
    html = pdf_html(edition)
    its_own = shortest(lambda: HTML(string=html).write_pdf(stylesheets=[*STYLESHEETS], pdf_variant="pdf/ua-1"), RUNS)
    ours = shortest(lambda: render(html), RUNS)
    whole = shortest(lambda: render(pdf_html(edition)), RUNS)
    times = ours / its_own
    yield line(f"{pages} pages from the photograph to the PDF in {whole:.1f} s", whole, MOST_SECONDS)
    yield line(f"their finished HTML takes {times:.2f} times as long as by WeasyPrint alone", times, MOST_TIMES)
    with watched_memory() as seen:
        render(html)
    yield line(f"a drawing of them takes {max(seen):.0f} MB at its peak", max(seen), MOST_MEGABYTES)


@contextmanager
def watched_memory() -> Iterator[list[float]]:
    """The most memory, in MB, that the processes have had so far which the drawing child forks."""
    seen: list[float] = []
    ended = threading.Event()
    parent = pdf._child_of_now().process.pid

    def watch() -> None:
        while not ended.wait(0.01):
            for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
                try:
                    status = Path(f"/proc/{pid}/status").read_text()
                except OSError:
                    continue  # it has ended
                seen.extend(int(kilobytes) / 1000 for kilobytes in re.findall(r"VmHWM:\s+(\d+) kB", status))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield seen
    finally:
        ended.set()
        thread.join()
