"""How does somebody answer an early warning: put it before a meeting of the Board, or set it aside until a day?"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.policy import Permission
from boards.models import Board, Meeting
from indicators.models import Signal
from indicators.series import series_of
from notices.forms import NoticeForm
from notices.http import NoticeView
from plans import domain as plan
from plans.forms.signals import PutSignalForm, SetAsideForm
from plans.models import Concern, SignalSetAside
from plans.signal_list import signals_of
from plans.signals import drafted, latest_to_look_again
from plans.views.concerns import meetings_to_come
from records import wording
from records.clock import AsOf
from records.refusal import NotTheNext
from records.writing import position


class OfSignal(NoticeView):
    """Base of the two answers to one signal, drawn from everything recorded so far."""

    permission = write_permission = Permission.ANSWER_SIGNAL
    section = "plan"
    template = ""

    @cached_property
    def latest(self) -> AsOf:
        return position(self.notice.slug)

    @cached_property
    def signal(self) -> Signal:
        told = Signal.objects.for_notice(self.notice).select_related("indicator__notice")
        return get_object_or_404(told, indicator__code=self.kwargs["code"], number=self.kwargs["number"])

    def form_page(self, form: NoticeForm, *, status: int = 200) -> HttpResponse:
        chosen = Signal.objects.for_notice(self.notice).filter(pk=self.signal.pk)
        series = series_of(self.notice, self.latest, code=self.kwargs["code"], with_benchmarks=False)
        (row,) = signals_of(self.notice, self.latest, chosen, series=series)
        return self.page(self.template, {"form": form, "row": row}, status=status)

    def to_list(self) -> str:
        return reverse("plans:concern_list", args=[self.notice.slug])


class PutSignalView(OfSignal):
    """Puts it before a meeting, in words that are drafted from it."""

    template = "plans/put_signal.html"

    def get(self, request: HttpRequest, slug: str, code: str, number: int) -> HttpResponse:
        return self.form_page(self.form(initial={"words": drafted(self.signal)}))

    def post(self, request: HttpRequest, slug: str, code: str, number: int) -> HttpResponse:
        form = self.form(request.POST)
        answer = form.is_valid() and self.write(
            form, lambda at: self.put(form, at), then=self.to_list(), said="The early warning is before the Board."
        )
        return answer or self.form_page(form, status=422)

    @cached_property
    def meetings(self) -> Mapping[str, Meeting]:
        return meetings_to_come(self.notice, self.latest, self.today)

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> PutSignalForm:
        return PutSignalForm(data, initial=initial, meetings=self.meetings)

    def put(self, form: PutSignalForm, at: datetime) -> Concern:
        given = form.cleaned_data
        return plan.put_before_board(
            signal=self.signal, words=given["words"], meeting=given["meeting"], by=self.person, at=at
        )


class SetSignalAsideView(OfSignal):
    """Sets it aside until a day, with a reason that stays beside it."""

    template = "plans/set_signal_aside.html"

    def get(self, request: HttpRequest, slug: str, code: str, number: int) -> HttpResponse:
        many = SignalSetAside.objects.for_notice(self.notice).filter(signal=self.signal).count()
        return self.form_page(SetAsideForm(initial={"after": many, "look_again_on": self.next_board()}))

    def post(self, request: HttpRequest, slug: str, code: str, number: int) -> HttpResponse:
        form = SetAsideForm(request.POST)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: self.put_away(form, at),
                then=self.to_list(),
                said="It is set aside. The reason stands beside it, and the day on which it is looked at again.",
            )
        except NotTheNext as met:
            return self.clash(form, met, theirs=set_aside_meanwhile(met.latest), label="Set it aside")
        return answer or self.form_page(form, status=422)

    def put_away(self, form: SetAsideForm, at: datetime) -> SignalSetAside:
        given = form.cleaned_data
        return plan.set_aside(
            signal=self.signal,
            reason=given["reason"],
            look_again_on=given["look_again_on"],
            after=given["after"],
            by=self.person,
            at=at,
        )

    def next_board(self) -> date | None:
        """What is proposed: the next meeting of the Improvement Board after today, unless it is too far away."""
        planned = (
            Meeting.objects.for_notice(self.notice).filter(board__kind=Board.Kind.IMPROVEMENT).planned(self.latest)
        )
        days = [meeting.day for meeting in planned if self.today < meeting.day <= latest_to_look_again(self.today)]
        return min(days, default=None)


def set_aside_meanwhile(row: object) -> list[tuple[str, str]]:
    """What somebody else recorded of the signal; nothing where the form came from no row there is."""
    if not isinstance(row, SignalSetAside):
        return []
    return [
        ("Set aside", wording.day(row.counts_on)),
        ("Because", row.reason),
        ("To be looked at again", wording.day(row.look_again_on)),
    ]
