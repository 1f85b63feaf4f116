"""What was put before a Board as a concern, and what came of it? As plans/concern_list.py says."""

from notices.models import Notice
from plans.concern_list import WAITING, WITHOUT, concerns_of
from records.clock import AsOf


def section(notice: Notice, asof: AsOf) -> dict[str, object]:
    """One query."""
    rows = concerns_of(notice, asof)
    ours = [row for row in rows if row["board"] == "Board"]
    return {
        "rows": rows,
        "without": [row for row in rows if row["state"] == WITHOUT],
        "waiting": [row for row in ours if row["state"] == WAITING],
    }


def settled(rows: list[dict]) -> dict[tuple[str, int], list[str]]:
    """By Board and number of the decision, what it said of each concern, as a sentence."""
    found: dict[tuple[str, int], list[str]] = {}
    for row in rows:
        if row["decision"]:
            said = f"Concern C{row['number']}, {row['about']}: {row['said']}"
            found.setdefault((row["board"], row["decision"]), []).append(said)
    return found
