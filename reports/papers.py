"""Which papers lie before a meeting, in which version, late or after its pack, and can the pack hold them? As of two times."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Subquery

from accounts.models import User
from boards.models import AgendaItem, Meeting, PaperReading, PaperVersion
from boards.rounds import round_of, timetable_of
from records import files
from records.clock import AsOf, london_day
from records.models import StoredFile
from reports.models import Circulation

SCANNING = "It waits for the virus scanner, and is given to nobody until then."
VIRUS = "A virus was found in it. It is given to nobody, and no pack holds it."
OPENING = "It is being looked through; this takes a few seconds."


@dataclass(frozen=True)
class Lying:
    """One paper in the version that holds. `section` is the key of a part that the product draws, else ""; `pages` is None until
    a file was opened and while its `fault` says why a pack cannot hold it; `waits` says what it waits for.

    `late`: sent after the day on which papers were due; `supplement`: after the pack was circulated; `in_pack`: the pack has it,
    in this version or an earlier one; `first_by`: the key of whoever sent its first version.
    """

    item: int
    number: int
    version: int
    title: str
    section: str
    file_name: str
    size: int
    pages: int | None
    fault: str
    waits: str
    by: User
    first_by: int
    sent_at: datetime
    late: bool
    supplement: bool
    in_pack: bool
    withdrawn: bool
    reason: str

    @property
    def is_given(self) -> bool:
        """Whether its file is given to who may read it."""
        return not (self.section or self.withdrawn or self.waits == SCANNING or self.fault == VIRUS)

    def is_of(self, person: User) -> bool:
        return person.pk in (self.first_by, self.by.pk)


def papers_of(
    items: Iterable[AgendaItem], meeting: Meeting, pack: Circulation | None, asof: AsOf
) -> dict[int, list[Lying]]:
    """By agenda item, in the order of their numbers, those withdrawn among them. `meeting` has its day and timetable. One query."""
    due = round_of(meeting.number, meeting.day, timetable_of(meeting)).papers_due_on
    sent_at = pack.recorded_at if pack else None
    first = PaperVersion.objects.filter(paper=OuterRef("paper"), number=1)
    opened = PaperReading.objects.filter(file=OuterRef("file"))
    rows = (
        PaperVersion.objects.filter(paper__item__in=[item.pk for item in items])
        .current(asof)
        .select_related("paper", "recorded_by", "file")
        .annotate(
            pages=Subquery(opened.values("pages")[:1]),
            fault=Subquery(opened.values("fault")[:1]),
            first_by=Subquery(first.values("recorded_by")[:1]),
        )
        .order_by("paper__item", "paper__number")
    )
    if sent_at:
        sent = PaperVersion.objects.filter(paper=OuterRef("paper"), recorded_at__lt=sent_at, withdrawn=False)
        rows = rows.annotate(was_sent=Exists(sent))
    found: dict[int, list[Lying]] = {}
    for row in rows:
        fault, waits = _state(row)
        found.setdefault(row.paper.item_id, []).append(
            Lying(
                item=row.paper.item_id,
                number=row.paper.number,
                version=row.number,
                title=row.title,
                section=row.section,
                file_name=row.file_name,
                size=row.file.size if row.file else 0,
                pages=row.pages,
                fault=fault,
                waits=waits,
                by=row.recorded_by,
                first_by=row.first_by,
                sent_at=row.recorded_at,
                late=london_day(row.recorded_at) > due,
                supplement=(after := sent_at is not None and row.recorded_at >= sent_at),
                in_pack=getattr(row, "was_sent", False) and (after or not row.withdrawn),
                withdrawn=row.withdrawn,
                reason=row.reason,
            )
        )
    return found


def may_read(item: AgendaItem, paper: Lying, person: User, *, read_closed: bool) -> bool:
    """A closed item's papers are for members of the Board and the secretary, and for whoever sent them."""
    return not item.closed or read_closed or paper.is_of(person)


def _state(row: PaperVersion) -> tuple[str, str]:
    """Why a pack cannot hold the file, and what it waits for; "" where nothing is in the way."""
    if row.file is None or row.withdrawn:
        return "", ""
    if row.file.scan == StoredFile.Scan.INFECTED:
        return VIRUS, ""
    if row.file.scan not in files.SERVED:
        return "", SCANNING
    if row.pages is None and not row.fault:  # type: ignore[attr-defined]  # annotated
        return "", OPENING
    return row.fault or "", ""  # type: ignore[attr-defined]  # likewise
