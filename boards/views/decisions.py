"""The forms that record a decision: of the Board, and of the LSCB."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.policy import Permission
from boards import domain, quorums
from boards.forms.decisions import DecisionForm, LscbDecisionForm
from boards.models import Board
from boards.views.base import OfBoard
from notices.forms import NoticeForm
from records.refusal import NotTheNext


class RecordDecisionView(OfBoard):
    """One decision, at a meeting held or between meetings."""

    permission = write_permission = Permission.RECORD_DECISION
    form_class: type[DecisionForm | LscbDecisionForm] = DecisionForm
    template = "boards/record_decision.html"
    register = ""  # what the address of the register says of the Board

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        asked = {name: request.GET.get(name, "") for name in ("meeting", "replaces")}
        initial = {"after": self.last_number(), **asked}
        return self.form_page(self.form_class(initial=initial, board=self.board, asof=self.latest))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = self.form_class(request.POST, board=self.board, asof=self.latest)
        try:
            answer = form.is_valid() and self.write(
                form,
                self.asked_first(form),
                then=reverse("pages:decisions", args=[slug]) + self.register,
                said="The decision is in the register.",
            )
        except NotTheNext as met:
            newest: Any = met.latest
            theirs = [("What it is about", newest.get_kind_display()), (str(form["words"].label), newest.words)]
            return self.clash(form, met, theirs=theirs, label="Record the decision")
        return answer or self.form_page(form, status=422)

    def asked_first(self, form: NoticeForm) -> Callable[[datetime], object]:
        """The act, with the question whether the Board could decide at that meeting."""
        given = {name: form.cleaned_data[name] for name in form.fields.keys() - {"token"}}
        meeting = None if given["confirmed"] else given.get("meeting")
        question = quorums.doubt(meeting, meeting.day, self.latest) if meeting else ""
        record = partial(domain.record_decision, board=self.board, by=self.person, **given)
        return lambda at: quorums.asked_too(question, partial(record, at=at))

    def last_number(self) -> int:
        newest = self.board.decisions.order_by("-number").first()
        return newest.number if newest else 0

    def form_page(self, form: NoticeForm, *, status: int = 200) -> HttpResponse:
        return self.page(self.template, {"form": form, "board": self.board}, status=status)


class RecordLscbDecisionView(RecordDecisionView):
    """One decision of the Local Safeguarding Children Board, with its source: it keeps minutes of its own."""

    form_class, template, register = LscbDecisionForm, "boards/record_lscb_decision.html", "?board=lscb"

    @cached_property
    def board(self) -> Board:
        return get_object_or_404(Board.objects.for_notice(self.notice), kind=Board.Kind.LSCB)
