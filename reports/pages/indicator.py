"""How does one indicator stand: the latest figure, its target, every figure before it, and who changed what why?"""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.policy import Permission, who_may
from boards.models import Meeting
from indicators import words
from indicators.figures import Beside, Series
from indicators.models import Indicator, IndicatorTerms, Observation
from indicators.querysets import WHOLE
from indicators.reading_chart import chart_of
from indicators.series import series_of
from indicators.standing import rule_words
from notices.http import NoticeView
from notices.models import Notice, Requirement
from plans.concern_list import concerns_of
from plans.models import Concern
from plans.signal_list import latest_of
from records import wording
from records.clock import AsOf, london_day
from records.writing import position
from reports.pages.indicator_reading import reading_of
from reports.pages.indicator_returns import returns_beside

CHART_HEIGHT = 380
SINCE_FIRST = {"better": "Better", "same": "The same", "worse": "Worse"}


class IndicatorView(NoticeView):
    """Live, as of the day asked for. Figures can be revised from here only where the page shows what stands now."""

    permission = Permission.VIEW_WORKING
    section = "indicators"

    def get(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        indicator = get_object_or_404(Indicator.objects.for_notice(self.notice), code=code)
        series = next(iter(series_of(self.notice, self.asof, code=code, with_parts=True)), None)
        if series is None:
            raise Http404
        reports = list(
            indicator.observations.as_of(self.asof).select_related("recorded_by").order_by("period_on", "number")
        )
        newest = {report.period_on: report for report in reports if report.part == WHOLE}
        live = self.asof.on == self.today and not request.GET.get("known")
        may_answer = live and self.may["answer_signal"]
        returns = returns_beside(self.notice, self.asof, indicator, series, reports)
        context = {
            "returns": returns,
            "series": series,
            "since_first": SINCE_FIRST.get(series.since_first or ""),
            "incomparable": incomparable(series),
            "breadcrumbs": [("Indicators", reverse("indicators:indicator_list", args=[slug])), (series.code, None)],
            "share": series.unit == IndicatorTerms.Unit.PERCENT,
            "chart": chart_of(series, height=CHART_HEIGHT),
            "rule": rule_words(series.polarity),
            "every": IndicatorTerms.Every(series.every).label,
            "rows": [
                figure_row(series, report) | returns["beside"].get(report.period_on, {})
                for report in reversed(newest.values())
            ],
            "part_rows": part_rows(series),
            "revisions": list(reversed(revisions(series, reports))),
            "targets": target_rows(series),
            "beside": [beside_row(series, row) for row in series.benchmarks],
            "baseline": beside_row(series, series.baseline) if series.baseline else None,
            "requirements": serving(self.notice, code),
            "later": recorded_later(indicator, self.asof),
            "may_enter": self.may["enter_value"] and live and not series.begins_later,
            "concerns": concerns_of(
                self.notice, self.asof, Concern.objects.for_notice(self.notice).filter(indicator=indicator)
            ),
            "told": latest_of(self.notice, series, self.asof),
            "may_answer": may_answer,
            "who_answers": "" if may_answer else who_may(Permission.ANSWER_SIGNAL),
            "raise_url": f"{reverse('plans:raise_concern', args=[slug])}?indicator={code}" if live else "",
            "may_set": self.may["record_decision"] and live and series.takes_target,
            "may_rebase": self.may["record_decision"] and live and len(series.valued) > 1,
            "shown_asof": self.shown_asof(),
            "meetings": Meeting.objects.for_notice(self.notice).days_held(position(self.notice.slug)),
        }
        return self.page("pages/indicator.html", context | reading_of(series, self.notice, self.asof))


def incomparable(series: Series) -> str:
    """Why the latest figure cannot be called better or worse than the first, in words; nothing where it can."""
    if series.since_first:
        return ""
    if series.start is None:
        return "Two periods with figures are needed to compare"
    if not series.latest or series.latest.value is None:
        return "the latest period has no figure to compare with it"
    if not series.takes_target:
        return "more or less of it is neither good nor bad"
    return "without a band neither more nor less of it is better"


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


def part_rows(series: Series) -> list[dict[str, object]]:
    """Period by period, newest first, the figure of each agency or team in the order of `series.parts`."""
    by_part = [{point.period_on: point for point in part.points} for part in series.parts]
    periods = sorted({on for points in by_part for on in points}, reverse=True)
    return [
        {
            "period": words.period(on, series.every),
            "cells": [
                {"value": series.said(point), "counted": words.counted(point), "note": point.reason or point.note}
                if (point := points.get(on))
                else None
                for points in by_part
            ],
        }
        for on in periods
    ]


def revisions(series: Series, reports: list[Observation]) -> list[dict[str, object]]:
    """Each change of a figure that stood, in the order in which they were made."""
    names = {part.code: part.name for part in series.parts}
    stood: dict[tuple[str, date], Observation] = {}
    found = []
    for report in sorted(reports, key=lambda row: (row.recorded_at, row.number)):
        before = stood.get((report.part, report.period_on))
        if before:
            found.append(
                {
                    "period": series.period(report),
                    "part": names.get(report.part, ""),
                    "was": series.said(before),
                    "became": series.said(report),
                    "reason": report.reason,
                    "on": report.counts_on,
                    "by": report.recorded_by.name,
                }
            )
        stood[report.part, report.period_on] = report
    return found


def target_rows(series: Series) -> list[dict[str, object]]:
    """Newest first. One set for periods that lay behind says so, and one recorded after the day it counts from too."""
    return [
        {
            "from_on": step.from_on,
            "target": series.target_said(step),
            "tolerance": words.distance(step.aim.tolerance, series.unit) if step.aim.tolerance else "",
            "source": step.source,
            "source_words": step.source_words,
            "decision": step.decision,
            "counts_on": step.counts_on,
            "for_the_past": (
                f"Set on {wording.day(step.counts_on)} for periods from {wording.day(step.from_on)}"
                if step.from_on < step.counts_on
                else ""
            ),
            "recorded_on": london_day(step.recorded_at) if london_day(step.recorded_at) > step.counts_on else None,
        }
        for step in reversed(series.targets)
    ]


def beside_row(series: Series, row: Beside) -> dict[str, object]:
    return {
        "kind": row.kind_words,
        "who": row.who,
        "period": row.period,
        "value": words.figure(row.value, series.unit),
        "source": row.source,
        "verified": row.verified,
    }


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
