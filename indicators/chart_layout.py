"""Where does each figure of a chart lie, and in what words is it written?

Knows no markup: `charts` asks it where to draw. Heights grow downwards, as in SVG; sizes are CSS pixels.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

TEXT = 12  # at 640 pixels wide a chart fills the printed column, where this is 9 pt
LINE_HEIGHT = 15
LETTER = 0.62 * TEXT  # the width of a figure in Public Sans, and a little more than that of most letters
FOOT = LINE_HEIGHT + 12  # below the axis, where the periods are named
LABELS_ABOVE, LABELS_BELOW = 8, 4  # how far the labels at the edge may reach beyond both ends of the axis
LONGEST_LABEL = 18  # letters; what is cut here stands in full in the table beside the chart


@dataclass(frozen=True)
class Point:
    """The figure of one period. No value is a gap: not collected, late, or too small to show.

    `label` names the period under the axis; `words` say the figure as the page's text does, where it says it.
    """

    on: date
    value: Decimal | None
    label: str
    words: str = ""


@dataclass(frozen=True)
class TargetStep:
    """The target from one day until the next step: a value, a band, or one bound. All empty: no target."""

    from_on: date
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def bounds(self) -> list[Decimal]:
        return [bound for bound in (self.value, self.low, self.high) if bound is not None]

    def words(self, unit: str) -> str:
        if self.value is not None:
            return figure(self.value, unit)
        if self.low is not None and self.high is not None:
            return f"{figure(self.low)} to {figure(self.high, unit)}"
        if self.low is not None:
            return f"{figure(self.low, unit)} or more"
        return f"{figure(self.high, unit)} or less" if self.high is not None else ""


@dataclass(frozen=True)
class Frame:
    """The rectangle inside the labels, with the days across it and the values up it."""

    left: float
    right: float
    top: float
    bottom: float
    first: float  # days as ordinals
    last: float
    ticks: tuple[Decimal, ...]
    unit: str
    width: int

    @classmethod
    def around(
        cls,
        points: Sequence[Point],
        steps: Sequence[TargetStep],
        *,
        labels: Sequence["Label"],
        also: Sequence[Decimal] = (),
        unit: str,
        from_zero: bool,
        width: int,
        height: int,
        head: float = 0,
        most_air: float = math.inf,
    ) -> "Frame":
        """The frame that holds every value and target and the values of `also`, with room at its right for `labels`,
        `head` pixels more above it, and at most `most_air` pixels between its sides and the first and last dots. At
        least one point must have a value."""
        values = [point.value for point in points if point.value is not None]
        values += [bound for step in steps for bound in step.bounds]
        ticks = _ticks([*values, *also], from_zero=from_zero)
        days = [point.on.toordinal() for point in points]
        left = max(text_width(figure(tick, unit)) for tick in ticks) + 10
        right = width - max(text_width(line) for label in labels for line in label.lines) - 10
        # Half a period of air at both ends: the first and last dots stand clear, and a target is seen at each of them.
        span = days[-1] - days[0]
        air = min(span / (2 * (len(days) - 1)), span * most_air / max(right - left, 1)) if span else 15
        return cls(
            left=left,
            right=right,
            top=_top(unit, head),
            bottom=height - FOOT,
            first=days[0] - air,
            last=days[-1] + air,
            ticks=ticks,
            unit=unit,
            width=width,
        )

    @property
    def ticks_with_words(self) -> tuple[Decimal, ...]:
        """Every tick, or from the lowest on every second, third …, so that their words do not touch."""
        apart = (self.bottom - self.top) / (len(self.ticks) - 1)
        return self.ticks[:: math.ceil(LINE_HEIGHT / apart)]

    def x(self, on: date) -> float:
        """The place of a day; a day outside the chart lies on its edge."""
        share = (on.toordinal() - self.first) / (self.last - self.first)
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)

    def y(self, value: Decimal) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return self.bottom - (self.bottom - self.top) * float((value - low) / (high - low))


def _ticks(values: Sequence[Decimal], *, from_zero: bool) -> tuple[Decimal, ...]:
    """Two to seven round figures, the first at or below the least value and the last at or above the greatest."""
    low, high = min(values), max(values)
    if from_zero:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        low, high = low - (0 if from_zero else 1), high + 1
    rough = (high - low) / 4
    size = Decimal(1).scaleb(rough.adjusted())
    step = next(size * times for times in map(Decimal, ("1", "2", "2.5", "5", "10")) if size * times >= rough)
    if all(value == value.to_integral_value() for value in values):  # there is no half a case
        step = Decimal(5) if step == Decimal("2.5") else max(step, Decimal(1))
    begin = int((low / step).to_integral_value(ROUND_FLOOR))
    end = int((high / step).to_integral_value(ROUND_CEILING))
    return tuple(step * count for count in range(begin, end + 1))


@dataclass(frozen=True)
class Label:
    """Words beside the right edge that belong to one or two values: their middle, unless another label is in the way."""

    values: tuple[Decimal, ...]
    lines: tuple[str, ...]
    colour: str
    weight: int = 400

    @property
    def height(self) -> float:
        return LINE_HEIGHT * len(self.lines) + 3


def height_for(labels: Sequence[Label], unit: str, *, head: float = 0) -> int:
    """How high a chart must be for its labels to stand clear of each other and of the names of the periods."""
    stacked = sum(label.height for label in labels)
    return math.ceil(_top(unit, head) - LABELS_ABOVE + stacked - LABELS_BELOW + FOOT)


def _top(unit: str, head: float) -> float:
    return head + (LINE_HEIGHT + 12 if caption(unit) else 10)


def heights(frame: Frame, labels: Sequence[Label]) -> list[float]:
    """The middle of each label, clear of each other and of the axis."""
    wanted = [sum(map(frame.y, label.values)) / len(label.values) for label in labels]
    return apart(
        wanted, [label.height for label in labels], low=frame.top - LABELS_ABOVE, high=frame.bottom + LABELS_BELOW
    )


def steps_shown(points: Sequence[Point], target: Sequence[TargetStep]) -> list[TargetStep]:
    """The steps in force on some day of the chart, in order; one that begins after the last point does not show yet."""
    if not points:
        return []
    steps = sorted((step for step in target if step.from_on <= points[-1].on), key=lambda step: step.from_on)
    over = sum(following.from_on <= points[0].on for following in steps[1:])
    return steps[over:]


def period_labels(frame: Frame, points: Sequence[Point]) -> list[tuple[float, str]]:
    """Where each period's label goes: every one, or every second, third …, so that none touch and the last is shown."""
    labels = []
    for point in reversed(points):
        words = cut(point.label, LONGEST_LABEL)
        half = text_width(words) / 2
        labels.append((min(max(frame.x(point.on), half), frame.width - half), half, words))
    for every in range(1, len(labels)):
        shown = labels[::every]
        if all(later[0] - later[1] - earlier[0] - earlier[1] >= LETTER for later, earlier in pairwise(shown)):
            return [(x, words) for x, _, words in reversed(shown)]
    return [(x, words) for x, _, words in labels[:1]]


