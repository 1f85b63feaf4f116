"""Is the Board's calendar read against six weeks and the dates of the notice as both say?"""

from collections import namedtuple
from datetime import date

import pytest

from boards.standing import Calendar, is_too_far, weeks

Sitting = namedtuple("Sitting", "number day state")

FIRST = Sitting(1, date(2012, 11, 7), "held")
SECOND = Sitting(2, date(2012, 12, 19), "held")
FORGOTTEN = Sitting(3, date(2013, 1, 30), "planned")
CANCELLED = Sitting(4, date(2013, 2, 6), "cancelled")
COMING = Sitting(5, date(2013, 3, 13), "planned")


def calendar(on, *meetings):
    return Calendar(meetings or (FIRST, SECOND, FORGOTTEN, CANCELLED, COMING), on)


def test_six_weeks_run_from_the_last_meeting_held():
    read = calendar(date(2013, 2, 5))
    assert (read.last, read.days_since, read.meet_by) == (SECOND, 48, date(2013, 1, 30))


@pytest.mark.parametrize(("on", "over"), [(date(2013, 1, 29), 0), (date(2013, 1, 30), 0), (date(2013, 1, 31), 1)])
def test_the_last_day_of_the_six_weeks_is_not_late(on, over):
    assert calendar(on).days_over == over


def test_before_the_first_meeting_nothing_is_late():
    read = calendar(date(2012, 10, 17), Sitting(1, date(2012, 11, 7), "planned"))
    assert (read.last, read.days_since, read.meet_by, read.days_over) == (None, None, None, 0)


def test_a_meeting_planned_for_the_day_itself_is_the_next():
    read = calendar(date(2013, 1, 30))
    assert (read.next, read.unrecorded) == (FORGOTTEN, [])


def test_a_planned_day_that_passed_is_no_meeting_until_somebody_says_so():
    read = calendar(date(2013, 1, 31))
    assert (read.next, read.unrecorded) == (COMING, [FORGOTTEN])
    assert read.gaps == {2: 42, 5: 84}
    assert read.last_before(date(2013, 2, 28)) == SECOND


@pytest.mark.parametrize(
    ("day", "board"), [(date(2013, 3, 31), COMING), (date(2013, 3, 13), COMING), (date(2012, 9, 30), None)]
)
def test_the_last_board_before_a_day_may_be_on_it(day, board):
    assert calendar(date(2013, 2, 5)).last_before(day) == board


def test_an_empty_calendar_answers():
    read = Calendar((), date(2013, 2, 5))
    assert (read.last, read.next, read.gaps, read.last_before(date.max)) == (None, None, {}, None)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (7, "1 week"),
        (42, "6 weeks"),
        (43, "6 weeks and 1 day"),
        (48, "6 weeks and 6 days"),
    ],
)
def test_days_are_said_in_weeks(days, said):
    assert weeks(days) == said


def test_six_weeks_are_not_too_far_and_a_day_more_is():
    assert (is_too_far(42), is_too_far(43)) == (False, True)
