"""What is photographed for a report: which sections of the position, and which words around them?"""

from typing import Any

from django.conf import settings

from indicators.standing import Against
from records.clock import AsOf
from records.ledger import next_number
from reports import photograph as pictures
from reports.models import Report, ReportText
from reports.position import Position
from reports.purposes import kind_of, month_of, title_of
from reports.questions import questions_of

Data = dict[str, Any]


def compose(report: Report, asof: AsOf, text: ReportText | None, contribution: Data | None) -> Data:
    """The content that is signed. It holds what the report shows and nothing beside, since whoever may read the report may
    read all of it; small numbers are hidden in every one."""
    kind = kind_of(report)
    position = Position(report.notice, asof, hide_small=True, with_benchmarks="indicators" in kind.holds)
    sections = position.only(*kind.holds)
    return {
        "schema": pictures.SCHEMA,
        "purpose": report.purpose,
        "report": {
            "number": report.number,
            "month": month_of(report),
            "title": title_of(report),
            "edition": next_number(report.editions.all()),
            "reference": f"{report.notice.slug} report {report.number}",
            "check_at": f"{settings.BASE_URL}/verify/",
        },
        "contribution": contribution if kind.asks_chair else None,
        "text": _answers(report, text) if kind.asks_chair else [],
        "position": only_exceptions(sections) if report.purpose == Report.Purpose.EXCEPTIONS else sections,
    }


def _answers(report: Report, text: ReportText | None) -> list[Data]:
    asked = questions_of(report.notice)
    return [{"question": question, "answer": getattr(text, name, "")} for name, question in asked.items()]


def only_exceptions(position: Data) -> Data:
    """Of the items those off plan or with a new date asked for, of the indicators those that miss their target, of the
    objectives those that are not as planned, and of what was written about them the same."""
    items, indicators = position["items"], position["indicators"]
    missing = [row for row in indicators["rows"] if row["against"] == Against.MISSES.value]
    codes = {row["code"] for row in missing}
    named = {
        ("objective" if row["kind"] == "objective" else "item", row["number"]) for row in position["exceptions"]["rows"]
    }
    off = {
        "rows": [row for row in items["rows"] if row["off_plan"] or row["waiting"]],
        "off_plan": items["off_plan"],
        "waiting": items["waiting"],
        "counts": {"total": items["counts"]["total"]},
    }
    concerns = [
        row for row in position["concerns"]["rows"] if row["code"] in codes or (row["kind"], row["thing"]) in named
    ]
    return position | {
        "items": off,
        "objectives": {
            "rows": [row for row in position["objectives"]["rows"] if ("objective", row["number"]) in named]
        },
        "concerns": {"rows": concerns},
        "indicators": {"rows": missing, "hidden": indicators["hidden"], "with_target": indicators["with_target"]},
        "commentary": {code: said for code, said in position["commentary"].items() if code in codes},
    }
