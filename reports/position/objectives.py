"""How do the objectives stand that the partners agreed? As plans/objectives.py says."""

from notices.models import Notice
from plans.objectives import objectives_of
from records.clock import AsOf


def section(notice: Notice, asof: AsOf, indicators: dict) -> dict[str, object]:
    return {"rows": objectives_of(notice, asof, {row["code"]: row["against"] for row in indicators["rows"]})}
