"""What of the reading of a series goes into a photograph? Its words, and its limits rounded to what a chart can show."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from indicators import words

if TYPE_CHECKING:
    from indicators.figures import Series
    from indicators.reading import ReadPoint

PLACES = Decimal("0.01")  # a chart is some hundred pixels high


def data(series: "Series") -> dict[str, Any]:
    """What is as long as the series itself stands once for many points: `limits` has a row for each stretch that shares
    a mean, `signals` one for each point out of the ordinary, `projection` the line of a series that moves."""
    reading = series.reading
    return {
        "movement": reading.change.value,
        "movement_why": reading.change_words,
        "since": reading.since.isoformat() if reading.since else "",
        "since_words": words.period(reading.since, series.every) if reading.since else "",
        "gate": reading.gate.value,
        "gate_words": reading.gate_words,
        "outlook": reading.outlook.word.value,
        "outlook_why": reading.outlook.reason,
        "outlook_method": reading.outlook.method,
        "limits_words": reading.limits,
        "rough": reading.rough,
        "rule_set": reading.rule_set,
        "rebases": rebases(series),
        "limits": limits(reading.points),
        "signals": [
            {"on": point.on.isoformat(), "type": point.point_type, "rules": list(point.rules)}
            for point in reading.points
            if point.rules
        ],
        "projection": [
            {"on": point.on.isoformat(), "level": _text(point.level)}
            | {"lower": _text(point.lower), "upper": _text(point.upper)}
            for point in reading.outlook.line or ()
        ],
    }


def rebases(series: "Series") -> list[dict[str, Any]]:
    """From when the Board had the limits drawn anew, by which decision and why."""
    return [
        {
            "from_on": row.from_on.isoformat(),
            "from_words": words.period(row.from_on, series.every),
            "decision": row.decision,
            "reason": row.reason,
        }
        for row in series.rebases
    ]


def limits(points: "Sequence[ReadPoint]") -> list[dict[str, str | None]]:
    """From which day to which each mean with its limits holds; None where the reading withholds them."""
    found: list[dict[str, str | None]] = []
    part = None
    for point in points:
        if point.part != part:
            part = point.part
            ends = {"mean": _text(point.mean), "lower": _text(point.lower), "upper": _text(point.upper)}
            found.append({"from_on": point.on.isoformat()} | ends)
        found[-1]["to_on"] = point.on.isoformat()
    return found


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{words.plain(value.quantize(PLACES)):f}"
