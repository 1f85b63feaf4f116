"""Does a definition begin, end and give way to its successor so that no period belongs to both, as of two times?"""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from indicators import domain
from indicators.figures import Series
from indicators.models import Indicator, IndicatorTerms
from indicators.series import series_of
from indicators.standing import Against
from records.clock import AsOf
from records.refusal import NotTheNext, Refused
from tests.factories import Clock, World

NOVEMBER, JANUARY, MARCH = date(2012, 11, 7), date(2013, 1, 31), date(2013, 3, 5)
LAST, NEXT = date(2013, 4, 14), date(2013, 4, 15)
NBSP = "\u00a0"


def refused(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


def read(world: World, code: str, asof: AsOf | None = None) -> Series:
    (series,) = series_of(world.notice, asof or world.asof(), code=code, with_parts=True)
    return series


def redefine(world: World, indicator: Indicator, **more: object) -> IndicatorTerms:
    meaning = {"name": "Said anew", "definition": "What is counted.", "unit": "count", "polarity": "lower"}
    with world.writing() as at:
        return domain.redefine_indicator(
            indicator=indicator, by=world.secretary, at=at, **({"every": "month", "counts_on": MARCH} | meaning | more)
        )


# Definitions that follow one another


@pytest.fixture
def pair(world: World) -> tuple[Indicator, Indicator]:
    """AS-01 is used until 14 April 2013, AS-03 from the day after."""
    single = world.define_indicator("AS-03", every="month", valid_from=NEXT)
    return world.define_indicator("AS-01", every="month", valid_to=LAST, successor=single), single


def test_before_it_begins_nothing_is_missing(world: World, clock: Clock, pair: tuple[Indicator, Indicator]) -> None:
    world.set_target(pair[1], 0, from_on=date(2012, 9, 1))
    clock.move_to(LAST)
    series = read(world, "AS-03")
    assert (series.standing, series.in_use, series.begins_later) == (Against.NO_TARGET, False, True)
    assert series.sentence == "No target yet – begins on 15 April 2013."
    clock.move_to(NEXT)
    begun = read(world, "AS-03")
    assert (begun.standing, begun.in_use) == (Against.NO_DATA, True)
    assert begun.sentence == "No data – nothing reported yet; the target is 0."


def test_context_that_begins_later_stays_context(world: World) -> None:
    world.define_indicator("FD-01", polarity="context", valid_from=NEXT)
    assert read(world, "FD-01").sentence == "Context only – begins on 15 April 2013."


def test_after_its_end_it_says_so(world: World, clock: Clock, pair: tuple[Indicator, Indicator]) -> None:
    world.set_target(pair[0], 0, from_on=date(2012, 9, 1))
    clock.move_to(LAST)
    world.report(pair[0], date(2013, 3, 31), 4)
    assert (read(world, "AS-01").validity, read(world, "AS-01").in_use) == ("ends on 14 April 2013", True)
    clock.move_to(NEXT)
    series = read(world, "AS-01")
    assert (series.in_use, series.ended, series.standing) == (False, True, Against.MISSES)
    assert series.sentence == "Misses the target in March 2013 (4, target 0); ended on 14 April 2013."
    assert (series.successor, read(world, "AS-03").predecessors) == ("AS-03", ("AS-01",))


def test_the_days_of_use_are_known_as_of_two_times(world: World, clock: Clock) -> None:
    initial = world.define_indicator("AS-01", every="month")
    before = world.asof()
    clock.move_to(MARCH)
    redefine(world, initial, valid_to=LAST, counts_on=NOVEMBER)
    assert read(world, "AS-01", before).validity == ""
    assert read(world, "AS-01", world.asof(on=NOVEMBER)).validity == "ends on 14 April 2013"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"valid_to": NEXT}, "successor"),  # one day belongs to both
        ({"valid_to": None}, "valid_to"),
        ({"valid_to": LAST, "valid_from": NEXT}, "valid_to"),
    ],
)
def test_definitions_that_overlap_are_refused(world: World, given: dict, field: str) -> None:
    single = world.define_indicator("AS-03", every="month", valid_from=NEXT)
    met = refused(lambda: world.define_indicator("AS-01", every="month", successor=single, **given))
    assert met.field == field
    assert not Indicator.objects.filter(code="AS-01").exists()


def test_a_successor_without_a_first_day_is_refused(world: World) -> None:
    single = world.define_indicator("AS-03", every="month")
    assert (
        "begin after"
        in refused(lambda: world.define_indicator("AS-01", every="month", valid_to=LAST, successor=single)).sentence
    )


def test_a_successor_cannot_be_moved_back_over_what_it_follows(world: World, pair: tuple[Indicator, Indicator]) -> None:
    assert refused(lambda: redefine(world, pair[1], valid_from=LAST)).field == "valid_from"
    assert refused(lambda: redefine(world, pair[1])).field == "valid_from"
    assert redefine(world, pair[1], valid_from=date(2013, 5, 1)).number == 2


def test_a_successor_is_another_indicator_of_the_same_notice(world: World, other_world: World) -> None:
    elsewhere = other_world.define_indicator("AS-03", valid_from=NEXT)
    assert refused(lambda: world.define_indicator("AS-01", valid_to=LAST, successor=elsewhere)).field == "successor"
    itself = world.define_indicator("AS-02", every="month")
    assert refused(lambda: redefine(world, itself, valid_to=LAST, successor=itself)).field == "successor"


def test_what_was_counted_in_another_way_is_another_indicator(world: World, clock: Clock) -> None:
    indicator = world.define_indicator("FD-09", every="month")
    assert redefine(world, indicator, unit="days").unit == "days"
    redefine(world, indicator, unit="count")
    clock.move_to(MARCH)
    world.report(indicator, JANUARY, 4)
    for other in ({"unit": "days"}, {"polarity": "higher"}, {"every": "quarter"}):
        assert "another indicator" in refused(partial(redefine, world, indicator, **other)).sentence
    assert redefine(world, indicator, definition="Counted as before, said better.").number == 4


def test_days_of_use_shut_out_no_figure(world: World, clock: Clock) -> None:
    indicator = world.define_indicator("FD-09", every="month")
    clock.move_to(MARCH)
    world.report(indicator, JANUARY, 4)
    assert refused(lambda: redefine(world, indicator, valid_to=date(2013, 1, 30))).field == "valid_to"
    assert refused(lambda: redefine(world, indicator, valid_from=date(2013, 2, 1))).field == "valid_from"
    assert redefine(world, indicator, valid_from=JANUARY, valid_to=JANUARY)


def test_a_definition_drawn_before_another_came_is_not_the_next(world: World) -> None:
    indicator = world.define_indicator("FD-09", every="month")
    redefine(world, indicator, after=1)
    with pytest.raises(NotTheNext):
        redefine(world, indicator, after=1)
