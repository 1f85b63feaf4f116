"""What is taken away of an edition besides its PDF: paragraphs by their numbers, a working copy, its figures?"""

import csv
import html
import io
import re
from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook

from accounts.policy import Role
from indicators.models import Indicator

NUMBER = re.compile(r'<span class="no" id="p(\d+)">(\d+)\.</span> ')


def test_paragraphs_are_numbered_in_order_as_text_and_each_has_its_address(desk, client_of):
    desk.publish()
    found = NUMBER.findall(client_of(desk.world.chair).get(desk.at("edition", 1)).text)
    assert len(found) > 20
    assert found == [(str(number), str(number)) for number in range(1, len(found) + 1)]


@pytest.fixture
def observer(desk, client_of):
    return client_of(desk.world.cast.in_a[Role.OBSERVER])


def plain(words: str) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", "", words).split()))


def opened(answer):
    assert answer.status_code == 200
    return Document(io.BytesIO(answer.content))


def test_the_working_copy_has_the_paragraphs_of_the_page_with_their_numbers(desk, observer):
    desk.publish(safer="Safer.\n\n- **Fewer** wait\n- <b>No</b> child is alone \x01& all are seen")
    document = opened(observer.get(desk.at("edition_docx", 1)))
    page = observer.get(desk.at("edition", 1)).text
    text = [paragraph.text for paragraph in document.paragraphs]
    numbered = [line for line in text if re.match(r"\d+\.\t", line)]
    assert [line.split(".")[0] for line in numbered] == [number for number, _ in NUMBER.findall(page)]
    assert "<b>No</b> child is alone & all are seen" in text
    assert any(run.text == "Fewer" and run.bold for paragraph in document.paragraphs for run in paragraph.runs)
    headings = [
        paragraph.text for paragraph in document.paragraphs if paragraph.style.name.startswith(("Heading", "Title"))
    ]
    assert headings == [
        plain(words)
        for words in re.findall(
            r"<h[1-4][^>]*>(.*?)</h[1-4]>", page.split("<article")[1].split("</article>")[0], re.DOTALL
        )
    ]


def test_the_working_copy_says_on_each_page_what_it_is_and_which_report_was_signed(desk, observer):
    edition = desk.publish()
    document = opened(observer.get(desk.at("edition_docx", 1)))
    said = document.sections[0].header.paragraphs[0].text
    short = edition.photograph.sha256[:12]
    assert said.startswith(
        f"Working copy – what was signed is {desk.world.notice.slug} report 1, edition 1, fingerprint {short[:4]}"
    )
    assert document.core_properties.language == "en-GB"


def test_its_tables_repeat_their_heads_and_hold_the_words_of_the_page(desk, observer):
    desk.publish()
    document = opened(observer.get(desk.at("edition_docx", 1)))
    judged = next(table for table in document.tables if table.cell(0, 0).text == "Ref.")
    assert len(judged.rows) == 17
    assert judged.rows[1].cells[1].text.strip() == "Not yet judged"
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)


def test_the_figures_are_those_that_were_photographed_and_nothing_newer(desk, observer):
    desk.publish()
    desk.world.report(Indicator.objects.get(code="FD-05"), date(2013, 3, 1), 9, reason="Three were forgotten.")
    rows = list(csv.DictReader(io.StringIO(observer.get(desk.at("edition_csv", 1)).content.decode("utf-8-sig"))))
    assert [(row["Code"], row["Period ends"], row["Value"]) for row in rows] == [("FD-05", "2013-03-01", "6")]
    sheet = load_workbook(io.BytesIO(observer.get(desk.at("edition_xlsx", 1)).content)).active
    said = {head.value: cell.value for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (said["Code"], said["Value"], said["Figure"], said["Against target today"]) == ("FD-05", 6, "6", "Misses")
