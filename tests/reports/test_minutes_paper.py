"""Do the PDF and the working copy of minutes say what the page says, paragraph by paragraph, so that everybody can read it?"""

import io
import re

import pytest
from docx import Document

from boards import minutes_reading
from boards.models import Meeting, MinutesVersion
from boards.paragraphs import Part
from reports import minutes_paper
from reports.minutes_docx import WORKING_COPY, working_copy
from reports.pdf import render
from tests.minuted import save, send, somebody_was_there
from tests.pages import address_of, text_of
from tests.reports.heard import said_by_page, said_by_tags
from tests.verapdf import validate

pytestmark = pytest.mark.only_on("sqlite")  # rows are drawn alike on both databases
PARTS = [
    Part("Who was there", "Present: Zoë, <b>Bob</b> & “Ann”.\n\nDecision 1: The plan is agreed\nin two lines."),
    Part("1. Concerns", "W" * 400, 1),
    Part("2. Other", "\n\n".join(f"Somebody said the thing that is number {number}." for number in range(120)), 2),
]


@pytest.fixture
def found(world):
    somebody_was_there(world)
    save(world, PARTS)
    send(world)
    asof = world.asof()
    meeting = Meeting.objects.with_day(asof).get(pk=world.meetings[0].pk)
    may = dict.fromkeys(("record_meeting", "read_closed", "view_working"), True)
    return minutes_reading.read(meeting, asof, may=may)


def test_the_pdf_breaks_no_rule_and_says_the_same_in_the_same_order(world, found, tmp_path):
    html = minutes_paper.pdf_html(world.notice, found, sample=True)
    pdf = render(html, limits=minutes_paper.LIMITS)
    verdict = validate(pdf, tmp_path)
    assert verdict.broken == []
    assert verdict.checks > 500
    assert said_by_tags(pdf) == said_by_page(html)
    assert render(html, limits=minutes_paper.LIMITS) == pdf


def test_page_pdf_and_working_copy_have_the_same_numbers(world, found, client_of):
    rows = [(row["number"], " ".join(row["words"].split())) for row in found.rows]
    assert len(rows) == 123
    html = minutes_paper.pdf_html(world.notice, found, sample=False)
    page = text_of(client_of(world.secretary).get(address_of(world.notice, "boards:minutes", 1)))
    for text in (html, page):
        numbers = re.findall(r'<span class="no">(\d+)\.</span> ([^<&]{0,12})', " ".join(text.split()))
        assert [(int(number), words) for number, words in numbers] == [
            (number, re.split("[<&]", words)[0][:12]) for number, words in rows
        ]
    assert "Zoë, &lt;b&gt;Bob" in html
    copy = Document(io.BytesIO(working_copy(world.notice, found, sample=True)))
    numbered = [text.split("\t", 1) for row in copy.paragraphs if "\t" in (text := row.text)]
    assert [(int(number.rstrip(".")), " ".join(words.split())) for number, words in numbered] == rows
    assert [row.text for row in copy.paragraphs if row.style.name == "Heading 1"] == [part.heading for part in PARTS]


def test_every_page_of_the_working_copy_says_what_it_is(world, found):
    copy = Document(io.BytesIO(working_copy(world.notice, found, sample=True)))
    (section,) = copy.sections
    assert section.header.paragraphs[0].text == WORKING_COPY
    assert section.footer.paragraphs[0].text.endswith("Sample: invented figures")
    assert copy.core_properties.title == "Improvement Board: minutes of meeting 1, 7 November 2012"
    assert "Sample" not in Document(
        io.BytesIO(working_copy(world.notice, found, sample=False))
    ).sections[0].footer.paragraphs[0].text  # fmt: skip


def test_what_no_word_processor_can_hold_is_left_out_of_the_copy(world, found):
    found.rows[0]["words"] = "One\x0b\x00two."
    copy = Document(io.BytesIO(working_copy(world.notice, found, sample=False)))
    assert "1.\tOnetwo." in [row.text for row in copy.paragraphs]


def test_each_says_how_far_the_minutes_are(found):
    version = found.version
    assert minutes_paper.standing(version) == "Circulated for corrections by 21 November 2012"
    version.state = MinutesVersion.State.DRAFT
    assert minutes_paper.standing(version).startswith("Draft of 7 November 2012, ")


def test_the_files_are_sent_as_files(world, found, client_of):
    client = client_of(world.partner)
    for name, begins in (("pages:minutes_pdf", b"%PDF-"), ("pages:minutes_docx", b"PK")):
        answer = client.get(address_of(world.notice, name, 1))
        assert answer.content.startswith(begins)
        assert "attachment; filename=" in answer["Content-Disposition"]
