"""How does the chair take a meeting from one item of its agenda to the next, and record in place what it decides?"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cached_property, partial
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import User
from accounts.policy import Permission
from boards import attending, quorums
from boards.forms.meetings import HoldMeetingForm
from boards.models import AgendaItem, Interest, MeetingDay
from notices.forms import NoticeForm
from plans import domain as plan
from plans.concerns import left_without
from plans.models import Concern
from plans.owners import who_may_own
from records import drafts, tokens, wording
from records.clock import AsOf
from records.days import PARTS
from records.refusal import NotTheNext
from reports import running, taking
from reports.agenda import before_the_board
from reports.models import Circulation
from reports.pages.one_meeting import OfOneMeeting
from reports.papers import papers_of
from reports.taking_forms import TakeActionForm, TakeDatesForm, TakeDecisionForm, TakeOutcomeForm

# Which form a post is of, by the act that it names; all but one have a prefix, so that they stand on one page.
ACTS = DECISION, ACTION, DATES, OUTCOME = "decision", "action", "dates", "outcome"
EVERYTHING = AsOf(date.max, datetime.max.replace(tzinfo=UTC))
# What a draft keeps of these forms.
TYPED = re.compile(
    r"(kind|words|owner|serves|concern|because|others|answer|due_on_[a-z]+|(answer|to|words)_[0-9]+_[0-9]+(_[a-z]+)?)"
)


class OfRun(OfOneMeeting):
    """Base of the pages of a meeting in progress, for whoever records it."""

    permission = write_permission = Permission.RECORD_MEETING

    def address(self, item: int | None = None, part: str = "") -> str:
        name, number = ("pages:run_item", [item]) if item else ("pages:run", [])
        return reverse(name, args=[self.notice.slug, self.kwargs["number"], *number]) + part


class RunView(OfRun):
    """The meeting before its first item: begin it, see who is there, choose where to start."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        days = self.meeting.days.order_by("-number").values_list("number", flat=True)
        return self.drawn(HoldMeetingForm(initial={"after": days[0], "on": self.today}))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = HoldMeetingForm(request.POST)
        then = reverse("boards:attendance", args=[slug, number]) + f"?next={self.address()}"
        try:
            answer = form.is_valid() and self.write(
                form, lambda at: self.begin(form, at), then=then, said=f"Meeting {number} has begun. Say who is there."
            )
        except NotTheNext as met:
            row: Any = met.latest
            theirs = [("Recorded as", f"{row.get_state_display()}, {wording.day(row.day)}")]
            return self.clash(form, met, theirs=theirs, label="Begin the meeting")
        return answer or self.drawn(form, status=422)

    def begin(self, form: HoldMeetingForm, at: datetime) -> MeetingDay:
        given = {name: form.cleaned_data[name] for name in ("on", "after", "confirmed")}
        return plan.hold_meeting(meeting=self.meeting, **given, by=self.person, at=at)

    def drawn(self, form: HoldMeetingForm, *, status: int = 200) -> HttpResponse:
        taken = running.taken_at(self.meeting, self.agenda, self.latest)
        to_begin = None if self.held or self.meeting.state == MeetingDay.State.CANCELLED else form
        context = {
            "meeting": self.meeting,
            "held": self.held,
            "form": to_begin,
            "left": left_without(self.meeting.board, self.latest) if to_begin else [],
            "standing": attending.quorum(self.meeting, self.meeting.day, self.latest),
            "pack": taking.pack_of(self.meeting, self.latest),
            "agenda": listed(self.agenda, taken),
            "taken": taken,
        }
        return self.page("pages/run.html", context, status=status)


