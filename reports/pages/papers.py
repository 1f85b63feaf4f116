"""Which papers are there for an item of an agenda, who sent them and when, and may the reader have the file? Never drawn here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from boards.models import AgendaItem, MeetingDay, PaperVersion
from boards.papers import PDF
from boards.rounds import round_of, timetable_of
from records import files
from records.http import given
from reports.pages.one_meeting import OfOneMeeting
from reports.papers import Lying, may_read, papers_of
from reports.taking import pack_of


class OfPapers(OfOneMeeting):
    """Base of the pages about the papers of one item that stands on the agenda."""

    @property
    def item(self) -> AgendaItem:
        found = next((one for one in self.agenda if one.number == self.kwargs["item"]), None)
        if found is None:
            raise Http404
        return found

    def may_read(self, paper: Lying) -> bool:
        return may_read(self.item, paper, self.person, read_closed=self.may["read_closed"])


class PapersView(OfPapers):
    """The papers of one item, each in its newest version, with what can be done about it."""

    def get(self, request: HttpRequest, slug: str, number: int, item: int) -> HttpResponse:
        pack = pack_of(self.meeting, self.latest)
        there = papers_of([self.item], self.meeting, pack, self.latest).get(self.item.pk, [])
        readable = [one for one in there if self.may_read(one)]
        state = self.meeting.state
        context = {
            "meeting": self.meeting,
            "item": self.item,
            "place": self.agenda.index(self.item) + 1,
            "papers": [(one, self.may_change(one)) for one in readable],
            "hidden": len(there) - len(readable),
            "pack": pack,
            "due": round_of(self.meeting.number, self.meeting.day, timetable_of(self.meeting)).papers_due_on,
            "may_send": state == MeetingDay.State.PLANNED
            or (state == MeetingDay.State.HELD and self.today <= self.meeting.day),
        }
        return self.page("pages/papers.html", context)

    def may_change(self, paper: Lying) -> bool:
        return self.may["edit_agenda"] or paper.is_of(self.person)


class PaperFileView(OfPapers):
    """The stored bytes of the version that holds, to be saved and not shown. A paper that was withdrawn is given to nobody."""

    def get(self, request: HttpRequest, slug: str, number: int, item: int, paper: int) -> HttpResponse:
        there = papers_of([self.item], self.meeting, None, self.latest).get(self.item.pk, [])
        found = next((one for one in there if one.number == paper), None)
        if found is None or not found.is_given or not self.may_read(found):
            raise Http404
        rows = PaperVersion.objects.for_notice(self.notice).filter(paper__item=self.item, paper__number=paper)
        row = get_object_or_404(rows.select_related("file"), number=found.version)
        assert row.file is not None  # or it would be given to nobody
        return given(files.read(row.file), row.file_name, PDF)
