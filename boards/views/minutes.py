"""The pages of the minutes: of all meetings, of one, and on which they are circulated and put right."""

from functools import cached_property
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.policy import Permission
from boards import minutes, minutes_reading
from boards.forms.minutes import AnswerCorrectionForm, CirculateMinutesForm, CorrectMinutesForm
from boards.minutes_register import differing
from boards.models import Correction, Meeting, MinutesVersion
from boards.views.base import OfBoard, OfMeeting
from records.refusal import NotTheNext, Refused

State = MinutesVersion.State


class MinutesListView(OfBoard):
    """The minutes of every meeting held, the newest first, and how far each is."""

    permission = Permission.VIEW_PACK

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        held = Meeting.objects.for_notice(self.notice).filter(board=self.board).held(self.asof)
        asked = Correction.objects.for_notice(self.notice).as_of(self.asof).values_list("meeting").order_by()
        counts = {
            row[0]: row[1:] for row in asked.annotate(all=Count("pk"), waiting=Count("pk", filter=Q(answers=None)))
        }
        versions = {
            row.meeting_id: row
            for row in MinutesVersion.objects.for_notice(self.notice)
            .filter(meeting__board=self.board)
            .newest(self.asof, drafts=self.may["record_meeting"])
            .select_related("decision__meeting")
        }
        rows = [
            {
                "meeting": meeting,
                "version": versions.get(meeting.pk),
                "asked": counts.get(meeting.pk, (0, 0))[0],
                "waiting": counts.get(meeting.pk, (0, 0))[1],
            }
            for meeting in held
        ]
        return self.page("boards/minutes_list.html", {"rows": rows, "shown_asof": self.shown_asof()})


class MinutesView(OfBoard):
    """The minutes of one meeting as they stand: a draft for who writes them, as circulated or confirmed for who reads packs."""

    permission = Permission.VIEW_PACK

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        known = Meeting.objects.for_notice(self.notice).filter(board=self.board).with_day(self.asof)
        meeting = get_object_or_404(known, number=number)
        found = minutes_reading.read(meeting, self.asof, may=self.may)
        context = {
            "meeting": meeting,
            "minutes": found,
            "past": bool(request.GET.get("on") or request.GET.get("known")),
            "shown_asof": self.shown_asof(),
            "may_ask": found is not None and minutes_reading.may_ask(found, self.person, self.now, may=self.may),
            "may_confirm": found is not None and self.may_confirm(meeting),
        }
        return self.page("boards/minutes.html", context)

    def may_confirm(self, meeting: Meeting) -> bool:
        """Whether a later meeting was held, and this person did not write them alone. Two queries at most."""
        if not self.may["record_decision"]:
            return False
        if all(row.day <= meeting.day for row in self.board.meetings.held(self.latest)):
            return False
        return meeting.minutes_versions.exclude(recorded_by=self.person).exists()


class OfMinutes(OfMeeting):
    """Base of what is done with the minutes of one meeting."""

    label = "Save"

    @cached_property
    def meeting(self) -> Meeting:
        """With its Board, whose notice is the one at hand."""
        found = super().meeting
        found.board.notice = self.notice
        return found

    @cached_property
    def newest(self) -> MinutesVersion:
        found = minutes.latest(self.meeting)
        if found is None:
            raise Http404
        return found

    def to_minutes(self, part: str = "") -> str:
        return reverse("boards:minutes", args=[self.notice.slug, self.meeting.number]) + part

    def changed(self, form: Any, met: NotTheNext, paragraph: int | None = None) -> HttpResponse:
        row: Any = met.latest
        theirs = [
            (f"Paragraph {one['number']}", one["words"]) for one in row.paragraphs if paragraph in (None, one["number"])
        ]
        if paragraph is not None:
            theirs = [("The paragraph in the words that it should have", words) for _, words in theirs]
        return self.clash(form, met, theirs=theirs, label=self.label)


