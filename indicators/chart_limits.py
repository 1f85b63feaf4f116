"""How are a mean, limits, signals and a projected line drawn, once it is known where on the chart they lie?

What they say is read elsewhere (`reading`). No figure can be below 0 and no percentage above 100, so a limit beyond is drawn
at that edge; what is computed with it is not changed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from indicators.chart_layout import LETTER, LINE_HEIGHT, Frame, Point, cut, said, text_width
from indicators.chart_svg import FLAGS, INK, PAPER, PROJECTED, QUIET, USUAL, Element, element, number, text
from records.templatetags.look import SHAPES, looks_like

FLAG = 9.0  # pixels from the middle of a signal's sign to its corners; the arrow of its word stands inside
SMALL_FLAG = 5.0
TRIAL = "2 3"


@dataclass(frozen=True)
class Limits:
    """What is read of the figure of one period. Without a mean none is drawn there: the figures are too few.

    `part` counts up wherever the limits are drawn anew, `trial` says that few figures stand behind them. `signal` is the word
    of the change that the figure is part of, nothing where it is ordinary; `why` are the rules that say so, in words.
    """

    on: date
    mean: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    part: int = 1
    trial: bool = False
    signal: str = ""
    why: str = ""


@dataclass(frozen=True)
class Redrawn:
    """That the limits are drawn anew from the period that ends on `from_on`: "new limits, Board decision 12"."""

    from_on: date
    words: str


@dataclass(frozen=True)
class Projected:
    """Where the line of a series that moves would be on a day if its rate lasted, and between what the band lies."""

    on: date
    middle: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Part:
    """The limits of one part, from the middle of the way to it until the middle of the way to the next, in pixels."""

    begin: float
    end: float
    limits: Limits


def capped(value: Decimal, unit: str) -> Decimal:
    """Where a limit is drawn: never below 0, and of a percentage never above 100."""
    return min(max(value, Decimal(0)), Decimal(100)) if unit == "%" else max(value, Decimal(0))


def is_capped(value: Decimal, unit: str) -> bool:
    """Whether a limit lies beyond what a figure can be, or was cut off there before it came here: none ends at that edge
    of itself."""
    return value <= 0 or (unit == "%" and value >= 100)


def parts_of(frame: Frame, points: Sequence[Point], read: Sequence[Limits]) -> list[Part]:
    """The parts that have limits. The first begins at the left edge; the last ends half a period after its last figure."""
    found = []
    for _, rows in groupby(read, key=lambda row: row.part):
        part = list(rows)
        if part[-1].mean is not None:
            begin = frame.left if part[0] is read[0] else _before(frame, points, part[0].on)
            found.append(Part(begin, _after(frame, points, part[-1].on), part[-1]))
    return found


def _before(frame: Frame, points: Sequence[Point], on: date) -> float:
    """The middle of the way from the period before `on` to that of `on`."""
    earlier = [point.on for point in points if point.on < on]
    return (frame.x(earlier[-1]) + frame.x(on)) / 2 if earlier else frame.left


def _after(frame: Frame, points: Sequence[Point], on: date) -> float:
    later = [point.on for point in points if point.on > on]
    if later:
        return (frame.x(on) + frame.x(later[0])) / 2
    air = frame.x(points[0].on) - frame.left
    return min(frame.x(on) + air, frame.right)


def draw_usual(svg: Element, frame: Frame, parts: Sequence[Part], unit: str) -> None:
    """The pale band between the limits, in which the figures usually lie."""
    for part in parts:
        if part.limits.lower is not None and part.limits.upper is not None:
            y, foot = frame.y(capped(part.limits.upper, unit)), frame.y(capped(part.limits.lower, unit))
            element(
                svg, "rect", x=part.begin, y=y, width=part.end - part.begin, height=foot - y, fill=USUAL, class_="chart-usual"
            )  # fmt: skip


def draw_limits(svg: Element, frame: Frame, parts: Sequence[Part], unit: str) -> None:
    for part in parts:
        for value in (part.limits.lower, part.limits.upper):
            if value is not None:
                dashes = {"stroke_dasharray": TRIAL} if part.limits.trial else {}
                _level(svg, part.begin, part.end, frame.y(capped(value, unit)), "chart-limit", stroke=QUIET, **dashes)
        if part.limits.mean is not None:
            _level(
                svg,
                part.begin,
                part.end,
                frame.y(capped(part.limits.mean, unit)),
                "chart-mean",
                stroke=INK,
                stroke_width=1.25,
            )


def draw_leaders(svg: Element, frame: Frame, parts: Sequence[Part], unit: str) -> None:
    """Dots from where mean and limits end to their words at the edge, where a projection or missing months lie between."""
    if parts and frame.right - parts[-1].end > 1:
        last = parts[-1]
        for value in (last.limits.lower, last.limits.mean, last.limits.upper):
            if value is not None:
                _level(
                    svg, last.end, frame.right, frame.y(capped(value, unit)), "chart-leader",
                    stroke=QUIET, stroke_width=0.75, stroke_dasharray="1 5",
                )  # fmt: skip


def _level(svg: Element, begin: float, end: float, y: float, name: str, **attributes: Any) -> None:
    element(svg, "line", x1=begin, x2=end, y1=y, y2=y, class_=name, **attributes)


def draw_redrawn(svg: Element, frame: Frame, points: Sequence[Point], marks: Sequence[Redrawn]) -> None:
    """A line down between two periods for each, its words above the chart in a row of their own."""
    for row, mark in enumerate(marks):
        x, y = _before(frame, points, mark.from_on), frame.top - 10 - LINE_HEIGHT * (len(marks) - 1 - row)
        element(
            svg, "line", x1=x, x2=x, y1=y - 9, y2=frame.bottom, stroke=INK, stroke_width=1.25, class_="chart-redrawn"
        )
        words = cut(mark.words, int(frame.width / LETTER) - 1)
        room = x + 5 + text_width(words) <= frame.width
        at, anchor = (
            (x + 5, "start") if room else (x - 5, "end") if text_width(words) <= x - 5 else (frame.width, "end")
        )
        text(svg, at, y, words, fill=INK, text_anchor=anchor)


def draw_projection(svg: Element, frame: Frame, projection: Sequence[Projected]) -> None:
    if len(projection) < 2:
        return
    upper = [(frame.x(place.on), frame.y(place.high)) for place in projection]
    lower = [(frame.x(place.on), frame.y(place.low)) for place in reversed(projection)]
    element(svg, "polygon", points=_pairs([*upper, *lower]), fill=PROJECTED, class_="chart-projected-band")
    middle = [(frame.x(place.on), frame.y(place.middle)) for place in projection]
    element(
        svg, "polyline", points=_pairs(middle),
        fill="none", stroke=INK, stroke_width=1.5, stroke_dasharray="3 3", class_="chart-projected",
    )  # fmt: skip


def _pairs(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in places)


# Signals


def _flagged(points: Sequence[Point], read: Sequence[Limits]) -> Iterator[tuple[Point, Decimal, Limits]]:
    by_day = {row.on: row for row in read if row.signal}
    for point in points:
        if point.value is not None and point.on in by_day:
            yield point, point.value, by_day[point.on]


def draw_flags(
    svg: Element, frame: Frame, points: Sequence[Point], read: Sequence[Limits], unit: str, *, size: float
) -> None:
    """Each figure that signals has a sign: a full diamond where it gets worse, an open one where it gets better, an open
    square where it is neither; and large enough with the arrow of its word inside."""
    for point, value, row in _flagged(points, read):
        shape, tone = looks_like(row.signal)
        colour, full = FLAGS.get(tone, INK), tone == "bad"
        x, y = frame.x(point.on), frame.y(value)
        group = element(svg, "g", class_=f"chart-flag chart-flag-{tone}")
        element(group, "title", f"{point.label}: {said(value, point.words, unit)}, {row.why or row.signal}")
        form = _diamond(x, y, size) if tone in FLAGS else _square(x, y, 0.8 * size)
        element(
            group, "path", d=form, fill=colour if full else PAPER, stroke=colour, stroke_width=1.25, class_="chart-sign"
        )
        if size == FLAG:
            scale = FLAG / 14
            move = f"translate({number(x - 8 * scale)} {number(y - 8 * scale)}) scale({number(scale)})"
            element(
                group,
                "path",
                d=SHAPES[shape].path,
                transform=move,
                fill=PAPER if full else colour,
                class_="chart-arrow",
            )


def _diamond(x: float, y: float, size: float) -> str:
    leg = number(size)
    return f"M{number(x)},{number(y - size)}l{leg},{leg}l-{leg},{leg}l-{leg},-{leg}z"


def _square(x: float, y: float, size: float) -> str:
    side = number(2 * size)
    return f"M{number(x - size)},{number(y - size)}h{side}v{side}h-{side}z"
