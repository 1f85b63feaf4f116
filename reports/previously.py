"""What did the last edition for Ministers say, question by question?"""

from dataclasses import dataclass, field

from notices.models import Notice
from reports.drawing import content_of
from reports.models import Edition, Report


@dataclass(frozen=True)
class Before:
    """The edition that was published last, None where there is none, and what it said by question."""

    edition: Edition | None = None
    said: dict[str, str] = field(default_factory=dict)


def answers(notice: Notice, key: str) -> Before:
    """`key` names where a photograph's content holds the answers: "text" (the chair's) or "contribution" (the council's)."""
    editions = Edition.objects.filter(report__notice=notice, report__purpose=Report.Purpose.MINISTERS)
    newest = (
        editions.filter(withdrawal=None).select_related("photograph", "report__point").order_by("-published_at", "-pk")
    )
    last = newest.first()
    if last is None:
        return Before()
    found = content_of(last.photograph).get(key) or []
    rows = found.get("said", []) if isinstance(found, dict) else found
    return Before(last, {row["question"]: row["answer"] for row in rows})
