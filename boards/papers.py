"""How does a paper come to an item of an agenda, in another version, and away again?"""

from datetime import datetime

from django.db.models import Sum

from accounts.models import User
from boards.domain import LONGEST_WORDS, latest_day
from boards.models import AgendaItem, Meeting, MeetingDay, Paper, PaperVersion
from records import audit, uploads
from records.clock import TICK, AsOf, london_day
from records.ledger import append, next_number
from records.models import StoredFile
from records.refusal import Refused
from records.uploads import Upload

LONGEST_TITLE = 200
MOST_PAPERS = 30  # of one item
PDF = "application/pdf"
# Parts of a pack that are drawn from the position of the day on which it is circulated.
SECTIONS = {
    "position": "The position",
    "exceptions": "Exceptions",
    "indicators": "Scorecard of the indicators",
    "adoption": "Adoption figures",
    "concerns": "Concerns",
    "judgements": "Judgements of the measures",
    "coverage": "Requirements and their evidence",
}


def send_paper(*, item: AgendaItem, title: str, upload: Upload | None, by: User, at: datetime) -> PaperVersion:
    """A paper for one item, sent as a PDF. What is inside the file is read by a job afterwards (boards/paper_reading.py).

    Refused: no title, no PDF, a meeting cancelled or whose day has passed, no room, a known virus.
    """
    check_may_come(item.meeting, at)
    _check_title(title)
    stored = _keep(item.meeting, upload, at)
    assert upload is not None  # or it was refused
    row = _say(_new(item), by=by, at=at, title=title.strip(), file=stored, file_name=upload.name)
    _audit(row, "send_paper", by=by, at=at, title=title, sha256=upload.sha256)
    return row


def add_section(*, item: AgendaItem, section: str, by: User, at: datetime) -> PaperVersion:
    """A part of the pack that the product draws when it is circulated. Refused: one that the item has already."""
    check_may_come(item.meeting, at)
    if section not in SECTIONS:
        raise Refused("Choose what the pack draws.", field="section")
    there = PaperVersion.objects.filter(paper__item=item).current(_now(at))
    if there.filter(section=section, withdrawn=False).exists():
        raise Refused("This item has that part of the pack already.", field="section")
    row = _say(_new(item), by=by, at=at, title=SECTIONS[section], section=section)
    _audit(row, "add_section", by=by, at=at, section=section)
    return row


def send_version(
    *,
    paper: Paper,
    title: str,
    upload: Upload | None,
    of_others: bool,
    by: User,
    at: datetime,
    after: int | None = None,
) -> PaperVersion:
    """The paper anew, also after it was withdrawn. `of_others`: this person may change papers that others sent.

    Refused as send_paper; a part that the product draws, somebody else's paper, the file that it has; NotTheNext.
    """
    now = _newest(paper, at)
    check_may_come(paper.item.meeting, at)
    check_whose(now, by=by, of_others=of_others)
    if now.section:
        raise Refused("The product draws this part of the pack anew each time. It has no versions.")
    _check_title(title)
    stored = _keep(paper.item.meeting, upload, at)
    assert upload is not None  # or it was refused
    if not now.withdrawn and now.file_id == stored.pk:
        raise Refused("That is the file which the paper has already.", field="file")
    row = _say(paper, by=by, at=at, after=after, title=title.strip(), file=stored, file_name=upload.name)
    _audit(row, "send_paper_version", by=by, at=at, title=title, sha256=upload.sha256)
    return row


def withdraw(
    *, paper: Paper, reason: str, of_others: bool, by: User, at: datetime, after: int | None = None
) -> PaperVersion:
    """Withdraw a paper, with its reason, on any day: from then on it is given to nobody here. A pack that was circulated
    before keeps it. Refused: no reason, somebody else's paper, one that is withdrawn; NotTheNext."""
    now = _newest(paper, at)
    check_whose(now, by=by, of_others=of_others)
    if not reason.strip():
        raise Refused("Say why the paper is withdrawn.", field="reason")
    if len(reason) > LONGEST_WORDS:
        raise Refused(f"Use at most {LONGEST_WORDS:,} characters for the reason.", field="reason")
    if now.withdrawn and after in (None, now.number):
        raise Refused("This paper is withdrawn already.")
    same = {name: getattr(now, name) for name in ("title", "file", "file_name", "section")}
    row = _say(paper, by=by, at=at, after=after, withdrawn=True, reason=reason.strip(), **same)
    _audit(row, "withdraw_paper", by=by, at=at, reason=reason)
    return row


def check_may_come(meeting: Meeting, at: datetime) -> None:
    """Refuses papers for a meeting that is cancelled, and once the day of a meeting held has passed."""
    day = latest_day(meeting, at)
    if day.state == MeetingDay.State.CANCELLED:
        raise Refused(f"Meeting {meeting.number} is cancelled. Send the paper for another meeting.")
    if day.state == MeetingDay.State.HELD and london_day(at) > day.day:
        raise Refused(f"Meeting {meeting.number} is held. Send the paper for the next meeting.")


def _keep(meeting: Meeting, upload: Upload | None, at: datetime) -> StoredFile:
    if upload is None or upload.content_type != PDF:
        raise Refused("Choose a PDF.", field="file")
    of_notice = PaperVersion.objects.for_notice(meeting.board.notice).exclude(file=None)
    if (of_notice.order_by().aggregate(size=Sum("file__size"))["size"] or 0) + upload.size > uploads.MOST_BYTES:
        raise Refused("The papers of this notice take all of their 2 GB. Tell whoever runs this service.", field="file")
    return uploads.store(upload, at=at)


def _new(item: AgendaItem) -> Paper:
    number = next_number(item.papers.all())
    if number > MOST_PAPERS:
        raise Refused(f"An item has at most {MOST_PAPERS} papers. Put several of them in one file.", field="file")
    return Paper.objects.create(item=item, number=number)


def _newest(paper: Paper, at: datetime) -> PaperVersion:
    return paper.versions.select_related("recorded_by").as_of(_now(at)).latest_first()[0]


def _now(at: datetime) -> AsOf:
    return AsOf(london_day(at), at + TICK)


def _say(paper: Paper, *, by: User, at: datetime, after: int | None = None, **said: object) -> PaperVersion:
    return append(PaperVersion, paper, by=by, at=at, after=after, counts_on=london_day(at), **said)


def _check_title(title: str) -> None:
    if not title.strip():
        raise Refused("Write what the paper is called.", field="title")
    if len(title) > LONGEST_TITLE:
        raise Refused(f"Use at most {LONGEST_TITLE} characters.", field="title")


def check_whose(now: PaperVersion, *, by: User, of_others: bool) -> None:
    """Refuses a paper that somebody else sent, but to those who may change the papers of others."""
    first = now.paper.versions.select_related("recorded_by").get(number=1)
    if not of_others and by.pk not in (first.recorded_by_id, now.recorded_by_id):
        raise Refused(f"{first.recorded_by.name} sent this paper. Ask them, the secretary or the chair to change it.")


def _audit(row: PaperVersion, verb: str, *, by: User, at: datetime, **fields: object) -> None:
    item = row.paper.item
    thing = f"paper {row.paper.number} for item {item.number} of meeting {item.meeting.number}"
    audit.record(item.meeting.board.notice.slug, at=at, by=by, verb=verb, thing=thing, fields=fields)
