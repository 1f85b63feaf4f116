"""The form that records a decision of the Board."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.policy import Permission
from boards import domain
from boards.forms.decisions import DecisionForm
from boards.views.base import OfBoard
from records.refusal import NotTheNext


class RecordDecisionView(OfBoard):
    """One decision, at a meeting held or between meetings."""

    permission = write_permission = Permission.RECORD_DECISION

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        asked = {name: request.GET.get(name, "") for name in ("meeting", "replaces")}
        initial = {"after": self.last_number(), **asked}
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
