"""How does the secretary plan a series of meetings, move one, say its hours and its place, or cancel it?"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse

from accounts.policy import Permission
from boards import scheduling
from boards.forms.meetings import (
    CancelMeetingForm,
    MeetingHoursForm,
    MeetingSeriesForm,
    MoveMeetingForm,
    SeriesDaysForm,
    hours_in,
)
from boards.hours import UNSAID, Hours
from boards.series import Proposed
from boards.standing import SIX_WEEKS, Calendar, is_too_far, weeks
from boards.views.base import OfBoard, OfMeeting
from notices.dates import NoticeDate, dates_of
from notices.forms import NoticeForm
from records.refusal import NotTheNext, Refused


class PlanMeetingsView(OfBoard):
    """A series of meetings: asked for by its first and last day, looked at day by day, and only then recorded."""

    permission = write_permission = Permission.PLAN_MEETING

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.asking(MeetingSeriesForm(initial=self.wanted()))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        series = MeetingSeriesForm(request.POST)
        proposed = self.propose(series) if series.is_valid() else []
        if not proposed:
            return self.asking(series, status=series.status)
        step = request.POST.get("step", "")
        if step == "back":
            return self.asking(MeetingSeriesForm(initial=series.cleaned_data))
        if step != "record":
            return self.looking(series, SeriesDaysForm(proposed=proposed))
        form = SeriesDaysForm(request.POST, proposed=proposed)
        answer = form.is_valid() and self.write(
            form,
            lambda at: scheduling.plan_meetings(
                board=self.board,
                days=list(form.days.values()),
                fields=list(form.days),
                hours=hours_in(series),
                by=self.person,
                at=at,
                confirmed=form.cleaned_data["confirmed"],
            ),
            then=self.to_board(),
            said="The meetings are planned.",
        )
        return answer or self.looking(series, form, status=form.status)

    def propose(self, series: MeetingSeriesForm) -> list[Proposed]:
        asked = {name: series.cleaned_data[name] for name in ("first", "until")}
        try:
            return scheduling.propose_meetings(board=self.board, at=self.now, hours=hours_in(series), **asked)
        except Refused as refusal:
            series.refuse(refusal)
            return []

    def asking(self, form: MeetingSeriesForm, *, status: int = 200) -> HttpResponse:
        return self.page("boards/plan_meetings.html", {"form": form, "board": self.board}, status=status)

    def looking(self, series: MeetingSeriesForm, form: SeriesDaysForm, *, status: int = 200) -> HttpResponse:
        days = [one.day for one in form.proposed]
        before = last_before(dates_of(self.notice), days)
        context = {
            "form": form,
            "series": series,
            "board": self.board,
            "rows": [
                (field, one, weeks((one.day - earlier).days) if earlier else "", before.get(one.day, []))
                for (field, one), earlier in zip(form.rows, [None, *days], strict=False)
            ],
            "hours": hours_in(series).words,
        }
        return self.page("boards/plan_series.html", context, status=status)

    def wanted(self) -> dict[str, object]:
        """Six weeks after the last meeting there is, up to the last date of the notice or, once they reach it, one more; at
        the hours and the place of the last."""
        meetings = list(self.board.meetings.in_order(self.latest))
        sat = Calendar(meetings, self.latest.on).sat
        latest = next((row for row in reversed(meetings) if row in sat), None)
        dates = dates_of(self.notice)
        first = latest.day + SIX_WEEKS if latest else None
        last = dates[-1].on if dates else None
        days = {"first": first, "until": max(first, last) if first and last else last}
        return {**days, **vars(Hours.of(latest) if latest else UNSAID)}


def last_before(dates: Sequence[NoticeDate], days: Sequence[date]) -> dict[date, list[NoticeDate]]:
    """By day, the dates of the notice before which a meeting on that day is the last of these."""
    found: dict[date, list[NoticeDate]] = {}
    for one in dates:
        earlier = [day for day in days if day <= one.on]
        if earlier and not one.outside:
            found.setdefault(max(earlier), []).append(one)
    return found


class SayOfMeeting(OfMeeting, ABC):
    """Base of the forms that say something anew of a meeting that was not held."""

    form_class: type[NoticeForm]
    label = ""
    said = ""

    def initial(self) -> Mapping[str, object]:
        return {}

    @abstractmethod
    def act(self, form: NoticeForm) -> Callable[[datetime], object]:
        """What is written at the instant of the writing, by a form in which nothing is at fault."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        return self.form_page(self.form_class(initial={"after": self.days[0].number, **self.initial()}))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = self.form_class(request.POST)
        try:
            answer = form.is_valid() and self.write(
                form, self.act(form), then=self.to_meeting(), said=self.said.format(number)
            )
        except NotTheNext as met:
            return self.both_texts(form, met, self.label)
        return answer or self.form_page(form, status=form.status)


class MoveMeetingView(SayOfMeeting):
    """Another planned day, with the reason; also for one that was cancelled."""

    template, form_class, label = "boards/move_meeting.html", MoveMeetingForm, "Move the meeting"
    said = "Meeting {} has a new day. Its hours and its place are as before."

    def act(self, form: NoticeForm) -> Callable[[datetime], object]:
        asked = {name: form.cleaned_data[name] for name in ("to", "reason", "after", "confirmed")}
        return lambda at: scheduling.move_meeting(meeting=self.meeting, by=self.person, at=at, **asked)


class HoursView(SayOfMeeting):
    """From when to when it lasts, and where it is."""

    template, form_class, label = "boards/meeting_hours.html", MeetingHoursForm, "Save hours and place"
    said = "The hours and the place of meeting {} are recorded."

    def initial(self) -> Mapping[str, object]:
        return vars(Hours.of(self.meeting))

    def act(self, form: NoticeForm) -> Callable[[datetime], object]:
        asked = {name: form.cleaned_data[name] for name in ("reason", "after")}
        return lambda at: scheduling.say_hours(
            meeting=self.meeting, hours=hours_in(form), by=self.person, at=at, **asked
        )


class CancelMeetingView(SayOfMeeting):
    """It will not take place, and why; with how far apart the meetings around it then are."""

    template, form_class, label = "boards/cancel_meeting.html", CancelMeetingForm, "Cancel the meeting"
    said = "Meeting {} is cancelled."

    def act(self, form: NoticeForm) -> Callable[[datetime], object]:
        asked = {name: form.cleaned_data[name] for name in ("reason", "after")}
        return lambda at: scheduling.cancel_meeting(meeting=self.meeting, by=self.person, at=at, **asked)

    def page(self, template: str, context: Mapping[str, object] | None = None, *, status: int = 200) -> HttpResponse:
        return super().page(template, {**(context or {}), **self.left_between()}, status=status)

    def left_between(self) -> dict[str, object]:
        """The meetings around it, and how far apart they are without it."""
        others = [row for row in self.board.meetings.in_order(self.latest) if row.pk != self.meeting.pk]
        sat = Calendar(others, self.latest.on).sat
        before = next((row for row in reversed(sat) if row.day < self.meeting.day), None)
        after = next((row for row in sat if row.day > self.meeting.day), None)
        days = (after.day - before.day).days if before and after else 0
        return {"before": before, "next": after, "apart": weeks(days) if days else "", "too_far": is_too_far(days)}
