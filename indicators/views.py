"""Pages of the indicators: the list of them, and the forms that report or revise a figure and set a target."""

from collections import Counter
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.policy import Permission
from boards.models import Board, Decision, Meeting
from indicators import domain, words
from indicators.figures import Series
from indicators.forms import ReportFigureForm, SetTargetForm
from indicators.models import Indicator, Observation, Target
from indicators.series import series_of
from indicators.standing import Against, Polarity, rule_words
from notices.http import NoticeView
from records.clock import AsOf
from records.refusal import NotTheNext
from records.writing import position

READ = (Against.MEETS, Against.NEAR, Against.MISSES, Against.NO_DATA)


class IndicatorListView(NoticeView):
    """Every indicator in a row: its latest figure, its target and who set it, how the one stands against the other."""

    permission = Permission.VIEW_WORKING
    section = "indicators"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        rows = series_of(self.notice, self.asof)
        counted = Counter(series.standing for series in rows)
        context = {
            "rows": rows,
            "others": [(word, counted[word]) for word in READ if counted[word] and word is not Against.MEETS],
            "meets": counted[Against.MEETS],
            "with_target": sum(counted[word] for word in READ),
            "without_target": counted[Against.NO_TARGET],
            "context_only": counted[Against.CONTEXT],
            "figures_to": max((series.figures_to for series in rows if series.figures_to), default=None),
            "rules": [
                rule_words(polarity) for polarity in Polarity if polarity in {series.polarity for series in rows}
            ],
            "live": self.asof.on == self.today and not request.GET.get("known"),
            "shown_asof": self.shown_asof(),
            "meetings": Meeting.objects.for_notice(self.notice).days_held(self.latest),
        }
        return self.page("indicators/indicator_list.html", context)

    @property
    def latest(self) -> AsOf:
        return position(self.notice.slug)


class OfIndicator(NoticeView):
    """Base of the forms about one indicator, drawn from everything recorded so far."""

    section = "indicators"
    permission = Permission.VIEW_WORKING
    template = ""

    @cached_property
    def latest(self) -> AsOf:
        return position(self.notice.slug)

    @cached_property
    def indicator(self) -> Indicator:
        return get_object_or_404(Indicator.objects.for_notice(self.notice), code=self.kwargs["code"])

    @cached_property
    def series(self) -> Series:
        found = series_of(self.notice, self.latest, code=self.indicator.code)
        if not found:
            raise Http404
        return found[0]

    def to_indicator(self) -> str:
        return reverse("pages:indicator", args=[self.notice.slug, self.indicator.code])

    def form_page(self, form: ReportFigureForm | SetTargetForm, *, status: int = 200, **more: object) -> HttpResponse:
        trail = [
            ("Indicators", reverse("indicators:indicator_list", args=[self.notice.slug])),
            (f"{self.series.code} {self.series.name}", self.to_indicator()),
        ]
        return self.page(
            self.template, {"form": form, "series": self.series, "breadcrumbs": trail, **more}, status=status
        )


class ReportFigureView(OfIndicator):
    """The figure of one period, or why there is none. Opened with ?period= of one that has a figure, it revises it."""

    permission = write_permission = Permission.ENTER_VALUE
    template = "indicators/report_figure.html"

    def get(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        if self.standing:
            initial = self.what_stands(self.standing) | {"reason": ""}
        else:
            initial = {"period_on": self.asked_day("period") or self.next_period()}
        return self.drawn(self.form(self.standing, initial=initial))

    def post(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        form = self.form(self.standing, request.POST)
        if not form.is_valid():
            return self.drawn(form, status=422)
        given = form.cleaned_data
        period_on = self.standing.period_on if self.standing else given["period_on"]
        period = words.period(period_on, self.series.every)
        try:
            answer = self.write(
                form,
                lambda at: domain.report_figure(
                    indicator=self.indicator,
                    period_on=period_on,
                    by=self.person,
                    at=at,
                    numerator=given.get("numerator"),
                    denominator=given.get("denominator"),
                    value=given.get("value"),
                    no_data_because=given["no_data_because"],
                    note=given["note"],
                    reason=given.get("reason", ""),
                    after=given["after"] if self.standing else None,
                    confirmed=given["confirmed"],
                ),
                then=self.next_or(self.to_indicator()),
                said=f"The figure for {period} is {'revised' if self.standing else 'reported'}.",
            )
        except NotTheNext as met:
            row: Any = met.latest
            theirs = self.form(row, initial=self.what_stands(row))
            return self.clash(form, met, theirs=theirs.answers(), label="Save the figure")
        return answer or self.drawn(self.as_revision(form, period_on), status=422)

    def as_revision(self, form: ReportFigureForm, period_on: date) -> ReportFigureForm:
        """The form as typed or, where its period has a figure already, the same answers to revise that one with."""
        found = None if self.standing else self.figure_of(period_on)
        if found is None:
            return form
        typed = self.request.POST.copy()
        typed["after"] = str(found.number)
        return self.form(found, typed)

    def form(self, standing: Observation | None, *args: object, **kwargs: Any) -> ReportFigureForm:
        return ReportFigureForm(*args, series=self.series, standing=standing, **kwargs)

    def drawn(self, form: ReportFigureForm, *, status: int = 200) -> HttpResponse:
        standing, stands = form.standing, {}
        if standing:
            stands = {
                "value": self.series.said(standing),
                "counted": words.counted(standing),
                "period": self.series.period(standing),
                "period_on": standing.period_on,
                "by": standing.recorded_by,
                "on": standing.counts_on,
            }
        return self.form_page(form, status=status, stands=stands)

    @cached_property
    def standing(self) -> Observation | None:
        period_on = self.asked_day("period")
        return self.figure_of(period_on) if period_on else None

    def figure_of(self, period_on: date) -> Observation | None:
        rows = self.indicator.observations.filter(period_on=period_on).select_related("recorded_by")
        return rows.order_by("-number").first()

    def next_period(self) -> date | None:
        """The period after the newest, where it is over."""
        newest = self.series.latest
        following = words.next_end(newest.period_on, self.series.every) if newest else None
        return following if following and following <= self.today else None

    @staticmethod
    def what_stands(row: Observation) -> dict[str, object]:
        none = row.state == Observation.State.NO_DATA
        return {
            "after": row.number,
            "numerator": row.numerator,
            "denominator": row.denominator,
            "value": row.value,
            "no_data_because": row.note if none else "",
            "note": "" if none else row.note,
            "reason": row.reason,
        }


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
