"""What does a page cost that is as large as the dashboard and answers nothing? The same tables read whole by the plain ORM, no
position in time, one plain template: the least that any page of this framework with those rows would take."""

import re
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import Template, engines
from django.urls import path

from improvement.urls import urlpatterns as product

# The tables that a position is read from.
READ = [
    "notices.Measure",
    "notices.Requirement",
    "notices.ReportingPoint",
    "notices.Review",
    "boards.Meeting",
    "boards.MeetingDay",
    "boards.Decision",
    "plans.Item",
    "plans.ItemTerms",
    "plans.ProgressUpdate",
    "plans.DateChange",
    "plans.DateRuling",
    "plans.Evidence",
    "plans.EvidenceRuling",
    "plans.Judgement",
    "indicators.IndicatorTerms",
    "indicators.Target",
    "indicators.Observation",
    "indicators.IndicatorAgreement",
    "indicators.Benchmark",
]
PAGE = """{% extends "base.html" %}
{% block main %}
<table>{% for row in rows %}<tr>{% for cell in row %}<td class="govuk-table__cell">{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>
{% for chart in charts %}<svg viewBox="0 0 320 140" role="img">
{% for x, y, words in chart %}<circle cx="{{ x }}" cy="{{ y }}" r="3"><title>{{ words }}</title></circle>{% endfor %}
</svg>{% endfor %}
{% endblock %}"""


@dataclass(frozen=True)
class Shape:
    """How large a page is: rows of its tables, cells, charts, marks drawn in them, bytes."""

    rows: int
    cells: int
    charts: int
    marks: int
    size: int

    def __str__(self) -> str:
        return (
            f"{self.rows} rows, {self.cells} cells, {self.charts} charts with {self.marks} marks, "
            f"{self.size / 1000:.0f} kB"
        )


def shape_of(page: str) -> Shape:
    charts = re.findall(r"<svg[^>]*chart.*?</svg>", page, re.DOTALL)
    drawn = sum(len(re.findall(r"<(?:circle|path|rect|line|text|polyline)\b", chart)) for chart in charts)
    return Shape(
        rows=page.count("<tr"),
        cells=len(re.findall(r"<(?:td|th|li|dd)\b", page)),
        charts=len(charts),
        marks=drawn,
        size=len(page.encode()),
    )


class Filled:
    """A page of that shape: its cells are filled until it has as many bytes."""

    def __init__(self, wanted: Shape) -> None:
        self.template: Template = engines["django"].from_string(PAGE)
        self.wanted, self.fill = wanted, 0

    def context(self) -> dict[str, object]:
        wanted = self.wanted
        cells = ["x" * self.fill] * wanted.cells
        wide = -(-wanted.cells // wanted.rows)
        marks = [(n % 320, n % 140, "a figure") for n in range(wanted.marks)]
        many = -(-wanted.marks // wanted.charts)
        return {
            "rows": [cells[start : start + wide] for start in range(0, wanted.cells, wide)],
            "charts": [marks[start : start + many] for start in range(0, wanted.marks, many)],
        }


PAGES: dict[str, Filled] = {}


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    read = [len(list(apps.get_model(name)._base_manager.all())) for name in READ]
    filled = PAGES["bare"]
    return HttpResponse(filled.template.render(filled.context() | {"read": sum(read)}, request))


urlpatterns = [path("bare/", bare), *product]
