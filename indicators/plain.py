"""What of a series goes into a photograph? Plain text, whole numbers, lists: no decimals and no days."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from indicators import plain_reading, words
from indicators.standing import Change
from records import wording

if TYPE_CHECKING:
    from indicators.figures import Beside, Figure, Series


def data(series: "Series") -> dict[str, Any]:
    """Days stand as YYYY-MM-DD beside their words, decimals as text. `worse_than_first` is None where it cannot be
    said; `in_use` is false of a definition that has ended or not begun, which is counted nowhere; `parts` is empty where
    the series was read without them; `revisions` says of each period that was revised when it last was."""
    return {
        "code": series.code,
        "name": series.name,
        "group": series.group,
        "group_words": series.group_words,
        "definition": series.definition,
        "numerator": series.numerator,
        "denominator": series.denominator,
        "unit": series.unit,
        "unit_words": words.unit_words(series.unit),
        "polarity": series.polarity.value,
        "every": series.every,
        "impact": series.impact,
        "people": series.people,
        "breakdown": series.breakdown,
        "headline": series.headline,
        "owner": series.owner,
        "agreed": series.agreed,
        "in_use": series.in_use,
        "begins_later": series.begins_later,
        "ended": series.ended,
        "validity": series.validity,
        "valid_from_words": wording.day(series.valid_from) if series.valid_from else "",
        "valid_to_words": wording.day(series.valid_to) if series.valid_to else "",
        "successor": series.successor,
        "predecessor": list(series.predecessors),
        "against": series.standing.value,
        "sentence": series.sentence,
        "rest": series.rest,
        "latest": series.latest_words,
        "latest_period": series.latest_period,
        "target": series.target_words,
        "target_source": series.target.source if series.target else "",
        "figures_to": series.figures_to.isoformat() if series.figures_to else "",
        "figures_to_words": wording.day(series.figures_to) if series.figures_to else "",
        "baseline": _beside(series, series.baseline) if series.baseline else None,
        "benchmarks": [_beside(series, row) for row in series.benchmarks],
        "first": _first(series),
        "worse_than_first": None if series.since_first is None else series.since_first is Change.WORSE,
        "newest": _said_with_label(series, series.latest),
        "points": [_point(series, point) for point in series.points],
        "parts": [
            {
                "code": part.code,
                "name": part.name,
                "until": part.until,
                "points": [_point(series, point) for point in part.points],
            }
            for part in series.parts
        ],
        "target_steps": [
            {
                "from_on": step.from_on.isoformat(),
                "value": text(step.aim.value),
                "low": text(step.aim.low),
                "high": text(step.aim.high),
            }
            for step in series.targets
        ],
        "revised": sum(point.revised for point in series.points),
        "revisions": {
            point.period_on.isoformat(): point.reported_on.isoformat() for point in series.points if point.revised
        },
    } | plain_reading.data(series)


def text(value: Decimal | None) -> str | None:
    return None if value is None else f"{words.plain(value):f}"


def _first(series: "Series") -> dict[str, str | None] | None:
    """What it was at the start, and whether that is the agreed baseline or the earliest figure."""
    if series.start is None:
        return None
    period = series.first_period
    first = series.first
    label = period if series.verified_baseline or first is None else words.label(first.period_on, series.every)
    said = {"kind": series.first_kind, "value": series.first_words, "period": period, "label": label}
    return said | {"number": text(series.start)}


def _said_with_label(series: "Series", point: "Figure | None") -> dict[str, str] | None:
    if point is None:
        return None
    label = words.label(point.period_on, series.every)
    return {"value": series.said(point), "period": series.period(point), "label": label}


def _beside(series: "Series", row: "Beside") -> dict[str, Any]:
    return {
        "kind": row.kind,
        "kind_words": row.kind_words,
        "who": row.who,
        "period": row.period,
        "value": text(row.value),
        "words": words.figure(row.value, series.unit),
        "source": row.source,
        "verified": row.verified,
    }


def _point(series: "Series", point: "Figure") -> dict[str, str | None]:
    value = None if point.value is None else words.rounded(point.value, series.bounds_for(point.period_on))
    return {
        "on": point.period_on.isoformat(),
        "state": str(point.state),
        "value": text(value),
        "numerator": text(point.numerator),
        "denominator": text(point.denominator),
        "label": words.label(point.period_on, series.every),
        "period": series.period(point),
        "words": series.said(point) if value is None else words.with_unit(value, series.unit),
        "figure": series.said(point) if value is None else f"{value:,f}",
        "note": f"Revised: {point.reason}" if point.revised else point.note,
    }
