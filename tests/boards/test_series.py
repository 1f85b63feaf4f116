"""Are the days of a series working days, on one weekday, and never more than six weeks apart?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.rounds import is_working_day
from boards.series import Proposed, series
from boards.standing import SIX_WEEKS


def test_meeting_on_a_bank_holiday_is_on_the_working_day_before_and_the_next_keeps_the_weekday():
    found = series(date(2013, 3, 25), date(2013, 7, 22))
    assert found == [
        Proposed(date(2013, 3, 25), date(2013, 3, 25)),
        Proposed(date(2013, 5, 3), date(2013, 5, 6), "a bank holiday (May Day)"),
        Proposed(date(2013, 6, 10), date(2013, 6, 10)),  # a Monday again, and within six weeks of the Friday
        Proposed(date(2013, 7, 22), date(2013, 7, 22)),
    ]


@pytest.mark.parametrize(
    ("first", "day", "avoided"),
    [
        (date(2013, 12, 25), date(2013, 12, 24), "a bank holiday (Christmas Day)"),
        (date(2013, 4, 1), date(2013, 3, 28), "a bank holiday (Easter Monday)"),  # over Good Friday and the weekend
        (date(2013, 3, 10), date(2013, 3, 8), "a Sunday"),
    ],
)
def test_first_day_is_avoided_likewise(first, day, avoided):
    assert series(first, first) == [Proposed(day, first, avoided)]


@given(st.dates(date(2012, 1, 1), date(2025, 12, 31)), st.integers(0, 900))
def test_whatever_is_asked_for(first, length):
    until = first + timedelta(days=length)
    found = series(first, until)
    days = [one.day for one in found]
    assert all(is_working_day(day) and day <= until for day in days)
    assert all(earlier < later <= earlier + SIX_WEEKS for earlier, later in zip(days, days[1:], strict=False))
    assert {one.wanted.weekday() for one in found[1:]} <= {days[0].weekday()}
    later = [one.day for one in series(first, until + 2 * SIX_WEEKS)]
    assert days == [day for day in later if day <= until]  # none is left out at the end
