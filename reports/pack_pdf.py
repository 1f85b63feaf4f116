"""How does a circulated pack become one PDF? Drawn as one tagged document with pages kept for the uploads, which then stand in."""

import tempfile
from collections.abc import Callable
from typing import IO, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from boards.paper_faults import GONE, TOO_LARGE
from records import files, limited
from records.clock import LONDON
from records.limited import BrokenOff, Unreadable
from reports.models import Circulation, Production
from reports.packs import Pack, file_of
from reports.pdf import USUAL, Limits, PdfFailed, render

Data = dict[str, Any]
CHILD = "reports.papers_child"
LOOK_SECONDS, JOIN_SECONDS = 30, 90
NOT_JOINED = "The papers could not be put together in the time and memory allowed."


def draw(
    production: Production, told: Callable[[int, int], object], *, limits: Limits = USUAL
) -> tuple[IO[bytes], Data]:
    """The PDF of a pack or supplement, open at its beginning, and on which pages each part of it stands. `told` hears how many of
    how many steps are done. A paper that cannot be put in is named on its divider page and fails nothing. Raises PdfFailed."""
    pack = pack_of(production)
    uploads = pack.uploads
    steps = len(uploads) + 2
    faults: dict[str, str] = {}
    kept: dict[str, list[bool]] = {}
    for done, paper in enumerate(uploads):
        told(done, steps)
        if not paper["fault"]:
            kept[paper["key"]], faults[paper["key"]] = _looked_at(paper)
    while True:
        told(steps - 2, steps)
        good = [paper for paper in uploads if not (paper["fault"] or faults[paper["key"]])]
        drawn = render(html_of(pack, kept, faults), limits=limits)
        told(steps - 1, steps)
        made, said = _joined(drawn, good)
        if "bad" not in said:
            return made, pages_of(pack, said["places"], said["pages"]) | {
                "faults": {k: v for k, v in faults.items() if v}
            }
        made.close()
        faults[said["bad"]] = said["why"]


def pack_of(production: Production) -> Pack:
    """What the readers of this PDF may read."""
    assert production.circulation is not None  # the caller asks for packs
    sent = Circulation.objects.select_related("photograph").filter(meeting=production.circulation.meeting_id)
    ours = sent.get(pk=production.circulation.pk)
    first = ours if ours.number == 1 else sent.get(number=1)
    return Pack(ours, first, reads_closed=not production.open_only)


def html_of(pack: Pack, kept: dict[str, list[bool]], faults: dict[str, str]) -> str:
    """The whole HTML document; for each page of an upload, whether it is wide, a page is kept."""
    items = [item | {"papers": [_kept(paper, kept, faults) for paper in item["papers"]]} for item in pack.items]
    sent, number = pack.circulation, pack.circulation.number - 1
    meeting = pack.sent["meeting"]
    address = reverse("pages:pack", args=[pack.head["slug"], meeting], query={"supplement": number} if number else None)
    context = {
        "pack": pack,
        "items": items,
        "holds_uploads": any(paper["kept"] for item in items for paper in item["papers"]),
        "address": f"{settings.BASE_URL}{address}",
        "made": sent.recorded_at.astimezone(LONDON).isoformat(timespec="seconds"),
        "printed": True,
    }
    return render_to_string("reports/pack_pdf.html", context)


def _kept(paper: Data, kept: dict[str, list[bool]], faults: dict[str, str]) -> Data:
    fault = paper["fault"] or faults.get(paper["key"], "")
    return paper | {"fault": fault, "kept": [] if fault else kept.get(paper["key"], [])}


def _looked_at(paper: Data) -> tuple[list[bool], str]:
    """Whether each page of an upload is wide; and why it cannot be put in, "" where it can."""
    stored = file_of(paper)
    try:
        if stored is None:
            return [], GONE
        files.read(stored)  # checked against its name
        with files.path_of(stored.sha256).open("rb") as source:
            command = [*limited.command(CHILD), "look"]
            (said,) = limited.ask(command, source, wall_seconds=LOOK_SECONDS)
        return said["wide"], ""
    except OSError:
        return [], GONE
    except Unreadable as fault:
        return [], str(fault)
    except BrokenOff:
        return [], TOO_LARGE


def _joined(drawn: bytes, papers: list[Data]) -> tuple[IO[bytes], Data]:
    """The drawn pack with the papers on the pages that it keeps for them; and what the child said last of it."""
    made = tempfile.TemporaryFile()  # noqa: SIM115 - whoever stores it closes it
    with tempfile.TemporaryFile() as source:
        source.write(drawn)
        source.seek(0)
        opened = [files.path_of(paper["file"]["sha256"]).open("rb") for paper in papers]
        try:
            command = [*limited.command(CHILD), "join", *(paper["key"] for paper in papers)]
            *_, said = limited.ask(command, source, wall_seconds=JOIN_SECONDS, files=[made, *opened])
        except BrokenOff as broken:
            made.close()
            raise PdfFailed(NOT_JOINED) from broken
        finally:
            for file in opened:
                file.close()
    made.seek(0)
    return made, said


def pages_of(pack: Pack, places: dict[str, int], total: int) -> Data:
    """The first and last page of each item and paper. A section ends where the next part begins: on the page before, if that
    part begins a page."""
    found: Data = {}
    ends = total
    for item in reversed(pack.items):
        last = places[item["key"]]
        for paper in reversed(item["papers"]):
            first = places[paper["key"]]
            if paper["file"]:
                kept = [place for name, place in places.items() if name.startswith(f"{paper['key']}-page-")]
                found[paper["key"]] = [first, max(kept, default=first)]
                ends = first - 1
            else:
                found[paper["key"]] = [first, max(first, ends)]
                ends = first
            last = max(last, found[paper["key"]][1])
        found[item["key"]] = [places[item["key"]], last]
        ends = places[item["key"]] - bool(item["papers"])
    return found
