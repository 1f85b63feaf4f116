"""Does the scorecard say of each indicator what its figures are, on the page, in both spreadsheets and in the report alike?"""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from indicators.commenting import comment
from indicators.domain import record_benchmark
from indicators.models import Benchmark, Indicator
from reports import scorecard
from reports.drawing import content_of
from reports.position import Position
from tests.pages import address_of, queries, text_of
from tests.reports.paper import drawn_from

NOVEMBER, DECEMBER, JANUARY = date(2012, 11, 30), date(2012, 12, 31), date(2013, 1, 31)


@pytest.fixture
def scored(march):
    """On 5 March 2013, after the meeting of 19 December: FD-04 with three months, of which December was revised in February;
    FD-05 has one week; FD-01 is for context. FD-09 has ended."""
    clock = march.clock
    share = march.define_indicator("FD-04", unit="percent", polarity="higher", every="month")
    march.define_indicator("FD-01", polarity="context", every="month")
    march.define_indicator("FD-09", valid_to=date(2013, 2, 28))
    march.set_target(share, 90, from_on=date(2012, 9, 1), tolerance=Decimal(2), decision=march.decide())
    for month, many in ((NOVEMBER, 80), (DECEMBER, 70), (JANUARY, 85)):
        march.report(share, month, numerator=Decimal(many), denominator=Decimal(100))
    march.report(share, DECEMBER, numerator=Decimal(72), denominator=Decimal(100), reason="Two came late.")
    with march.writing() as at:
        for who, value, verified in (("England", 77, False), ("Elsewhere", 91, True)):
            record_benchmark(
                indicator=share, kind=Benchmark.Kind.OTHER, who=who, period="2011-12", value=Decimal(value),
                source="A paper.", verified=verified, by=march.secretary, at=at, counts_on=date(2013, 1, 1),
            )  # fmt: skip
        text = "=More staff"
        comment(indicator=share, period_on=JANUARY, every="month", text=text, by=march.analyst, at=at, after=0)
    assert clock.now.date() == date(2013, 3, 5)
    return march


def page(world, **query) -> str:
    return address_of(world.notice, "pages:scorecard", **query)


def sheet(world, kind, **query) -> str:
    return address_of(world.notice, "pages:scorecard_sheet", kind, **query)


def rows_of(world, **when) -> dict:
    position = Position(world.notice, world.asof(**when), sample=False, with_benchmarks=True)
    return {
        row.code: row for row in scorecard.photographed(position.only("head", "calendar", "indicators", "commentary"))
    }


def test_a_row_says_figures_target_direction_and_what_stands_beside(scored):
    rows = rows_of(scored)
    assert list(rows) == ["FD-01", "FD-04", "FD-05"]  # what has ended is not in use
    row = rows["FD-04"]
    assert [(cell.label, cell.words, cell.changed) for cell in row.cells] == [
        ("Jan 2013", "85", False), ("Dec 2012", "72", True), ("Nov 2012", "80", False),
    ]  # fmt: skip
    nbsp = "\u00a0"
    assert (row.read_as, row.target, row.against) == ("Higher is better; in %", f"90{nbsp}%", "Misses")
    assert row.distance == f"5{nbsp}percentage points from it"
    assert (str(row.since_before), str(row.since_first)) == (
        "Better than Dec 2012", "Better than the first figure, Nov 2012",
    )  # fmt: skip
    assert (row.movement, row.outlook) == ("Too few figures", "Too few figures")
    assert row.beside == (f"England 77{nbsp}%, 2011-12 (not verified)", f"Elsewhere 91{nbsp}%, 2011-12")
    assert (row.figures_to, row.behind) == ("31 January 2013", "none yet for February 2013")
    assert rows["FD-05"].cells[1:] == (None, None)
    assert (rows["FD-05"].since_before.word, rows["FD-05"].behind) == ("", "")
    assert (rows["FD-01"].against, rows["FD-01"].behind) == ("Context only", "Nothing reported yet")


def test_a_photograph_of_before_the_start_had_a_name_is_still_drawn(scored):
    position = Position(scored.notice, scored.asof(), sample=False, with_benchmarks=True)
    taken = json.loads(json.dumps(position.only("head", "calendar", "indicators", "commentary")))
    for row in taken["indicators"]["rows"]:
        (row["first"] or {}).pop("kind", None)
    rows = {row.code: row for row in scorecard.photographed(taken)}
    assert str(rows["FD-04"].since_first) == "Better than the start, Nov 2012"


def test_what_was_written_of_the_newest_figure_is_photographed_with_its_author(scored):
    assert rows_of(scored)["FD-04"].commentary == f"January 2013, {scored.analyst}: =More staff"
    assert rows_of(scored)["FD-01"].commentary == ""


def test_a_lower_figure_is_better_where_lower_is_better(scored):
    indicator = scored.define_indicator("FD-06")
    for friday, value in ((date(2013, 2, 22), 5), (date(2013, 3, 1), 9)):
        scored.report(indicator, friday, value)
    row = rows_of(scored)["FD-06"]
    assert str(row.since_before) == "Worse than 22 Feb 2013"
    scored.report(indicator, date(2013, 3, 1), 5, reason="Counted anew.")
    assert str(rows_of(scored)["FD-06"].since_before) == "The same as 22 Feb 2013"


