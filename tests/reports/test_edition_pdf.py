"""Is the PDF of a signed edition a document that everybody can read, and that says what the page says? On the sample."""

import copy
import io
import re
import subprocess
from collections import Counter

import pikepdf
import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from notices.models import Notice
from records.writing import writing
from reports import domain, signing
from reports.drawing import pdf_html, read
from reports.models import Edition, Report
from reports.pdf import render
from reports.photograph import short
from reports.sheets import LONGEST_OFF_PLAN
from tests.reports.heard import said_by_page, said_by_tags
from tests.reports.paper import Drawn, drawn_from
from tests.verapdf import validate

pytestmark = [
    pytest.mark.django_db,  # else pytest-django makes no database for the fixture
    pytest.mark.only_on("sqlite"),  # one photograph is drawn alike on both databases
]


@pytest.fixture(scope="module")
def edition(sample: Notice, django_db_blocker: DjangoDbBlocker) -> Drawn:
    """The sample's report, signed; the sample is afterwards as it was before."""
    with django_db_blocker.unblock(), transaction.atomic():
        notice = sample
        report = Report.objects.for_notice(notice).get(number=2)
        chair = notice.memberships.get(role="chair").person
        with writing(notice.slug) as at:
            picture = domain.take_photograph(report=report, by=chair, at=at)
        with writing(notice.slug) as at:
            signed = signing.sign(report=report, shown=signing.Shown(picture.number, picture.sha256), by=chair, at=at)
        html = pdf_html(Edition.objects.get(pk=signed.pk))
        content = read(picture)
        transaction.set_rollback(True)
    return Drawn(content, picture.sha256, html)


# Everybody can read it


def test_it_breaks_no_rule_of_pdf_ua(edition, tmp_path):
    verdict = validate(edition.pdf, tmp_path)
    assert verdict.broken == []
    assert verdict.checks > 5000


def test_every_header_cell_says_what_it_heads(edition):
    with pikepdf.open(io.BytesIO(edition.pdf)) as document:
        cells = [
            thing
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/StructElem" and thing.S == "/TH"
        ]
        scopes = Counter(str(cell.A.Scope) for cell in cells)
    assert scopes["/Column"] + scopes["/Row"] == len(cells)
    assert scopes["/Row"] == len(re.findall('<th scope="row"', edition.html))


def test_each_chart_is_heard_by_what_its_figures_do(edition):
    with pikepdf.open(io.BytesIO(edition.pdf)) as document:
        heard = [
            str(thing.Alt)
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"
        ]
    rows = edition.content["position"]["indicators"]["rows"]
    drawn = [row for row in rows if any(point["value"] is not None for point in row["points"])]
    assert len(drawn) > len(rows) / 2
    assert sorted(heard) == [f"{row['code']} {row['name']}: {row['sentence']}" for row in drawn]


def test_its_words_are_those_of_the_page_in_the_same_order(edition):
    content = plain_charts(copy.deepcopy(edition.content))
    rows = content["position"]["indicators"]["rows"]
    content["position"]["indicators"]["rows"] = rows[:3]  # the words of a long document take the tool a minute
    fewer = drawn_from(content)
    assert said_by_tags(fewer.pdf) == said_by_page(fewer.html)


def test_metadata_says_what_it_is_and_when_it_was_signed(edition):
    with pikepdf.open(io.BytesIO(edition.pdf)) as document, document.open_metadata() as metadata:
        assert metadata["dc:title"] == "Wiltshire Council: Progress report to Ministers, March 2013, edition 1"
        assert metadata["xmp:CreateDate"].startswith("2013-03-05T")


# Each page says what it is


