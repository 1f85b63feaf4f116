"""How do the objectives stand that the partners agreed? As plans/objectives.py says."""

from datetime import date

from notices.models import Notice
from plans.objectives import objectives_of
from records.clock import AsOf


def section(notice: Notice, asof: AsOf, indicators: dict, *, holds_from: date) -> dict[str, object]:
    against = {row["code"]: row["against"] for row in indicators["rows"]}
    return {"rows": objectives_of(notice, asof, against, holds_from=holds_from)}