class CirculateMinutesView(OfMinutes):
    """The draft goes to those who were there."""

    permission = write_permission = Permission.WRITE_MINUTES
    label = "Circulate these minutes"

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        return self.drawn(CirculateMinutesForm(initial={"after": self.newest.number}))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = CirculateMinutesForm(request.POST)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: minutes.circulate(
                    meeting=self.meeting,
                    **{name: form.cleaned_data[name] for name in ("corrections_by", "after", "confirmed")},
                    by=self.person,
                    at=at,
                ),
                then=self.to_minutes(),
                said="The minutes are circulated. Those who were there are told by mail, once.",
            )
        except NotTheNext as met:
            return self.changed(form, met)
        return answer or self.drawn(form, status=form.status)

    def drawn(self, form: CirculateMinutesForm, *, status: int = 200) -> HttpResponse:
        coming = self.board.meetings.in_order(self.latest)
        context = {
            "form": form,
            "meeting": self.meeting,
            "newest": self.newest,
            "there": minutes.were_there(self.meeting, self.now),
            "unnamed": minutes.not_named(self.meeting, self.newest.paragraphs),
            "differing": differing(self.meeting, self.newest.paragraphs),
            "next": next((row for row in coming if row.day > self.meeting.day and row.state != "cancelled"), None),
        }
        return self.page("boards/circulate_minutes.html", context, status=status)


class CorrectMinutesView(OfMinutes):
    """Whoever was there asks that a paragraph be put right."""

    permission = write_permission = Permission.CORRECT_MINUTES
    label = "Ask for this correction"

    @cached_property
    def row(self) -> dict[str, Any]:
        """The paragraph, of minutes that this reader may read."""
        found = minutes_reading.read(self.meeting, self.latest, may=self.may)
        row = found and next((one for one in found.rows if one["number"] == self.kwargs["paragraph"]), None)
        if not row or row["hidden"]:
            raise Http404
        return row

    @cached_property
    def refusal(self) -> str:
        """Why this reader cannot ask, said before anything is typed."""
        try:
            minutes.check_may_ask(self.meeting, self.person, self.now)
        except Refused as refused:
            return refused.sentence
        return ""

    def get(self, request: HttpRequest, slug: str, number: int, paragraph: int) -> HttpResponse:
        words = self.row["words"]
        return self.drawn(CorrectMinutesForm(initial={"after": self.newest.number, "words": words}))

    def post(self, request: HttpRequest, slug: str, number: int, paragraph: int) -> HttpResponse:
        _ = self.row
        form = CorrectMinutesForm(request.POST)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: minutes.correct(
                    meeting=self.meeting,
                    paragraph=paragraph,
                    words=form.cleaned_data["words"],
                    after=form.cleaned_data["after"],
                    by=self.person,
                    at=at,
                ),
                then=self.to_minutes(f"#paragraph-{paragraph}"),
                said="The correction is asked for. The secretary or the chair answers it.",
            )
        except NotTheNext as met:
            return self.changed(form, met, paragraph)
        return answer or self.drawn(form, status=422)

    def drawn(self, form: CorrectMinutesForm, *, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "meeting": self.meeting,
            "row": self.row,
            "newest": self.newest,
            "refusal": self.refusal,
        }
        return self.page("boards/correct_minutes.html", context, status=status)


class AnswerCorrectionView(OfMinutes):
    """The secretary or the chair accepts a correction or declines it."""

    permission = write_permission = Permission.WRITE_MINUTES

    @cached_property
    def correction(self) -> Correction:
        rows = Correction.objects.for_notice(self.notice).filter(meeting=self.meeting)
        found = get_object_or_404(rows.select_related("version", "recorded_by"), number=self.kwargs["correction"])
        found.meeting = self.meeting
        return found

    def get(self, request: HttpRequest, slug: str, number: int, correction: int) -> HttpResponse:
        return self.drawn(AnswerCorrectionForm())

    def post(self, request: HttpRequest, slug: str, number: int, correction: int) -> HttpResponse:
        form = AnswerCorrectionForm(request.POST)
        _ = self.correction
        answer = form.is_valid() and self.write(
            form,
            lambda at: minutes.answer_correction(correction=self.correction, **form.given(), by=self.person, at=at),
            then=self.to_minutes(f"#paragraph-{self.correction.paragraph}"),
            said=f"Correction {correction} is answered.",
        )
        return answer or self.drawn(form, status=422)

    def drawn(self, form: AnswerCorrectionForm, *, status: int = 200) -> HttpResponse:
        asked = self.correction
        context = {
            "form": form,
            "meeting": self.meeting,
            "asked": asked,
            "was": minutes.paragraph_of(asked.version, asked.paragraph),
            "now": minutes.paragraph_of(self.newest, asked.paragraph),
            "answer": asked.answers.select_related("recorded_by").first(),
        }
        return self.page("boards/answer_correction.html", context, status=status)
