"""How does a published edition become a working copy for a word processor? From its page: the same words in the same order."""

import io
import re
from collections.abc import Iterator

from docx import Document
from docx.document import Document as Opened
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import html

HEADINGS = {"h1": 0, "h2": 1, "h3": 2, "h4": 3}
LISTS = {"ul": "List Bullet", "ol": "List Number"}
BOLD, BREAK, DRAWN = {"strong", "b", "th"}, "br", {"svg", "summary"}
WIDTH = Cm(17)
HANGING = Cm(1.2)
# What XML cannot hold.
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What is no space of the source: these two are in no body any more.
MEANT = {"\x0b": "\n", "\x0c": "\t"}
LINE, TAB = MEANT


def working_copy(body: str, *, title: str, council: str, said: str) -> bytes:
    """The DOCX of what a template drew as `body`. `said` stands over every page: what this copy is, and where the report is that
    was signed. Charts are left out; the figures stand under them."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.header.paragraphs[0].text = said
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(10.5)
    properties = document.core_properties
    properties.title, properties.author, properties.comments, properties.language = title, council, said, "en-GB"
    document.add_paragraph(said).runs[0].bold = True
    _take(document, html.fragment_fromstring(NOT_TEXT.sub("", body), create_parent="div"))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _take(document: Opened, element: html.HtmlElement) -> None:
    """An element and what stands in it, block by block."""
    for child in element.iterchildren(tag=html.etree.Element):
        if child.tag in HEADINGS:
            document.add_heading(_plain(child), HEADINGS[child.tag])
        elif child.tag == "table":
            _table(document, child)
        elif child.tag in LISTS:
            for item in child.iterchildren("li"):
                _write(document.add_paragraph(style=LISTS[child.tag]), item)
        elif child.tag == "figure":
            for caption in child.iter("figcaption"):
                _write(document.add_paragraph(), caption)
        elif child.tag in DRAWN:
            continue
        elif child.tag in ("p", "dt", "dd"):
            paragraph = document.add_paragraph()
            if "para" in child.classes:
                paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = HANGING, -HANGING
                paragraph.paragraph_format.tab_stops.add_tab_stop(HANGING)
            _write(paragraph, child)
        else:
            _take(document, child)


def _table(document: Opened, element: html.HtmlElement) -> None:
    """Its caption as a paragraph, its head repeated on every page."""
    for caption in element.iterchildren("caption"):
        document.add_paragraph(_plain(caption)).runs[0].italic = True
    rows = [list(row.iterchildren("th", "td")) for row in element.iter("tr")]
    wide = max((sum(_span(cell) for cell in row) for row in rows), default=0)
    if not wide:
        return
    table = document.add_table(rows=0, cols=wide, style="Table Grid")
    table.autofit = False
    heads = sum(1 for row in element.iter("tr") if row.getparent().tag == "thead")
    for number, row in enumerate(rows):
        cells = table.add_row().cells
        place = 0
        for cell in row:
            first = cells[place]
            place += _span(cell)
            if _span(cell) > 1:
                first = first.merge(cells[place - 1])
            first.width = int(WIDTH * _span(cell) / wide)
            paragraph = first.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            _write(paragraph, cell, size=Pt(8 if wide > 6 else 9), bold=cell.tag == "th")
        if number < heads:
            _repeat(table, number)
    document.add_paragraph()


def _span(cell: html.HtmlElement) -> int:
    return int(cell.get("colspan", "1"))


def _repeat(table: Table, number: int) -> None:
    table.rows[number]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _write(paragraph: Paragraph, element: html.HtmlElement, *, size: Pt | None = None, bold: bool = False) -> None:
    """The text of an element, its emphasis kept; the number of a paragraph stands before a tab."""
    last = LINE
    for text, strong in _pieces(element, bold):
        words = text if text in MEANT else re.sub(r"[ \t\r\n]+", " ", text)
        if last.endswith((" ", *MEANT)):
            words = words.lstrip(" ")
        if not words:
            continue
        run = paragraph.add_run(MEANT.get(words, words))
        run.bold = strong or None
        if size is not None:
            run.font.size = size
        last = words


def _pieces(element: html.HtmlElement, bold: bool) -> Iterator[tuple[str, bool]]:
    if element.text:
        yield element.text, bold
    for child in element.iterchildren():
        if child.tag == BREAK:
            yield LINE, bold
        elif isinstance(child.tag, str) and child.tag not in DRAWN:
            yield from _pieces(child, bold or child.tag in BOLD)
            if "no" in child.classes:
                yield TAB, bold
        if child.tail:
            yield child.tail, bold


def _plain(element: html.HtmlElement) -> str:
    return " ".join("".join(text for text, _ in _pieces(element, bold=False)).split())  # LINE and TAB are spaces too
