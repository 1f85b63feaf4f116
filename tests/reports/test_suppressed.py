"""Does a number that could point to a child leave the Board in anything that is published? 4 of 12 and 57 of 60, hunted
everywhere."""

import io
import json
import re
import subprocess
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from docx import Document

from indicators.commenting import comment
from indicators.models import Indicator, Observation
from indicators.words import months_later
from reports.drawing import pdf_html, read
from reports.pdf import render
from reports.position import Position
from tests.factories import World
from tests.pages import address_of, text_of
from tests.reports.desk import Desk

pytestmark = pytest.mark.only_on("sqlite")  # one photograph is drawn alike on both databases

TOO_SMALL = "Too small to show"
# The shares, and what a note said of one; the fourth of twelve pages says the same.
GIVEN_AWAY = re.compile(r"33\.3|33\u00a0%|(?<!Page )4 of 12|Four of the twelve|95\.0|95\u00a0%|57 of 60")


@pytest.fixture
def small(march: World) -> World:
    """FD-04 stands at 4 of 12, after a year of 41 to 49 of 60, so that limits could be drawn; CP-04, which counts no people,
    shows the same counts as it. AS-01 meets its target with 57 of 60: 3 are left. An objective rests on both shares."""
    share = march.define_indicator(
        "FD-04", unit="percent", polarity="higher", every="month", numerator="Series CP-04", denominator="All of them"
    )
    march.set_target(share, 80, from_on=date(2012, 9, 1))
    linked = march.define_indicator("CP-04", every="month", people=False)
    march.set_target(linked, 0, from_on=date(2012, 9, 1))
    for place, above in enumerate((44, 47, 42, 46, 49, 43, 45, 41, 46, 44, 48, 43, 45)):
        month = months_later(date(2012, 1, 31), place)
        march.report(share, month, numerator=Decimal(above), denominator=Decimal(60))
        march.report(linked, month, above)
    figures = {"numerator": Decimal(4), "denominator": Decimal(12), "note": "Four of the twelve were late."}
    march.report(share, date(2013, 2, 28), **figures)
    march.report(linked, date(2013, 2, 28), 4)
    other = march.define_indicator("AS-01", unit="percent", polarity="higher", every="month")
    march.set_target(other, 90, from_on=date(2012, 9, 1))
    for month, above in ((date(2013, 1, 31), 48), (date(2013, 2, 28), 57)):
        march.report(other, month, numerator=Decimal(above), denominator=Decimal(60))
    march.agree_objective(indicators=[share, other], evidence_agreed="")
    with march.writing() as at:
        words = "Four of the twelve were late."
        comment(indicator=share, period_on=date(2013, 2, 28), every="month", text=words, by=march.analyst, at=at)
    return march


@pytest.fixture
def desk(small: World) -> Desk:
    return Desk(small)


def data(world: World, *, hide_small: bool) -> dict:
    return Position(world.notice, world.asof(), hide_small=hide_small, with_benchmarks=True).as_data()


def in_february(position: dict) -> dict[str, dict]:
    return {
        row["code"]: point
        for row in position["indicators"]["rows"]
        for point in row["points"]
        if point["on"] == "2013-02-28"
    }


def test_the_photograph_hides_the_share_and_the_count_that_is_its_numerator(small):
    shown, hidden = (data(small, hide_small=hide_small) for hide_small in (False, True))
    assert {code: (point["value"], point["numerator"]) for code, point in in_february(shown).items()} == {
        "FD-04": ("33.3", "4"), "CP-04": ("4", None), "AS-01": ("95", "57"),
    }  # fmt: skip
    for point in in_february(hidden).values():
        assert (point["value"], point["numerator"], point["denominator"]) == (None, None, None)
        assert (point["words"], point["figure"]) == (TOO_SMALL, "c")
    assert (shown["indicators"]["hidden"], hidden["indicators"]["hidden"]) == (False, True)
    assert not any(row["parts"] for row in hidden["indicators"]["rows"])  # no agency's figures are photographed
    against = {row["code"]: (row["against"], row["latest"]) for row in hidden["indicators"]["rows"]}
    assert against == {
        "FD-04": (TOO_SMALL, TOO_SMALL), "CP-04": (TOO_SMALL, TOO_SMALL), "FD-05": ("Misses", "6"),
        "AS-01": (TOO_SMALL, TOO_SMALL),
    }  # fmt: skip
    assert hidden["indicators"]["counts"] | {"Misses": 1, TOO_SMALL: 3} == hidden["indicators"]["counts"]


def test_what_rests_on_a_hidden_figure_is_not_said_to_meet_or_miss(small):
    shown, hidden = (data(small, hide_small=hide_small) for hide_small in (False, True))

    def why(position: dict) -> list[str]:
        return [row["why"] for row in position["objectives"]["rows"]]

    assert why(shown) == ["It has no item yet; FD-04 misses its target."]
    assert why(hidden) == ["It has no item yet; AS-01 is too small to show."]
    rests = [row["why"] for row in hidden["coverage"]["rows"] if "FD-04" in row["codes"]]
    assert rests
    assert all("FD-04 is too small to show" in said for said in rests), rests


