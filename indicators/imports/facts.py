"""What has the child to know of a notice to check a file of its figures? Plain data, as JSON, so that it needs no database."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from indicators import checks, words
from indicators.closing import closings
from indicators.models import IndicatorPart, IndicatorTerms
from notices.models import Notice
from records import wording
from records.clock import TICK, AsOf, london_day
from records.refusal import Refused

FIRST, LAST = "0001-01-01", "9999-12-31"


def facts_of(notice: Notice, at: datetime, *, order: str) -> dict[str, Any]:
    """Definitions in force, agencies and teams, closed periods. `order` of numbers in dates, as the sender said it, or "".

    Three queries, whatever there is.
    """
    today = london_day(at)
    asof = AsOf(today, at + TICK)
    issued = notice.issued_on
    return {
        "today": today.isoformat(),
        "order": order,
        "near": [f"{issued.year - checks.FAR:04}-01-01", f"{issued.year + checks.FAR:04}-12-31"],
        "far": f"{{day}} lies more than {checks.FAR} years from the issue of the notice, {wording.day(issued)}. Check the year.",
        "months": words.MONTHS,
        "closed": sorted([every, on.isoformat()] for every, on in closings(notice, asof)),
        "indicators": _indicators(notice, today, asof),
    }


def digest(facts: dict[str, Any]) -> str:
    """The same as long as nothing is defined, named, closed or opened otherwise; the day may change."""
    kept = {name: value for name, value in facts.items() if name != "today"}
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def terms_by_code(notice: Notice, today: date) -> dict[str, IndicatorTerms]:
    """What each indicator means today; before its first definition counts, that one. One query."""
    found: dict[str, IndicatorTerms] = {}
    rows = IndicatorTerms.objects.for_notice(notice).select_related("indicator", "successor")
    for row in rows.order_by("indicator__code", "counts_on", "recorded_at", "number"):
        if row.counts_on <= today or (row.number == 1 and row.indicator.code not in found):
            found[row.indicator.code] = row
    return found


def _indicators(notice: Notice, today: date, asof: AsOf) -> dict[str, dict[str, Any]]:
    terms = terms_by_code(notice, today)
    parts = _parts(notice, asof)
    return {
        code: {
            "pk": row.indicator_id,
            "unit": row.unit,
            "every": row.every,
            "from": row.valid_from.isoformat() if row.valid_from else FIRST,
            "to": row.valid_to.isoformat() if row.valid_to else LAST,
            "early": _outside(row, date.min),
            "late": _outside(row, date.max),
            "parts": parts.get(row.indicator_id, {}),
        }
        for code, row in terms.items()
    }


def _outside(terms: IndicatorTerms, day: date) -> str:
    try:
        checks.period_in_use(terms, day)
    except Refused as refusal:
        return refusal.sentence
    return ""


def _parts(notice: Notice, asof: AsOf) -> dict[int, dict[str, list[str]]]:
    """By indicator and code: the name of an agency or team, the last day on which it was one, and that day in words."""
    newest: dict[int, dict[str, IndicatorPart]] = {}
    for row in IndicatorPart.objects.for_notice(notice).as_of(asof).order_by("counts_on", "recorded_at", "number"):
        newest.setdefault(row.indicator_id, {})[row.code] = row
    return {
        indicator: {
            code: [row.name, row.left_on.isoformat() if row.left_on else LAST, _left(row)] for code, row in rows.items()
        }
        for indicator, rows in newest.items()
    }


def _left(part: IndicatorPart) -> str:
    return f"{part.name} was part of it until {wording.day(part.left_on)}." if part.left_on else ""
