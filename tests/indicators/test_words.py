"""Are figures, periods and targets said as a reader would say them, and never on the wrong side of a target?"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import words
from indicators.standing import Aim

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("66.6667", "percent", f"66.7{NBSP}%"),
        ("90.0000", "percent", f"90{NBSP}%"),
        ("100", "percent", f"100{NBSP}%"),
        ("99.98", "percent", f"99.98{NBSP}%"),
        ("0.0123", "percent", f"0.01{NBSP}%"),
        ("6", "count", "6"),
        ("1250.00", "count", "1,250"),
        ("1", "working_days", f"1{NBSP}working day"),
        ("1.5", "working_days", f"1.5{NBSP}working days"),
        ("630", "days", f"630{NBSP}days"),
        ("1", "days", f"1{NBSP}day"),
        ("14.333", "rate", f"14.3{NBSP}per 10,000 children"),
        ("1", "rate", f"1{NBSP}per 10,000 children"),
        ("16.45", "per_worker", f"16.5{NBSP}cases per worker"),
        ("1", "per_worker", f"1{NBSP}case per worker"),
    ],
)
def test_figure(value: str, unit: str, said: str) -> None:
    assert words.figure(Decimal(value), unit) == said


def test_a_figure_just_short_of_its_target_is_not_rounded_onto_it() -> None:
    assert words.figure(Decimal("89.97"), "percent", beside=[Decimal(90)]) == f"89.97{NBSP}%"
    assert words.figure(Decimal("89.9999"), "percent", beside=[Decimal(90)]) == f"89.9999{NBSP}%"
    assert words.figure(Decimal("89.94"), "percent", beside=[Decimal(90)]) == f"89.9{NBSP}%"


@given(
    st.decimals(0, 200, places=4, allow_nan=False, allow_infinity=False),
    st.decimals(0, 200, places=2, allow_nan=False, allow_infinity=False),
)
def test_rounding_never_changes_sides(value: Decimal, target: Decimal) -> None:
    said = words.rounded(value, [target])
    assert (said > target, said < target) == (value > target, value < target)
    assert abs(said - value) <= Decimal("0.05")


def test_target_is_said_as_it_was_set() -> None:
    assert words.target(Aim(value=Decimal("92.55")), "percent") == f"92.55{NBSP}%"
    assert words.target(Aim(low=Decimal(10), high=Decimal("15.00")), "percent") == f"10 to 15{NBSP}%"


def test_a_tolerance_of_a_share_is_in_percentage_points() -> None:
    assert words.distance(Decimal("5.00"), "percent") == f"5{NBSP}percentage points"
    assert words.distance(Decimal(1), "percent") == f"1{NBSP}percentage point"
    assert words.distance(Decimal(2), "working_days") == f"2{NBSP}working days"


@pytest.mark.parametrize(
    ("on", "every", "period", "label", "following"),
    [
        (date(2013, 1, 31), "month", "January 2013", "Jan 2013", date(2013, 2, 28)),
        (date(2012, 1, 31), "month", "January 2012", "Jan 2012", date(2012, 2, 29)),
        (date(2012, 12, 31), "month", "December 2012", "Dec 2012", date(2013, 1, 31)),
        (date(2013, 1, 30), "month", "the month to 30 January 2013", "30 Jan 2013", date(2013, 1, 31)),
        (date(2013, 1, 25), "week", "the week to 25 January 2013", "25 Jan 2013", date(2013, 2, 1)),
        (date(2013, 1, 31), "week", "the week to 31 January 2013", "31 Jan 2013", date(2013, 2, 7)),
        (date(2013, 3, 31), "quarter", "January to March 2013", "Jan–Mar 2013", date(2013, 6, 30)),
        (date(2012, 11, 30), "quarter", "September to November 2012", "Sep–Nov 2012", date(2013, 2, 28)),
        (date(2013, 1, 31), "quarter", "November 2012 to January 2013", "Nov 2012–Jan 2013", date(2013, 4, 30)),
        (date(2013, 3, 30), "quarter", "the quarter to 30 March 2013", "30 Mar 2013", date(2013, 3, 31)),
        (date(2012, 6, 30), "half_year", "January to June 2012", "Jan–Jun 2012", date(2012, 12, 31)),
        (date(2013, 3, 31), "half_year", "October 2012 to March 2013", "Oct 2012–Mar 2013", date(2013, 9, 30)),
        (date(2013, 3, 29), "half_year", "the half-year to 29 March 2013", "29 Mar 2013", date(2013, 3, 31)),
        (date(2013, 3, 31), "year", "the year to 31 March 2013", "Mar 2013", date(2014, 3, 31)),
        (date(2012, 2, 29), "year", "the year to 29 February 2012", "Feb 2012", date(2013, 2, 28)),
        (date(2013, 4, 5), "year", "the year to 5 April 2013", "5 Apr 2013", date(2013, 4, 30)),
    ],
)
def test_period(on: date, every: str, period: str, label: str, following: date) -> None:
    assert words.period(on, every) == period
    assert words.label(on, every) == label
    assert words.next_end(on, every) == following


@pytest.mark.parametrize(
    ("months", "end"),
    [(-12, date(2012, 2, 29)), (-2, date(2012, 12, 31)), (0, date(2013, 2, 28)), (11, date(2014, 1, 31))],
)
def test_months_later(months: int, end: date) -> None:
    assert words.months_later(date(2013, 2, 3), months) == end
