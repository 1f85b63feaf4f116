"""Is a text ever taken for a formula when a table leaves, and does it come back as it was?"""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from records.spreadsheets import as_typed, cell_text, csv_cell, to_csv, to_xlsx

STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠", "'=", "=cmd|' /C calc'!A0"]
HOSTILE = [f"{start}1+1" for start in STARTS] + ['=HYPERLINK("https://example.org","x")', 'a,"=1+1', '","=1+1']


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_could_be_a_formula_is_a_text(text: str) -> None:
    read = list(csv.reader(io.StringIO(to_csv(["Words"], [[text]]).decode("utf-8-sig"), newline="")))
    assert read[0] == ["Words"]
    assert [as_typed(read[1][0])] == [text]
    assert not read[1][0].startswith(tuple(STARTS[:12]))

    sheet = load_workbook(io.BytesIO(to_xlsx("Items", ["Words"], [[text]], widths=[20]))).active
    cell = sheet["A2"]
    assert (cell.data_type, cell.value) == ("s", cell_text(text))


@given(st.text())
def test_what_left_as_csv_comes_back_as_it_was(text: str) -> None:
    assert as_typed(csv_cell(text)) == text


def test_numbers_and_days_stay_what_they_are() -> None:
    row = [-3, Decimal("-4.5"), date(2013, 3, 5), None]
    assert to_csv(list("abcd"), [row]).decode("utf-8-sig").splitlines()[1] == '"-3","-4.5","2013-03-05",""'
    sheet = load_workbook(io.BytesIO(to_xlsx("Items", list("abcd"), [row], widths=[9] * 4))).active
    assert [sheet.cell(2, number).value for number in (1, 2)] == [-3, -4.5]
    assert sheet.cell(2, 3).value.date() == date(2013, 3, 5)
    assert (sheet.cell(2, 3).number_format, sheet.cell(2, 4).value) == ("dd/mm/yyyy", None)
