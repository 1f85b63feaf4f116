"""Is a pack of 200 pages with 15 uploaded papers made within its time and memory? The sample's next meeting."""

import io
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from os import getpid, urandom
from pathlib import Path

import pikepdf

from boards import agenda, agenda_rules
from boards.models import AgendaItem, Meeting, Paper, PaperReading, PaperVersion
from boards.papers import SECTIONS
from improvement.sample.story import load_sample
from notices.models import Notice
from records import files
from records.clock import london_day
from records.ledger import append
from records.writing import writing
from reports.circulating import circulate
from reports.models import Production
from reports.production import draw_waiting
from tests.bench.timing import line

MOST_SECONDS = 30
MOST_MEGABYTES = 400
PAPERS, PAGES = 15, 11
LINES = 48
ITEMS = (
    *(agenda_rules.APOLOGIES, agenda_rules.POSITION, agenda_rules.ADOPTION, agenda_rules.INDICATORS),
    *(agenda_rules.EXCEPTIONS, agenda_rules.CONCERNS, agenda_rules.JUDGEMENTS),
)


def measure() -> Iterator[str]:
    load_sample()
    notice = Notice.objects.get()
    by = notice.memberships.get(role="secretary").person
    meeting = Meeting.objects.for_notice(notice).filter(board__kind="improvement").get(number=6)
    with writing(notice.slug) as at:
        items = agenda.draw_up(meeting=meeting, wanted=ITEMS, by=by, at=at)
        for number, section in enumerate(SECTIONS):
            _paper(items[number % len(items)], at, by, section=section)
        for number in range(PAPERS):
            _paper(items[number % len(items)], at, by, content=_upload(number))
    with writing(notice.slug) as at:
        row = circulate(meeting=meeting, by=by, at=at)
    Production.objects.exclude(circulation=row).delete()  # the sample has packs of its own
    with watched_memory() as seen:
        began = time.perf_counter()
        draw_waiting()
        took = time.perf_counter() - began
    made = Production.objects.get(circulation=row)
    pages = max(place[-1] for name, place in made.pages.items() if name != "faults")
    yield line(f"a pack of {pages} pages with {PAPERS} papers takes {took:.1f} s", took, MOST_SECONDS)
    yield line(f"its making takes {max(seen):.0f} MB at its peak", max(seen), MOST_MEGABYTES)


def _paper(item: AgendaItem, at: object, by: object, *, section: str = "", content: bytes = b"") -> None:
    stored = None
    if content:
        stored = files.keep(content, content_type="application/pdf", scan="not_scanned", at=at)
        PaperReading.objects.create(file=stored, pages=PAGES, read_at=at)
    paper = Paper.objects.create(item=item, number=item.papers.count() + 1)
    append(
        PaperVersion, paper, by=by, at=at, counts_on=london_day(at), title=section.capitalize() or f"Paper {paper.number}",
        section=section, file=stored, file_name="paper.pdf" if stored else "",
    )  # fmt: skip


def _upload(number: int) -> bytes:
    """A paper as an office makes one: pages full of text, a picture that does not shrink."""
    document = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    picture = document.make_stream(urandom(300 * 300 * 3))
    picture.update(
        {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": 300, "/Height": 300,
         "/ColorSpace": pikepdf.Name.DeviceRGB, "/BitsPerComponent": 8}
    )  # fmt: skip
    for at in range(PAGES):
        page = document.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font), XObject=pikepdf.Dictionary(Im=picture))
        said = " ".join(f"T* (Paper {number}, page {at}, line {row} of a long text) Tj" for row in range(LINES))
        page.Contents = document.make_stream(
            f"q 100 0 0 100 450 700 cm /Im Do Q BT /F1 10 Tf 12 TL 60 780 Td {said} ET".encode()
        )
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


@contextmanager
def watched_memory() -> Iterator[list[float]]:
    """The most memory, in MB, that any one process below this one has had so far."""
    seen: list[float] = [0]
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.02):
            for pid in _below(getpid()):
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


def _below(pid: int) -> Iterator[str]:
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = children.read_text().split()
        except OSError:
            continue
        for child in found:
            yield child
            yield from _below(int(child))