def end_labels(frame: Frame, points: Sequence[Point]) -> list[tuple[float, str]]:
    """Where the labels of the first and the last period go, each under its own as far as both have room."""
    ends = [points[0], points[-1]] if len(points) > 1 else [points[0]]
    most = int(frame.width / len(ends) / LETTER) - 1
    labels = []
    for point in ends:
        words = cut(point.label, min(most, LONGEST_LABEL))
        labels.append((frame.x(point.on), text_width(words) / 2, words))
    shown = [(min(max(x, half), frame.width - half), half, words) for x, half, words in labels]
    if len(shown) == 2 and shown[1][0] - shown[1][1] - shown[0][0] - shown[0][1] < LETTER:
        (_, first, _), (_, last, _) = shown
        shown = [(first, *shown[0][1:]), (max(shown[1][0], 2 * first + LETTER + last), *shown[1][1:])]
    return [(x, words) for x, _, words in shown]


def apart(wanted: Sequence[float], sizes: Sequence[float], *, low: float, high: float) -> list[float]:
    """The middles of things of these sizes that stand one below the other between `low` and `high`, in the order in
    which they were wanted and each moved as little as that takes. Where there is too little room they overflow `high`.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    above, foot = {}, 0.0  # how much stands above the middle of each, were all of them pushed together at the top
    for index in order:
        above[index] = foot + sizes[index] / 2
        foot += sizes[index]
    groups: list[list[int]] = []  # those that touch move together, to the mean of what they want
    tops: list[float] = []
    for index in order:
        group, top = [index], wanted[index] - above[index]
        while groups and tops[-1] >= top:
            group = groups.pop() + group
            tops.pop()
            top = sum(wanted[member] - above[member] for member in group) / len(group)
        groups.append(group)
        tops.append(top)
    moved = {
        member: max(min(top, high - foot), low) + above[member]
        for group, top in zip(groups, tops, strict=True)
        for member in group
    }
    return [moved[index] for index in range(len(wanted))]


def figure(value: Decimal, unit: str = "") -> str:
    """A figure in words short enough for a chart: "1,250", "92.5 %", "£3 million", "−4"."""
    size = abs(value)
    for power, name in ((15, None), (12, "trillion"), (9, "billion"), (6, "million")):
        if size >= Decimal(10) ** power:
            words = f"{size:.1e}" if name is None else f"{_plain(round(size.scaleb(-power), 1))}\u00a0{name}"
            break
    else:
        words = _plain(round(size, 4))
    sign = "\u2212" if value < 0 and words != "0" else ""
    if unit == "£":
        return f"{sign}£{words}"
    return f"{sign}{words}\u00a0%" if unit == "%" else f"{sign}{words}"


def said(value: Decimal, words: str, unit: str) -> str:
    """A point's figure in its own words, or else in ours."""
    return words or figure(value, unit)


def caption(unit: str) -> str:
    """What stands above the axis: a unit too long to stand beside every figure."""
    return "" if unit in ("", "%", "£") else unit


def cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def _plain(size: Decimal) -> str:
    words = f"{size:,f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def text_width(words: str, size: float = TEXT) -> float:
    return LETTER / TEXT * size * len(words)
