"""Does recorded_at follow the order of writing, and does an answer for a moment that has passed stand?"""

from datetime import date, datetime, timedelta

import pytest

from records import clock as notice_clock
from records.clock import LONDON, TICK, AsOf, end_of_day
from records.models import AuditChain, DemonstrationClock
from records.writing import open_chain, position, writing


@pytest.fixture
def reference(clock) -> str:
    open_chain("a-notice", at=notice_clock.now())
    return "a-notice"


def head_at(reference):
    return AuditChain.objects.get(reference=reference).head_at


def test_writings_are_later_one_than_the_other(reference):
    DemonstrationClock.objects.update(
        set_at=notice_clock.now()
    )  # far in the machine's past or future: what counts is the chain
    instants = []
    for _ in range(5):
        with writing(reference) as at:
            instants.append(at)
    assert instants == sorted(set(instants))
    assert head_at(reference) == instants[-1]


def test_clock_that_goes_back_is_not_followed(reference):
    with writing(reference) as first:
        pass
    DemonstrationClock.objects.update(instant=first - timedelta(days=3))
    with writing(reference) as second:
        pass
    assert second == first + TICK


def test_writing_that_fails_leaves_the_chain(reference):
    before = head_at(reference)
    with pytest.raises(ZeroDivisionError), writing(reference):
        _ = 1 / 0
    assert head_at(reference) == before


def test_notice_without_a_chain_is_not_written(reference):
    with pytest.raises(AuditChain.DoesNotExist), writing("another"):
        pytest.fail("it was opened")


def test_reader_knows_what_is_committed(reference, clock):
    with writing(reference) as at:
        pass
    assert position(reference) == AsOf(clock.today, at + TICK)
    assert position(reference, on=date(2012, 10, 1)) == AsOf(date(2012, 10, 1), at + TICK)


def test_reader_of_a_moment_that_passed_gets_that_moment(reference, clock):
    passed = notice_clock.now()
    clock.move_to(date(2012, 11, 1))
    with writing(reference):
        pass
    assert position(reference, known=passed).known == passed


def test_reader_ahead_of_the_last_write_still_gets_that_moment(reference, clock):
    clock.move_to(date(2012, 11, 5))
    known = end_of_day(date(2012, 11, 1))  # after the last write, before now
    assert position(reference, known=known).known == known
    with writing(reference) as at:
        pass
    assert at > known


def test_reader_ahead_of_time_knows_what_is_known_so_far(reference, clock):
    asked = datetime(2013, 6, 1, tzinfo=LONDON)
    first = position(reference, known=asked)
    assert first.known < asked
    with writing(reference) as at:
        pass
    assert at >= first.known  # so that nothing written since counts in the answer already given


def test_day_of_a_reader_is_today_in_london(reference, clock):
    clock.move_to(date(2013, 6, 30), 23, 30)
    assert position(reference).on == date(2013, 6, 30)
    clock.move_to(date(2013, 7, 1), 0, 15)  # still 30 June in UTC
    assert position(reference).on == date(2013, 7, 1)


def test_reader_who_does_not_wait_asks_twice(reference, clock, django_assert_num_queries):
    with django_assert_num_queries(2):
        position(reference)
    passed = notice_clock.now()
    clock.move_to(date(2012, 11, 1))
    with writing(reference):
        pass
    with django_assert_num_queries(2):
        position(reference, known=passed)
