"""How is it recorded that the Board has the limits of an indicator drawn anew?"""

from typing import Any

from django.http import HttpRequest, HttpResponse

from accounts.policy import Permission
from boards.models import Board, Decision
from indicators.forms import RebaseForm
from indicators.gate import FEWEST
from indicators.models import Rebase
from indicators.rebasing import rebase
from indicators.views.one_indicator import OfIndicator
from records import wording
from records.refusal import NotTheNext


class RebaseView(OfIndicator):
    """From which period, for which cause, by which decision. What few figures since then mean is said when it is saved."""

    permission = write_permission = Permission.RECORD_DECISION
    template = "indicators/rebase.html"

    def get(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        last = self.indicator.rebases.order_by("-number").first()
        asked = {"from_on": request.GET.get("from", "")}
        return self.drawn(self.form(initial={"after": last.number if last else 0} | asked))

    def post(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.drawn(form, status=422)
        given = form.cleaned_data
        try:
            answer = self.write(
                form,
                lambda at: rebase(
                    indicator=self.indicator,
                    decision=given["decision"],
                    from_on=given["from_on"],
                    reason=given["reason"],
                    by=self.person,
                    at=at,
                    after=given["after"],
                ),
                then=self.next_or(self.to_indicator()),
                said=self.said(given),
            )
        except NotTheNext as met:
            row: Any = met.latest
            theirs = self.form(initial=self.what_stands(row))
            return self.clash(form, met, theirs=theirs.answers(), label="Draw the limits anew")
        return answer or self.drawn(form, status=422)

    def said(self, given: dict[str, Any]) -> str:
        since = sum(row.period_on >= given["from_on"] for row in self.series.valued)
        done = f"The limits of {self.indicator.code} are drawn anew."
        if since >= FEWEST:
            return done
        return f"{done} There are {wording.count(since, 'figure')} since then: none are drawn until there are {FEWEST}."

    def form(self, *args: object, **kwargs: object) -> RebaseForm:
        board = Board.objects.for_notice(self.notice).improvement()
        decisions = (
            Decision.objects.for_notice(self.notice).filter(board__in=board).in_force(self.latest).latest_first()
        )
        return RebaseForm(*args, series=self.series, decisions=decisions, **kwargs)

    def drawn(self, form: RebaseForm, *, status: int = 200) -> HttpResponse:
        few = len(self.series.valued) < 2
        return self.form_page(form, status=status, few=few, undecided=not few and not form.decisions.exists())

    @staticmethod
    def what_stands(row: Rebase) -> dict[str, object]:
        return {"from_on": row.from_on.isoformat(), "reason": row.reason, "decision": row.decision.number}
