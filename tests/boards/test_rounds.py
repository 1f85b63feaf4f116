"""Do working days, timetables and rounds fall as they should, and does every day belong to one round?"""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards import rounds
from boards.rounds import DAY, USUAL, Timetable, is_working_day, rounds_of, working_days_before

DAYS = st.dates(date(2010, 1, 1), date(2030, 12, 31))
TIMETABLES = st.tuples(*[st.integers(0, 40)] * 3).map(lambda days: sorted(days, reverse=True))


def meeting(number, day, state="planned", days=(None, None, None)):
    data, updates, papers = days
    return SimpleNamespace(
        number=number, day=day, state=state, data_days=data, updates_days=updates, papers_days=papers
    )


@pytest.mark.parametrize(
    ("meets", "number", "day"),
    [
        (date(2013, 3, 13), 5, date(2013, 3, 6)),
        (date(2013, 4, 9), 10, date(2013, 3, 22)),  # Good Friday and Easter Monday between
        (date(2013, 1, 8), 10, date(2012, 12, 20)),  # Christmas, Boxing Day, New Year
        (date(2012, 6, 7), 2, date(2012, 6, 1)),  # the jubilee: Monday the late May holiday, Tuesday one more
        (date(2013, 3, 16), 1, date(2013, 3, 15)),  # a meeting on a Saturday
        (date(2013, 3, 13), 0, date(2013, 3, 13)),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays_of_england(meets, number, day):
    assert working_days_before(meets, number) == day


@given(DAYS, st.integers(1, 60))
def test_working_days_before_are_as_many_as_are_counted(day, number):
    found = working_days_before(day, number)
    between = [found + DAY * step for step in range((day - found).days)]
    assert is_working_day(found)
    assert sum(is_working_day(one) for one in between) == number


@given(DAYS, TIMETABLES)
def test_figures_close_before_updates_and_updates_before_papers(day, days):
    made = rounds.round_of(1, day, Timetable(*days))
    assert made.data_closes_on <= made.updates_close_on <= made.papers_due_on <= day


MEETINGS = st.lists(
    st.tuples(DAYS, st.sampled_from(["planned", "held", "cancelled"]), st.just((None, None, None)) | TIMETABLES),
    max_size=8,
    unique_by=lambda row: row[0],
)


@given(MEETINGS, DAYS)
def test_a_day_belongs_to_the_first_round_that_closes_on_it_or_later(calendar, day):
    """Whatever was moved, cancelled or timed anew: exactly one, and none after the last closing."""
    found = rounds_of(meeting(number, *row) for number, row in enumerate(calendar, start=1))
    assert len(found) == sum(state != "cancelled" for _, state, _ in calendar)
    holding = [one for one in found if one.opens_on <= day <= one.updates_close_on]
    to_come = [one for one in found if one.updates_close_on >= day]
    assert holding == to_come[:1]


def test_a_meeting_cancelled_gives_its_days_to_the_next():
    first, second, third = (date(2013, 1, 15), date(2013, 2, 26), date(2013, 4, 9))
    whole = rounds_of([meeting(1, first, "held"), meeting(2, second), meeting(3, third)])
    assert [(one.number, one.opens_on, one.updates_close_on) for one in whole] == [
        (1, date.min, date(2012, 12, 31)),
        (2, date(2013, 1, 1), date(2013, 2, 12)),
        (3, date(2013, 2, 13), date(2013, 3, 22)),
    ]
    fewer = rounds_of([meeting(1, first, "held"), meeting(2, second, "cancelled"), meeting(3, third)])
    assert [(one.number, one.opens_on) for one in fewer] == [(1, date.min), (3, date(2013, 1, 1))]


def test_the_round_of_a_day_is_that_of_the_next_meeting_even_when_updates_have_closed():
    found = rounds_of([meeting(1, date(2013, 1, 15), "held"), meeting(2, date(2013, 2, 26))])
    assert rounds.current(found, date(2013, 1, 15)).number == 1
    assert rounds.current(found, date(2013, 1, 16)).number == 2
    assert rounds.current(found, date(2013, 2, 26)).is_closed(date(2013, 2, 13))
    assert not rounds.current(found, date(2013, 2, 26)).is_closed(date(2013, 2, 12))
    assert rounds.current(found, date(2013, 2, 27)) is None
    assert found[0].timetable == USUAL


@pytest.mark.parametrize(
    ("on", "holds_from"),
    [
        (date(2012, 12, 31), date.min),  # nothing has closed
        (date(2013, 1, 1), date.min),  # what was said for the first meeting holds
        (date(2013, 2, 12), date.min),
        (date(2013, 2, 13), date(2013, 1, 1)),  # until updates for the second have closed
        (date(2013, 2, 26), date(2013, 1, 1)),
        (date(2013, 2, 27), date(2013, 2, 27) - timedelta(weeks=6)),  # no meeting to come
    ],
)
def test_a_forecast_holds_for_its_round(on, holds_from):
    found = rounds_of([meeting(1, date(2013, 1, 15), "held"), meeting(2, date(2013, 2, 26))])
    assert rounds.forecasts_hold_from(found, on) == holds_from


def test_without_meetings_a_forecast_holds_six_weeks():
    assert rounds.forecasts_hold_from([], date(2013, 2, 27)) == date(2013, 1, 16)
