"""Does a file of items hold exactly what the list shows, row by row, and nothing that a spreadsheet would compute?"""

import csv
import io
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from plans.export import HEADS
from plans.models import ItemTerms
from records.spreadsheets import as_typed
from tests.pages import address_of

FORMULA = '=HYPERLINK("http://example.org","now")'
NARROWED = (
    {"show": "all"},
    {"show": "all", "sort": "-slips"},
    {"agency": "police"},
    {"show": "waiting"},
    {"q": "HYPER"},
)


@pytest.fixture
def told(world):
    """Item 1 was moved, item 2 is supported and due in a month, item 4 would be a formula, item 3 waits and has evidence."""
    ItemTerms.objects.get(item__number=2).supporting.add(world.notice.agencies.get(code="police"))
    objective = world.agree_objective("Children are seen in time.")
    world.agree_item(date(2013, 1, 7), words=FORMULA, objective=objective, serves="QP2.a QP1.a")
    world.rule(world.propose(world.item(1), date(2013, 2, 1)))
    world.update(world.item(1), done_so_far="+Two schools have answered.")
    world.propose(world.item(3), date(2013, 4, 30))
    world.review(world.evidence(world.item(3)))
    world.evidence(world.item(3), title="Another")
    return world


@pytest.fixture
def officer(told, client_of):
    return client_of(told.officer)


def as_csv(answer) -> list[list[str]]:
    return [[as_typed(cell) for cell in row] for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))]


def as_xlsx(answer) -> list[list[str]]:
    sheet = load_workbook(io.BytesIO(answer.content)).active
    return [[written(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def written(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def test_files_and_list_agree_row_by_row(told, officer):
    for narrowed in NARROWED:
        page = officer.get(address_of(told.notice, "plans:item_list", **narrowed)).context["page"]
        first, *rows = as_csv(officer.get(address_of(told.notice, "plans:items_csv", **narrowed)))
        assert [first, *rows] == as_xlsx(officer.get(address_of(told.notice, "plans:items_xlsx", **narrowed)))
        assert first == HEADS
        assert rows
        named = [dict(zip(HEADS, row, strict=True)) for row in rows]
        said = [
            (row["Number"], row["Kind"], row["Words"], row["Owner"], row["Agency"], row["Times moved"], row["Days slipped"],
             row["Standing"], row["Lateness"], row["Forecast"])
            for row in named
        ]  # fmt: skip
        assert said == [
            (str(line.number), line.kind, line.words, line.owner, line.agency, str(line.slips), str(line.days_slipped),
             line.word, line.lateness, line.forecast)
            for line in page.object_list
        ]  # fmt: skip


def test_row_says_everything_of_an_item(told, officer):
    rows = as_csv(officer.get(address_of(told.notice, "plans:items_csv", show="all", sort="number")))[1:]
    moved, month, waits, formula = [dict(zip(HEADS, row, strict=True)) for row in rows]
    assert (moved["First date"], moved["Date now"], moved["Days slipped"]) == ("2012-12-01", "2013-02-01", "62")
    assert (moved["Last update"], moved["What was said last"]) == ("2012-11-07", "+Two schools have answered.")
    assert (month["Date now"], month["Supporting agencies"]) == ("March 2013", "Police")
    assert (waits["New date that waits"], waits["Evidence"]) == ("2013-04-30", "1 waiting for review, 1 accepted")
    assert formula["Words"] == FORMULA
    assert (formula["Notice measures"], formula["Requirements"]) == ("QP1, QP2", "QP1.a, QP2.a")
    assert formula["Objective"] == "1. Children are seen in time."


def test_no_cell_is_a_formula(told, officer):
    text = officer.get(address_of(told.notice, "plans:items_csv")).content.decode("utf-8-sig")
    assert '"\'=HYPERLINK(""http' in text
    assert "\"'+Two schools" in text
    sheet = load_workbook(io.BytesIO(officer.get(address_of(told.notice, "plans:items_xlsx")).content)).active
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_file_is_of_the_day_asked_for_and_says_so(told, officer):
    told.clock.move_to(date(2013, 3, 5))
    answer = officer.get(address_of(told.notice, "plans:items_csv", show="overdue", agency="council", on="2013-01-20"))
    name = f"{told.notice.slug}-items-2013-01-20-overdue-council.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert [row[0] for row in as_csv(answer)[1:]] == ["4"]
    assert officer.get(address_of(told.notice, "plans:items_csv", on="2013-03-06")).status_code == 400
    assert officer.get(address_of(told.notice, "plans:items_xlsx", owner="nobody")).status_code == 404


def test_file_takes_as_many_queries_for_six_items_as_for_four(told, officer):
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            officer.get(address_of(told.notice, "plans:items_csv", show="all"))
        return len(made)

    few = queries()
    for day in (8, 9):
        item = told.agree_item(date(2013, 1, day))
        told.update(item)
        told.propose(item, date(2013, 5, 1))
    assert queries() == few
