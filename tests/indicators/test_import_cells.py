"""Is what people and spreadsheets write into a table of figures read as it was meant, asked about, or named by row and cell?"""

from datetime import date

import pytest

from indicators.imports import figures, numbers, periods, reading, shapes
from indicators.imports.child import NO_HEADS
from indicators.imports.figures import Wrong
from tests.indicators.figure_files import book, kept, long, read, wrong

# Rows


def test_rows_of_each_unit_and_state_are_written_as_they_are_kept():
    content = long(
        'FD-05,25/01/2013,,,"1,040",,,,',
        "fd-05,18/01/2013,,,,The system was down.,,,",
        "FD-04,December 2012,2,3,,,,,",
        "FD-04,Nov-12,0,0,,,,,",
        "FD-04,Oct-12,1,2,50%,,,,",
        "PA-04,31/12/2012,7,10.5,14.3,,,Police,",
        "PA-04,31/12/2012,,,14.3,,,wiltshire  police,",
    )
    assert kept(content) == [
        ("1", "", "2013-01-25", "value", "", "", "1040"),
        ("1", "", "2013-01-18", "no_data", "", "", ""),
        ("2", "", "2012-12-31", "value", "2", "3", "66.6667"),
        ("2", "", "2012-11-30", "no_cases", "0", "0", ""),
        ("2", "", "2012-10-31", "value", "1", "2", "50.0000"),
        ("3", "police", "2012-12-31", "value", "7", "10.5", "14.3"),
        ("3", "police", "2012-12-31", "value", "", "", "14.3"),
    ]


def test_what_is_wrong_is_named_by_row_and_cell():
    content = long(
        "FD-99,25/01/2013,,,1,,,,",
        ",25/01/2013,,,1,,,,",
        "FD-05,25/01/2013,,,1.5,,,,",
        "FD-05,25/01/2013,,,12%,,,,",
        "FD-05,25/01/2013,,,-,,,,",
        "FD-05,25/01/2013,,,-4,,,,",
        "FD-05,25/01/2013,,,4,Broken.,,,",
        "FD-05,25/01/2013,,,,,A note.,,",
        "FD-04,December 2012,9,8,,,,,",
        "FD-04,December 2012,9,,,,,,",
        "FD-04,December 2012,1,0,,,,,",
        "FD-04,December 2012,1,2,0.5,,,,",
        "FD-04,December 2012,,,92%,,,,",
        "FD-04,September 2012,1,2,,,,,",
        "FD-04,January 2013,1,2,,,,,",
        "PA-04,December 2012,,,1,,,Fire,",
        "PA-04,December 2012,,,1,,,pct,",
        "FD-05,1 March 2013,,,1,,,,",
        "FD-05,25/01/2013,,,1,,,,,,surplus",
    )
    assert wrong(content) == [
        ("A2", "FD-99", "There is no indicator “FD-99” on this notice."),
        ("A3", "", shapes.NO_CODE),
        ("E4", "1.5", figures.WHOLE_NUMBER),
        ("E5", "12%", figures.NO_SHARE),
        ("E6", "-", numbers.NO_FIGURE),
        ("E7", "-4", numbers.BELOW_NOUGHT),
        ("F8", "Broken.", figures.BOTH),
        ("E9", "", figures.NEITHER),
        ("C10", "9", figures.ABOVE),
        ("D11", "", figures.BOTH_NUMBERS),
        ("D12", "0", figures.OUT_OF_NOUGHT),
        ("E13", "0.5", "1 of 2 is 50.0 %, and here stands another figure. Leave it empty or put it right."),
        ("E14", "92%", figures.SHARE_ALONE),
        ("B15", "September 2012", "Early."),
        ("B16", "January 2013", "Late."),
        ("H17", "Fire", "PA-04 has no figures of “Fire”."),
        ("B18", "December 2012", "PCT was part of it until 31 October 2012."),
        ("B19", "1 March 2013", "The period ends on 1 March 2013, which has not come yet."),
        ("K20", "surplus", shapes.BESIDE),
    ]


def test_fault_names_the_indicator_where_the_file_names_one_that_there_is():
    def codes(content: bytes) -> list[tuple[str, str]]:
        return [(f"{one['column']}{one['row']}", one["code"]) for one in read(content)[0]["faults"]]

    rows = (
        "FD-99,25/01/2013,,,1,,,,",
        "fd-04,December 2012,,,12%,,,,",
        "FD-05,25/01/2013,,,,,A note.,,",
        "FD-05,soon,,,1,,,,,,surplus",
        "PA-04,December 2012,,,1,,,Fire,",
    )
    of_rows = [("A2", ""), ("E3", "FD-04"), ("E4", "FD-05"), ("K5", "FD-05"), ("B5", "FD-05"), ("H6", "PA-04")]
    assert codes(long(*rows)) == of_rows
    assert codes(b"Indicator,January 2013\nFD-05,4") == [("B2", "FD-05")]
    heads, formulas = ["Period", "FD-05", "PA-04 police"], [date(2013, 1, 25), "=1+1", "=2+2"]
    assert codes(book([heads, formulas])) == [("B2", "FD-05"), ("C2", "PA-04")]
    assert codes(book([["Indicator", "Period", "Value"], ["FD-05", date(2013, 1, 25), "=1+1"]])) == [("C2", "FD-05")]


