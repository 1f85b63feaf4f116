"""What was written of the newest figure of each indicator, and by whom?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from indicators.commenting import commentaries
from indicators.data_words import SUPPRESSED
from notices.models import Notice
from records.clock import AsOf


def section(notice: Notice, asof: AsOf, indicators: Mapping[str, Any]) -> dict[str, str]:
    """By code, for example "January 2013, A Data analyst: …". Nothing of a series of which any figure is hidden, since the
    words might say it. One query."""
    written = commentaries(notice, asof)
    said = {}
    for row in indicators["rows"]:
        hidden = any(point["state"] == SUPPRESSED for point in row["points"])
        newest = row["points"][-1] if row["points"] and not hidden else None
        found = written.get(row["code"], {}).get(date.fromisoformat(newest["on"])) if newest else None
        if newest and found:
            said[row["code"]] = f"{newest['period']}, {found.recorded_by}: {found.words}"
    return said
