"""How is the time of a notice drawn, from its issue to its final review: Boards, information to Ministers, reviews?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from indicators.chart_layout import text_width
from indicators.chart_svg import GRID, INK, PAPER, QUIET, SERIES, TARGET, Element, element, number, text

Kind = Literal["held", "planned", "unrecorded", "ministers", "review"]

LANES = ("Board meetings", "To Ministers", "DfE reviews")
LANE = {"held": 0, "planned": 0, "unrecorded": 0, "ministers": 1, "review": 2}
LEGEND = {"held": "held", "planned": "planned", "unrecorded": "day passed, not recorded"}
WIDE = 900  # pixels; from here there is room for larger words, which a page may then shrink a little


@dataclass(frozen=True)
class Mark:
    """One meeting on its day, or what falls due in the month of `on`. `words` say it: "Board meeting 4, 26 February 2013"."""

    on: date
    kind: Kind
    words: str


@dataclass(frozen=True)
class Strip:
    """The rectangle of the lanes, with whole months across it."""

    first: date  # the first day of the first month
    after: date  # the first day after the last month
    left: float
    right: float
    text: float  # the size of its words
    width: int

    @classmethod
    def over(cls, *, start: date, end: date, width: int) -> "Strip":
        if end < start:
            raise ValueError(f"a calendar that begins on {start} cannot end on {end}")
        size = 14.0 if width >= WIDE else 12.0
        left = max(text_width(name, size) for name in LANES) + 8
        return cls(start.replace(day=1), _next_month(end), left, width - 2.0, size, width)

    @property
    def lane(self) -> float:
        return 2 * self.text

    @property
    def top(self) -> float:
        return 1.7 * self.text  # above it stands today

    @property
    def bottom(self) -> float:
        return self.top + self.lane * len(LANES)

    @property
    def height(self) -> float:
        return self.bottom + 4.6 * self.text  # months, years, legend

    @property
    def step(self) -> int | None:
        """Every how many months there is room for the name of one, counted from January; None where there is never."""
        wide = (self.right - self.left) / (self.after - self.first).days * 28  # February is the shortest
        return next((step for step in (1, 2, 3, 6, 12) if step * wide >= text_width("Mmm", self.text) + 4), None)

    def middle(self, lane: int) -> float:
        return self.top + self.lane * (lane + 0.5)

    def x(self, on: date) -> float:
        """The beginning of a day."""
        share = (on - self.first).days / (self.after - self.first).days
        return self.left + (self.right - self.left) * share

    def holds(self, on: date) -> bool:
        return self.first <= on < self.after

    def months(self) -> Iterator[date]:
        month = self.first
        while month < self.after:
            yield month
            month = _next_month(month)


def draw(svg: Element, strip: Strip, marks: Sequence[Mark], today: date) -> None:
    shown = sorted((mark for mark in marks if strip.holds(mark.on)), key=lambda mark: (mark.on, mark.kind, mark.words))
    _draw_scale(svg, strip)
    _draw_today(svg, strip, today)
    for mark in shown:
        _draw_mark(svg, strip, mark)
    _draw_legend(svg, strip, [kind for kind in LEGEND if any(mark.kind == kind for mark in shown)])


def _draw_scale(svg: Element, strip: Strip) -> None:
    every = 1 if strip.step in (1, 2, 3) else 12
    for month in strip.months():
        if (month.month - 1) % every:
            continue
        x = strip.x(month)
        colour, name = (QUIET, "chart-axis") if month.month == 1 else (GRID, "chart-grid")
        foot = strip.bottom + (2.6 * strip.text if month.month == 1 else 4)
        element(svg, "line", x1=x, x2=x, y1=strip.top, y2=foot, stroke=colour, class_=name)
    for lane in range(len(LANES) + 1):
        y = strip.top + strip.lane * lane
        element(svg, "line", x1=0, x2=strip.right, y1=y, y2=y, stroke=GRID, class_="chart-grid")
    for lane, name in enumerate(LANES):
        text(svg, 0, strip.middle(lane) + 0.35 * strip.text, name, fill=INK)
    for x, words in month_labels(strip):
        text(svg, x, strip.bottom + 1.25 * strip.text, words, fill=QUIET, text_anchor="middle")
    for x, words in year_labels(strip):
        text(svg, x, strip.bottom + 2.5 * strip.text, words, fill=INK)


def month_labels(strip: Strip) -> list[tuple[float, str]]:
    """The middle and the short name of every month, or of every second, third …, January always among them."""
    if strip.step is None:
        return []
    middles = [((strip.x(month) + strip.x(_next_month(month))) / 2, month) for month in strip.months()]
    half = text_width("Mmm", strip.text) / 2
    return [
        (min(max(x, half), strip.width - half), f"{month:%b}")
        for x, month in middles
        if (month.month - 1) % strip.step == 0
    ]


def year_labels(strip: Strip) -> list[tuple[float, str]]:
    """Each year where it begins on the strip: all that have room, the later where two would touch."""
    labels: list[tuple[float, str]] = []
    reach = text_width("2013", strip.text)
    every = 1 if strip.step in (1, 2, 3) else 12
    for month in strip.months():
        if month == strip.first or month.month == 1:
            labels.append((min(strip.x(month) + 4, strip.width - reach), f"{month:%Y}"))
    if len(labels) > 1 and labels[1][0] - labels[0][0] < reach + 6:
        labels = labels[1:]  # the strip begins late in a year
    for every in range(1, len(labels) + 1):
        if all(later[0] - earlier[0] >= reach + 6 for earlier, later in pairwise(labels[::every])):
            return labels[::every]
    return labels[:1]


def _draw_today(svg: Element, strip: Strip, today: date) -> None:
    words = f"As at {today.day} {today:%B %Y}"
    half = text_width(words, strip.text) / 2
    if strip.holds(today):
        x = strip.x(today)
        element(
            svg, "line", x1=x, x2=x, y1=strip.top - 3, y2=strip.bottom, stroke=INK, stroke_width=2, class_="chart-today"
        )
        x = min(max(x, half), strip.width - half)
        text(svg, x, 0.95 * strip.text, words, fill=INK, font_weight=700, text_anchor="middle")
    elif today < strip.first:
        text(svg, strip.left, 0.95 * strip.text, f"← {words}", fill=INK, font_weight=700)
    else:
        text(svg, strip.right, 0.95 * strip.text, f"{words} →", fill=INK, font_weight=700, text_anchor="end")


def _draw_mark(svg: Element, strip: Strip, mark: Mark) -> None:
    y = strip.middle(LANE[mark.kind])
    if mark.kind in ("ministers", "review"):
        month = mark.on.replace(day=1)
        x, end, half = strip.x(month) + 1.5, strip.x(_next_month(month)) - 1.5, 0.45 * strip.text
        if mark.kind == "ministers":
            shape = element(
                svg, "rect", x=x, y=y - half, width=end - x, height=2 * half, fill=TARGET, class_="chart-month"
            )
        else:  # pointed at both ends, and hollow: told from the bar above it by its shape alone
            tip = min(half, (end - x) / 2)
            corners = [
                (x, y),
                (x + tip, y - half),
                (end - tip, y - half),
                (end, y),
                (end - tip, y + half),
                (x + tip, y + half),
            ]
            shape = element(
                svg, "polygon", points=" ".join(f"{number(one)},{number(other)}" for one, other in corners),
                fill=PAPER, stroke=INK, stroke_width=2, class_="chart-open",
            )  # fmt: skip
    else:
        shape = _draw_meeting(svg, strip, strip.x(mark.on), y, mark.kind)
    element(shape, "title", mark.words)  # read by a pointer that rests there


def _draw_meeting(svg: Element, strip: Strip, x: float, y: float, kind: str) -> Element:
    r = 0.42 * strip.text
    if kind == "unrecorded":
        r *= 1.2
        corners = (
            f"M{number(x)},{number(y - r)}l{number(r)},{number(r)} {number(-r)},{number(r)} {number(-r)},{number(-r)}z"
        )
        return element(svg, "path", d=corners, fill=PAPER, stroke=TARGET, stroke_width=2, class_="chart-open")
    if kind == "held":
        return element(svg, "circle", cx=x, cy=y, r=r, fill=SERIES, class_="chart-dot")
    return element(svg, "circle", cx=x, cy=y, r=r - 1, fill=PAPER, stroke=SERIES, stroke_width=2, class_="chart-open")


def _draw_legend(svg: Element, strip: Strip, kinds: Sequence[str]) -> None:
    x, y = strip.left, strip.bottom + 4 * strip.text
    if kinds:
        text(svg, 0, y + 0.35 * strip.text, "A meeting:", fill=QUIET)
    for kind in kinds:
        _draw_meeting(svg, strip, x + 0.6 * strip.text, y, kind)
        x += 1.5 * strip.text
        text(svg, x, y + 0.35 * strip.text, LEGEND[kind], fill=QUIET)
        x += text_width(LEGEND[kind], strip.text) + strip.text


def _next_month(on: date) -> date:
    return (on.replace(day=1) + timedelta(days=31)).replace(day=1)
