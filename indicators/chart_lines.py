"""How is a series of figures drawn over its periods: large with its axes, small, or as a line in a row of a table?"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from indicators.chart_layout import (
    LETTER,
    LINE_HEIGHT,
    TEXT,
    Frame,
    Label,
    Point,
    TargetStep,
    caption,
    cut,
    end_labels,
    figure,
    heights,
    period_labels,
    said,
    steps_shown,
    text_width,
)
from indicators.chart_svg import BAND, GRID, INK, PAPER, QUIET, SERIES, TARGET, Element, element, number, text

DOT = 3.5
MANY_POINTS = 60  # beyond this, dots would hide the line
MANY_SMALL_POINTS = 30
FAR = 40  # pixels; a last dot further from the edge than this has its value at its side, inside the chart
SMALL_AIR = 8  # pixels
NONE_YET = "No figures yet"


def draw_run(
    svg: Element,
    points: Sequence[Point],
    target: Sequence[TargetStep],
    *,
    baseline: Decimal | None,
    unit: str,
    from_zero: bool,
    width: int,
    height: int,
) -> None:
    points = sorted(points, key=lambda point: point.on)
    steps = steps_shown(points, target)
    if not drawable(svg, points, width, height):
        return
    also = () if baseline is None else (baseline,)
    labels = [*target_label(steps, unit), *_baseline_label(baseline, unit), last_label(points, unit)]
    frame = Frame.around(
        points, steps, labels=labels, also=also, unit=unit, from_zero=from_zero, width=width, height=height
    )
    draw_bands(svg, frame, steps)  # below the grid, which would vanish under them
    draw_axes(svg, frame, points)
    if baseline is not None:
        y = frame.y(baseline)
        element(
            svg, "line", x1=frame.left, x2=frame.right, y1=y, y2=y,
            stroke=QUIET, stroke_width=2, stroke_dasharray="0.1 5", stroke_linecap="round", class_="chart-baseline",
        )  # fmt: skip
    draw_target(svg, frame, steps)
    draw_figures(svg, frame, points, dot=DOT, line=2, dots=len(points) <= MANY_POINTS)
    draw_labels(svg, frame, points, labels)


def draw_small(
    svg: Element,
    points: Sequence[Point],
    target: Sequence[TargetStep],
    *,
    unit: str,
    from_zero: bool,
    width: int,
    height: int,
) -> None:
    points = sorted(points, key=lambda point: point.on)
    steps = steps_shown(points, target)
    if not drawable(svg, points, width, height):
        return
    labels = [*target_label(steps, unit), last_label(points, unit)]
    frame = Frame.around(
        points, steps, labels=labels, unit=unit, from_zero=from_zero, width=width, height=height, most_air=SMALL_AIR
    )
    draw_bands(svg, frame, steps)
    draw_small_axes(svg, frame, points)
    draw_target(svg, frame, steps)
    draw_small_figures(svg, frame, points)
    draw_labels(svg, frame, points, labels)


def draw_axes(svg: Element, frame: Frame, points: Sequence[Point]) -> None:
    """The unit, a line and its words for every tick, and the periods."""
    _draw_caption(svg, frame)
    for tick in frame.ticks:
        _draw_tick(svg, frame, tick)
    for tick in frame.ticks_with_words:
        _draw_tick_words(svg, frame, tick)
    _draw_period_marks(svg, frame, points)
    for x, words in period_labels(frame, points):
        text(svg, x, frame.bottom + LINE_HEIGHT + 5, words, fill=QUIET, text_anchor="middle")


def draw_small_axes(svg: Element, frame: Frame, points: Sequence[Point]) -> None:
    """The unit, and of both axes the ends."""
    _draw_caption(svg, frame)
    # A scale that begins elsewhere has no line of ink to stand on, so that no height is taken for a share of the whole.
    for tick in frame.ticks:
        if tick == 0 or tick == frame.ticks[0]:
            _draw_tick(svg, frame, tick)
        if tick in (0, frame.ticks[0], frame.ticks[-1]) and _has_room(frame, tick):
            _draw_tick_words(svg, frame, tick)
    _draw_period_marks(svg, frame, [points[0], points[-1]] if len(points) > 1 else points)
    for x, words in end_labels(frame, points):
        text(svg, x, frame.bottom + LINE_HEIGHT + 5, words, fill=QUIET, text_anchor="middle")


def _draw_tick(svg: Element, frame: Frame, tick: Decimal) -> None:
    y = frame.y(tick)
    colour, name = (INK, "chart-axis") if tick == 0 else (GRID, "chart-grid")
    element(svg, "line", x1=frame.left, x2=frame.right, y1=y, y2=y, stroke=colour, class_=name)


def draw_small_figures(svg: Element, frame: Frame, points: Sequence[Point]) -> None:
    draw_figures(svg, frame, points, dot=2.5, line=1.75, dots=len(points) <= MANY_SMALL_POINTS)
    _draw_last_dot(svg, frame, points)


def draw_spark(svg: Element, points: Sequence[Point], *, width: int, height: int) -> None:
    points = sorted(points, key=lambda point: point.on)
    values = [point.value for point in points if point.value is not None]
    if not drawable(svg, points, width, height):
        return
    air, low, high = 4, min(values), max(values)
    first, days = points[0].on.toordinal(), (points[-1].on - points[0].on).days

    def place(point: Point, value: Decimal) -> tuple[float, float]:
        across = (point.on.toordinal() - first) / days if days else 1
        up = float((value - low) / (high - low)) if high > low else 0.5
        return air + (width - 2 * air) * across, height - air - (height - 2 * air) * up

    for run in _runs(points):
        dots = [place(point, value) for point, value in run]
        if len(dots) > 1:
            _draw_line(svg, dots, line=1.5)
        else:
            element(svg, "circle", cx=dots[0][0], cy=dots[0][1], r=1.5, fill=SERIES, class_="chart-dot")
    x, y = place(*_last_figure(points))
    element(svg, "circle", cx=x, cy=y, r=3, fill=SERIES, class_="chart-dot chart-last")


def drawable(svg: Element, points: Sequence[Point], width: int, height: int) -> bool:
    """Whether there is a figure; if not, the chart says so."""
    if any(point.value is not None for point in points):
        return True
    words = NONE_YET if text_width(NONE_YET) <= width else "–"
    text(svg, width / 2, height / 2 + TEXT / 3, words, fill=QUIET, text_anchor="middle")
    return False


def _last_figure(points: Sequence[Point]) -> tuple[Point, Decimal]:
    return next((point, point.value) for point in reversed(points) if point.value is not None)


def _runs(points: Sequence[Point]) -> Iterator[list[tuple[Point, Decimal]]]:
    """The figures between the gaps."""
    for _, run in groupby(points, key=lambda point: point.value is None):
        if found := [(point, point.value) for point in run if point.value is not None]:
            yield found


def target_label(steps: Sequence[TargetStep], unit: str) -> list[Label]:
    if not steps or not steps[-1].bounds:
        return []
    return [Label(tuple(steps[-1].bounds), ("Target", steps[-1].words(unit)), TARGET)]


def _baseline_label(baseline: Decimal | None, unit: str) -> list[Label]:
    if baseline is None:
        return []
    return [Label((baseline,), ("Baseline", figure(baseline, unit)), QUIET)]


def last_label(points: Sequence[Point], unit: str) -> Label:
    """The last figure, which stands last among the labels."""
    point, value = _last_figure(points)
    return Label((value,), (said(value, point.words, unit),), SERIES, weight=700)


def draw_labels(svg: Element, frame: Frame, points: Sequence[Point], labels: Sequence[Label]) -> None:
    """The labels beside their marks and clear of each other; the last figure stays at its dot where that is far."""
    beside = frame.right + 6
    point, value = _last_figure(points)
    at = frame.x(point.on)
    wide = text_width(labels[-1].lines[0])
    far = labels[-1] if beside - at >= FAR and at + 8 + wide <= frame.right else None
    far_y = min(frame.y(value), frame.bottom - 9)
    moved = [label for label in labels if label is not far]
    places = [(beside, middle) for middle in heights(frame, moved)] + ([(at + 8, far_y)] if far else [])
    if far:  # a plate, so that the dashes of a target do not strike the figure through
        element(svg, "rect", x=at + 6, y=far_y - 7, width=wide + 2, height=14, fill=PAPER, class_="chart-plate")
    for label, (x, middle) in zip(labels, places, strict=True):
        weight = {} if label.weight == 400 else {"font_weight": label.weight}
        for row, words in enumerate(label.lines):
            y = middle + 4 + (row - (len(label.lines) - 1) / 2) * LINE_HEIGHT
            text(svg, x, y, words, fill=label.colour, **weight)


def _draw_caption(svg: Element, frame: Frame) -> None:
    if unit := caption(frame.unit):
        text(svg, 2, TEXT, cut(unit, int((frame.width - 4) / LETTER)), fill=QUIET)


def _draw_tick_words(svg: Element, frame: Frame, tick: Decimal) -> None:
    text(svg, frame.left - 6, frame.y(tick) + 4, figure(tick, frame.unit), fill=QUIET, text_anchor="end")


def _has_room(frame: Frame, tick: Decimal) -> bool:
    """Whether the words of a tick are clear of those at both ends of the axis."""
    ends = {frame.ticks[0], frame.ticks[-1]} - {tick}
    return tick in (frame.ticks[0], frame.ticks[-1]) or all(
        abs(frame.y(tick) - frame.y(end)) >= LINE_HEIGHT for end in ends
    )


def _draw_period_marks(svg: Element, frame: Frame, points: Sequence[Point]) -> None:
    marks = " ".join(f"M{number(frame.x(point.on))},{number(frame.bottom)}v4" for point in points)
    element(svg, "path", d=marks, stroke=QUIET, class_="chart-axis")


def draw_bands(svg: Element, frame: Frame, steps: Sequence[TargetStep]) -> None:
    for step, x, end in _spans(frame, steps):
        if step.low is not None and step.high is not None:
            y, foot = frame.y(max(step.low, step.high)), frame.y(min(step.low, step.high))
            element(svg, "rect", x=x, y=y, width=end - x, height=foot - y, fill=BAND, class_="chart-band")


def draw_target(svg: Element, frame: Frame, steps: Sequence[TargetStep]) -> None:
    for step, x, end in _spans(frame, steps):
        for bound in step.bounds:
            y = frame.y(bound)
            element(
                svg, "line", x1=x, x2=end, y1=y, y2=y,
                stroke=TARGET, stroke_width=1.5, stroke_dasharray="6 4", class_="chart-target",
            )  # fmt: skip


def _spans(frame: Frame, steps: Sequence[TargetStep]) -> list[tuple[TargetStep, float, float]]:
    """Each step with where it begins and ends across the chart."""
    begins = [frame.x(step.from_on) for step in steps]
    return list(zip(steps, begins, [*begins[1:], frame.right], strict=False))


def draw_figures(svg: Element, frame: Frame, points: Sequence[Point], *, dot: float, line: float, dots: bool) -> None:
    for run in _runs(points):
        places = [(frame.x(point.on), frame.y(value)) for point, value in run]
        if len(run) > 1:
            _draw_line(svg, places, line=line)
        if len(run) == 1 or dots:
            for (x, y), (point, value) in zip(places, run, strict=True):
                _draw_dot(svg, frame, x, y, dot, point, value)


def _draw_line(svg: Element, places: Sequence[tuple[float, float]], *, line: float) -> None:
    element(
        svg, "polyline", points=" ".join(f"{number(x)},{number(y)}" for x, y in places),
        fill="none", stroke=SERIES, stroke_width=line, stroke_linejoin="round", class_="chart-line",
    )  # fmt: skip


def _draw_dot(svg: Element, frame: Frame, x: float, y: float, r: float, point: Point, value: Decimal) -> None:
    dot = element(svg, "circle", cx=x, cy=y, r=r, fill=SERIES, class_="chart-dot")
    element(
        dot, "title", f"{point.label}: {said(value, point.words, frame.unit)}"
    )  # read by a pointer that rests there


def _draw_last_dot(svg: Element, frame: Frame, points: Sequence[Point]) -> None:
    point, value = _last_figure(points)
    x, y = frame.x(point.on), frame.y(value)
    element(svg, "circle", cx=x, cy=y, r=3.5, fill=SERIES, class_="chart-dot chart-last")
