"""How is a figure reported or revised, of the whole or of one agency or team?"""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property

from accounts.policy import Permission
from indicators import domain, words
from indicators.closing import closed_words, closings
from indicators.figures import Figure, Part
from indicators.forms import ReportFigureForm
from indicators.models import Observation
from indicators.querysets import WHOLE
from indicators.views.one_indicator import OfIndicator
from records.refusal import NotTheNext


class ReportFigureView(OfIndicator):
    """The figure of one period, or why there is none. Opened with ?period= of one that has a figure, it revises it; with
    ?part= it is the figure of one agency or team."""

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
        of = f" of {self.part.name}" if self.part else ""
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
                    part=self.part.code if self.part else WHOLE,
                ),
                then=self.next_or(self.to_indicator()),
                said=self.recorded_words(f"{of} for {period}", no_data=bool(given["no_data_because"].strip())),
            )
        except NotTheNext as met:
            row: Any = met.latest
            theirs = self.form(row, initial=self.what_stands(row))
            return self.clash(form, met, theirs=theirs.answers(), label="Save the figure")
        return answer or self.drawn(self.as_revision(form, period_on), status=422)

    def recorded_words(self, of: str, *, no_data: bool) -> str:
        if no_data:
            return f"That there is no figure{of} is recorded."
        return f"The figure{of} is {'revised' if self.standing else 'reported'}."

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
        newest = self.newest
        return self.form_page(
            form,
            status=status,
            stands=stands,
            part=self.part,
            newest=self.series.said(newest) if newest else "",
            newest_period=self.series.period(newest),
            closed=self.closed(standing),
        )

    def closed(self, standing: Observation | None) -> list[str]:
        """Which periods take no figure now, and why; of a figure to revise, its own."""
        found = closings(self.notice, self.latest)
        on = [standing.period_on] if standing else [day for every, day in sorted(found) if every == self.series.every]
        return [closed_words(found[self.series.every, day]) for day in on if (self.series.every, day) in found]

    @cached_property
    def part(self) -> Part | None:
        """The agency or team whose figure it is; None for the whole."""
        code = self.request.GET.get("part", "")
        if not code:
            return None
        found = next((part for part in self.series.parts if part.code == code), None)
        if found is None:
            raise Http404
        return found

    @property
    def newest(self) -> Figure | None:
        return self.part.latest if self.part else self.series.latest

    @cached_property
    def standing(self) -> Observation | None:
        period_on = self.asked_day("period")
        return self.figure_of(period_on) if period_on else None

    def figure_of(self, period_on: date) -> Observation | None:
        part = self.part.code if self.part else WHOLE
        rows = self.indicator.observations.filter(part=part, period_on=period_on).select_related("recorded_by")
        return rows.order_by("-number").first()

    def next_period(self) -> date | None:
        """The period after the newest, where it is over."""
        newest = self.newest
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
