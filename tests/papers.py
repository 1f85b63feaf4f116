"""How does a paper come before a meeting in a test, and go out? With a small PDF that was opened already, or one that cannot be."""

import io
from functools import cache

import pikepdf

from accounts.models import User
from boards import agenda as agendas
from boards.models import AgendaItem, Paper, PaperReading, PaperVersion
from records import files
from records.clock import london_day
from records.ledger import append
from records.models import StoredFile
from records.writing import writing
from reports import circulating
from reports.models import Circulation
from tests.factories import World

A4 = (595, 842)


@cache
def pdf_of(pages: int, *, words: str = "Uploaded", size: tuple[int, int] = A4) -> bytes:
    """A PDF without tags, as an office makes one: on each page its words and the number of the page."""
    document = pikepdf.new()
    font = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    for number in range(1, pages + 1):
        page = document.add_blank_page(page_size=size)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        said = f"BT /F1 24 Tf 60 {size[1] - 90} Td ({words} page {number}) Tj ET"
        page.Contents = document.make_stream(said.encode())
    made = io.BytesIO()
    document.save(made, deterministic_id=True)
    return made.getvalue()


def send(
    world: World,
    item: AgendaItem,
    title: str = "Workload analysis",
    *,
    content: bytes | None = None,
    section: str = "",
    read: bool = True,
    fault: str = "",
    paper: Paper | None = None,
    by: User | None = None,
    scan: str = StoredFile.Scan.NOT_SCANNED,
    withdrawn: str = "",
) -> PaperVersion:
    """A paper for an item of an agenda: a section that the product draws, or a file. `paper` is sent again, or withdrawn."""
    with writing(world.notice.slug) as at:
        stored = None
        if not section:
            stored = files.keep(content or pdf_of(2), content_type="application/pdf", scan=scan, at=at)
            if read:
                given = {"fault": fault} if fault else {"pages": 2}
                PaperReading.objects.get_or_create(file=stored, defaults={"read_at": at, **given})
        if paper is None:
            paper = Paper.objects.create(item=item, number=item.papers.count() + 1)
        return append(
            PaperVersion,
            paper,
            by=by or world.secretary,
            at=at,
            counts_on=london_day(at),
            title=title,
            section=section,
            file=stored,
            file_name=f"{title.lower().replace(' ', '-')}.pdf" if stored else "",
            withdrawn=bool(withdrawn),
            reason=withdrawn,
        )


def close(world: World, item: AgendaItem, title: str = "Staffing") -> None:
    """Only the members of the Board read this item from now on."""
    with world.writing() as at:
        agendas.change_item(
            item=item,
            title=title,
            purpose="decision",
            minutes=10,
            owner=None,
            closed=True,
            reason="A person is named.",
            by=world.secretary,
            at=at,
        )


def circulate(world: World, **more: int) -> Circulation:
    """What lies before meeting 2 goes out, by the product's own rule."""
    with world.writing() as at:
        return circulating.circulate(meeting=world.meetings[1], by=world.secretary, at=at, **more)
