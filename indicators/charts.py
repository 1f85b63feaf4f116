"""Which charts are there, and what does each show? The same markup on the page, in print and in grey.

The one module that trusts markup. The drawing is done in a tree (`chart_lines`, `chart_control`, `chart_strip`, `chart_bar`) that the
standard library writes out, so no text can leave its element. Every chart has its figures in words or in a table beside
it: each function says which. `key` begins every id of a chart and must be unique on its page; `title` is all that a
reader of the PDF hears of it, so it should say what the figures do. Sizes are CSS pixels.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

from django.utils.safestring import SafeString, mark_safe

from indicators import chart_bar, chart_control, chart_lines, chart_strip
from indicators.chart_bar import Part
from indicators.chart_layout import Point, TargetStep
from indicators.chart_limits import Limits, Projected, Redrawn
from indicators.chart_strip import Mark
from indicators.chart_svg import Element, begin

__all__ = [
    "Limits", "Mark", "Part", "Point", "Projected", "Redrawn", "TargetStep",
    "calendar_strip", "control_chart", "run_chart", "small_multiple", "sparkline", "stacked_bar",
]  # fmt: skip


def run_chart(
    points: Sequence[Point],
    *,
    key: str,
    title: str,
    description: str,
    target: Sequence[TargetStep] | None = None,
    baseline: Decimal | None = None,
    unit: str = "",
    from_zero: bool = True,
    width: int = 640,
    height: int = 260,
) -> SafeString:
    """The figures as a line with dots: gaps stay open, the target is dashed, the last value stands beside its dot.

    `baseline` is the figure at the start: a dotted line across. A `unit` of "%" stands behind each figure and
    "£" before it; a longer one is written once, above the axis. The axis includes 0 unless `from_zero` is off.
    Beside it belongs the table of every period with its figure, numerator, denominator and note.
    """
    svg = begin(key=key, title=title, description=description, width=width, height=height, kind="chart")
    chart_lines.draw_run(
        svg, points, target or (), baseline=baseline, unit=unit, from_zero=from_zero, width=width, height=height
    )
    return _written(svg)


def control_chart(
    points: Sequence[Point],
    *,
    key: str,
    title: str,
    description: str,
    limits: Sequence[Limits],
    target: Sequence[TargetStep] | None = None,
    redrawn: Sequence[Redrawn] = (),
    projection: Sequence[Projected] = (),
    until: str = "",
    unit: str = "",
    width: int = 640,
    height: int = 300,
) -> SafeString:
    """The XmR chart: the figures with their mean and limits, a sign where a rule is broken, a step where the limits are
    `redrawn`, and beyond the last figure a `projection`, whose end is the period named `until`.

    Gaps stay open; limits on trial are dotted; the axis begins at 0 unless that would take half of the height. Beside it
    belong the rule set by name, the words of each signal, the table, and for a projection on what it rests.
    """
    svg = begin(key=key, title=title, description=description, width=width, height=height, kind="chart")
    chart_control.draw_control(
        svg, points, target or (), limits, redrawn=redrawn, projection=projection, until=until, unit=unit, width=width,
        height=height,
    )  # fmt: skip
    return _written(svg)


def small_multiple(
    points: Sequence[Point],
    *,
    key: str,
    title: str,
    description: str,
    target: Sequence[TargetStep] | None = None,
    limits: Sequence[Limits] = (),
    unit: str = "",
    from_zero: bool = True,
    width: int = 300,
    height: int = 110,
) -> SafeString:
    """The run chart made small, one of many side by side: only the ends of its axes and its last value are written. With
    `limits` it is the XmR chart made small, and its axis begins where that one's does, whatever `from_zero` says.

    Beside it belongs the sentence of the series; its table stands on the page of the indicator.
    """
    svg = begin(key=key, title=title, description=description, width=width, height=height, kind="chart-small")
    if limits:
        chart_control.draw_small_control(svg, points, target or (), limits, unit=unit, width=width, height=height)
    else:
        chart_lines.draw_small(svg, points, target or (), unit=unit, from_zero=from_zero, width=width, height=height)
    return _written(svg)


def sparkline(
    points: Sequence[Point], *, key: str, title: str, description: str, width: int = 120, height: int = 28
) -> SafeString:
    """The course of the figures in a row of a table, its last figure a dot. From the least to the greatest, so it shows
    direction and not size: the cell beside it says the last figure, and the row which figures it goes from and to."""
    svg = begin(key=key, title=title, description=description, width=width, height=height, kind="chart-spark")
    chart_lines.draw_spark(svg, points, width=width, height=height)
    return _written(svg)


def calendar_strip(
    *,
    start: date,
    end: date,
    today: date,
    marks: Sequence[Mark],
    key: str,
    title: str,
    description: str,
    width: int = 1120,
) -> SafeString:
    """The months from `start` to `end` in three lanes: Board meetings, information to Ministers, DfE reviews; and today.

    A meeting is a dot on its day; what is due in a month is a bar as long as its month. A mark outside the months of
    `start` and `end` is left out. The height follows from the width: 1120 for a page, 640 for a printed column.
    Beside it belong the next three dates in words, and on the calendar's page the list of all of them.
    """
    strip = chart_strip.Strip.over(start=start, end=end, width=width)
    svg = begin(
        key=key, title=title, description=description, width=width, height=strip.height, kind="chart-strip",
        text=strip.text,
    )  # fmt: skip
    chart_strip.draw(svg, strip, marks, today)
    return _written(svg)


def stacked_bar(
    parts: Sequence[Part], *, key: str, title: str, description: str, width: int = 160, height: int = 16
) -> SafeString:
    """How many of each, in the order given, each count inside its part of the bar; of none, nothing is drawn.

    As long as its count, but never too short to hold it: the figures are exact and the lengths nearly so. Where even
    that leaves no room, only their sum is said, beside the bar. Beside it belongs a row of words with the same counts, or
    once for many bars a row of column heads: what each part means is said by nothing else in print.
    """
    svg = begin(key=key, title=title, description=description, width=width, height=height, kind="chart-bar")
    chart_bar.draw(svg, parts, width=width, height=height)
    return _written(svg)


def _written(svg: Element) -> SafeString:
    return mark_safe(ElementTree.tostring(svg, encoding="unicode"))  # ElementTree has escaped every text
