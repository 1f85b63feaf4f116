"""Is a page on paper without addresses, with its charts under their headings and the words of its tables whole? In Chromium."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

STATIC = Path(__file__).resolve().parents[2] / "static"
STYLES = ("vendor/govuk-frontend.css", "app.css", "print.css")
CHART = """<section class="charts__one"><h3 class="govuk-heading-s">Heading {n}</h3><p class="govuk-body">Words.</p>
<div class="scroll-region"><svg class="chart" viewBox="0 0 640 260"><text y="20">Chart {n}</text></svg></div></section>"""
PAGE = """<main><p><a class="govuk-link" href="/wiltshire-2012/plan/items/4/">4. Fill every post.</a></p>
<div class="scroll-region"><table class="govuk-table dashboard-measures"><thead><tr>
<th scope="col" class="govuk-table__header">Measure</th><th scope="col" class="govuk-table__header">Requirements served</th>
<th scope="col" class="govuk-table__header">Items</th><th scope="col" class="govuk-table__header">Indicators</th></tr></thead>
<tbody><tr><th scope="row" class="govuk-table__header">A measure.</th><td>1</td><td>2</td><td>3</td></tr></tbody></table></div>
<div class="charts">{charts}</div></main>"""


EXCEPTIONS = """<header>The council</header><main><table class="govuk-table table--tight table--wide exceptions"><thead><tr>
<th scope="col" class="govuk-table__header exceptions__what">What was agreed</th><th scope="col" class="govuk-table__header">Cause</th>
</tr></thead><tbody>{rows}</tbody></table></main>"""


def printed(chromium: Browser, body: str) -> bytes:
    styles = "".join((STATIC / name).read_text() for name in STYLES)
    page = chromium.new_page()
    page.set_content(f"<!doctype html><html><head><style>{styles}</style></head><body>{body}</body></html>")
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()
    return pdf


def read(pdf: bytes) -> list[str]:
    run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return run.stdout.decode().split("\f")[:-1]


@pytest.fixture(scope="module")
def pages(chromium: Browser) -> list[str]:
    """What is read on each sheet of a page with a link, a table and eight charts."""
    return read(printed(chromium, PAGE.format(charts="".join(CHART.format(n=n) for n in range(1, 9)))))


def test_no_address_is_printed(pages):
    assert "4. Fill every post." in pages[0]
    assert "/wiltshire-2012/" not in "".join(pages)


def test_no_word_of_a_narrow_column_is_broken(pages):
    assert re.search(r"\bRequirements\b", pages[0])


def test_a_chart_stands_under_its_heading(pages):
    assert len(pages) > 1
    for page in pages:
        assert re.findall(r"Heading (\d)", page) == re.findall(r"Chart (\d)", page)


def test_exceptions_lie_on_their_side_with_the_head_of_their_table_on_every_sheet(chromium):
    row = '<tr><th scope="row" class="govuk-table__header">Item {n}</th><td class="govuk-table__cell">Why. </td></tr>'
    pdf = printed(chromium, EXCEPTIONS.format(rows="".join(row.format(n=n) for n in range(80))))
    run = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True)
    width, height = re.findall(r"Page size: +([\d.]+) x ([\d.]+)", run.stdout.decode())[0]
    assert float(width) > float(height)
    sheets = read(pdf)
    assert len(sheets) > 1
    assert [sheet.count("What was agreed") for sheet in sheets] == [1] * len(sheets)


SCORECARD = """<header>The council</header><main><table class="govuk-table table--tight scorecard scorecard--3"><thead><tr>
<th scope="col" class="govuk-table__header scorecard__what">Indicator</th>{figures}
<th scope="col" class="govuk-table__header scorecard__beside">Beside it</th></tr></thead><tbody>{rows}</tbody></table></main>"""


def test_the_scorecard_lies_on_its_side_with_its_head_on_every_sheet_and_its_commentary_beside_its_row(chromium):
    figures = '<th scope="col" class="govuk-table__header scorecard__figure">Newest</th>' * 3
    row = """<tr><th scope="row" class="govuk-table__header">AS-{n}</th><td class="govuk-table__cell">9</td><td>9</td><td>9</td>
<td class="govuk-table__cell scorecard__small">Gloucestershire, 66 %, September 2010</td></tr>
<tr class="scorecard__said"><td class="govuk-table__cell" colspan="5">Commentary on AS-{n}: words.</td></tr>"""
    body = SCORECARD.format(figures=figures, rows="".join(row.format(n=n) for n in range(100, 160)))
    pdf = printed(chromium, body)
    run = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True)
    width, height = re.findall(r"Page size: +([\d.]+) x ([\d.]+)", run.stdout.decode())[0]
    assert float(width) > float(height)
    sheets = read(pdf)
    assert len(sheets) > 1
    assert [sheet.count("Beside it") for sheet in sheets] == [1] * len(sheets)
    assert all("Gloucestershire" in sheet for sheet in sheets)  # in one piece
    for sheet in sheets:
        assert re.findall(r"^ *AS-(\d+)", sheet, re.MULTILINE) == re.findall(r"Commentary on AS-(\d+)", sheet)
