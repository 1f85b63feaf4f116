"""What would go out for a meeting if it were circulated now? Its agenda with the papers, as plain data for a photograph."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from accounts.models import User
from boards.agenda_wanted import calendar_of
from boards.models import AgendaTerms, Meeting, PaperReading, PaperVersion
from boards.rounds import round_of, timetable_of
from plans.models import AgendaSubject
from records import wording
from records.clock import AsOf, london_day
from records.models import StoredFile
from reports.agenda import coming_forward
from reports.drawing import content_of
from reports.models import Circulation

Data = dict[str, Any]
# What a matter that comes forward is, by its page; a decision has none of its own.
KINDS = {"pages:item": "item", "plans:concern": "concern", "": "decision"}
VIRUS = "A virus was found in it."


def agenda_of(meeting: Meeting, asof: AsOf) -> list[Data]:
    """The items in their order with their papers in the newest version; those withdrawn say so. Six queries."""
    items = list(meeting.agenda.with_terms(asof))
    owners = dict(User.objects.filter(pk__in=[item.owner_id for item in items]).values_list("pk", "name"))
    papers = _papers(meeting, asof)
    return [
        {
            "number": item.number,
            "place": place,
            "rule": item.rule,
            "title": item.title,
            "purpose": AgendaTerms.Purpose(item.purpose).label,
            "minutes": item.minutes,
            "owner": owners.get(item.owner_id or 0, ""),
            "closed": item.closed,
            "papers": papers[item.pk],
        }
        for place, item in enumerate(items, 1)
    ]


def _papers(meeting: Meeting, asof: AsOf) -> dict[int, list[Data]]:
    """By the key of each item, its papers in the order of their numbers."""
    called = Meeting.objects.with_day(asof).with_timetable(asof).get(pk=meeting.pk)
    due = round_of(called.number, called.day, timetable_of(called)).papers_due_on
    versions = PaperVersion.objects.filter(paper__item__meeting=meeting).current(asof)
    rows = list(versions.select_related("paper", "file", "recorded_by").order_by("paper__number"))
    readings = {one.file_id: one for one in PaperReading.objects.filter(file__in=[row.file_id for row in rows])}
    found: dict[int, list[Data]] = defaultdict(list)
    for row in rows:
        reading = readings.get(row.file_id or 0)
        found[row.paper.item_id].append(
            {
                "number": row.paper.number,
                "version": row.number,
                "title": row.title,
                "section": row.section,
                "by": row.recorded_by.name,
                "late": london_day(row.recorded_at) > due,
                "withdrawn": row.reason if row.withdrawn else "",
                "file": {"name": row.file_name, "sha256": row.file.sha256, "size": row.file.size} if row.file else None,
                "fault": _fault(row.file, reading),
                "unread": not row.withdrawn and _is_unread(row.file, reading),
            }
        )
    return found


def _fault(file: StoredFile | None, reading: PaperReading | None) -> str:
    """Why the paper cannot stand in a PDF; "" where it can, or where nobody knows yet."""
    if file and file.scan == StoredFile.Scan.INFECTED:
        return VIRUS
    return reading.fault if reading else ""


def _is_unread(file: StoredFile | None, reading: PaperReading | None) -> bool:
    """Whether it waits to be opened, or for the virus scanner."""
    if file is None:
        return False
    return file.scan == StoredFile.Scan.WAITING or (reading is None and not _fault(file, None))


def unread(agenda: Iterable[Data]) -> list[str]:
    """The papers that nobody has opened yet, by title."""
    return [paper["title"] for item in agenda for paper in item["papers"] if paper["unread"]]


def sent_before(meeting: Meeting) -> list[Circulation]:
    """What was circulated for the meeting so far, the pack first. One query."""
    return list(
        Circulation.objects.filter(meeting=meeting).select_related("photograph", "recorded_by").order_by("number")
    )


def for_pack(agenda: Iterable[Data]) -> list[Data]:
    """The agenda as a pack holds it: without the papers that were withdrawn."""
    return [item | {"papers": _kept(item["papers"])} for item in agenda]


def for_supplement(agenda: Iterable[Data], before: Iterable[Circulation]) -> tuple[list[Data], list[Data]]:
    """The items that are new or have a paper that was not sent yet, with these papers alone; and what was sent and has been
    withdrawn since."""
    items: set[int] = set()
    sent: dict[tuple[int, int], int] = {}
    told: set[tuple[int, int]] = set()
    for circulation in before:
        content = content_of(circulation.photograph)
        for item in content["agenda"]:
            items.add(item["number"])
            for paper in item["papers"]:
                sent[item["number"], paper["number"]] = paper["version"]
                told.discard((item["number"], paper["number"]))
        told |= {(gone["item"], gone["paper"]) for gone in content["withdrawn"]}
    new, withdrawn = [], []
    for item in agenda:
        fresh = [one for one in item["papers"] if sent.get((item["number"], one["number"]), 0) < one["version"]]
        papers = _kept(fresh)
        if papers or item["number"] not in items:
            new.append(item | {"papers": papers})
        withdrawn += [
            {
                "item": item["number"],
                "paper": paper["number"],
                "closed": item["closed"],
                "title": paper["title"],
                "reason": paper["withdrawn"],
            }
            for paper in fresh
            if paper["withdrawn"] and (key := (item["number"], paper["number"])) in sent and key not in told
        ]
    return new, withdrawn


def _kept(papers: Iterable[Data]) -> list[Data]:
    return [
        {name: said for name, said in paper.items() if name not in ("withdrawn", "unread")}
        for paper in papers
        if not paper["withdrawn"]
    ]


def coming_to(meeting: Meeting, asof: AsOf) -> dict[str, Data]:
    """By the rule of the item that takes them up, the open matters that come forward to the meeting (reports/agenda.py)."""
    board = meeting.board
    found = coming_forward(board.notice, board, calendar_of(board, asof), meeting.number, asof)
    return {
        one.rule: {
            "words": one.words,
            "matters": [
                _about(KINDS.get(row.page, ""), str(row.key), f"{row.name}: {row.words}", row.word)
                for row in one.matters
            ],
            "more": one.more,
        }
        for one in found
    }


def subjects_of(meeting: Meeting, position: Data, asof: AsOf) -> dict[int, list[Data]]:
    """By the number of each agenda item, what it is about, as a position that was made for the pack has it. One query."""
    rows = AgendaSubject.objects.filter(agenda_item__meeting=meeting).standing(asof)
    said = _Said(position)
    found: dict[int, list[Data]] = defaultdict(list)
    for row in rows.select_related("agenda_item", "item", "indicator", "measure", "concern").order_by("number"):
        found[row.agenda_item.number].append(said.of(row))
    return found


class _Said:
    """What a position says of each thing that an agenda item can be about, in a name, a status word and a few words more."""

    def __init__(self, position: Data) -> None:
        self.items = {row["number"]: row for row in position["items"]["rows"]}
        self.indicators = {row["code"]: row for row in position["indicators"]["rows"]}
        self.measures = {row["code"]: row for theme in position["measures"]["themes"] for row in theme["rows"]}
        self.concerns = {row["number"]: row for row in position["concerns"]["rows"]}

    def of(self, about: AgendaSubject) -> Data:
        if about.item:
            return self.item(about.item.number)
        if about.indicator:
            return self.indicator(about.indicator.code)
        if about.measure:
            return self.measure(about.measure.code)
        assert about.concern is not None  # a subject is one of the four
        return self.concern(about.concern.number)

    def item(self, number: int) -> Data:
        row = self.items.get(number)
        if row is None:
            return _about("item", str(number), f"Item {number}")
        dates = f"first {row['due']}, now {row['due_now']}" if row["slips"] else f"due {row['due']}"
        said = [dates, row["lateness"], f"{row['change']['to']} asked for" if row["waiting"] else ""]
        return _about(
            "item", str(number), f"Item {number}. {row['words']}", row["word"], wording.listed([*filter(None, said)])
        )

    def indicator(self, code: str) -> Data:
        row = self.indicators.get(code)
        if row is None:
            return _about("indicator", code, code)
        shown = row["latest_period"] and row["latest"] != row["against"]  # what is too small to show is said once
        newest = f"{row['latest']} in {row['latest_period']}" if shown else ""
        said = [newest, f"target {row['target']}" if row["target"] else ""]
        return _about("indicator", code, f"{code} {row['name']}", row["against"], wording.listed([*filter(None, said)]))

    def measure(self, code: str) -> Data:
        row = self.measures.get(code)
        if row is None:
            return _about("measure", code, code)
        judged = row["judgement"]
        word, said = (judged["word"], f"judged on {judged['day']}") if judged else ("Not yet judged", "")
        return _about("measure", code, f"{code} {row['excerpt']}", word, said)

    def concern(self, number: int) -> Data:
        row = self.concerns.get(number)
        name = f"C{number}, about {row['about']}: {row['words']}" if row else f"C{number}"
        return _about("concern", str(number), name, "", row["said"] if row else "")


def _about(kind: str, reference: str, name: str, word: str = "", said: str = "") -> Data:
    return {"kind": kind, "reference": reference, "name": name, "word": word, "said": said}
