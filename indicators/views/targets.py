"""How is it recorded what an indicator should reach, by a decision of the Board?"""

from typing import Any

from django.http import HttpRequest, HttpResponse

from accounts.policy import Permission
from boards.models import Board, Decision
from indicators import domain
from indicators.forms import SetTargetForm
from indicators.models import Target
from indicators.standing import rule_words
from indicators.views.one_indicator import OfIndicator
from records.refusal import NotTheNext


class SetTargetView(OfIndicator):
    """What the indicator should reach, by a decision of the Board."""

    permission = write_permission = Permission.RECORD_DECISION
    template = "indicators/set_target.html"

    def get(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        last = self.indicator.targets.order_by("-number").first()
        return self.drawn(self.form(initial={"after": last.number if last else 0}))

    def post(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.drawn(form, status=422)
        given = form.cleaned_data
        try:
            answer = self.write(
                form,
                lambda at: domain.set_target(
                    indicator=self.indicator,
                    from_on=given["from_on"],
                    by=self.person,
                    at=at,
                    counts_on=given["decision"].counts_on,
                    value=given.get("value"),
                    low=given.get("low"),
                    high=given.get("high"),
                    tolerance=given["tolerance"],
                    decision=given["decision"],
                    after=given["after"],
                ),
                then=self.next_or(self.to_indicator()),
                said=f"The target of {self.indicator.code} is set.",
            )
        except NotTheNext as met:
            row: Any = met.latest
            theirs = self.form(initial=self.what_stands(row))
            return self.clash(form, met, theirs=theirs.answers(), label="Set the target")
        return answer or self.drawn(form, status=422)

    def form(self, *args: object, **kwargs: object) -> SetTargetForm:
        board = Board.objects.for_notice(self.notice).improvement()
        decisions = (
            Decision.objects.for_notice(self.notice).filter(board__in=board).in_force(self.latest).latest_first()
        )
        return SetTargetForm(*args, series=self.series, decisions=decisions, **kwargs)

    def drawn(self, form: SetTargetForm, *, status: int = 200) -> HttpResponse:
        takes_none = not self.series.takes_target
        return self.form_page(
            form,
            status=status,
            takes_none=takes_none,
            undecided=not takes_none and not form.decisions.exists(),
            rule=rule_words(self.series.polarity),
        )

    @staticmethod
    def what_stands(row: Target) -> dict[str, object]:
        day = [str(part) for part in (row.from_on.day, row.from_on.month, row.from_on.year)]
        decision = row.decision.number if row.decision else None
        return {
            "value": row.value,
            "low": row.low,
            "high": row.high,
            "tolerance": row.tolerance,
            "from_on": day,
            "decision": decision,
        }
