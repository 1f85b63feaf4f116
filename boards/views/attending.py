"""The pages on which it is recorded who was at a meeting, what they declared, and how many are enough."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from accounts.policy import Permission
from boards import attending, interests
from boards.forms.attending import AttendanceForm, InterestForm, QuorumForm
from boards.models import AgendaItem, Attendance, Decision, Interest, MeetingDay
from boards.views.base import OfBoard, OfMeeting
from notices.models import Membership
from notices.people import people_by_key
from records import drafts, tokens, wording
from records.models import Draft
from records.refusal import NotTheNext


class OfAttendance(OfMeeting):
    """Base of what is recorded of the people at one meeting."""

    permission = Permission.VIEW_WORKING
    write_permission = Permission.RECORD_MEETING

    @cached_property
    def expected(self) -> list[Membership]:
        return attending.expected(self.board, self.meeting.day)

    @cached_property
    def people(self) -> dict[str, Membership]:
        """Whoever may come, by key, in the order in which they are called."""
        rows = Membership.objects.for_notice(self.notice).filter(pk__in=[row.pk for row in self.expected])
        keys = {person.pk: key for key, person in people_by_key(rows).items()}
        return {keys[row.person_id]: row for row in self.expected}

    @cached_property
    def roll(self) -> list[Attendance]:
        return attending.roll(self.meeting, self.latest)

    @cached_property
    def agenda(self) -> list[AgendaItem]:
        return list(AgendaItem.objects.for_notice(self.notice).filter(meeting=self.meeting).with_terms(self.latest))

    def to_attendance(self) -> str:
        return reverse("boards:attendance", args=[self.notice.slug, self.meeting.number])

    @property
    def draft_name(self) -> str:
        return f"attendance of meeting {self.meeting.number}"


class AttendanceView(OfAttendance):
    """Everybody's coming on one page; read by working sight, recorded by the secretary or the chair."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        draft = drafts.of(self.person, slug).get(self.draft_name)
        last = self.meeting.attendance.order_by("-number").first()
        initial: dict[str, Any] = {"after": last.number if last else 0} | (draft.text if draft else {})
        return self.drawn(self.form(initial=initial), draft=draft)

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = self.form(request.POST)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: self.record(form, at),
                then=self.next_or(self.to_attendance()),
                said=f"Who comes to meeting {number} is recorded.",
            )
        except NotTheNext as met:
            said = [(row.membership.person.name if row.membership else row.name, row) for row in self.roll]
            theirs = [
                (who, row.get_state_display() + (f": {row.name}" if row.membership and row.name else ""))
                for who, row in said
            ]
            return self.clash(form, met, theirs=theirs, label="Save who comes")
        return answer or self.drawn(form, status=422)

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> AttendanceForm:
        everybody = "everybody" in (data or {})
        return AttendanceForm(data, initial=initial, people=self.people, roll=self.roll, everybody=everybody)

    def record(self, form: AttendanceForm, at: datetime) -> list[Attendance]:
        made = attending.record_attendance(
            meeting=self.meeting, said=form.said(), by=self.person, at=at, after=form.cleaned_data["after"]
        )
        drafts.forget(self.notice.slug, self.draft_name, by=self.person)
        return made

    def drawn(self, form: AttendanceForm, *, draft: Draft | None = None, status: int = 200) -> HttpResponse:
        declared = Interest.objects.for_notice(self.notice).filter(meeting=self.meeting).as_of(self.latest)
        titles = {item.pk: f"{place}. {item.title}" for place, item in enumerate(self.agenda, 1)}
        context = {
            "form": form if self.may["record_meeting"] else None,
            "draft": draft,
            "meeting": self.meeting,
            "held": self.meeting.state == MeetingDay.State.HELD,
            "cancelled": self.meeting.state == MeetingDay.State.CANCELLED,
            "standing": attending.standing_of(self.board, self.meeting.day, self.latest, self.expected, self.roll),
            "apologies": sum(row.state == Attendance.State.APOLOGIES for row in self.roll),
            "roll": [(row, row.membership and attending.is_member(row.membership)) for row in self.roll],
            "interests": [
                (
                    row,
                    titles.get(row.item_id or 0, "an item that is not on the agenda any more" if row.item_id else ""),
                    interests.who_came(row.membership, self.roll),
                )
                for row in declared.select_related("membership__person").order_by("number")
            ],
            "next": self.request.POST.get("next") or self.request.GET.get("next", ""),
        }
        return self.page("boards/attendance.html", context, status=status)