def test_all_faults_are_counted_and_the_first_are_kept():
    last, rows = read(long(*["FD-05,25/01/2013,,,x,,,,"] * 700))
    assert (last["many_faults"], len(last["faults"]), rows) == (700, 500, [])


def test_wide_by_indicator_has_a_period_over_each_column():
    content = (
        "Indicator,Name,18/01/2013,25 January 2013,December 2012,My notes\n"
        "FD-05,Cases,41,No data: The system was down.,,x\nFD-04,Share,,,9 of 10,\nfd-04,,,,,"
    )
    assert kept(content.encode()) == [
        ("1", "", "2013-01-18", "value", "", "", "41"),
        ("1", "", "2013-01-25", "no_data", "", "", ""),
        ("2", "", "2012-12-31", "value", "9", "10", "90.0000"),
    ]
    last, _ = read(content.encode())
    assert (last["ignored"], last["silent"]) == (["“My notes” (column F)"], 1)
    assert wrong(b"Indicator,January 2013,2012-12-31\nFD-05,4,-\nFD-04,,92%") == [
        ("B2", "January 2013", periods.A_WEEK_HAS_A_DAY),
        ("C2", "-", numbers.NO_FIGURE),
        ("C3", "92%", figures.A_SHARE_IN_WIDE),
    ]


def test_wide_by_period_has_an_indicator_over_each_column():
    content = b"Period,fd-05,PA-04 police,Other\n25/01/2013,41,,x\n31/12/2012,,14.3,\n"
    assert kept(content) == [
        ("1", "", "2013-01-25", "value", "", "", "41"),
        ("3", "police", "2012-12-31", "value", "", "", "14.3"),
    ]
    assert wrong(b"Period,FD-05,FD-04\nsoon,1,\n31/12/2012,,8/7") == [
        ("A2", "soon", periods.NO_PERIOD), ("C3", "8/7", figures.ABOVE),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_csv_is_read_however_a_spreadsheet_wrote_it(encoding, separator, end):
    rows = [["Figures – all"], ["Indicator", "Period", "Value", "Note"], ["FD-05", "25/01/2013", "41", "It’s £3"]]
    text = end.join(separator.join(row) for row in rows)
    _, [row] = read(text.encode(encoding))
    assert (row[0], row[8], row[9]) == ("3", "41", "It’s £3")


def test_cells_of_a_workbook_are_numbers_days_and_shares_and_formulas_are_named():
    heads = ["Indicator", "Period", "Numerator", "Denominator", "Value", "Note"]
    content = book([
        heads,
        ["FD-05", date(2013, 1, 25), None, None, 41.0, "'=x"],
        ["PA-04", date(2012, 12, 31), None, None, 0.1 + 0.2, None],
        ["FD-05", date(2013, 1, 18), None, None, "=1+1", None],
        ["FD-05", "#REF!", None, None, 3, None],
    ])  # fmt: skip
    last, rows = read(content)
    assert [(row[0], row[8], row[9]) for row in rows] == [("2", "41", "'=x"), ("3", "0.3", "")]
    assert [(one["column"], one["row"], one["value"]) for one in last["faults"]] == [
        ("E", 4, "=1+1"),
        ("B", 5, "#REF!"),
    ]
    assert last["faults"][0]["sentence"] == reading.CELLS["f"]


def test_a_text_that_looks_like_a_formula_comes_back_as_it_left():
    _, [row] = read(long("FD-05,25/01/2013,,,4,,'=SUM(A1),,"))
    assert row[9] == "=SUM(A1)"


def test_a_file_without_heads_says_which_are_looked_for():
    for content in (b"a,b\n1,2\n", b"Indicator,Value\nFD-05,3\n", b"Period,Name\n2013-01-25,3\n"):
        assert read(content)[0]["failed"] == NO_HEADS
    assert wrong(b"Indicator,Period,Value,Figure\n")[0][0] == "D1"


@pytest.mark.parametrize("text", ["x" * 4_001])
def test_words_have_an_end(text):
    with pytest.raises(Wrong, match="at most 4,000 characters"):
        figures.figure("count", "", "", "", text, "")
