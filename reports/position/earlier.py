"""How did everything stand on an earlier day? As little of it as a comparison with a later position asks for."""

from typing import Any

from boards.models import Decision
from indicators import plain_reading
from indicators.figures import Series
from notices.models import Notice
from plans.models import Evidence, Item
from records import wording
from records.clock import AsOf
from reports.position.evidence import STATES

Rows = dict[str, list[dict[str, Any]]]


def items(notice: Notice, asof: AsOf) -> Rows:
    """One query."""
    found = Item.objects.for_notice(notice).with_standing_if_any(asof).order_by("number")
    return {
        "rows": [
            {
                "number": item.number,
                "standing": item.standing,
                "overdue": item.overdue_now,
                "due_now_on": item.due_now.isoformat(),
                "due_now": wording.due(item.due_now, item.due_now_precision),
            }
            for item in found
            if item.terms_id and not item.withdrawn
        ]
    }


def indicators(series: list[Series]) -> Rows:
    return {
        "rows": [
            {
                "code": row.code,
                "against": row.standing.value,
                "latest": row.latest_words,
                "figures_to": row.figures_to.isoformat() if row.figures_to else "",
                "movement": row.reading.change.value,
                "outlook": row.reading.outlook.word.value,
                "rebases": plain_reading.rebases(row),
            }
            for row in series
        ]
    }


def evidence(notice: Notice, asof: AsOf) -> Rows:
    """One query."""
    found = Evidence.objects.for_notice(notice).with_state(asof).order_by("number")
    return {"rows": [{"number": row.number, "state": STATES[row.state]} for row in found]}


def decisions(notice: Notice, asof: AsOf) -> Rows:
    """One query."""
    found = Decision.objects.for_notice(notice).in_force(asof).order_by()
    return {
        "rows": [{"board": board, "number": number} for board, number in found.values_list("board__name", "number")]
    }
