"""How does one indicator stand: the latest figure, its target, every figure before it, and who changed what why?"""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.policy import Permission
from boards.models import Meeting
from indicators import words
from indicators.figures import Series
from indicators.models import Indicator, IndicatorTerms, Observation
from indicators.series import series_of
from indicators.standing import rule_words
from notices.http import NoticeView
from notices.models import Notice, Requirement
from records.clock import AsOf, london_day
from records.writing import position
from reports import charts


class IndicatorView(NoticeView):
    """Live, as of the day asked for. Figures can be revised from here only where the page shows what stands now."""

    permission = Permission.VIEW_WORKING
    section = "indicators"

    def get(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        indicator = get_object_or_404(Indicator.objects.for_notice(self.notice), code=code)
        series = next(iter(series_of(self.notice, self.asof, code=code)), None)
        if series is None:
            raise Http404
        reports = list(
            indicator.observations.as_of(self.asof).select_related("recorded_by").order_by("period_on", "number")
        )
        newest = {report.period_on: report for report in reports}
        live = self.asof.on == self.today and not request.GET.get("known")
        context = {
            "series": series,
            "breadcrumbs": [("Indicators", reverse("indicators:indicator_list", args=[slug])), (series.code, None)],
            "share": series.unit == IndicatorTerms.Unit.PERCENT,
            "chart": charts.run(series.as_data()),
            "rule": rule_words(series.polarity),
            "every": IndicatorTerms.Every(series.every).label,
            "rows": [figure_row(series, report) for report in reversed(newest.values())],
            "revisions": list(reversed(revisions(series, reports))),
            "targets": target_rows(series),
            "requirements": serving(self.notice, code),
            "later": recorded_later(indicator, self.asof),
            "may_enter": self.may["enter_value"] and live,
            "may_set": self.may["record_decision"] and live and series.takes_target,
            "shown_asof": self.shown_asof(),
            "meetings": Meeting.objects.for_notice(self.notice).days_held(position(self.notice.slug)),
        }
        return self.page("pages/indicator.html", context)


def figure_row(series: Series, report: Observation) -> dict[str, object]:
    step = series.target_for(report.period_on)
    return {
        "on": report.period_on,
        "period": series.period(report),
        "value": series.said(report),
        "numerator": words.plain(report.numerator) if report.numerator is not None else None,
        "denominator": words.plain(report.denominator) if report.denominator is not None else None,
        "target": series.target_said(step) if step else "",
        "against": series.against(report),
        "note": report.note,
        "revised": report.number > 1,
        "reported_on": report.counts_on,
        "by": report.recorded_by.name,
    }


def revisions(series: Series, reports: list[Observation]) -> list[dict[str, object]]:
    """Each change of a figure that stood, in the order in which they were made."""
    stood: dict[date, Observation] = {}
    found = []
    for report in sorted(reports, key=lambda row: (row.recorded_at, row.number)):
        before = stood.get(report.period_on)
        if before:
            found.append(
                {
                    "period": series.period(report),
                    "was": series.said(before),
                    "became": series.said(report),
                    "reason": report.reason,
                    "on": report.counts_on,
                    "by": report.recorded_by.name,
                }
            )
        stood[report.period_on] = report
    return found


def target_rows(series: Series) -> list[dict[str, object]]:
    """Newest first. One recorded after the day it counts from says so: a reader of that day did not see it."""
    return [
        {
            "from_on": step.from_on,
            "target": series.target_said(step),
            "tolerance": words.distance(step.aim.tolerance, series.unit) if step.aim.tolerance else "",
            "source": step.source,
            "source_words": step.source_words,
            "decision": step.decision,
            "counts_on": step.counts_on,
            "recorded_on": london_day(step.recorded_at) if london_day(step.recorded_at) > step.counts_on else None,
        }
        for step in reversed(series.targets)
    ]


def serving(notice: Notice, code: str) -> list[Requirement]:
    """The requirements of the notice whose evidence names this indicator."""
    requirements = Requirement.objects.for_notice(notice).select_related("measure")
    return [requirement for requirement in requirements if code in requirement.indicator_codes]


def recorded_later(indicator: Indicator, asof: AsOf) -> dict[str, int]:
    """What counts by the day shown and was recorded only afterwards."""
    return {
        "figures": indicator.observations.recorded_later(asof).count(),
        "targets": indicator.targets.recorded_later(asof).count(),
    }
