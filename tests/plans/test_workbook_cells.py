"""Is what people and spreadsheets write into a cell read as it was meant, or refused by name?"""

import csv
import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from plans.workbooks.archives import DAMAGED, NOT_EXCEL, Unreadable
from plans.workbooks.cells import Day, NotRead, to_choice, to_day
from plans.workbooks.child import messages
from plans.workbooks.columns import COLUMNS
from plans.workbooks.reading import BESIDE, ERROR, FORMULA, NO_HEADS, OLD, read

HEADS = [column.head for column in COLUMNS]
ROW = ["14", "", "", "", "", "", "", "", "", "Done", "It’s done – £3", "", "", "", "", "", "", "", "u1 d0"]
CELLS = {"item": "14", "progress": "Done", "done_so_far": "It’s done – £3", "version": "u1 d0"}


def rows_of(content: bytes) -> list[dict]:
    said = list(messages(read(io.BytesIO(content))))
    assert "failed" not in said[-1], said[-1]
    return [row for message in said for row in message.get("rows", [])]


def heads_of(content: bytes) -> dict:
    return next(message["heads"] for message in messages(read(io.BytesIO(content))) if "heads" in message)


def failure(content: bytes) -> str:
    return list(messages(read(io.BytesIO(content))))[-1]["failed"]


def as_csv(rows: list[list[str]], *, separator: str = ",", end: str = "\r\n", quoting: int = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end, quoting=quoting).writerows(rows)
    return out.getvalue()


def as_xlsx(rows: list[list]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_csv_is_read_however_a_spreadsheet_wrote_it(encoding, separator, end):
    content = as_csv([HEADS, ROW], separator=separator, end=end).encode(encoding)
    assert rows_of(content) == [{"number": 2, "cells": CELLS, "faults": []}]


def test_csv_may_have_new_lines_in_texts_empty_rows_and_empty_cells_at_the_end():
    said = [*ROW]
    said[10] = 'One\r\nand "two", so'
    text = as_csv([[*HEADS, "", ""], [], said, [""] * 30, [*ROW, "", "", ""]], quoting=csv.QUOTE_ALL)
    assert [(row["number"], row["cells"]["done_so_far"]) for row in rows_of(text.encode())] == [
        (3, 'One\nand "two", so'),
        (5, "It’s done – £3"),
    ]


def test_columns_are_found_by_their_heads_wherever_they_stand():
    turned = [[*reversed(HEADS), "My notes"], [*reversed(ROW), "x"]]
    for content in (as_csv([["Updates of March"], *turned]).encode(), as_xlsx([["Updates of March"], *turned])):
        assert [row["cells"] for row in rows_of(content)] == [CELLS]
        assert heads_of(content)["ignored"] == ["“My notes” (column T)"]


def test_a_head_that_is_missing_renamed_or_there_twice_is_named():
    renamed = [("What comes after" if head == "What comes next" else head) for head in HEADS]
    assert heads_of(as_csv([renamed, ROW]).encode())["faults"] == [
        ("", "", "No column has the head “What comes next”. Give it back its head, as it was in the download.")
    ]
    assert heads_of(as_csv([renamed, ROW]).encode())["ignored"] == ["“What comes after” (column L)"]
    assert heads_of(as_csv([[*HEADS, "NEW  DATE"], ROW]).encode())["faults"] == [
        ("T", "NEW  DATE", "The head “New date” stands over column N too. Only one of them can be read.")
    ]
    assert failure(as_csv([ROW]).encode()) == NO_HEADS


def test_a_cell_too_many_and_a_quotation_mark_too_few_are_no_shift_in_silence():
    [row] = rows_of(as_csv([HEADS, [*ROW, "rest"]]).encode())
    assert row["faults"] == [("T", "rest", BESIDE)]
    lost = as_csv([HEADS, ROW], quoting=csv.QUOTE_ALL).replace('"Done"', '"Done', 1).encode()
    assert failure(lost).startswith("Row 2 of this file cannot be read: a quotation mark is missing there")


def test_formulas_errors_numbers_and_days_of_a_workbook():
    said: list = [*ROW]
    said[0], said[10], said[11], said[13] = 14, "=1+1", 12.0, datetime(2013, 3, 5)
    error = [*ROW]
    error[12] = "#REF!"
    first, second = rows_of(as_xlsx([HEADS, said, error]))
    assert first == {
        "number": 2,
        "cells": {"item": "14", "progress": "Done", "next_step": "12", "to": "2013-03-05", "version": "u1 d0"},
        "faults": [("done_so_far", "=1+1", FORMULA)],
    }
    assert second["faults"] == [("forecast", "#REF!", ERROR)]


def test_what_is_no_workbook_is_said_to_be_none():
    whole = as_xlsx([HEADS, ROW])
    assert failure(b"") == failure(b"%PDF-1.7 ...") == failure(b"MZ\x00\x00 a program") == NOT_EXCEL
    assert failure(b"\xd0\xcf\x11\xe0 what Excel wrote in 2003") == OLD
    assert failure(whole[: len(whole) // 2]) == failure(whole[:40] + b"x" * 40 + whole[80:]) == DAMAGED
    with pytest.raises(Unreadable):
        list(read(io.BytesIO(b"PK\x03\x04")))


@pytest.mark.parametrize(
    "text",
    [
        "5/3/2013", "05/03/13", "05.03.13", "5.3.2013", "5-3-2013", "5 March 2013", "5th March 2013", "05-Mar-13", "5 Mar. 13",
        "Tuesday, 5 March 2013", "2013-03-05", "2013-03-05 00:00:00", "41338", "41338.0", " 5 / 3 / 2013 ", "5\u00a0March\u00a02013",
    ],
)  # fmt: skip
def test_a_day_is_read_as_the_british_write_it(text):
    assert to_day(text) == to_day(text, months=True) == Day(date(2013, 3, 5))


@pytest.mark.parametrize("text", ["March 2013", "Mar-13", "3/2013", "2013-03", "march 2013"])
def test_a_month_is_a_date_only_where_it_may_be(text):
    assert to_day(text, months=True) == Day(date(2013, 3, 31), "month")
    with pytest.raises(NotRead):
        to_day(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3/13/2013", "The date must be a real date."),
        ("30 February 2013", "The date must be a real date."),
        ("05-03-13", "This can be read in two ways."),
        ("5/3", "This is no day."),
        ("5 March", "This is no day."),
        ("soon", "This is no day."),
        ("-", "This is no day."),
        ("1,234", "This is no day."),
        ("12", "This is no day."),
        ("5 Smarch 2013", "The date must be a real date."),
    ],
)
def test_what_is_no_day_or_two_is_refused(text, said):
    with pytest.raises(NotRead) as refusal:
        to_day(text)
    assert str(refusal.value) == f"{said} Write it like 5/3/2013 or 5 March 2013."


def test_words_are_known_whatever_their_capitals():
    choices = {"not_started": "Not started", "under_way": "Under way", "done": "Done"}
    assert [to_choice(text, choices) for text in ("under way", " UNDER  WAY ", "Done.")] == ["under_way"] * 2 + ["done"]
    with pytest.raises(NotRead, match=r"^Choose Not started, Under way or Done\.$"):
        to_choice("nearly done", choices)
