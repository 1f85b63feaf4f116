"""Where are minutes drafted from what was recorded, edited as text, and confirmed by a later meeting?"""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from accounts.policy import Permission
from boards import minutes
from boards.minutes_register import differing
from boards.models import Decision, MeetingDay, MinutesVersion
from boards.paragraphs import Part, parts_of
from boards.views.minutes import OfMinutes
from records import drafts, tokens, wording
from records.models import Draft
from records.refusal import NotTheNext
from reports import minuting
from reports.minute_forms import ConfirmMinutesForm, MinutesForm, filled, name_of
from reports.taking import take_minutes


class OfDraft(OfMinutes):
    """Base of what is done with the draft as text: drawn up from what was recorded, until a version is saved."""

    permission = write_permission = Permission.WRITE_MINUTES

    @cached_property
    def saved(self) -> MinutesVersion | None:
        return minutes.latest(self.meeting)

    @cached_property
    def parts(self) -> list[Part]:
        drafted = minuting.drafted(self.notice, self.meeting, self.latest)
        return filled(drafted, parts_of(self.saved.paragraphs)) if self.saved else drafted

    @property
    def draft_name(self) -> str:
        return f"minutes of meeting {self.meeting.number}"


class EditMinutesView(OfDraft):
    """The draft, a text for each part."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        if self.meeting.state != MeetingDay.State.HELD or self.sent:
            return redirect(self.to_minutes())
        draft = drafts.of(self.person, slug).get(self.draft_name)
        initial: dict[str, Any] = {"after": self.saved.number if self.saved else 0} | (draft.text if draft else {})
        return self.drawn(self.form(initial=initial), draft=draft)

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = self.form(request.POST)
        try:
            answer = form.is_valid() and self.write(
                form, lambda at: self.save(form, at), then=self.to_minutes(), said="The draft is saved."
            )
        except NotTheNext as met:
            row: Any = met.latest
            texts = {name_of(part): part.words for part in parts_of(row.paragraphs)}
            theirs = [(part.heading, texts.get(name, "")) for name, part in form.parts.items()]
            return self.clash(form, met, theirs=theirs, label="Save the draft")
        return answer or self.drawn(form, status=422)

    @property
    def sent(self) -> bool:
        return self.saved is not None and self.saved.state != MinutesVersion.State.DRAFT

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> MinutesForm:
        return MinutesForm(data, initial=initial, parts=self.parts)

    def save(self, form: MinutesForm, at: datetime) -> MinutesVersion:
        given = {"parts": form.written(), "after": form.cleaned_data["after"]}
        made = minutes.save_draft(meeting=self.meeting, **given, by=self.person, at=at)
        drafts.forget(self.notice.slug, self.draft_name, by=self.person)
        return made

    def drawn(self, form: MinutesForm, *, draft: Draft | None = None, status: int = 200) -> HttpResponse:
        unnamed = minutes.not_named(self.meeting, self.saved.paragraphs) if self.saved else []
        decisions = Decision.objects.for_notice(self.notice).filter(meeting=self.meeting, number__in=unnamed)
        context = {
            "form": form,
            "draft": draft,
            "meeting": self.meeting,
            "saved": self.saved,
            "unnamed": decisions.order_by("number") if unnamed else [],
        }
        return self.page("pages/edit_minutes.html", context, status=status)


class KeepMinutesView(OfDraft):
    """Keeps what is being typed of the minutes and not saved yet."""

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        if tokens.is_spent(request.POST.get("token", "")):
            return self.page("plans/_draft_kept.html", {"kept": ""})
        now = {name_of(part): part.words for part in self.parts}
        typed = {name: request.POST[name].replace("\r\n", "\n") for name in now if name in request.POST}
        changed = {name: text for name, text in typed.items() if text.strip() != now[name].strip()}
        draft = drafts.keep(slug, self.draft_name, changed, by=self.person, at=self.now)
        kept = f"Draft kept at {wording.instant(draft.saved_at).split(', ')[1]}" if draft else ""
        return self.page("plans/_draft_kept.html", {"kept": kept})


class ConfirmMinutesView(OfMinutes):
    """A later meeting confirms the minutes, and somebody who did not write them alone records it."""

    permission = write_permission = Permission.RECORD_DECISION

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        first = [f"decision-{row.number}" for row in self.recorded] + [f"meeting-{row.number}" for row in self.later]
        return self.drawn(self.form(initial={"words": self.proposed, "decided": next(iter(first), "")}))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = self.form(request.POST)
        answer = form.is_valid() and self.write(
            form,
            lambda at: self.confirm(form, at),
            then=self.to_minutes(),
            said="The minutes are confirmed. They do not change any more.",
        )
        return answer or self.drawn(form, status=422)

    @cached_property
    def later(self) -> list:
        """The meetings held after it, the earliest first, the one before them first of all."""
        held = self.board.meetings.held(self.latest)
        return sorted((row for row in held if row.day > self.meeting.day), key=lambda row: (row.day, row.number))

    @cached_property
    def recorded(self) -> list[Decision]:
        """Decisions of those meetings that minutes are confirmed, by which none are yet."""
        used = MinutesVersion.objects.for_notice(self.notice).exclude(decision=None).values("decision")
        rows = Decision.objects.for_notice(self.notice).in_force(self.latest).filter(kind=Decision.Kind.MINUTES)
        return list(
            rows.filter(meeting__in=self.later).exclude(pk__in=used).select_related("meeting").order_by("number")
        )

    @property
    def proposed(self) -> str:
        accepted = self.meeting.corrections.filter(answers__accepted=True).exists()
        how = "as circulated and corrected" if accepted else "as circulated"
        return f"The minutes of meeting {self.meeting.number}, held on {wording.day(self.meeting.day)}, are confirmed {how}."

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> ConfirmMinutesForm:
        return ConfirmMinutesForm(data, initial=initial, meetings=self.later, decisions=self.recorded)

    def confirm(self, form: ConfirmMinutesForm, at: datetime) -> MinutesVersion:
        chosen = form.cleaned_data["decided"]
        decision = form.decisions.get(chosen)
        by_key = {row.pk: row for row in self.later}
        meeting = by_key[decision.meeting_id or 0] if decision else form.meetings[chosen]
        return take_minutes(
            of=self.meeting,
            at_meeting=meeting,
            words=form.cleaned_data["words"],
            decision=decision,
            confirmed=form.cleaned_data["confirmed"],
            by=self.person,
            at=at,
        )

    def drawn(self, form: ConfirmMinutesForm, *, status: int = 200) -> HttpResponse:
        newest = minutes.latest(self.meeting)
        context = {
            "form": form,
            "meeting": self.meeting,
            "newest": newest,
            "differing": differing(self.meeting, newest.paragraphs) if newest else [],
            "later": self.later,
            "waiting": self.meeting.corrections.filter(answers=None).count(),
        }
        return self.page("pages/confirm_minutes.html", context, status=status)