class RunItemView(OfRun):
    """One item of the agenda: what it is about, and the forms that record what the meeting decides under it."""

    def get(self, request: HttpRequest, slug: str, number: int, item: int) -> HttpResponse:
        return self.drawn({})

    def post(self, request: HttpRequest, slug: str, number: int, item: int) -> HttpResponse:
        _ = self.asked  # 404 before anything is read
        act = request.POST.get("act", "")
        act = act if act in ACTS else DECISION
        form = self.form_of(act, request.POST)
        said = {DECISION: "The decision is", ACTION: "The corrective action is", OUTCOME: "The outcome is"}
        try:
            answer = form.is_valid() and self.write(
                form,
                self.asked_first(act, form),
                then=self.address(item, "#taken"),
                said=f"{said.get(act, 'The answers are')} recorded.",
            )
        except NotTheNext as met:
            newest: Any = met.latest
            theirs = [("What the Board decided", newest.words)] if hasattr(newest, "words") else []
            return self.clash(form, met, theirs=theirs, label="Record it")
        return answer or self.drawn({act: form}, status=422)

    @cached_property
    def asked(self) -> AgendaItem:
        """The item for a post, with its meeting, in one query: no more is read before the notice is opened for writing."""
        pack = Circulation.objects.for_notice(self.notice).packs().filter(meeting=OuterRef("meeting"))
        items = AgendaItem.objects.for_notice(self.notice).filter(meeting__board__kind="improvement")
        found = (
            items.with_terms(EVERYTHING)
            .annotate(pack_id=Subquery(pack.values("pk")[:1]))
            .select_related("meeting__board")
        )
        item = get_object_or_404(found, meeting__number=self.kwargs["number"], number=self.kwargs["item"])
        item.meeting.board.notice = self.notice
        return item

    @cached_property
    def about(self) -> list:
        return running.subjects_of(self.asked, self.latest)

    @cached_property
    def waiting(self) -> list:
        if not self.held:
            return []
        return running.waiting_at(self.notice, self.asked, self.about, self.meeting.day, self.latest)

    @cached_property
    def concerns(self) -> dict[str, Concern]:
        return running.concerns_at(self.notice, self.asked, self.about, self.latest) if self.held else {}

    @cached_property
    def owners(self) -> dict[str, User]:
        return who_may_own(self.notice, self.today)

    def form_of(self, act: str, data: QueryDict | None = None, **more: Any) -> NoticeForm:
        """The form of an act; only what it asks about is read."""
        if act == ACTION:
            asked: dict[str, Any] = {"notice": self.notice, "owners": self.owners, "concerns": self.concerns}
            return TakeActionForm(data, prefix=ACTION, **asked, **more)
        if act == OUTCOME:
            return TakeOutcomeForm(data, prefix=OUTCOME, concerns=self.concerns, **more)
        if act == DATES:
            changes = [change for change, _ in self.waiting]
            return TakeDatesForm(data, board=self.meeting.board, asof=self.latest, changes=changes, **more)
        return TakeDecisionForm(data, prefix=DECISION, **more)

    def asked_first(self, act: str, form: NoticeForm) -> Callable[[datetime], object]:
        """The act, with the question whether the Board can decide; that is read before the notice is opened for writing."""
        asked = not form.cleaned_data["confirmed"] and self.held
        question = quorums.doubt(self.meeting, self.meeting.day, self.latest) if asked else ""
        return lambda at: quorums.asked_too(question, partial(self.take, act, form, at))

    def take(self, act: str, form: Any, at: datetime) -> object:
        given = form.cleaned_data
        common: dict[str, Any] = {"item": self.asked, "by": self.person, "at": at}
        if act == ACTION:
            due = given["due_on"]
            made: object = taking.take_action(
                words=given["words"],
                owner=given["owner"],
                due_on=due.on,
                due_precision=due.precision,
                serves=[given["serves"]],
                concern=given.get("concern"),
                confirmed=given["confirmed"],
                **common,
            )
        elif act == OUTCOME:
            why = {given["answer"]: given["because"], "confirmed": given["confirmed"]}
            made = taking.take_outcome(concern=given["concern"], **why, **common)
        elif act == DATES:
            form.check_still_waiting()
            made = taking.take_dates(words=given["words"], rulings=form.rulings(), **common)
        else:
            chosen = {name: given[name] for name in ("kind", "words", "after", "confirmed")}
            made = taking.take_decision(**chosen, **common)
        drafts.forget(self.notice.slug, draft_name(self.kwargs, act), by=self.person)
        return made

    def drawn(self, sent: dict[str, NoticeForm], *, status: int = 200) -> HttpResponse:
        place = next((place for place, one in enumerate(self.agenda) if one.number == self.kwargs["item"]), None)
        if place is None:
            raise Http404
        item = self.agenda[place]
        pack = taking.pack_of(self.meeting, self.latest)
        then = running.pack_time(pack, self.latest)
        taken = running.taken_at(self.meeting, self.agenda, self.latest)
        whole = running.WHOLE.get(item.rule)
        interests = Interest.objects.for_notice(self.notice).filter(item=item).as_of(self.latest)
        papers = papers_of([item], self.meeting, pack, self.latest).get(item.pk, [])
        context = {
            "meeting": self.meeting,
            "held": self.held,
            "item": item,
            "place": place + 1,
            "agenda": listed(self.agenda, taken),
            "previous": self.agenda[place - 1] if place else None,
            "following": self.agenda[place + 1] if place + 1 < len(self.agenda) else None,
            "standing": attending.quorum(self.meeting, self.meeting.day, self.latest),
            "interests": interests.select_related("membership__person").order_by("number"),
            "pack": pack,
            "then": then,
            "pages": running.pages_of(item, pack),
            "subjects": running.described(self.notice, self.about, then, self.latest),
            "before": before_the_board(item.rule, self.meeting, self.latest) if self.held else [],
            "since": running.recorded_since(self.notice, item.rule, then, self.latest) if pack else "",
            "whole": {"words": whole[0], "url": reverse(whole[1], args=[self.notice.slug])} if whole else None,
            "papers": [paper for paper in papers if not (paper.withdrawn or paper.section)],
            "taken": [row for row in taken if row.item_id == item.pk],
            "taken_in_all": len(taken),
            **(self.to_record(sent) if self.held else {"forms": {}}),
            "form": next(iter(sent.values()), None),
        }
        return self.page("pages/run_item.html", context, status=status)

    def to_record(self, sent: dict[str, NoticeForm]) -> dict[str, object]:
        """The forms that this item wants, with what was sent in vain or, before, with the draft of it."""
        kept = drafts.of(self.person, self.notice.slug)
        wanted = [DECISION, ACTION, *([DATES] if self.waiting else []), *([OUTCOME] if self.concerns else [])]
        last = self.meeting.board.decisions.order_by("-number").values_list("number", flat=True).first() or 0
        drawn = {}
        for act in wanted:
            draft = kept.get(draft_name(self.kwargs, act))
            initial = ({"after": last} if act == DECISION else {}) | (begun(draft.text) if draft else {})
            drawn[act] = {
                "form": sent.get(act) or self.form_of(act, initial=initial),
                "draft": None if act in sent else draft,
            }
        answers: Any = drawn.get(DATES, {}).get("form")
        rows = [
            {"change": change, "line": line, **{name: answers[f"{name}_{key}"] for name in ("answer", "to", "words")}}
            for (change, line), key in zip(self.waiting, answers.changes if answers else (), strict=False)
        ]
        return {"forms": drawn, "rows": rows}


