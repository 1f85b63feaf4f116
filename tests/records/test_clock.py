"""What time is it for the notice, and which London day is an instant on?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from improvement import demonstration
from records import clock
from records.clock import LONDON, AsOf
from records.models import DemonstrationClock
from records.refusal import Refused
from tests.conftest import START


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2013, 6, 30, 22, 59, 59, tzinfo=UTC), date(2013, 6, 30)),
        (datetime(2013, 6, 30, 23, 0, tzinfo=UTC), date(2013, 7, 1)),  # summer time: London is an hour ahead
        (datetime(2013, 1, 31, 23, 59, tzinfo=UTC), date(2013, 1, 31)),
        (datetime(2013, 2, 1, 0, 0, tzinfo=UTC), date(2013, 2, 1)),
        (datetime(2013, 3, 31, 0, 59, tzinfo=UTC), date(2013, 3, 31)),  # the clocks go forward within the minute
        (datetime(2013, 10, 27, 23, 59, tzinfo=UTC), date(2013, 10, 27)),  # and went back that night
    ],
)
def test_day_of_an_instant_is_londons(instant, day):
    assert clock.london_day(instant) == day


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2013, 1, 15), datetime(2013, 1, 16, 0, tzinfo=UTC)),
        (date(2013, 7, 15), datetime(2013, 7, 15, 23, tzinfo=UTC)),
        (date(2013, 3, 31), datetime(2013, 3, 31, 23, tzinfo=UTC)),  # a day of 23 hours
        (date(2013, 10, 27), datetime(2013, 10, 28, 0, tzinfo=UTC)),  # a day of 25 hours
    ],
)
def test_day_ends_at_midnight_in_london(day, end):
    assert clock.end_of_day(day) == end
    assert clock.london_day(end - clock.TICK) == day
    assert clock.london_day(end) == day + timedelta(days=1)


def test_last_day_of_all_has_an_end():
    assert clock.end_of_day(date.max).year == 9999


def test_position_needs_an_instant_with_a_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        AsOf(date(2013, 1, 1), datetime(2013, 1, 1, 12))


def test_time_is_real_without_a_demonstration(db):
    before = timezone.now()
    assert before <= clock.now() <= timezone.now()


def test_demonstration_runs_on_from_where_it_was_set(db):
    start = datetime(2012, 10, 17, 9, tzinfo=LONDON)
    row = demonstration.begin(start)
    assert timedelta(0) <= clock.now() - start < timedelta(minutes=1)
    DemonstrationClock.objects.update(set_at=row.set_at - timedelta(hours=3))
    assert timedelta(hours=3) <= clock.now() - start < timedelta(hours=3, minutes=1)


def test_demonstration_is_asked_in_one_query(clock, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert clock.now > START


def test_demonstration_moves_forward_only(clock):
    clock.move_to(date(2012, 11, 1))
    with pytest.raises(Refused, match="moves forward only"):
        clock.move_to(date(2012, 10, 31))
    assert clock.today == date(2012, 11, 1)


def test_demonstration_begins_in_an_empty_database_only(cast):
    with pytest.raises(Refused, match="begins in an empty one"):
        demonstration.begin(datetime(2012, 10, 17, 9, tzinfo=LONDON))


def test_there_is_one_demonstration_clock(clock):
    with pytest.raises(IntegrityError), transaction.atomic():
        DemonstrationClock.objects.create(instant=timezone.now(), set_at=timezone.now())