def test_the_change_and_the_outlook_of_a_year_are_hidden_with_its_newest_figure_and_the_limits_are_of_the_others(small):
    shown, hidden = (data(small, hide_small=hide_small) for hide_small in (False, True))

    def read(position: dict) -> dict:
        rows = [row for row in position["indicators"]["rows"] if row["code"] in ("FD-04", "CP-04")]
        return {row["code"]: (row["movement"], row["outlook"], len(row["limits"])) for row in rows}

    assert {code: (movement, many) for code, (movement, _, many) in read(shown).items()} == {
        "FD-04": ("Getting worse", 1), "CP-04": ("Getting better", 1),
    }  # fmt: skip
    assert all(outlook.endswith(" meet") for _, outlook, _ in read(shown).values())
    assert read(hidden) == {"FD-04": (TOO_SMALL, TOO_SMALL, 1), "CP-04": (TOO_SMALL, TOO_SMALL, 1)}
    rows = {row["code"]: row for row in hidden["indicators"]["rows"]}
    means = {code: rows[code]["limits"][0]["mean"] for code in ("FD-04", "CP-04")}
    assert means == {"FD-04": "74.74", "CP-04": "44.85"}  # of the thirteen months that are shown
    assert shown["early_warning"]["rows"][0]["code"] == "FD-04"
    assert hidden["early_warning"]["rows"] == []
    assert hidden["early_warning"]["sentence"] == (
        "Of 4 indicators in use, 1 has too few figures to tell and 3 are too small to show."
    )


def test_what_was_written_of_a_shown_figure_is_left_out_beside_one_that_is_hidden(march):
    indicator = Indicator.objects.for_notice(march.notice).get(code="FD-05")
    for day, value in ((1, 30), (8, 31), (15, 3), (22, 32)):
        march.report(indicator, date(2013, 2, day), value)
    with march.writing() as at:
        words = "Up from three in the middle of February."
        comment(indicator=indicator, period_on=date(2013, 3, 1), every="week", text=words, by=march.analyst, at=at)
    assert words in data(march, hide_small=False)["commentary"]["FD-05"]
    hidden = data(march, hide_small=True)
    assert hidden["commentary"] == {}
    (row,) = hidden["indicators"]["rows"]
    assert [point["figure"] for point in row["points"]] == ["30", "31", "c", "32", "6"]


def everything_published(desk: Desk, observer: Client) -> dict[str, str]:
    """What can be read of an edition, by where: bytes as text."""
    edition = desk.publish()
    pdf = desk.draw(edition)
    texts = {
        "JSON": edition.photograph.body,
        "page": article(text_of(observer.get(desk.at("edition", edition.number)))),
        "dashboard": text_of(observer.get(address_of(desk.world.notice, "pages:dashboard"))),
        "first page": text_of(observer.get("/")),
        "HTML of the PDF": pdf_html(edition),
        "text of the PDF": output("pdftotext", "-layout", "-", "-", given=pdf),
        "tags of the PDF": output("pdfinfo", "-struct-text", "-", given=pdf),
        "attachments of the PDF": output("pdfinfo", "-struct", "-", given=pdf),
        "working copy": words_of(observer.get(desk.at("edition_docx", edition.number)).content),
        "figures": observer.get(desk.at("edition_csv", edition.number)).content.decode(),
    }
    charts = [row["chart"] for row in read(edition.photograph)["position"]["indicators"]["rows"] if row["points"]]
    return texts | {"charts": "".join(charts)}


def words_of(copy: bytes) -> str:
    document = Document(io.BytesIO(copy))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def article(page: str) -> str:
    return page[page.index('<article class="edition">') : page.index("</article>")]


def output(*command: str, given: bytes) -> str:
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout.decode()


def test_the_hidden_value_stands_in_nothing_that_is_published(desk, client_of):
    published = everything_published(desk, client_of(desk.world.cast.observer))
    assert {where for where, text in published.items() if GIVEN_AWAY.search(text)} == set()
    for where in (
        "JSON",
        "page",
        "HTML of the PDF",
        "text of the PDF",
        "tags of the PDF",
        "charts",
        "working copy",
        "figures",
    ):
        assert TOO_SMALL in published[where], where


def test_its_twin_for_the_board_shows_it(desk, client_of):
    """The same search finds it where it may be seen, and in a photograph that hides nothing."""
    chair = client_of(desk.world.chair)
    for page in (
        address_of(desk.world.notice, "pages:dashboard"),
        address_of(desk.world.notice, "pages:indicator", "FD-04"),
    ):
        assert GIVEN_AWAY.search(text_of(chair.get(page))), page
    assert GIVEN_AWAY.search(json.dumps(data(desk.world, hide_small=False), ensure_ascii=False))


def test_whatever_the_hidden_number_is_the_publication_is_the_same(desk):
    """Nobody can tell 4 from 3 of 12, or 57 of 60, which meets the target, from 4, which does not: not by a count, a word,
    an order, the scale of a chart, or the length of a list."""
    desk.write()
    first = without_instant(desk.draw_up().body)
    before = data(desk.world, hide_small=False)
    spoil(numerator=Decimal(3), value=Decimal(25), code="FD-04")
    spoil(value=Decimal(3), code="CP-04")
    spoil(numerator=Decimal(4), value=Decimal("6.7"), code="AS-01")
    picture = desk.draw_up()
    assert without_instant(picture.body) == first
    assert without_instant(json.dumps({"position": data(desk.world, hide_small=False)})) != without_instant(
        json.dumps({"position": before})
    )


def spoil(*, code: str, **figures: Decimal) -> None:
    changed = Observation.objects.filter(indicator__code=code, period_on=date(2013, 2, 28)).update(**figures)
    assert changed == 1


def without_instant(body: str) -> dict:
    content = json.loads(body)
    for name in ("known", "known_words"):
        del content["position"]["head"][name]
    return content


def test_hidden_figures_are_said_where_they_would_stand(desk):
    edition = desk.publish()
    html = pdf_html(edition)
    assert "this report shows no count from 1 to 5 of children, families, their cases or staff" in html
    assert f"{TOO_SMALL}" in output("pdftotext", "-", "-", given=render(html))