class KeepRunView(OfRun):
    """Keeps what is being typed at one item of the agenda, form by form. A draft is no fact."""

    def post(self, request: HttpRequest, slug: str, number: int, item: int) -> HttpResponse:
        act = request.POST.get("act", "")
        prefix = "" if act == DATES else f"{act}-"
        there = AgendaItem.objects.for_notice(self.notice).filter(meeting__board__kind="improvement")
        get_object_or_404(there, meeting__number=number, number=item)
        if act not in ACTS or tokens.is_spent(request.POST.get(f"{prefix}token", "")):
            return self.page("plans/_draft_kept.html", {"kept": ""})
        named = {name.removeprefix(prefix): str(text) for name, text in request.POST.items() if name.startswith(prefix)}
        typed = {name: text for name, text in named.items() if TYPED.fullmatch(name)}
        draft = drafts.keep(slug, draft_name(self.kwargs, act), typed, by=self.person, at=self.now)
        kept = f"Draft kept at {wording.instant(draft.saved_at).split(', ')[1]}" if draft else ""
        return self.page("plans/_draft_kept.html", {"kept": kept})


def draft_name(address: dict[str, Any], act: str) -> str:
    return f"{act} at item {address['item']} of meeting {address['number']}"


def begun(text: dict[str, str]) -> dict[str, Any]:
    """A draft as a form begins with it: the three boxes of a date together."""
    days = {name.removesuffix("_day") for name in text if name.endswith("_day")}
    return text | {name: [text.get(f"{name}_{part}", "") for part in PARTS] for name in days}


def listed(agenda: list[AgendaItem], taken: list) -> list[dict[str, Any]]:
    """The agenda with its places, and how many decisions were taken under each item."""
    return [
        {"place": place, "item": item, "taken": sum(row.item_id == item.pk for row in taken)}
        for place, item in enumerate(agenda, 1)
    ]