def test_every_page_wears_its_head_its_fingerprint_and_the_sample_mark(edition):
    assert (
        24 <= len(edition.pages) <= 46
    )  # every requirement and indicator of the catalogue has its place, and the scorecard
    for number, page in enumerate(edition.pages, 1):
        assert "Wiltshire Council – report to Ministers – position as at 5 March 2013 – edition 1" in page
        assert f"Page {number} of {len(edition.pages)}" in page
        assert f"Fingerprint {short(edition.sha256)}" in page
        assert "wiltshire-2012 report 2" in page
        assert "Sample: invented figures" in page
    assert edition.sha256 in edition.pages[-1]
    assert "Signed by Chris Chair" in edition.pages[-1]


def test_real_figures_wear_no_sample_mark(edition):
    content = copy.deepcopy(edition.content)
    content["position"]["head"]["sample"] = False
    plain_charts(content)
    assert "Sample" not in drawn_from(content).html


def test_the_same_photograph_gives_the_same_bytes(edition):
    assert render(edition.html) == edition.pdf


# The first two sheets stand alone


def test_the_sample_begins_with_two_sheets_that_stand_alone(edition):
    assert beginnings(edition) == TWO_SHEETS


TWO_SHEETS = ["Wiltshire Council", "Off plan", "What the council says"]
WORDS = ["safeguarding", "children", "of", "the", "in", "improvement", "social", "workers", "and", "assessment"]


def test_the_longest_report_that_may_be_signed_keeps_to_its_two_sheets(edition):
    content = plain_charts(copy.deepcopy(edition.content))
    position = content["position"]
    for place, row in enumerate(content["text"]):
        row["answer"] = " ".join((WORDS * 10)[: 37 + (place < 2)])
    assert sum(len(row["answer"].split()) for row in content["text"]) == domain.MOST_WORDS
    rows = position["indicators"]["rows"]
    for row in rows:
        row["name"] = "A name of an indicator as long as such names are here and now"
    position["indicators"]["rows"] = [row | {"code": f"XX-{n:02}"} for n, row in enumerate(rows * 2, 1)]
    worst = position["items"]["off_plan"][0]
    long = dict.fromkeys(("words", "analysis", "remedy"), "A long text that goes on. " * 40)
    position["items"]["off_plan"] = [worst | long | {"number": n} for n in range(1, 10)]
    for measure in (row for theme in position["measures"]["themes"] for row in theme["rows"] if row["judgement"]):
        measure["judgement"]["reason"] = "A reason that goes on for longer than there is room on the sheet. " * 4
    edition = drawn_from(content, edition=12)
    assert beginnings(edition) == TWO_SHEETS
    assert "Exceptions in full" in "".join(edition.pages[3:])
    sheet = edition.pages[1]
    assert [n for n in range(1, 10) if re.search(rf"^ *{n}\. A long text", sheet, re.MULTILINE)] == [1, 2, 3, 4, 5, 6]
    everything = " ".join("".join(edition.pages).split())
    assert everything.count("9. A long text") == 1


def test_the_longest_last_words_keep_to_their_sheet(edition):
    content = plain_charts(copy.deepcopy(edition.content))
    items = content["position"]["items"]
    unexplained = {"analysis": "", "remedy": "", "said_day": "28 February 2013"}
    long = dict.fromkeys(("words", "said", "next_step"), "A long text that goes on. " * 40)
    items["off_plan"] = [items["off_plan"][0] | unexplained | long | {"number": n} for n in range(1, 10)]
    drawn = drawn_from(content)
    assert beginnings(drawn) == TWO_SHEETS
    assert drawn.html.count("No analysis yet. Last update, 28 February 2013: A long text") == 6
    assert drawn.html.count(". Last update, 28 February 2013: A long text") == 6 + 9
    assert drawn.html.count("No remedy yet. Next step: A long text") == 6 + 9


def test_what_is_off_plan_unexplained_gives_the_owners_last_words(edition):
    said = "Last update, 26 February 2013: Two heads of service want the standards for duty work to"
    assert f"<td>No analysis yet from Hazel Practice. {said}" in edition.html


