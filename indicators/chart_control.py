"""How is an XmR chart put together, large with its axes and words or small beside others?

The axis holds the figures, the target, the limits and the projected line, and begins at 0 where that costs no more than half of
its height: the ordinary to and fro of the figures has to be seen.
"""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from indicators.chart_layout import LINE_HEIGHT, Frame, Label, Point, TargetStep, figure, height_for, steps_shown
from indicators.chart_limits import (
    FLAG,
    SMALL_FLAG,
    Limits,
    Projected,
    Redrawn,
    capped,
    draw_flags,
    draw_leaders,
    draw_limits,
    draw_projection,
    draw_redrawn,
    draw_usual,
    is_capped,
    parts_of,
)
from indicators.chart_lines import (
    DOT,
    MANY_POINTS,
    SMALL_AIR,
    draw_axes,
    draw_bands,
    draw_figures,
    draw_labels,
    draw_small_axes,
    draw_small_figures,
    draw_target,
    drawable,
    last_label,
    target_label,
)
from indicators.chart_svg import INK, QUIET, Element, grown


def draw_control(
    svg: Element,
    points: Sequence[Point],
    target: Sequence[TargetStep],
    limits: Sequence[Limits],
    *,
    redrawn: Sequence[Redrawn],
    projection: Sequence[Projected],
    until: str,
    unit: str,
    width: int,
    height: int,
) -> None:
    points = sorted(points, key=lambda point: point.on)
    if not drawable(svg, points, width, height):
        return
    shown = [*points, *_projected_end(points, projection, until)]
    steps = steps_shown(shown, target)
    read = sorted(limits, key=lambda row: row.on)
    beyond = projection if len(shown) > len(points) else ()
    labels = [
        *target_label(steps, unit),
        *_limit_labels(read, unit),
        *_projection_label(beyond, unit),
        last_label(points, unit),
    ]
    also = [
        *_extent(points, read, unit),
        *(value for place in beyond for value in (place.low, place.middle, place.high)),
    ]
    marks = sorted(
        (mark for mark in redrawn if points[0].on < mark.from_on <= points[-1].on), key=lambda mark: mark.from_on
    )
    head = LINE_HEIGHT * len(marks)
    height = grown(svg, max(height, height_for(labels, unit, head=head)))
    frame = Frame.around(
        shown, steps, labels=labels, also=also, unit=unit, from_zero=_near_zero(points, steps, also), width=width,
        height=height, head=head,
    )  # fmt: skip
    parts = parts_of(frame, points, read)
    draw_usual(svg, frame, parts, unit)
    draw_bands(svg, frame, steps)
    draw_axes(svg, frame, shown)
    draw_redrawn(svg, frame, points, marks)
    draw_limits(svg, frame, parts, unit)
    draw_leaders(svg, frame, parts, unit)
    draw_target(svg, frame, steps)
    draw_projection(svg, frame, beyond)
    draw_figures(svg, frame, points, dot=DOT, line=2, dots=len(points) <= MANY_POINTS)
    draw_flags(svg, frame, points, read, unit, size=FLAG)
    draw_labels(svg, frame, points, labels)


def draw_small_control(
    svg: Element,
    points: Sequence[Point],
    target: Sequence[TargetStep],
    limits: Sequence[Limits],
    *,
    unit: str,
    width: int,
    height: int,
) -> None:
    """Mean and limits without words: they stand on the large chart."""
    points = sorted(points, key=lambda point: point.on)
    if not drawable(svg, points, width, height):
        return
    steps = steps_shown(points, target)
    read = sorted(limits, key=lambda row: row.on)
    also = _extent(points, read, unit)
    labels = [*target_label(steps, unit), last_label(points, unit)]
    frame = Frame.around(
        points, steps, labels=labels, also=also, unit=unit, from_zero=_near_zero(points, steps, also), width=width,
        height=height, most_air=SMALL_AIR,
    )  # fmt: skip
    parts = parts_of(frame, points, read)
    draw_usual(svg, frame, parts, unit)
    draw_bands(svg, frame, steps)
    draw_small_axes(svg, frame, points)
    draw_limits(svg, frame, parts, unit)
    draw_target(svg, frame, steps)
    draw_small_figures(svg, frame, points)
    draw_flags(svg, frame, points, read, unit, size=SMALL_FLAG)
    draw_labels(svg, frame, points, labels)


def _extent(points: Sequence[Point], read: Sequence[Limits], unit: str) -> list[Decimal]:
    """The least and the greatest that is drawn, as whole numbers where the figures are whole: there is no half a case."""
    drawn = [capped(value, unit) for row in read for value in (row.lower, row.mean, row.upper) if value is not None]
    if not drawn:
        return []
    low, high = min(drawn), max(drawn)
    if all(point.value == point.value.to_integral_value() for point in points if point.value is not None):
        low, high = low.to_integral_value(ROUND_FLOOR), high.to_integral_value(ROUND_CEILING)
    return [low, high]


def _near_zero(points: Sequence[Point], steps: Sequence[TargetStep], also: Sequence[Decimal]) -> bool:
    """Whether the axis begins at 0: where that leaves the figures at least half of its height."""
    values = [point.value for point in points if point.value is not None]
    values += [*also, *(bound for step in steps for bound in step.bounds)]
    return 2 * min(values) <= max(values)


def _projected_end(points: Sequence[Point], projection: Sequence[Projected], until: str) -> list[Point]:
    """The period to which the line is projected, as a period without a figure."""
    if not projection or projection[-1].on <= points[-1].on:
        return []
    return [Point(projection[-1].on, None, until)]


# Words beside the right edge


def _limit_labels(read: Sequence[Limits], unit: str) -> list[Label]:
    last = read[-1] if read else None
    if last is None or last.mean is None:
        return []
    found = [Label((capped(last.mean, unit),), (f"Mean {_short(last.mean, unit)}",), INK)]
    name = "Trial limit" if last.trial else "Limit"
    for value in (last.upper, last.lower):
        if value is not None:
            drawn = capped(value, unit)
            also = ("(capped)",) if is_capped(value, unit) else ()
            found.append(Label((drawn,), (f"{name} {_short(drawn, unit)}", *also), QUIET))
    return found


def _projection_label(projection: Sequence[Projected], unit: str) -> list[Label]:
    if not projection:
        return []
    end = projection[-1]
    low, high = _short(end.low, ""), _short(end.high, unit)
    return [Label((end.middle,), ("At this rate", high if end.low == end.high else f"{low} to {high}"), INK)]


def _short(value: Decimal, unit: str) -> str:
    """One decimal, or of small figures two: what is behind them is not more exact than that."""
    return figure(round(value, 1 if abs(value) >= 10 else 2), unit)