class KeepAttendanceView(OfAttendance):
    """Keeps what is being typed of the people at a meeting. A draft is no fact."""

    permission = Permission.RECORD_MEETING

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        if tokens.is_spent(request.POST.get("token", "")):
            return self.page("plans/_draft_kept.html", {"kept": ""})
        form = AttendanceForm(people=self.people, roll=self.roll)
        changed = {
            field.name: text
            for field in form.visible_fields()
            if (text := request.POST.get(field.name, "")) and text != str(field.value() or "")
        }
        draft = drafts.keep(slug, self.draft_name, changed, by=self.person, at=self.now)
        kept = f"Draft kept at {wording.instant(draft.saved_at).split(', ')[1]}" if draft else ""
        return self.page("plans/_draft_kept.html", {"kept": kept})


class InterestView(OfAttendance):
    """An interest that somebody declares."""

    permission = Permission.RECORD_MEETING

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        return self.drawn(self.form(initial={"item": request.GET.get("item", "")}))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = self.form(request.POST)
        answer = form.is_valid() and self.write(
            form,
            lambda at: interests.declare_interest(
                meeting=self.meeting,
                membership=form.cleaned_data["who"],
                item=form.cleaned_data["item"],
                words=form.cleaned_data["words"],
                left=form.cleaned_data["left"],
                by=self.person,
                at=at,
            ),
            then=self.next_or(self.to_attendance()),
            said="The interest is recorded.",
        )
        return answer or self.drawn(form, status=422)

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> InterestForm:
        return InterestForm(data, initial=initial, people=self.people, items=self.agenda, roll=self.roll)

    def drawn(self, form: InterestForm, *, status: int = 200) -> HttpResponse:
        back = self.request.POST.get("next") or self.request.GET.get("next", "")
        return self.page("boards/interest.html", {"form": form, "meeting": self.meeting, "next": back}, status=status)


class QuorumView(OfBoard):
    """How many members are enough, as a decision of the Board says."""

    permission = write_permission = Permission.RECORD_DECISION

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        last = self.board.quorums.order_by("-number").first()
        return self.drawn(QuorumForm(initial={"after": last.number if last else 0}, board=self.board, asof=self.latest))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = QuorumForm(request.POST, board=self.board, asof=self.latest)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: attending.set_quorum(
                    board=self.board,
                    **{name: form.cleaned_data[name] for name in ("decision", "members", "chair_needed", "after")},
                    by=self.person,
                    at=at,
                ),
                then=reverse("boards:quorum", args=[slug]),
                said="The quorum is recorded.",
            )
        except NotTheNext as met:
            row: Any = met.latest
            return self.clash(form, met, theirs=[("How many members are enough", str(row.members))], label="Record it")
        return answer or self.drawn(form, status=422)

    def drawn(self, form: QuorumForm, *, status: int = 200) -> HttpResponse:
        members = sum(attending.is_member(row) for row in attending.expected(self.board, self.today))
        rule = attending.rule_of(self.board, self.latest, members=members)
        there = Decision.objects.for_notice(self.notice).filter(board=self.board, kind=Decision.Kind.QUORUM).exists()
        context = {"form": form, "board": self.board, "rule": rule, "members": members, "there": there}
        return self.page("boards/quorum.html", context, status=status)