def test_every_decision_says_what_it_settled_and_of_which_board_it_is(edition):
    rows = edition.content["position"]["decisions"]["rows"]
    answers = [answer for row in rows for answer in row["settled"]]
    assert answers
    for answer in answers:
        assert f"<br>{answer}" in edition.html
    assert [row["cited"] for row in rows if not row["of_improvement_board"]] == ["LSCB 2", "LSCB 1"]
    table = edition.html[edition.html.index("<caption>Decisions in force") :]
    cited = re.findall('<th scope="row">([^<]+)</th>', table[: table.index("</table>")])
    assert cited == [row["cited"] for row in rows]
    assert len(set(cited)) == len(cited)


def test_no_word_of_a_tables_head_is_broken(edition):
    everything = "".join(edition.pages).split()
    heads = re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', edition.html)
    assert len(heads) > 100
    assert {word for head in heads for word in head.split()} - set(everything) == set()
    assert "LSCB 1" in " ".join(everything)


def test_page_1_names_the_signatory_and_the_edition_that_is_replaced(edition):
    assert "Edition 1. Signed by Chris Chair on 5 March 2013." in flat(edition.pages[0])
    correction = drawn_from(plain_charts(copy.deepcopy(edition.content)), edition=2)
    assert "Edition 2 replaces edition 1 of 5 March 2013. Signed by" in flat(correction.html)


def test_what_is_cut_on_the_sheet_stands_in_full_further_on(edition):
    content = plain_charts(copy.deepcopy(edition.content))
    row = content["position"]["items"]["off_plan"][0]
    row["analysis"] = "word " * LONGEST_OFF_PLAN["analysis"] + "and its last word is zebra."
    cut = drawn_from(content)
    assert cut.html.count("zebra") == 1  # under “Exceptions in full”
    assert "All of them, with every word, stand under “Exceptions in full”." in cut.html
    row["analysis"] = "It takes longer, says zebra."
    content["position"]["items"]["off_plan"] = [row | dict.fromkeys(("words", "remedy", "said", "next_step"), "Short.")]
    whole = drawn_from(content)
    assert whole.html.count("zebra") == 2
    assert "All of them, with every word" not in whole.html


def test_the_smallest_report_is_a_report(edition, tmp_path):
    """Nothing agreed, met, decided or counted yet."""
    content = plain_charts(copy.deepcopy(edition.content))
    position = content["position"]
    position["items"] |= {"off_plan": [], "milestones": [], "waiting": []}
    position["indicators"] |= {"rows": [], "figures_to_words": ""}
    position["decisions"] = {"count": 0, "rows": []}
    small = drawn_from(content)
    assert validate(small.pdf, tmp_path).broken == []
    assert "No indicator is defined yet." in "".join(small.pages)


def test_a_word_without_end_stays_on_the_page(edition):
    content = plain_charts(copy.deepcopy(edition.content))
    content["text"][0]["answer"] = "W" * 400
    content["position"]["items"]["off_plan"][0]["remedy"] = "W" * 400
    content["position"]["decisions"]["rows"][0]["words"] = "W" * 400
    pdf = drawn_from(content).pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        width = float(document.pages[0].mediabox[2])
    run = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    ends = [float(x) for x in re.findall(r'<word [^>]*xMax="([\d.]+)"', run.stdout.decode())]
    margin = 19 / 25.4 * 72
    assert max(ends) <= width - margin + 1  # point: widths are rounded


def plain_charts(content: dict) -> dict:
    """Content as it was photographed: its charts are drawn again."""
    for row in content["position"]["indicators"]["rows"]:
        row.pop("chart", None)
    return content


def flat(text: str) -> str:
    return " ".join(text.split())


def beginnings(edition: Drawn) -> list[str]:
    """What the first three pages begin with, under their heads."""
    lines = [[line.strip() for line in page.splitlines() if line.strip()] for page in edition.pages[:3]]
    return [found[1] for found in lines]
