"""How is a series of figures drawn, so that it reads alike on the page, in print and in grey?

The one module that builds markup itself. It builds a tree and lets the standard library write it out, so no text can
leave its element. Colours are attributes, not styles: the security policy refuses style attributes, and the styles of a
page do not reach a chart that is printed. The class names are for the page alone, which needs them for forced colours.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree

from django.utils.safestring import SafeString, mark_safe

from indicators.chart_layout import (
    LETTER,
    LINE_HEIGHT,
    TEXT,
    Frame,
    Point,
    TargetStep,
    apart,
    caption,
    cut,
    figure,
    period_labels,
    said,
    steps_shown,
)

__all__ = ["Point", "TargetStep", "run_chart"]

INK = "#0b0c0c"
QUIET = "#505a5f"  # the text of the axes; 6.9 to 1 on white
GRID = "#d8dcde"
SERIES = "#12436d"  # nearly black when printed in grey
TARGET = "#5f3a00"  # told from the figures by its dashes, not by its colour
BAND = "#ece7dd"

FONT = "Public Sans, Arial, sans-serif"
MANY_POINTS = 60  # beyond this, dots would hide the line
FAR = 40  # pixels; a last dot further from the edge than this has its value at its side, inside the chart

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def run_chart(
    points: Sequence[Point],
    *,
    key: str,
    title: str,
    description: str,
    target: Sequence[TargetStep] | None = None,
    unit: str = "",
    from_zero: bool = True,
    width: int = 640,
    height: int = 260,
) -> SafeString:
    """The figures as an SVG line with dots: gaps stay open, the target is dashed, the last value stands beside its dot.

    `key` begins every id of the chart and must be unique on its page. `title` is all that a reader of the PDF hears of
    the chart, so it should say what the figures do. A `unit` of "%" stands behind each figure and "£" before it; a
    longer one is written once, above the axis. The axis includes 0 unless `from_zero` is off. Sizes are CSS pixels.
    """
    if not _KEY.fullmatch(key):
        raise ValueError(f"A chart's key is a letter, then letters, digits, hyphens and underscores, not {key!r}.")
    svg = _element(
        None, "svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {height}", width=width, height=height,
        role="img", aria_labelledby=f"{key}-title {key}-description", class_="chart", font_family=FONT, font_size=TEXT,
    )  # fmt: skip
    _element(svg, "title", title, id=f"{key}-title")
    _element(svg, "desc", description, id=f"{key}-description")

    points = sorted(points, key=lambda point: point.on)
    steps = steps_shown(points, target or ())
    if any(point.value is not None for point in points):
        frame = Frame.around(points, steps, unit=unit, from_zero=from_zero, width=width, height=height)
        _draw_bands(svg, frame, steps)  # below the grid, which would vanish under them
        _draw_axes(svg, frame, points)
        _draw_target(svg, frame, steps)
        _draw_figures(svg, frame, points)
        _draw_last_words(svg, frame, points, steps)
    else:
        _words(svg, width / 2, height / 2, "No figures yet", fill=QUIET, text_anchor="middle")
    return mark_safe(ElementTree.tostring(svg, encoding="unicode"))  # ElementTree has escaped every text


def _draw_axes(svg: ElementTree.Element, frame: Frame, points: Sequence[Point]) -> None:
    if unit := caption(frame.unit):
        _words(svg, 2, TEXT, cut(unit, int((frame.width - 4) / LETTER)), fill=QUIET)
    for tick in frame.ticks:
        y = frame.y(tick)
        colour, name = (INK, "chart-axis") if tick == 0 else (GRID, "chart-grid")
        _element(svg, "line", x1=frame.left, x2=frame.right, y1=y, y2=y, stroke=colour, class_=name)
        _words(svg, frame.left - 6, y + 4, figure(tick, frame.unit), fill=QUIET, text_anchor="end")
    marks = " ".join(f"M{_number(frame.x(point.on))},{_number(frame.bottom)}v4" for point in points)
    _element(svg, "path", d=marks, stroke=QUIET, class_="chart-axis")
    for x, words in period_labels(frame, points):
        _words(svg, x, frame.bottom + LINE_HEIGHT + 5, words, fill=QUIET, text_anchor="middle")


def _draw_bands(svg: ElementTree.Element, frame: Frame, steps: Sequence[TargetStep]) -> None:
    for step, x, end in _spans(frame, steps):
        if step.low is not None and step.high is not None:
            y, foot = frame.y(max(step.low, step.high)), frame.y(min(step.low, step.high))
            _element(svg, "rect", x=x, y=y, width=end - x, height=foot - y, fill=BAND, class_="chart-band")


def _draw_target(svg: ElementTree.Element, frame: Frame, steps: Sequence[TargetStep]) -> None:
    for step, x, end in _spans(frame, steps):
        for bound in step.bounds:
            y = frame.y(bound)
            _element(
                svg, "line", x1=x, x2=end, y1=y, y2=y,
                stroke=TARGET, stroke_width=1.5, stroke_dasharray="6 4", class_="chart-target",
            )  # fmt: skip


def _spans(frame: Frame, steps: Sequence[TargetStep]) -> list[tuple[TargetStep, float, float]]:
    """Each step with where it begins and ends across the chart."""
    begins = [frame.x(step.from_on) for step in steps]
    return list(zip(steps, begins, [*begins[1:], frame.right], strict=False))


def _draw_figures(svg: ElementTree.Element, frame: Frame, points: Sequence[Point]) -> None:
    for _, run in groupby(points, key=lambda point: point.value is None):
        dots = [
            (frame.x(point.on), frame.y(point.value), f"{point.label}: {said(point.value, point.words, frame.unit)}")
            for point in run
            if point.value is not None
        ]
        if len(dots) > 1:
            _element(
                svg, "polyline", points=" ".join(f"{_number(x)},{_number(y)}" for x, y, _ in dots),
                fill="none", stroke=SERIES, stroke_width=2, stroke_linejoin="round", class_="chart-line",
            )  # fmt: skip
        if len(dots) == 1 or len(points) <= MANY_POINTS:
            for x, y, words in dots:
                dot = _element(svg, "circle", cx=x, cy=y, r=3.5, fill=SERIES, class_="chart-dot")
                _element(dot, "title", words)  # read by a pointer that rests there


def _draw_last_words(
    svg: ElementTree.Element, frame: Frame, points: Sequence[Point], steps: Sequence[TargetStep]
) -> None:
    """The last value and the target, written beside their marks and clear of each other."""
    at, value_y, value_words = next(
        (frame.x(point.on), frame.y(point.value), said(point.value, point.words, frame.unit))
        for point in reversed(points)
        if point.value is not None
    )
    beside = frame.right + 6
    if steps and steps[-1].bounds:
        target_y = sum(map(frame.y, steps[-1].bounds)) / len(steps[-1].bounds)
        value_y, target_y = apart(
            value_y, target_y, gap=1.5 * LINE_HEIGHT + 2, low=frame.top + 10, high=frame.bottom - 12
        )
        _words(svg, beside, target_y - 3, "Target", fill=TARGET)
        _words(svg, beside, target_y - 3 + LINE_HEIGHT, steps[-1].words(frame.unit), fill=TARGET)
    x = beside if beside - at < FAR else at + 8
    _words(svg, x, value_y + 4, value_words, fill=SERIES, font_weight=700)


def _words(svg: ElementTree.Element, x: float, y: float, words: str, **attributes: object) -> None:
    _element(svg, "text", words, x=x, y=y, class_="chart-text", **attributes)


def _element(
    parent: ElementTree.Element | None, tag: str, words: str = "", **attributes: object
) -> ElementTree.Element:
    """An element whose attributes are named as Python can: `stroke_width` for stroke-width, `class_` for class."""
    named = {
        name.rstrip("_").replace("_", "-"): _number(value) if isinstance(value, int | float) else str(value)
        for name, value in attributes.items()
    }
    element = ElementTree.Element(tag, named) if parent is None else ElementTree.SubElement(parent, tag, named)
    element.text = _NOT_XML.sub("\ufffd", words) or None
    return element


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
