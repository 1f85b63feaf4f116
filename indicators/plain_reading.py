"""What of the reading of a series goes into a photograph? Its words, and its limits rounded to what a chart can show."""

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from indicators import spc, words
from indicators.gate import ENOUGH, Gate
from indicators.reading import Movement

if TYPE_CHECKING:
    from indicators.figures import Series
    from indicators.reading import Reading

PLACES = Decimal("0.01")  # a chart is some hundred pixels high
SIGNALS = {
    spc.IMPROVEMENT: Movement.BETTER,
    spc.CONCERN: Movement.WORSE,
    spc.NEUTRAL_HIGH: Movement.NEUTRAL,
    spc.NEUTRAL_LOW: Movement.NEUTRAL,
}


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
        "limits": limits(reading),
        "signals": [
            {"on": point.on.isoformat(), "word": SIGNALS[point.point_type].value, "rules": list(point.rules)}
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


def limits(reading: "Reading") -> list[dict[str, Any]]:
    """From which day to which each mean with its limits holds, and whether on trial; None where the reading withholds
    them."""
    found = []
    for _, rows in groupby(reading.points, key=lambda point: point.part):
        part = list(rows)
        last = part[-1]
        found.append(
            {
                "from_on": part[0].on.isoformat(),
                "to_on": last.on.isoformat(),
                "mean": _text(last.mean),
                "lower": _text(last.lower),
                "upper": _text(last.upper),
                "trial": reading.gate is Gate.TRIAL if last is reading.points[-1] else len(part) < ENOUGH,
            }
        )
    return found


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{words.plain(value.quantize(PLACES)):f}"
