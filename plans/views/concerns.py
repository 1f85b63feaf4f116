"""What was put before a Board as a concern, and what came of it? The list, one concern, and the forms of both acts."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.policy import Permission, who_may
from boards.models import Board, Decision, Meeting
from indicators import false_signals
from indicators.listing import tally
from indicators.rebasing import question
from indicators.series import series_of
from notices.http import NoticeView
from notices.models import Notice
from plans import domain as plan
from plans.concern_list import STATES, WITHOUT, concerns_of, then_and_now, with_names
from plans.concern_querysets import ConcernQuerySet
from plans.forms import ConcernForm, OutcomesForm
from plans.forms.concerns import THINGS, sent
from plans.models import Concern, ConcernOutcome, Item
from plans.signal_list import count_of, of_concern, signals_of, to_answer
from records import wording
from records.clock import AsOf
from records.refusal import NotTheNext
from records.writing import position


class ConcernListView(NoticeView):
    """Every concern by what became of it, those without an outcome first."""

    permission = Permission.VIEW_WORKING
    section = "plan"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        rows = with_names(self.notice, self.asof, concerns_of(self.notice, self.asof))
        groups = [(label, [row for row in rows if row["state"] == state]) for state, label in STATES.items()]
        context = {
            "groups": [(label, found) for label, found in groups if found],
            "counts": [(label, len(found)) for label, found in groups],
            "total": len(rows),
            "open": any(not row["decision"] for row in rows),
            **self.early_warnings(),
            "shown_asof": self.shown_asof(),
            "meetings": Meeting.objects.for_notice(self.notice).days_held(position(self.notice.slug)),
        }
        return self.page("plans/concern_list.html", context)

    def early_warnings(self) -> dict[str, object]:
        """Those that wait for an answer, which can be given where the page shows what stands now."""
        live = self.asof.on == self.today and not self.request.GET.get("known")
        waiting = to_answer(self.asof).filter(indicator__notice=self.notice)
        many = count_of(waiting.order_by().values_list("indicator", flat=True))
        if not many.number:
            return {"warnings": []}
        series = series_of(self.notice, self.asof, with_benchmarks=False)
        may_answer = live and self.may["answer_signal"]
        coming = meetings_to_come(self.notice, self.asof, self.today) if live else {}
        return {
            "warnings": signals_of(self.notice, self.asof, waiting, series=series),
            "many": many,
            "by_chance": false_signals.expected(tally(series).could_worsen),
            "may_answer": may_answer,
            "who_answers": "" if may_answer else who_may(Permission.ANSWER_SIGNAL),
            "next_day": next((wording.day(meeting.day) for meeting in coming.values()), ""),
        }


class ConcernView(NoticeView):
    """One concern, and how what it is about stood then and stands now."""

    permission = Permission.VIEW_WORKING
    section = "plan"

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        chosen = Concern.objects.for_notice(self.notice).filter(number=number)
        concern = get_object_or_404(chosen.as_of(self.asof).select_related("notice", "item", "objective", "indicator"))
        (row,) = with_names(self.notice, self.asof, concerns_of(self.notice, self.asof, chosen))
        context = {
            "row": row,
            "without": row["state"] == WITHOUT,
            "stood": then_and_now(concern, self.asof),
            "signal": of_concern(concern, self.asof),
            "shown_asof": self.shown_asof(),
            "meetings": Meeting.objects.for_notice(self.notice).days_held(position(self.notice.slug)),
        }
        return self.page("plans/concern.html", context)


class RaiseConcernView(NoticeView):
    """Puts one thing before a meeting to come: what the address names, or else what is chosen."""

    permission = write_permission = Permission.RAISE_CONCERN
    section = "plan"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        initial = {self.about: request.GET[self.about], "words": self.asked()} if self.about else {}
        return self.form_page(self.form(initial=initial))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = self.form(request.POST)
        answer = form.is_valid() and self.write(
            form,
            lambda at: self.put(form, at),
            then=self.page_of_thing(),
            said="The concern is before the Board.",
        )
        return answer or self.form_page(form, status=422)

    @cached_property
    def latest(self) -> AsOf:
        return position(self.notice.slug)

    @cached_property
    def about(self) -> str:
        return next((name for name in THINGS if self.request.GET.get(name)), "")

    @cached_property
    def meetings(self) -> Mapping[str, Meeting]:
        return meetings_to_come(self.notice, self.latest, self.today)

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> ConcernForm:
        return ConcernForm(
            data, initial=initial, notice=self.notice, asof=self.latest, meetings=self.meetings, about=self.about
        )

    def put(self, form: ConcernForm, at: datetime) -> Concern:
        given = form.cleaned_data
        return plan.raise_concern(
            notice=self.notice,
            meeting=given["meeting"],
            words=given["words"],
            by=self.person,
            at=at,
            **form.things(),
        )

    def asked(self) -> str:
        """The words to begin with, where the address asks whether the limits of an indicator are to be drawn anew."""
        if self.about != "indicator" or self.request.GET.get("limits") != "anew":
            return ""
        found = series_of(self.notice, self.latest, code=self.request.GET["indicator"], with_benchmarks=False)
        return "".join(question(series) for series in found)

    def form_page(self, form: ConcernForm, *, status: int = 200) -> HttpResponse:
        return self.page("plans/raise_concern.html", {"form": form, "thing": self.thing()}, status=status)

    def page_of_thing(self) -> str:
        """Where the reader came from, and where the concern stands now."""
        thing = self.thing()
        if thing is None or self.about == "objective":
            return reverse("plans:concern_list", args=[self.notice.slug])
        return reverse(f"pages:{self.about}", args=[self.notice.slug, thing["thing"] or thing["code"]])

    def thing(self) -> dict | None:
        """What the address names, in words; 404 where there is no such thing."""
        if not self.about:
            return None
        asked = self.request.GET[self.about]
        number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0
        row = {"kind": self.about, "thing": number, "code": asked, "action": None}
        (found,) = with_names(self.notice, self.latest, [row])
        if not found["name"]:
            raise Http404
        return found


class CloseConcernsView(NoticeView):
    """What a decision says of the concerns that have no outcome: several answered on one page."""

    permission = write_permission = Permission.RECORD_DECISION
    section = "plan"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.form_page(self.form(self.open, initial=self.proposed()))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = self.form(self.asked(), request.POST)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: self.close(form, at),
                then=self.next_or(reverse("plans:concern_list", args=[slug])),
                said="What the Board decided stands beside each concern.",
            )
        except NotTheNext as met:
            return self.clash(form, met, theirs=answered_meanwhile(met.latest), label="Record the outcomes")
        return answer or self.form_page(form, status=422)

    @cached_property
    def latest(self) -> AsOf:
        return position(self.notice.slug)

    @cached_property
    def open(self) -> dict[str, Concern]:
        """Those without an outcome by key, the earliest first."""
        return by_key(Concern.objects.for_notice(self.notice).without_outcome(self.latest))

    def asked(self) -> dict[str, Concern]:
        """Those that the page asked about when it was drawn, whatever became of them."""
        keys = sent(self.request.POST)
        found = by_key(Concern.objects.for_notice(self.notice).filter(number__in=keys.values()))
        there = {concern.number: concern for concern in found.values()}
        return {key: there[number] for key, number in keys.items() if number in there}

    def form(
        self, concerns: Mapping[str, Concern], data: QueryDict | None = None, *, initial: dict | None = None
    ) -> OutcomesForm:
        decisions = Decision.objects.for_notice(self.notice).in_force(self.latest).select_related("board")
        return OutcomesForm(
            data, initial=initial, notice=self.notice, decisions=decisions.latest_first(), concerns=concerns
        )

    def proposed(self) -> dict[str, object]:
        """The decision that the address names and, for the concern that it names, the item that was entered last under it."""
        decision, number = self.request.GET.get("decision", ""), self.request.GET.get("concern", "")
        key = next((key for key in self.open if key.split("_")[0] == number), "")
        if not key or not decision.isdecimal():
            return {"decision": decision}
        entered = Item.objects.for_notice(self.notice).filter(
            terms__decision__number=decision[:9],
            terms__decision__board__kind=Board.Kind.IMPROVEMENT,
            terms__recorded_at__gt=self.open[key].recorded_at,
        )
        item = entered.order_by("-number").first()
        found = {f"outcome_{key}": "action", f"item_{key}": item.number} if item else {}
        return {"decision": decision} | found

    def close(self, form: OutcomesForm, at: datetime) -> list[ConcernOutcome]:
        decision = form.cleaned_data["decision"]
        return [plan.close_concern(decision=decision, by=self.person, at=at, **outcome) for outcome in form.outcomes()]

    def form_page(self, form: OutcomesForm, *, status: int = 200) -> HttpResponse:
        numbers = [concern.number for concern in form.concerns.values()]
        chosen = Concern.objects.for_notice(self.notice).filter(number__in=numbers)
        described = with_names(self.notice, self.latest, concerns_of(self.notice, self.latest, chosen))
        by_number = {row["number"]: row for row in described}
        rows = [
            {"row": by_number[concern.number]}
            | {name: form[f"{name}_{key}"] for name in ("outcome", "item", "because")}
            for key, concern in form.concerns.items()
        ]
        rows.sort(key=lambda row: row["row"]["state"] != WITHOUT)
        decision = self.request.GET.get("decision", "")
        then = self.request.POST.get("next") or self.request.GET.get("next", "")
        shown = {"form": form, "rows": rows, "decision": decision, "next": then}
        return self.page("plans/close_concerns.html", shown, status=status)


def meetings_to_come(notice: Notice, asof: AsOf, today: date) -> dict[str, Meeting]:
    """Those that a concern can come before, by key, the next of the Improvement Board first. One query."""
    planned = Meeting.objects.for_notice(notice).planned(asof).select_related("board")
    found = [meeting for meeting in planned if meeting.day >= today]
    found.sort(key=lambda meeting: meeting.board.kind != Board.Kind.IMPROVEMENT)
    return {f"{meeting.board.kind}-{meeting.number}": meeting for meeting in found}


def by_key(concerns: ConcernQuerySet) -> dict[str, Concern]:
    """By number and how many outcomes there are: what `close_concern` calls `after`."""
    found = concerns.annotate(answers=Count("outcomes")).order_by("number")
    rows = found.select_related("item", "objective", "indicator", "meeting__board")
    return {f"{concern.number}_{concern.answers}": concern for concern in rows}


def answered_meanwhile(row: object) -> list[tuple[str, str]]:
    """What somebody else recorded of the concern; nothing where the form came from no row there is."""
    if not isinstance(row, ConcernOutcome):
        return []
    held_over = f"Held over: {row.held_over}" if row.held_over else f"None needed: {row.none_needed}"
    said = f"Item {row.action.number}" if row.action else held_over
    decision = f"{row.decision.number}, {wording.day(row.counts_on)}"
    return [("Concern", str(row.concern)), ("Outcome", said), ("Decision", decision)]