def test_a_figure_is_changed_only_since_the_last_meeting(scored):
    assert rows_of(scored)["FD-04"].changed
    scored.clock.move_to(date(2013, 3, 13), 17)
    scored.hold_meeting(4)
    scored.clock.move_to(date(2013, 3, 14))
    assert not rows_of(scored)["FD-04"].changed
    assert rows_of(scored, on=date(2013, 3, 12))["FD-04"].changed


def test_page_says_whose_agreement_lacks_how_late_a_figure_is_and_who_wrote_what(scored, client_of):
    said = text_of(client_of(scored.chair).get(page(scored)))
    assert (
        "3 indicators in use; 2 are off target. 1 has a figure that was changed since the Board of 19 December" in said
    )
    assert "Used without the Board’s agreement: the indicator and its target" in said  # FD-05
    assert "Used without the Board’s agreement: the indicator</span>" in said  # FD-04: its target is the Board's
    assert "Commentary on FD-04,</strong> January 2013, A Data analyst: =More staff" in said
    assert scorecard.CAUTION in said
    scored.clock.move_to(date(2013, 3, 25))
    assert "none yet for February 2013, 7 working days late" in text_of(client_of(scored.chair).get(page(scored)))


def test_page_narrows_to_what_is_asked_for(scored, client_of):
    chair = client_of(scored.chair)

    def shown(**query) -> list[str]:
        sections = chair.get(page(scored, **query)).context["sections"]
        return [row.code for _, rows in sections for row in rows]

    assert shown() == ["FD-01", "FD-04", "FD-05"]
    assert shown(show="off-target") == ["FD-04", "FD-05"]
    assert shown(show="changed") == ["FD-04"]
    assert shown(show="headline") == []
    assert shown(measure="QP2", show="off-target") == ["FD-04", "FD-05"]
    assert len(chair.get(page(scored, periods="12")).context["sections"][0][1][0].cells) == 12
    for query in ({"show": "best"}, {"measure": "QP99"}, {"periods": "4"}, {"periods": "x"}):
        assert chair.get(page(scored, **query)).status_code == 404


def test_page_spreadsheets_and_report_hold_the_same(scored, client_of, desk):
    chair = client_of(scored.chair)
    book = chair.get(sheet(scored, "xlsx", periods="12"))
    assert book.headers["Content-Disposition"] == 'attachment; filename="scorecard-wiltshire-2012-2013-03-05.xlsx"'
    wide = list(load_workbook(io.BytesIO(book.content)).active.values)
    assert len(wide[0]) == len(scorecard.heads(12)) == len(scorecard.widths(12))
    rows = list(load_workbook(io.BytesIO(chair.get(sheet(scored, "xlsx")).content)).active.values)
    text = chair.get(sheet(scored, "csv")).content.decode("utf-8-sig")
    typed = list(csv.reader(io.StringIO(text, newline="")))
    as_text = [["" if cell is None else str(cell) for cell in row] for row in rows]
    assert [[cell.removeprefix("'") for cell in row] for row in typed] == as_text
    assert typed[0] == scorecard.heads(3)
    share = dict(zip(typed[0], typed[2], strict=True))
    assert (share["Newest: figure"], share["Changed since the last meeting"]) == ("85", "Dec 2012")
    assert rows[2][typed[0].index("Newest: figure")] == 85  # a number, not its text
    assert typed[2][-1].startswith("January 2013, A Data analyst: =More staff")
    only = chair.get(sheet(scored, "csv", show="changed")).content.decode("utf-8-sig")
    assert len(only.splitlines()) == 2
    # the report draws the same rows from its photograph
    desk.write()
    html = " ".join(drawn_from(content_of(desk.draw_up())).html.split())
    annex = html[html.index('id="scorecard"') : html.index('id="method"')]
    said = text_of(chair.get(page(scored)))
    for row in rows_of(scored).values():
        for words in (f"{row.code} {row.name}", row.read_as, row.against, str(row.since_before), *row.beside):
            shown = words.replace("\u00a0", " ")
            assert (shown in annex, shown in said) == (True, True), words
        for cell in filter(None, row.cells):
            assert f"<td>{cell.words}<br>" in annex


def test_the_report_shows_nothing_of_a_figure_that_is_hidden(scored, desk):
    backlog = Indicator.objects.for_notice(scored.notice).get(code="FD-05")
    scored.report(backlog, date(2013, 2, 22), 4)
    scored.report(backlog, date(2013, 3, 1), 3, reason="Three were counted twice.")
    desk.write()
    html = " ".join(drawn_from(content_of(desk.draw_up())).html.split())
    annex = html[html.index('id="scorecard"') : html.index('id="method"')]
    assert "<td>c<br>" in annex
    assert "<td>3<br>" not in annex
    assert "<td>4<br>" not in annex
    assert "from it" not in annex[annex.index("FD-05") :]


def test_page_takes_at_most_fifteen_queries_however_many_rows(scored, client_of):
    chair = client_of(scored.chair)
    few = queries(chair, page(scored))
    for code in ("AS-01", "AS-02"):
        indicator = scored.define_indicator(code, every="month")
        scored.set_target(indicator, 5)
        for month in (NOVEMBER, DECEMBER, JANUARY):
            scored.report(indicator, month, 4)
    assert queries(chair, page(scored)) == few <= 15


def test_page_without_indicators_says_what_will_stand_there(world, client_of):
    said = text_of(client_of(world.chair).get(page(world)))
    assert "Every indicator in use will stand here in a row" in said
