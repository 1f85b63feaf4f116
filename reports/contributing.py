"""What does the council say for a report, on three fixed questions, and what of it is photographed?"""

from datetime import datetime
from typing import Any

from accounts.models import User
from records import audit, wording
from records.clock import london_day
from records.ledger import append
from reports.models import Contribution, Report

ASKED = {
    "better": "What is better for children since the last information, and how do you know?",
    "off_plan": "What is not as planned, why, and what have you done about it?",
    "risks": "What could still go wrong, and who watches it?",
}


def save_contribution(
    *, report: Report, by: User, at: datetime, after: int | None = None, **answers: str
) -> Contribution:
    """Keep the council's words as they are now, finished or not. Refused where somebody saved others meanwhile."""
    row = append(
        Contribution,
        report,
        by=by,
        at=at,
        after=after,
        counts_on=london_day(at),
        **{name: answers.get(name, "").strip() for name in ASKED},
    )
    audit.record(
        report.notice.slug,
        at=at,
        by=by,
        verb="save_contribution",
        thing=f"contribution {row.number} to report {report.number}",
        fields=answers,
    )
    return row


def newest_contribution(report: Report) -> Contribution | None:
    return report.contributions.select_related("recorded_by").order_by("-number").first()


def photographed(report: Report) -> dict[str, Any] | None:
    """The newest contribution as a photograph holds it: each question that has an answer, the risks by themselves too, who saved
    it and when. None where the council has said nothing."""
    row = newest_contribution(report)
    said = [{"question": question, "answer": getattr(row, name)} for name, question in ASKED.items() if row]
    said = [one for one in said if one["answer"]]
    if row is None or not said:
        return None
    return {
        "number": row.number,
        "said": said,
        "risks": row.risks,
        "by": row.recorded_by.name,
        "day": wording.day(london_day(row.recorded_at)),
    }
