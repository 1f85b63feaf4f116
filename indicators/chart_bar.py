"""How are counts of several kinds drawn as one bar, so that each is read and none is told by colour alone?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from indicators.chart_layout import TEXT, text_width
from indicators.chart_svg import GRID, INK, PAPER, QUIET, Element, element, number, text

Look = Literal["done", "evidenced", "under_way", "not_started", "overdue", "withdrawn"]

NONE = "None"
AIR = 3  # pixels at each side of a count
TAPE = 7  # the striped edge of what is overdue


@dataclass(frozen=True)
class Part:
    """How many there are of one kind. `words` name it with its count: "3 overdue"."""

    words: str
    count: int
    look: Look


@dataclass(frozen=True)
class Face:
    """Fill, and the colour of the count upon it; the line around it, and whether that is dashed."""

    fill: str
    ink: str
    line: str
    dashes: str = "none"


# In grey: nearly black, dark with a striped edge, middling, light, white in a line, white in a dashed line.
FACES: dict[Look, Face] = {
    "evidenced": Face("#08243c", PAPER, "#08243c"),
    "done": Face("#3f72a0", PAPER, "#3f72a0"),
    "under_way": Face("#bdd3e6", INK, "#bdd3e6"),
    "not_started": Face(PAPER, INK, QUIET),
    "overdue": Face("#8f1a1a", PAPER, "#8f1a1a"),
    "withdrawn": Face(PAPER, QUIET, QUIET, "2 2"),
}


def draw(svg: Element, parts: Sequence[Part], *, width: int, height: int) -> None:
    for part in parts:
        if part.count < 0 or part.look not in FACES:
            raise ValueError(f"no bar can show {part.count} as {part.look!r}")
    shown = [part for part in parts if part.count]
    middle = height / 2 + 0.35 * TEXT
    if not shown:
        text(svg, 0, middle, NONE, fill=QUIET)
        x = text_width(NONE) + 6
        element(
            svg, "rect", x=x, y=height / 2 - 1, width=max(width - x, 0), height=2, fill=GRID, class_="chart-nothing"
        )
        return
    widths = lengths(shown, width)
    inside = widths is not None
    if widths is None:
        beside = f"{sum(part.count for part in shown)} in all"
        room = max(width - text_width(beside) - 6, 0.0)
        widths = [room * part.count / sum(one.count for one in shown) for part in shown]
        text(svg, width, middle, beside, fill=INK, text_anchor="end")
    x = 0.0
    for part, wide in zip(shown, widths, strict=True):
        _draw_part(svg, part, x, wide, height, inside=inside)
        x += wide


def lengths(parts: Sequence[Part], width: float) -> list[float] | None:
    """How long each part is: its share of the width, and at least what its count needs. None where they have no room."""
    least = [text_width(str(part.count)) + 2 * AIR + (TAPE if part.look == "overdue" else 0) for part in parts]
    if sum(least) > width:
        return None
    short: set[int] = set()
    while True:
        free = width - sum(least[index] for index in short)
        count = sum(part.count for index, part in enumerate(parts) if index not in short)
        shares = [least[index] if index in short else free * part.count / count for index, part in enumerate(parts)]
        more = {index for index, share in enumerate(shares) if index not in short and share < least[index]}
        if not more:
            return shares
        short |= more


def _draw_part(svg: Element, part: Part, x: float, wide: float, height: float, *, inside: bool) -> None:
    face = FACES[part.look]
    # Half a pixel of line and half of air at each side, so that two parts of one grey are still two.
    shape = element(
        svg, "rect", x=x + 1, y=1, width=max(wide - 2, 0), height=height - 2,
        fill=face.fill, stroke=face.line, stroke_dasharray=face.dashes, class_=f"chart-part chart-part-{part.look}",
    )  # fmt: skip
    element(shape, "title", part.words)  # read by a pointer that rests there
    left = x
    if part.look == "overdue" and wide > TAPE + 2:
        left = x + TAPE
        stripes = " ".join(
            f"M{number(x + 1.5)},{number(y)}l{TAPE - 1},-{TAPE - 1}" for y in range(TAPE + 1, int(height), 5)
        )
        element(svg, "path", d=stripes, stroke=PAPER, stroke_width=1.5, class_="chart-tape")
    if inside:
        middle = height / 2 + 0.35 * TEXT
        text(
            svg, (left + x + wide) / 2, middle, str(part.count), fill=face.ink, text_anchor="middle",
            font_weight=700 if part.look == "overdue" else 400, class_=f"chart-count chart-count-{part.look}",
        )  # fmt: skip
