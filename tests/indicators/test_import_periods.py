"""Which numbers and which periods are read in a table of figures, which are asked about, and which are named?"""

import pytest

from indicators.imports import numbers, periods
from indicators.imports.numbers import to_number
from indicators.imports.periods import Asked, Periods
from records.cells import NotRead
from tests.indicators.figure_files import FACTS, kept, long, read, wrong

# Numbers


@pytest.mark.parametrize(
    ("text", "said"),
    [("12", "12"), (" 12.5 ", "12.5"), ("1,234", "1234"), ("1,234,567.5", "1234567.5"), ("+3", "3"), (".5", "0.5"), ("0", "0"),
     ("12.50", "12.50"), ("\u00a07\u00a0", "7")],
)  # fmt: skip
def test_a_number_is_read_where_it_can_be_one_thing_only(text, said):
    number, share = to_number(text)
    assert (f"{number:f}", share) == (said, False)


@pytest.mark.parametrize(("text", "said"), [("12%", "12"), ("92.5 %", "92.5"), ("1,200%", "1200")])
def test_a_percent_sign_is_told(text, said):
    number, share = to_number(text)
    assert (f"{number:f}", share) == (said, True)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("-", numbers.NO_FIGURE), ("–", numbers.NO_FIGURE), ("N/A", numbers.NO_FIGURE), ("-3", numbers.BELOW_NOUGHT),
        ("(3)", numbers.BELOW_NOUGHT), ("−2%", numbers.BELOW_NOUGHT), ("1,5", numbers.TWO_WAYS), ("0,123", numbers.TWO_WAYS),
        ("12,34,567", numbers.TWO_WAYS), ("1.234,5", numbers.NOT_A_NUMBER), ("twelve", numbers.NOT_A_NUMBER),
        ("nil", numbers.NOT_A_NUMBER), ("1e5", numbers.NOT_A_NUMBER), ("١٢", numbers.NOT_A_NUMBER), ("1 234", numbers.NOT_A_NUMBER),
        ("12 cases", numbers.NOT_A_NUMBER), ("99999999999", numbers.TOO_LARGE), ("0.12345", numbers.TOO_FINE),
    ],
)  # fmt: skip
def test_what_is_no_number_or_two_is_refused(text, sentence):
    with pytest.raises(NotRead) as refusal:
        to_number(text)
    assert str(refusal.value) == sentence


# Periods


@pytest.mark.parametrize(
    "text",
    ["2013-01-25", "25/01/2013", "25.1.13", "25 January 2013", "Fri, 25 January 2013", "25-Jan-13", "the week to 25 January 2013",
     "week ending 25/1/2013", "41299", "2013-01-25 00:00:00"],
)  # fmt: skip
def test_a_week_is_read_by_its_last_day(text):
    found = Periods(FACTS).read(text.replace("Fri,", "Friday,"), "week")
    assert (found.on, found.step, found.shut) == ("2013-01-25", 4, False)


@pytest.mark.parametrize("text", ["January 2013", "Jan-13", "jan 2013", "2013-01", "31/01/2013", "31 January 2013"])
def test_a_month_is_read_by_its_name_or_its_last_day(text):
    found = Periods(FACTS).read(text, "month")
    assert (found.on, found.step) == ("2013-01-31", 0)


@pytest.mark.parametrize(
    ("text", "every", "on"),
    [("October to December 2012", "quarter", "2012-12-31"), ("October 2012 to January 2013", "quarter", "2013-01-31"),
     ("the year to 31 March 2012", "year", "2012-03-31"), ("Oct–Dec 2012", "quarter", "2012-12-31")],
)  # fmt: skip
def test_a_longer_period_is_read_as_our_pages_write_it(text, every, on):
    assert Periods(FACTS).read(text, every).on == on


@pytest.mark.parametrize(
    ("text", "every", "sentence"),
    [
        ("January 2013", "week", periods.A_WEEK_HAS_A_DAY),
        ("08/02/2013", "week", None),
        ("28/02/2013", "month", "The period ends on 28 February 2013, which has not come yet."),
        ("31/01/1913", "month", "31 January 1913 is far."),
        ("30/02/2013", "month", periods.NO_PERIOD),
        ("13-01-25", "week", periods.NO_PERIOD),
        ("soon", "week", periods.NO_PERIOD),
        ("Q1", "quarter", periods.NO_PERIOD),
        ("-", "month", periods.NO_PERIOD),
        ("", "month", periods.MISSING),
    ],
)
def test_what_is_no_period_is_refused(text, every, sentence):
    with pytest.raises(NotRead if sentence else Asked) as refusal:
        Periods(FACTS).read(text, every)
    assert sentence is None or str(refusal.value) == sentence


def test_a_date_that_can_be_two_days_is_asked_about_and_never_guessed():
    rows = long("FD-05,31/01/2013,,,1,,,,", "FD-05,01/02/2013,,,1,,,,", "FD-05,01/02/2013,,,x,,,,")
    last, _ = read(rows)
    assert last["ask"] == {
        "row": 3, "column": "B", "value": "01/02/2013", "day_first": "2013-02-01", "month_first": "2013-01-02",
    }  # fmt: skip
    assert wrong(rows, order="month")[0] == ("B2", "31/01/2013", periods.ONLY_DAY_FIRST)
    in_a_head = read(b"Indicator,25/01/2013,01/02/2013\nFD-05,4,\nFD-05,,4\n")[0]["ask"]
    assert (in_a_head["row"], in_a_head["column"]) == (1, "C")
    twice = long("FD-05,01/02/2013,,,1,,,,")
    assert [row[2] for row in (kept(twice, order="day")[0], kept(twice, order="month")[0])] == [
        "2013-02-01",
        "2013-01-02",
    ]
    assert kept(long("FD-05,01/01/2013,,,1,,,,"))[0][2] == "2013-01-01"  # it is one day either way
    assert wrong(long("FD-05,01/31/2013,,,1,,,,"), order="day")[0][2] == periods.ONLY_MONTH_FIRST
    assert kept(long("FD-05,01/31/2013,,,1,,,,"))[0][2] == "2013-01-31"
