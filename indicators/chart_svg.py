"""How is one element of a chart written, so that no text can leave it and every chart says what it is?

Builds a tree; `charts` alone has it written out. Colours are attributes, not styles: the security policy refuses style
attributes, and the styles of a page do not reach a chart that is printed. The class names are for the page alone, which
needs them for sizes and for forced colours.
"""

import re
from xml.etree import ElementTree

from indicators.chart_layout import TEXT

Element = ElementTree.Element

INK = "#0b0c0c"
QUIET = "#505a5f"  # the text of the axes; 6.9 to 1 on white
GRID = "#d8dcde"
PAPER = "#ffffff"
SERIES = "#12436d"  # nearly black when printed in grey
TARGET = "#5f3a00"  # told from the figures by its dashes, not by its colour
BAND = "#ece7dd"
USUAL = "#eef3f6"  # where the figures usually lie
PROJECTED = "#e4e8eb"  # where a line may go on
FLAGS = {"bad": "#a8201f", "good": "#0f6b4a"}  # by the tone of a word; told apart by their shapes

FONT = "Public Sans, Arial, sans-serif"

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def begin(
    *, key: str, title: str, description: str, width: float, height: float, kind: str, text: float = TEXT
) -> Element:
    """An empty chart with its title and description, whose ids begin with `key`; `kind` is its class on a page."""
    if not _KEY.fullmatch(key):
        raise ValueError(f"A chart's key is a letter, then letters, digits, hyphens and underscores, not {key!r}.")
    svg = element(
        None, "svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {number(width)} {number(height)}",
        width=width, height=height, role="img", aria_labelledby=f"{key}-title {key}-description", class_=kind,
        font_family=FONT, font_size=text,
    )  # fmt: skip
    element(svg, "title", title, id=f"{key}-title")
    element(svg, "desc", description, id=f"{key}-description")
    return svg


def grown(svg: Element, height: int) -> int:
    """The height of a chart made so, where what belongs on it needs more than it began with."""
    left, top, width, _ = svg.attrib["viewBox"].split()
    svg.attrib |= {"height": number(height), "viewBox": f"{left} {top} {width} {number(height)}"}
    return height


def element(parent: Element | None, tag: str, words: str = "", **attributes: object) -> Element:
    """An element whose attributes are named as Python can: `stroke_width` for stroke-width, `class_` for class."""
    named = {
        name.rstrip("_").replace("_", "-"): number(value) if isinstance(value, int | float) else str(value)
        for name, value in attributes.items()
    }
    made = ElementTree.Element(tag, named) if parent is None else ElementTree.SubElement(parent, tag, named)
    made.text = _NOT_XML.sub("\ufffd", words) or None
    return made


def text(svg: Element, x: float, y: float, words: str, **attributes: object) -> None:
    element(svg, "text", words, x=x, y=y, **{"class_": "chart-text"} | attributes)


def number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
