"""How do minutes become a working copy for a word processor?"""

import io

from docx import Document
from docx.shared import Cm, Pt

from boards.minutes_reading import Minutes
from notices.models import Notice
from reports.minutes_paper import standing, title

WORKING_COPY = "Working copy – the minutes of record are in the product"


def working_copy(notice: Notice, found: Minutes, *, sample: bool) -> bytes:
    """A copy to work with elsewhere: with the paragraphs and numbers of the page, and never read back."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.header.paragraphs[0].text = WORKING_COPY
    section.footer.paragraphs[0].text = standing(found.version) + (" – Sample: invented figures" if sample else "")
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(11)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title(notice, found), notice.board_name, WORKING_COPY
    properties.language = "en-GB"
    properties.created = properties.modified = found.version.recorded_at.replace(tzinfo=None)
    document.add_heading(title(notice, found), 0)
    document.add_paragraph(WORKING_COPY).runs[0].bold = True
    document.add_paragraph(f"{standing(found.version)}.")
    for row in found.rows:
        if row["heading"]:
            document.add_heading(row["heading"], 1)
        paragraph = document.add_paragraph(f"{row['number']}.\t{_printable(row['words'])}")
        paragraph.paragraph_format.left_indent = Cm(1.2)
        paragraph.paragraph_format.first_line_indent = Cm(-1.2)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(1.2))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _printable(words: str) -> str:
    """Without the control characters that no XML can hold."""
    return "".join(letter for letter in words if letter >= " " or letter in "\n\t")
