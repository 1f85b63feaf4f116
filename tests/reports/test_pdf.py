"""Is the printed report one that everybody can read, to its last page, and the same each time?"""

import io
import logging
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
import weasyprint
from weasyprint.html import UA
from weasyprint.text.fonts import FontConfiguration

from records.templatetags.look import SHAPES
from reports.pdf import ROOT, render
from reports.pdf_child import OWN_STYLES, STYLESHEETS
from tests.reports import printed
from tests.verapdf import validate

STYLESHEET = ROOT / "static" / "report.css"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render(printed.report())


def words_of(pdf: bytes, *options: str) -> list[str]:
    """The text of each page as a reader copies it."""
    run = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return run.stdout.decode().split("\f")[:-1]


def elements_of(pdf: bytes) -> list[pikepdf.Object]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            dict(thing.items())
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/StructElem"
        ]


def test_report_breaks_no_rule_of_pdf_ua(pdf, tmp_path):
    verdict = validate(pdf, tmp_path)
    assert verdict.broken == []
    assert verdict.checks > 500


def test_the_validator_refuses_a_pdf_without_tags(tmp_path):
    untagged = weasyprint.HTML(string=printed.report()).write_pdf()
    broken = validate(untagged, tmp_path).broken
    assert any(rule.startswith("6.2-1 ") for rule in broken), broken  # MarkInfo says Marked


def test_every_header_cell_says_what_it_heads(pdf):
    scopes = [str(element["/A"]["/Scope"]) for element in elements_of(pdf) if element["/S"] == "/TH"]
    assert sorted(scopes) == ["/Column"] * 3 + ["/Row"] * 4


def test_the_chart_is_heard_by_its_title(pdf):
    assert [str(element["/Alt"]) for element in elements_of(pdf) if element["/S"] == "/Figure"] == [printed.CHART_TITLE]


def test_with_fewer_of_weasyprints_own_styles_it_is_the_same(pdf):
    assert "::footnote-call" in UA
    assert set(re.findall(r"(?m)^(\S*::[a-z-]+)", UA)) - set(re.findall(r"(?m)^(\S*::[a-z-]+)", OWN_STYLES)) == {
        *("::marker", "::footnote-call", "::footnote-marker", "::note-call", "::note-marker", "::note-callback"),
    }
    plain = weasyprint.HTML(string=printed.report()).write_pdf(stylesheets=[STYLESHEET], pdf_variant="pdf/ua-1")
    assert words_of(pdf, "-bbox-layout") == words_of(plain, "-bbox-layout")
    assert [element["/S"] for element in elements_of(pdf)] == [element["/S"] for element in elements_of(plain)]


def test_metadata_comes_from_the_document(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_metadata() as metadata:
        assert document.Root.Lang == "en-GB"
        assert metadata["dc:title"] == "Report to Ministers"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["xmp:CreateDate"].startswith("2013-03-05T14:05:00")


def fonts_of(pdf: bytes) -> set[str]:
    """The names of the typefaces that are embedded, each with its six letters of this file."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing]
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
        return {str(font.FontName) for font in fonts}


def test_three_weights_are_embedded_and_no_other_typeface(pdf):
    assert {name.split("+")[1] for name in fonts_of(pdf)} == {
        "Public-Sans",
        "Public-Sans-Semi-Bold",
        "Public-Sans-Bold",
        "Public-Sans-Extended",
    }


def test_a_character_that_the_typeface_lacks_is_printed_by_its_name_and_is_heard(tmp_path):
    typed = "So 😀 🫠. A 👩\u200d👩\u200d👧. Nothing\x01 is\ufeff hidden\u202e. Cafe\u0301\u2009–\u2011 漢 Z\u0351. Ŵyn ✔\ufe0f"
    drawn = render(printed.page(f"<h1>Report</h1><p>{typed}</p>"))
    assert (
        "So [grinning face] [melting face]. A [woman][woman][girl]. Nothing is hidden. Café –- "
        "[cjk unified ideograph-6f22] Z[combining left half ring above]. Ŵyn [heavy check mark]"
    ) in " ".join(words_of(drawn, "-raw")[0].split())
    assert validate(drawn, tmp_path).broken == []
    assert {name.split("+")[1] for name in fonts_of(drawn)} <= {
        "Public-Sans",
        "Public-Sans-Bold",
        "Public-Sans-Extended",
    }


def test_text_is_read_in_the_order_of_the_page(pdf):
    text = " ".join(" ".join(words_of(pdf)).split())
    parts = [
        "Anyshire Council Progress under the notice",
        "1. The chair’s judgement 1.1 Children are safer, say Siân Ŵyn and Łukasz Nowak.",
        "No analysis yet: Action 22.",
        "The measures",
        "QP1",
        "QP3",
        "Figures to March.",
        "2. Signature",
        "3f9a21c077de0b41",
        "A method.",
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places, text
    assert places == sorted(places)


def test_every_page_says_what_it_is_and_repeats_the_table_head():
    pages = words_of(render(printed.page(printed.table(rows=150))))
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert printed.HEAD in page
        assert f"Page {number} of {len(pages)}" in page
        assert "ANYSHIRE/M2/2" in page
        assert "Fingerprint 3f9a 21c0" in page
        assert "Sample: invented figures" in page
        assert "Judgement" in page


def test_real_figures_wear_no_sample_mark():
    assert "Sample" not in words_of(render(printed.page("<h1>Report</h1><p>Text.</p>", sample=False)))[0]


def test_no_page_ends_on_a_heading():
    paragraph = '<p class="para"><span class="no">1</span> Text.</p>'
    sections = "".join(f"<h2>Heading {n}</h2>{paragraph * n}{printed.table()}" for n in range(1, 20))
    pages = words_of(render(printed.page(f"<h1>Report</h1>{sections}")), "-layout")
    last_lines = [[line.strip() for line in page.splitlines() if line.strip()][-2] for page in pages]  # above the foot
    assert len(pages) > 8
    assert [line for line in last_lines if re.match(r"Heading|The measures|Measure", line)] == []


def test_same_document_gives_same_bytes_in_another_process(pdf):
    program = "import sys; from reports.pdf import render; sys.stdout.buffer.write(render(sys.stdin.read()))"
    again = subprocess.run(
        [sys.executable, "-c", program], input=printed.report().encode(), capture_output=True, check=True, cwd=ROOT
    )
    assert again.stdout == pdf


@pytest.mark.parametrize("stylesheet", STYLESHEETS, ids=lambda sheet: sheet.name)
def test_stylesheet_has_nothing_that_weasyprint_passes_over(caplog, stylesheet):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        weasyprint.CSS(filename=stylesheet, font_config=FontConfiguration())
    assert caplog.messages == []


def test_a_status_has_the_same_shape_on_paper_as_on_the_page():
    printed_shapes = dict(re.findall(r"\.shape-(\w+) \{[^}]*?d='([^']+)'", STYLESHEET.read_text(encoding="utf-8")))
    assert printed_shapes == {name: shape.path for name, shape in SHAPES.items()}


def test_the_stylesheet_names_only_files_that_the_set_up_brings():
    names = re.findall(r'url\("(?!data:)([^"]+)"\)', STYLESHEET.read_text(encoding="utf-8"))
    assert [name for name in names if not Path(STYLESHEET.parent, name).is_file()] == []
    assert len(names) == 6
