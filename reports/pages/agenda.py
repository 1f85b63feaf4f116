"""What stands on the agenda of a meeting, why, who leads it, how long it takes, and what comes forward to it?"""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse

from boards.agenda_rules import Wanted
from boards.agenda_wanted import calendar_of, wanted_at
from boards.models import AgendaItem, MeetingDay
from boards.standing import Calendar
from notices.forms import NoticeForm
from plans.agenda_list import subjects_of
from records import wording
from reports.agenda import Forward, coming_forward, waits_for
from reports.models import Circulation
from reports.pages.one_meeting import OfOneMeeting
from reports.papers import may_read, papers_of


class AgendaView(OfOneMeeting):
    """The agenda. Chair and secretary draw it up, put it in order and change it from here, by presses and linked forms."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        items = AgendaItem.objects.for_notice(self.notice).filter(meeting=self.meeting)
        agenda, off = self.agenda, list(items.taken_off(self.latest))
        planned = self.meeting.state == MeetingDay.State.PLANNED
        wanted = wanted_at(self.meeting.board, number, self.latest)
        had = {one.rule for one in [*agenda, *off]}
        calendar = calendar_of(self.meeting.board, self.latest)
        earlier = waits_for(calendar, number) if planned else None
        forward = self.forward(calendar) if planned and earlier is None else []
        timed = [one.minutes for one in agenda if one.minutes]
        context = {
            "meeting": self.meeting,
            "planned": planned,
            "may_edit": planned and self.may["edit_agenda"],
            "rows": self.rows(wanted, forward),
            "length": wording.duration(sum(timed)) if timed else "",
            "untimed": len(agenda) - len(timed),
            "to_decide": sum(one.purpose == "decision" for one in agenda),
            "missing": [one for one in wanted if one.rule not in had] if planned else [],
            "off": [(one, NoticeForm(auto_id=False)) for one in off],
            "left": [one for one in forward if one.rule not in {row.rule for row in agenda}],
            "earlier": earlier,
            "press": NoticeForm(auto_id=False),
            "packs": self.packs,
        }
        return self.page("pages/agenda.html", context)

    @cached_property
    def packs(self) -> list[Circulation]:
        """What was circulated for the meeting, the pack first."""
        sent = Circulation.objects.for_notice(self.notice).as_of(self.latest).filter(meeting=self.meeting)
        return list(sent.order_by("number"))

    def forward(self, calendar: Calendar) -> list[Forward]:
        return coming_forward(self.notice, self.meeting.board, calendar, self.meeting.number, self.latest)

    def rows(self, wanted: list[Wanted], forward: list[Forward]) -> list[dict[str, Any]]:
        because = {one.rule: one.because for one in wanted}
        comes = {one.rule: one for one in forward}
        about = subjects_of(self.notice, self.agenda, self.latest)
        papers = papers_of(self.agenda, self.meeting, self.packs[0] if self.packs else None, self.latest)
        closed = self.may["read_closed"]
        return [
            {
                "place": place,
                "item": item,
                "because": because.get(item.rule, ""),
                "not_wanted": bool(item.rule) and item.rule not in because,
                "about": about.get(item.pk, []),
                "papers": [
                    one
                    for one in papers.get(item.pk, [])
                    if not one.withdrawn and may_read(item, one, self.person, read_closed=closed)
                ],
                "forward": comes.get(item.rule),
                "form": NoticeForm(auto_id=False),
            }
            for place, item in enumerate(self.agenda, 1)
        ]
