"""Is what is not achieved as planned one list: on the page, in the spreadsheets and in the report, with what is owed named?"""

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from plans.listing import items_of
from plans.models import ConcernOutcome
from plans.unwritten import with_unwritten
from reports.drawing import content_of
from reports.pages.exceptions import HEADS, cells
from reports.position import Position
from tests.pages import address_of, queries, text_of
from tests.reports.paper import drawn_from


@pytest.fixture
def troubled(march):
    """Item 3 is overdue and unexplained, 4 was given another date and is overdue again, 5 has a question that waits, 6 is
    expected to miss its date; the objective of 5 is not as planned, and its indicator has a corrective action."""
    indicator = march.define_indicator("FD-06")
    objective = march.agree_objective(indicators=[indicator])
    march.rule(march.propose(march.agree_item(date(2013, 2, 1)), date(2013, 3, 6)))
    march.propose(march.agree_item(date(2013, 2, 10), objective=objective), date(2013, 5, 1))
    march.update(march.agree_item(date(2013, 6, 1), words="=Ring(1)"), forecast="will_miss")
    march.close(march.concern(indicator), action=march.item(2))
    march.clock.move_to(date(2013, 3, 7))
    return march


def rows_of(world, **when) -> list[dict]:
    return Position(world.notice, world.asof(**when)).exceptions["rows"]


def brief(rows: list[dict]) -> list[tuple]:
    return [(row["kind"], row["number"], row["cause"], row["remedy"], row["timescale"], row["board"]) for row in rows]


def test_each_row_says_cause_remedy_timescale_and_decision(troubled):
    asked = ("The supplier is late.", "Another supplier.")
    owed = ("No analysis yet from A Council officer", "No remedy yet")
    closed = ConcernOutcome.objects.get().decision.number
    assert brief(rows_of(troubled)) == [
        (
            "objective",
            1,
            "Item 5 is overdue by 25 days; FD-06 has no target yet. As for item 5",
            f"Corrective action for FD-06: item 2, decision {closed}. As for item 5",
            ["Item 5: proposed 1 May 2013"],
            "Has to answer for item 5",
        ),
        ("action", 3, *owed, ["First 31 January 2013"], "Not asked"),
        ("action", 5, *asked, ["First 10 February 2013", "Proposed 1 May 2013"], "Has to answer"),
        ("action", 4, *owed, ["First 1 February 2013", "Now 6 March 2013, passed"], "Agreed"),
        (
            "action",
            6,
            f"{owed[0]}. Last update, 5 March 2013: It goes on.",
            owed[1],
            ["First 1 June 2013"],
            "Not asked",
        ),
    ]
    assert Position(troubled.notice, troubled.asof()).exceptions["sentence"] == (
        "1 objective and 4 actions are not achieved as planned. "
        "For 3 of the 4 items there is no analysis yet; 2 of these are overdue."
    )


def test_it_is_of_the_day_asked_for(troubled):
    assert [row["number"] for row in rows_of(troubled, on=date(2013, 2, 1))] == [3]
    assert rows_of(troubled, on=date(2013, 1, 31)) == []


def test_page_spreadsheets_and_report_have_the_same_rows(troubled, client_of, desk):
    rows = [[str(cell or "") for cell in cells(row)] for row in rows_of(troubled)]
    chair = client_of(troubled.chair)
    page = text_of(chair.get(address_of(troubled.notice, "pages:exceptions")))
    book = chair.get(address_of(troubled.notice, "pages:exceptions_sheet", "xlsx"))
    assert book.headers["Content-Disposition"] == 'attachment; filename="exceptions-wiltshire-2012-2013-03-07.xlsx"'
    sheet = [[str(cell or "") for cell in row] for row in load_workbook(io.BytesIO(book.content)).active.values]
    assert sheet == [list(HEADS), *rows]
    text = chair.get(address_of(troubled.notice, "pages:exceptions_sheet", "csv")).content.decode("utf-8-sig")
    typed = list(csv.reader(io.StringIO(text, newline="")))
    assert [[cell.removeprefix("'") for cell in row] for row in typed] == sheet
    assert typed[-1][2] == "'=Ring(1)"  # no formula
    desk.write()
    edition = " ".join(drawn_from(content_of(desk.draw_up())).html.split())
    for drawing in (page, edition[edition.index('id="exceptions"') :]):
        places = [drawing.index(f"{row[0]} {row[1]}. {row[2]}") for row in rows]
        assert places == sorted(places)
        for row, start in zip(rows, places, strict=True):
            end = next((later for later in places if later > start), None)
            told = drawing[start:end]
            assert [part for part in (*row[3:5], *row[6:9], *row[9].split("; "), row[10]) if part not in told] == []


def test_what_is_unwritten_is_the_same_to_the_database(troubled, client_of):
    def owed() -> list[int]:
        items = items_of(troubled.notice, troubled.asof()).order_by("number")
        asked = [item.number for item in with_unwritten(items, troubled.asof()) if item.unwritten]
        assert asked == sorted(row["number"] for row in rows_of(troubled) if row["unwritten"])
        page = text_of(client_of(troubled.officer).get("/"))
        assert ("nobody has written why" in page) is bool(asked)
        assert text_of(client_of(troubled.officer).get(address_of(troubled.notice, "plans:mine"))).count(
            "Nobody has written why it is overdue."
        ) == len(asked)
        return asked

    assert owed() == [3, 4]
    troubled.update(troubled.item(3), forecast="", done_so_far="The trainer was ill.")
    assert owed() == [3, 4]  # an update is no analysis
    troubled.propose(troubled.item(3), date(2013, 5, 1))
    assert owed() == [4]
    troubled.propose(troubled.item(4), date(2013, 6, 1))
    assert owed() == []


def test_page_where_all_is_as_planned_says_so(world, client_of):
    page = text_of(client_of(world.chair).get(address_of(world.notice, "pages:exceptions")))
    assert "Nothing is off plan on this day." in page


def test_many_rows_take_as_many_queries_as_few(troubled, client_of):
    chair, page = client_of(troubled.chair), address_of(troubled.notice, "pages:exceptions")
    few = queries(chair, page)
    for number in range(1, 4):
        objective = troubled.agree_objective()
        item = troubled.agree_item(date(2013, 2, number), objective=objective)
        troubled.close(troubled.concern(item), action=troubled.item(2))
    assert queries(chair, page) == few
