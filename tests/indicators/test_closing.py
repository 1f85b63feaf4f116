"""Is a closed period closed to every figure until somebody opens it, with a reason, and at both dates?"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from indicators.closing import closed_words, closings
from indicators.returns import close_period, open_period, set_return_rules
from records.refusal import Refused
from tests.clock import Clock
from tests.factories import World

JANUARY, FEBRUARY, FRIDAY = date(2013, 1, 31), date(2013, 2, 28), date(2013, 3, 1)
MARCH = date(2013, 3, 5)


def refused(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


def say_rules(world: World, **given: object) -> object:
    rules = {
        "due_days": 8,
        "weekly_due_days": 2,
        "approved": False,
        "closed": True,
        "reason": "The Board asked for it.",
    }
    with world.writing() as at:
        return set_return_rules(notice=world.notice, by=world.secretary, at=at, **rules | given)


def close(
    world: World, period_on: date = JANUARY, every: str = "month", reason: str = "The pack is drawn up."
) -> object:
    with world.writing() as at:
        return close_period(
            notice=world.notice, every=every, period_on=period_on, reason=reason, by=world.secretary, at=at
        )


def open_again(world: World, reason: str = "The police sent theirs late.") -> object:
    with world.writing() as at:
        return open_period(
            notice=world.notice, every="month", period_on=JANUARY, reason=reason, by=world.secretary, at=at
        )


@pytest.fixture
def closing_world(world: World, clock: Clock) -> World:
    clock.move_to(MARCH)
    say_rules(world)
    return world


def test_periods_close_only_where_the_rules_say_so(world: World, clock: Clock) -> None:
    clock.move_to(MARCH)
    assert "Say in the rules" in refused(lambda: close(world)).sentence
    say_rules(world)
    assert close(world)


def test_a_closed_period_takes_no_figure_and_no_revision(closing_world: World) -> None:
    world = closing_world
    share = world.define_indicator("FD-04", unit="percent", every="month", polarity="higher")
    count = world.define_indicator("FD-02", every="month")
    both = {"numerator": Decimal(1), "denominator": Decimal(2)}
    world.report(count, JANUARY, 6)
    close(world)
    sentence = (
        "Entry for January 2013 has been closed since 5 March 2013, by A Board secretary: “The pack is drawn up”. "
        "The Board secretary or the council lead can open it again."
    )
    assert refused(lambda: world.report(share, JANUARY, **both)).sentence == sentence
    assert refused(lambda: world.report(count, JANUARY, 7, reason="Counted again.")).sentence == sentence
    assert world.report(share, FEBRUARY, **both)
    open_again(world)
    assert world.report(share, JANUARY, **both)
    assert world.report(count, JANUARY, 7, reason="Counted again.")


def test_a_period_is_closed_for_its_rhythm_alone(closing_world: World) -> None:
    world = closing_world
    quarterly = world.define_indicator("FD-02", every="quarter")
    weekly = world.define_indicator("FD-05")
    close(world, date(2012, 12, 31))
    assert world.report(quarterly, date(2012, 12, 31), 6)
    close(world, FRIDAY, "week")
    assert "the week to 1 March 2013" in refused(lambda: world.report(weekly, FRIDAY, 6)).sentence


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"reason": "  "}, "Say why January 2013 is closed."),
        ({"period_on": date(2013, 3, 31)}, "The period ends on 31 March 2013, which has not come yet."),
        ({"every": "day"}, "Choose weeks, months, quarters, half-years or years."),
    ],
)
def test_what_cannot_be_closed_is_refused(closing_world: World, given: dict, sentence: str) -> None:
    assert refused(lambda: close(closing_world, **given)).sentence == sentence
    assert close(closing_world)


def test_closing_twice_and_opening_what_is_open_are_refused(closing_world: World) -> None:
    world = closing_world
    assert refused(lambda: open_again(world)).sentence == "January 2013 is open."
    close(world)
    assert refused(lambda: close(world)).sentence == "January 2013 is closed already."
    assert refused(lambda: open_again(world, " ")).sentence == "Say why January 2013 is opened again."
    assert open_again(world)
    assert close(world)


def test_closing_ends_only_when_nothing_is_closed(closing_world: World) -> None:
    world = closing_world
    close(world)
    assert refused(lambda: say_rules(world, closed=False)).field == "closed"
    open_again(world)
    assert say_rules(world, closed=False)


def test_what_is_closed_is_read_at_both_dates(closing_world: World, clock: Clock) -> None:
    world = closing_world
    before = world.asof()
    row = close(world)
    clock.move_to(date(2013, 3, 8))
    open_again(world)
    assert closings(world.notice, before) == {}
    assert closings(world.notice, world.asof(MARCH)) == {("month", JANUARY): row}
    assert closings(world.notice, world.asof()) == {}
    close(world)
    assert closed_words(closings(world.notice, world.asof())["month", JANUARY]).startswith(
        "Entry for January 2013 has been closed since 8 March 2013"
    )


def test_another_notice_stays_open(closing_world: World, other_world: World) -> None:
    close(closing_world)
    assert closings(other_world.notice, other_world.asof()) == {}
    indicator = other_world.define_indicator("FD-02", every="month")
    assert other_world.report(indicator, JANUARY, 6)
