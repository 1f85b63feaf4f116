"""What do the pages of the Board, and the forms about one of its meetings, have in common?"""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.policy import Permission
from boards.models import Board, Meeting, MeetingDay
from boards.standing import Calendar
from notices.forms import NoticeForm
from notices.http import NoticeView
from records import wording
from records.clock import AsOf
from records.refusal import NotTheNext
from records.writing import position


class OfBoard(NoticeView):
    """Base of the pages of the notice's Improvement Board."""

    permission = Permission.VIEW_NOTICE
    section = "board"

    @cached_property
    def board(self) -> Board:
        return get_object_or_404(Board.objects.for_notice(self.notice).improvement())

    @cached_property
    def latest(self) -> AsOf:
        """Everything recorded so far: what forms are drawn from, whatever day the address asks for."""
        return position(self.notice.slug)

    def calendar(self, asof: AsOf) -> Calendar:
        return Calendar(list(self.board.meetings.in_order(asof)), asof.on)

    def to_board(self) -> str:
        return reverse("boards:meeting_list", args=[self.notice.slug])


class OfMeeting(OfBoard):
    """Base of the forms about one meeting, drawn from what is said of its day now."""

    permission = write_permission = Permission.PLAN_MEETING
    template = ""

    @cached_property
    def meeting(self) -> Meeting:
        return get_object_or_404(self.board.meetings.with_day(self.latest), number=self.kwargs["number"])

    @cached_property
    def days(self) -> list[MeetingDay]:
        return list(self.meeting.days.select_related("recorded_by").order_by("-number"))

    def to_meeting(self) -> str:
        return reverse("pages:meeting", args=[self.notice.slug, self.meeting.number])

    def form_page(self, form: NoticeForm, *, status: int = 200) -> HttpResponse:
        return self.page(self.template, {"form": form, "meeting": self.meeting, "days": self.days}, status=status)

    def both_texts(self, form: NoticeForm, met: NotTheNext, label: str) -> HttpResponse:
        row: Any = met.latest
        said = {"to": row.day, "on": row.day, "reason": row.reason, "place": row.place}
        said |= {name: wording.hour(of) if (of := getattr(row, name)) else "" for name in ("starts", "ends")}
        theirs = [(str(form.fields[name].label), shown(text)) for name, text in said.items() if name in form.fields]
        return self.clash(form, met, theirs=[*theirs, ("Recorded as", row.get_state_display())], label=label)


def shown(answer: date | str) -> str:
    """An answer as the form shows it typed, so that equal answers read as the same."""
    return f"{answer.day} {answer.month} {answer.year}" if isinstance(answer, date) else answer
