"""How do figures come in: by which rules, which periods are closed, what came late and what is missing?"""

from datetime import date
from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from accounts.policy import Permission
from indicators import closing, words
from indicators.entry_forms import ClosingForm, ReturnRulesForm
from indicators.figures import Series
from indicators.models import PeriodClosing
from indicators.periods import arrivals as arrivals_of
from indicators.periods import ends, newest_end, of_rhythm, returns_for, rhythms
from indicators.return_rules import Rules, rules_of, set_return_rules
from indicators.series import series_of
from notices.http import NoticeView
from records.clock import AsOf
from records.refusal import NotTheNext
from records.writing import position

SHOWN = {words.WEEK: 8, words.MONTH: 6, words.QUARTER: 4, words.HALF_YEAR: 2, words.YEAR: 2}
FARTHEST = 60  # periods back that an address may name


class OfReturns(NoticeView):
    """Base of the pages about how figures come in."""

    permission = Permission.VIEW_WORKING
    section = "indicators"

    @cached_property
    def latest(self) -> AsOf:
        return position(self.notice.slug, on=self.today)

    @cached_property
    def rules(self) -> Rules:
        return rules_of(self.notice, self.latest)

    @cached_property
    def series(self) -> list[Series]:
        return series_of(self.notice, self.latest, with_benchmarks=False)

    @cached_property
    def arrivals(self) -> dict[tuple[str, date], date]:
        return arrivals_of(self.notice, self.latest)

    @cached_property
    def closings(self) -> dict[closing.Period, PeriodClosing]:
        return closing.closings(self.notice, self.latest)

    def ends(self, every: str, number: int) -> list[date]:
        return ends(every, self.today, newest_end(of_rhythm(self.series, every)), number)

    def trail(self, *rest: tuple[str, str | None]) -> list[tuple[str, str | None]]:
        return [("Indicators", reverse("indicators:indicator_list", args=[self.notice.slug])), *rest]

    def to_returns(self) -> str:
        return reverse("indicators:returns", args=[self.notice.slug])


class ReturnsView(OfReturns):
    """The rules in words, and the returns of the last periods of each rhythm."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        context = {
            "rules": self.rules,
            "tables": [(words.RHYTHMS[every], self.rows(every)) for every in rhythms(self.series)],
            "who_opens": closing.who_opens(),
            "breadcrumbs": self.trail(("How figures come in", None)),
        }
        return self.page("indicators/returns.html", context)

    def rows(self, every: str) -> list[dict]:
        return [
            {
                "returns": returns_for(self.series, every, on, self.arrivals, self.today, self.rules),
                "closing": self.closings.get((every, on)),
            }
            for on in self.ends(every, SHOWN[every])
        ]


class ReturnRulesView(OfReturns):
    """Says how figures come in from today on, with the reason."""

    permission = write_permission = Permission.CLOSE_PERIOD

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        rules = self.rules
        begun = {
            "after": rules.number,
            "due_days": rules.due_days,
            "weekly_due_days": rules.weekly_due_days,
            "approved": rules.approved,
            "closed": rules.closed,
        }
        return self.drawn(ReturnRulesForm(initial=begun))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = ReturnRulesForm(request.POST)
        if not form.is_valid():
            return self.drawn(form, status=422)
        given = {
            name: form.cleaned_data[name] for name in ("due_days", "weekly_due_days", "approved", "closed", "reason")
        }
        try:
            answer = self.write(
                form,
                lambda at: set_return_rules(
                    notice=self.notice, by=self.person, at=at, after=form.cleaned_data["after"], **given
                ),
                then=self.to_returns(),
                said="The rules hold from today.",
            )
        except NotTheNext as met:
            row = met.latest
            theirs = ReturnRulesForm(initial={name: getattr(row, name) for name in given})
            return self.clash(form, met, theirs=theirs.answers(), label="Set these rules")
        return answer or self.drawn(form, status=422)

    def drawn(self, form: ReturnRulesForm, *, status: int = 200) -> HttpResponse:
        trail = self.trail(("How figures come in", self.to_returns()), ("Rules", None))
        return self.page(
            "indicators/return_rules.html", {"form": form, "rules": self.rules, "breadcrumbs": trail}, status=status
        )


class PeriodView(OfReturns):
    """One period: what came of each indicator and when; and the form to close it or to open it again."""

    write_permission = Permission.CLOSE_PERIOD

    def get(self, request: HttpRequest, slug: str, every: str, period: str) -> HttpResponse:
        return self.drawn(ClosingForm())

    def post(self, request: HttpRequest, slug: str, every: str, period: str) -> HttpResponse:
        form = ClosingForm(request.POST)
        # By what the page offered: two who press the same are told that it is done, and nothing is turned round.
        act = closing.open_period if request.POST.get("act") == "open" else closing.close_period
        done = "open again" if act is closing.open_period else "closed"
        answer = form.is_valid() and self.write(
            form,
            lambda at: act(
                notice=self.notice,
                every=every,
                period_on=self.period_on,
                reason=form.cleaned_data["reason"],
                by=self.person,
                at=at,
            ),
            then=request.path,
            said=f"Entry for {words.period(self.period_on, every)} is {done}.",
        )
        return answer or self.drawn(form, status=422)

    @cached_property
    def period_on(self) -> date:
        every, period = self.kwargs["every"], self.kwargs["period"]
        found = {} if every not in words.SPANS else {on.isoformat(): on for on in self.ends(every, FARTHEST)}
        if period not in found:
            raise Http404
        return found[period]

    def drawn(self, form: ClosingForm, *, status: int = 200) -> HttpResponse:
        every = self.kwargs["every"]
        row = self.closings.get((every, self.period_on))
        found = returns_for(self.series, every, self.period_on, self.arrivals, self.today, self.rules)
        context = {
            "form": form,
            "returns": found,
            "closing": row,
            "closed": closing.closed_words(row) if row else "",
            "rules": self.rules,
            "every": every,
            "breadcrumbs": self.trail(("How figures come in", self.to_returns()), (found.said, None)),
        }
        return self.page("indicators/period.html", context, status=status)
