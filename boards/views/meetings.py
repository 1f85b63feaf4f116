"""When does the Board meet, beside the dates of the notice, and by when is what due before one meeting?"""

from collections import Counter
from dataclasses import asdict
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from boards.forms.meetings import TimetableForm
from boards.models import Decision, Meeting, MeetingDay
from boards.rounds import timetable_of
from boards.standing import Calendar, Dated, is_too_far, weeks
from boards.timetables import change_timetable, last_number
from boards.views.base import OfBoard, OfMeeting
from notices.dates import NoticeDate, dates_of
from notices.models import Requirement
from notices.notice_file import DeadlineKind
from records.refusal import NotTheNext


class DateBeside(NamedTuple):
    """A date of the notice beside the calendar: the last Board before it, and whether it has passed."""

    date: NoticeDate
    board: Dated | None
    passed: bool


class MeetingListView(OfBoard):
    """When the Board meets, against "once every 6 weeks" and the dates of the notice. Open to every member."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        calendar = self.calendar(self.asof)
        decided = self.decisions_by_meeting() if self.may["view_working"] else {}
        six_weekly = Requirement.objects.for_notice(self.notice).filter(deadline_kind=DeadlineKind.SIX_WEEKLY)
        dates = [
            DateBeside(found, calendar.last_before(found.on), found.on < self.asof.on)
            for found in dates_of(self.notice)
        ]
        context = {
            "board": self.board,
            "calendar": calendar,
            "since": weeks(calendar.days_since) if calendar.days_since is not None else "",
            "over": weeks(calendar.days_over) if calendar.days_over else "",
            "rows": [self.row(meeting, calendar, decided) for meeting in calendar.meetings],
            "dates": dates,
            "coming": next((row for row in dates if not row.passed and not row.date.outside), None),
            "six_weekly": six_weekly.select_related("measure").first(),
            "shown_asof": self.shown_asof(),
            "meetings": Meeting.objects.for_notice(self.notice).days_held(self.latest),
        }
        return self.page("boards/meeting_list.html", context)

    def row(self, meeting: Dated, calendar: Calendar, decided: dict[int | None, int]) -> dict:
        gap = calendar.gaps.get(meeting.number)
        return {
            "meeting": meeting,
            "gap": weeks(gap) if gap else "",
            "too_far": gap is not None and is_too_far(gap),
            "unrecorded": meeting in calendar.unrecorded,
            "to_come": meeting.state == MeetingDay.State.PLANNED and meeting.day >= calendar.on,
            "decisions": decided.get(meeting.pk, 0),
        }

    def decisions_by_meeting(self) -> dict[int | None, int]:
        return Counter(Decision.objects.for_notice(self.notice).as_of(self.asof).values_list("meeting", flat=True))


class TimetableView(OfMeeting):
    """By when figures, updates and papers of the meeting are due, where that is not as usual."""

    template = "boards/change_timetable.html"

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        meeting = self.board.meetings.with_day(self.latest).with_timetable(self.latest).get(pk=self.meeting.pk)
        initial = asdict(timetable_of(meeting)) | {"after": last_number(self.meeting)}
        return self.form_page(TimetableForm(initial=initial))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = TimetableForm(request.POST)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: change_timetable(
                    meeting=self.meeting,
                    **{
                        name: form.cleaned_data[name] for name in ("data_days", "updates_days", "papers_days", "reason")
                    },
                    by=self.person,
                    at=at,
                    after=form.cleaned_data["after"],
                ),
                then=self.to_meeting(),
                said=f"Meeting {number} has a timetable of its own.",
            )
        except NotTheNext as met:
            theirs = [(str(field.label), str(getattr(met.latest, name, ""))) for name, field in form.fields.items()]
            return self.clash(form, met, theirs=theirs[:4], label="Change the timetable")
        return answer or self.form_page(form, status=422)
