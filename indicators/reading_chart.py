"""How does a live series become a chart? With its limits where it has any; without, as the plain line of its figures."""

from collections import Counter
from decimal import Decimal
from itertools import pairwise
from typing import Any

from indicators import spc, words
from indicators.charts import Limits, Point, Projected, Redrawn, TargetStep, control_chart, run_chart
from indicators.figures import Series
from indicators.gate import ENOUGH, Gate, periods_between
from indicators.reading import Movement, ReadPoint

SIGNS = {
    spc.IMPROVEMENT: Movement.BETTER,
    spc.CONCERN: Movement.WORSE,
    spc.NEUTRAL_HIGH: Movement.NEUTRAL,
    spc.NEUTRAL_LOW: Movement.NEUTRAL,
}


def chart_of(series: Series, *, height: int) -> str:
    """The large chart of its page. Its figures stand in a table beside it, its signals in words."""
    named: dict[str, Any] = {
        "key": f"chart-{series.code}",
        "title": f"{series.code} {series.name}: {series.sentence}",
        "description": series.definition,
        "target": steps(series),
        "unit": words.unit_words(series.unit),
        "height": height,
    }
    if not has_limits(series):
        return run_chart(points(series), **named)
    projection = projected(series)
    until = words.label(projection[-1].on, series.every) if projection else ""
    return control_chart(
        points(series), limits=limits(series), redrawn=redrawn(series), projection=projection, until=until, **named
    )


def has_limits(series: Series) -> bool:
    """Whether any part of it has; the latest alone may have none yet."""
    return any(point.mean is not None for point in series.reading.points)


def points(series: Series) -> list[Point]:
    """Its figures, and for every period that is missing among them a gap: no line is drawn over it."""
    found: list[Point] = []
    for figure in series.points:
        while found and periods_between(found[-1].on, figure.period_on, series.every) > 1.5:
            missing = words.next_end(found[-1].on, series.every)
            found.append(Point(missing, None, words.label(missing, series.every)))
        beside = series.bounds_for(figure.period_on)
        value = None if figure.value is None else words.rounded(figure.value, beside)
        found.append(Point(figure.period_on, value, words.label(figure.period_on, series.every), series.said(figure)))
    return found


def limits(series: Series) -> list[Limits]:
    reading = series.reading
    many = Counter(point.part for point in reading.points)
    last = reading.points[-1].part

    def on_trial(point: ReadPoint) -> bool:
        return reading.gate is Gate.TRIAL if point.part == last else many[point.part] < ENOUGH

    return [
        Limits(
            on=point.on,
            mean=point.mean,
            lower=point.lower,
            upper=point.upper,
            part=point.part,
            trial=on_trial(point),
            signal=SIGNS[point.point_type].value if point.rules else "",
            why=", ".join(point.rules),
        )
        for point in reading.points
    ]


def redrawn(series: Series) -> list[Redrawn]:
    """At the first figure of each part that a decision began."""
    begins = [after.on for before, after in pairwise(series.reading.points) if after.part != before.part]
    found = []
    for rebased in series.rebases:
        on = next((begin for begin in begins if begin >= rebased.from_on), None)
        if on:
            label = words.label(on, series.every)
            found.append(Redrawn(on, f"New limits from {label}, Board decision {rebased.decision}"))
    return found


def projected(series: Series) -> list[Projected]:
    return [Projected(place.on, place.level, place.lower, place.upper) for place in series.reading.outlook.line or ()]


def steps(series: Series) -> list[TargetStep]:
    def plain(value: Decimal | None) -> Decimal | None:
        return None if value is None else words.plain(value)

    return [
        TargetStep(step.from_on, plain(step.aim.value), plain(step.aim.low), plain(step.aim.high))
        for step in series.targets
    ]
