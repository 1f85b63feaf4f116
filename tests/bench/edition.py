"""Does drawing a signed edition in its limited child cost little more than WeasyPrint itself, in time and memory? The
sample's report."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from weasyprint import HTML

from improvement.sample.story import load_sample
from notices.models import Notice
from records.writing import writing
from reports import domain, pdf, signing
from reports.drawing import pdf_html
from reports.models import Edition, Report
from reports.pdf import render
from reports.pdf_child import STYLESHEETS
from tests.bench.timing import line, shortest

MOST_TIMES = 1.15
MOST_MEGABYTES = 150
RUNS = 3  # each draws some thirty pages


def measure() -> Iterator[str]:
    load_sample()
    notice = Notice.objects.get()
    report = Report.objects.for_notice(notice).get(number=2)
    chair = notice.memberships.get(role="chair").person
    with writing(notice.slug) as at:
        picture = domain.take_photograph(report=report, by=chair, at=at)
    with writing(notice.slug) as at:
        signed = signing.sign(report=report, shown=signing.Shown(picture.number, picture.sha256), by=chair, at=at)
    edition = Edition.objects.select_related("photograph", "signature", "report").get(pk=signed.pk)
    html = pdf_html(edition)
    its_own = shortest(lambda: HTML(string=html).write_pdf(stylesheets=[*STYLESHEETS], pdf_variant="pdf/ua-1"), RUNS)
    ours = shortest(lambda: render(pdf_html(edition)), RUNS)
    times = ours / its_own
    yield line(f"from the photograph to the PDF, {times:.2f} times as long as WeasyPrint alone", times, MOST_TIMES)
    with watched_memory() as seen:
        render(html)
    yield line(f"a drawing takes {max(seen):.0f} MB at its peak", max(seen), MOST_MEGABYTES)


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
