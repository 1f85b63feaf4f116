"""Pages of the Board: its calendar, and the forms that plan a meeting, move it, time it, record a decision."""

from collections import Counter
from dataclasses import asdict
from datetime import date
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.policy import Permission
from boards import domain
from boards.forms import DecisionForm, MeetingSeriesForm, MoveMeetingForm, TimetableForm
from boards.models import Board, Decision, Meeting, MeetingDay
from boards.rounds import timetable_of
from boards.standing import SIX_WEEKS, Calendar, Dated, is_too_far, weeks
from boards.timetables import change_timetable, last_number
from notices.dates import NoticeDate, dates_of
from notices.forms import NoticeForm
from notices.http import NoticeView
from notices.models import Requirement
from notices.notice_file import DeadlineKind
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


class PlanMeetingsView(OfBoard):
    """A series of meetings, six weeks apart."""

    permission = write_permission = Permission.PLAN_MEETING

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.page(
            "boards/plan_meetings.html", {"form": MeetingSeriesForm(initial=self.proposed()), "board": self.board}
        )

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = MeetingSeriesForm(request.POST)
        answer = form.is_valid() and self.write(
            form,
            lambda at: domain.plan_meetings(
                board=self.board,
                first=form.cleaned_data["first"],
                until=form.cleaned_data["until"],
                by=self.person,
                at=at,
            ),
            then=self.to_board(),
            said="The meetings are planned.",
        )
        return answer or self.page("boards/plan_meetings.html", {"form": form, "board": self.board}, status=422)

    def proposed(self) -> dict[str, date | None]:
        """Six weeks after the last meeting there is, up to the last date of the notice or, once they reach it, one more."""
        meetings = self.calendar(self.latest).sat
        dates = dates_of(self.notice)
        first = meetings[-1].day + SIX_WEEKS if meetings else None
        last = dates[-1].on if dates else None
        return {"first": first, "until": max(first, last) if first and last else last}


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
        said = {"to": row.day, "on": row.day, "reason": row.reason}
        theirs = [(str(form.fields[name].label), shown(text)) for name, text in said.items() if name in form.fields]
        return self.clash(form, met, theirs=[*theirs, ("Recorded as", row.get_state_display())], label=label)


def shown(answer: date | str) -> str:
    """An answer as the form shows it typed, so that equal answers read as the same."""
    return f"{answer.day} {answer.month} {answer.year}" if isinstance(answer, date) else answer


class MoveMeetingView(OfMeeting):
    """Another planned day, with the reason."""

    template = "boards/move_meeting.html"

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        return self.form_page(MoveMeetingForm(initial={"after": self.days[0].number}))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = MoveMeetingForm(request.POST)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: domain.move_meeting(
                    meeting=self.meeting,
                    to=form.cleaned_data["to"],
                    reason=form.cleaned_data["reason"],
                    by=self.person,
                    at=at,
                    after=form.cleaned_data["after"],
                ),
                then=self.to_meeting(),
                said=f"Meeting {number} has a new day.",
            )
        except NotTheNext as met:
            return self.both_texts(form, met, "Move the meeting")
        return answer or self.form_page(form, status=422)


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


class RecordDecisionView(OfBoard):
    """One decision, at a meeting held or between meetings."""

    permission = write_permission = Permission.RECORD_DECISION

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        initial = {"after": self.last_number(), "meeting": request.GET.get("meeting", "")}
        return self.form_page(DecisionForm(initial=initial, board=self.board, asof=self.latest))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = DecisionForm(request.POST, board=self.board, asof=self.latest)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: domain.record_decision(
                    board=self.board,
                    meeting=form.cleaned_data["meeting"],
                    taken_on=form.cleaned_data["taken_on"],
                    kind=form.cleaned_data["kind"],
                    words=form.cleaned_data["words"],
                    replaces=form.cleaned_data["replaces"],
                    by=self.person,
                    at=at,
                    after=form.cleaned_data["after"],
                    confirmed=form.cleaned_data["confirmed"],
                ),
                then=reverse("pages:decisions", args=[slug]),
                said="The decision is in the register.",
            )
        except NotTheNext as met:
            newest: Any = met.latest
            theirs = [("What it is about", newest.get_kind_display()), ("What the Board decided", newest.words)]
            return self.clash(form, met, theirs=theirs, label="Record the decision")
        return answer or self.form_page(form, status=422)

    def last_number(self) -> int:
        newest = self.board.decisions.order_by("-number").first()
        return newest.number if newest else 0

    def form_page(self, form: DecisionForm, *, status: int = 200) -> HttpResponse:
        return self.page("boards/record_decision.html", {"form": form, "board": self.board}, status=status)
