"""When is what was told of an indicator over? Not with one figure, and not because no figure comes; at once where the Board or a
revision has said why."""

from datetime import date, timedelta

import pytest

from indicators.crossings import unsettled
from indicators.models import Signal
from indicators.series import series_of
from indicators.tasks import record_signals
from indicators.words import months_later
from tests.indicators.watched import DECEMBER, NOVEMBER, OCTOBER, told, watch

DEC_5, JAN_8, FEB_5 = date(2012, 12, 5), date(2013, 1, 8), date(2013, 2, 5)
JANUARY = date(2013, 1, 31)
WORSE, BETTER, NOT_EXPECTED = "Getting worse", "Getting better", "Not expected to meet"


def of_now(world):
    return series_of(world.notice, world.asof(), code="FD-04")[0]


@pytest.fixture
def fallen(world, clock):
    """An indicator whose figure for November lies far below its limits; nobody has looked yet."""
    indicator = watch(world)
    record_signals()
    clock.move_to(DEC_5)
    world.report(indicator, NOVEMBER, 20)
    return indicator


def test_one_usual_month_ends_nothing_and_the_second_does(world, clock, fallen):
    record_signals()
    clock.move_to(JAN_8)
    world.report(fallen, DECEMBER, 50)
    assert (record_signals(), of_now(world).reading.change) == (0, "No clear change")
    assert unsettled(of_now(world), "change", WORSE) == (
        "One figure back in the usual range; a second is needed before this is called over."
    )
    clock.move_to(FEB_5)
    world.report(fallen, JANUARY, 51)
    assert (record_signals(), unsettled(of_now(world), "change", WORSE)) == (1, "")
    cleared = Signal.objects.get(state="cleared")
    assert (cleared.number, cleared.word, cleared.because_revised) == (2, WORSE, "")
    assert cleared.words.startswith(
        "No longer getting worse. This comes with the figure for January 2013, the second in a row without it. "
        "No clear change: January 2013 (51) "
    )
    assert record_signals() == 0


def test_month_that_worries_again_after_a_usual_one_is_the_same_warning(world, clock, fallen):
    record_signals()
    clock.move_to(JAN_8)
    world.report(fallen, DECEMBER, 50)
    record_signals()
    clock.move_to(FEB_5)
    world.report(fallen, JANUARY, 20)
    assert (record_signals(), len(told(world))) == (0, 1)


def test_a_run_is_over_when_two_figures_have_left_it(world, clock):
    indicator = watch(world)
    record_signals()
    months = [months_later(OCTOBER, ahead) for ahead in range(1, 10)]
    for month in months[:7]:
        clock.move_to(month + timedelta(days=6))
        world.report(indicator, month, 48)
    record_signals()
    assert told(world) == [("FD-04", 1, "change", "raised", WORSE)]
    assert "in a row" in Signal.objects.get().words or "lie below the mean" in Signal.objects.get().words
    made = []
    for month in months[7:]:
        clock.move_to(month + timedelta(days=6))
        world.report(indicator, month, 51)
        made.append(record_signals())
    assert (made, told(world)[1:]) == ([0, 1], [("FD-04", 2, "change", "cleared", WORSE)])


def test_a_target_from_another_day_is_another_question(world, clock):
    indicator = watch(world)
    world.set_target(indicator, 90, from_on=date(2011, 1, 1))
    record_signals()
    clock.move_to(date(2012, 11, 20))
    world.set_target(indicator, 30, from_on=NOVEMBER)
    assert record_signals() == 0  # no figure is read against it yet
    clock.move_to(DEC_5)
    world.report(indicator, NOVEMBER, 52)
    record_signals()
    cleared = Signal.objects.get(state="cleared")
    assert cleared.words.startswith("The warning about its target is over. The target has changed since. ")


def test_no_figure_any_more_ends_nothing(world, clock):
    indicator = watch(world)
    world.set_target(indicator, 90, from_on=date(2011, 1, 1))
    clock.live_until(date(2012, 12, 20))
    assert told(world) == [("FD-04", 1, "outlook", "raised", NOT_EXPECTED)]
    clock.live_until(FEB_5)
    assert (record_signals(), told(world)[1:], of_now(world).reading.outlook.word) == (0, [], "Too few figures")
    assert unsettled(of_now(world), "outlook", NOT_EXPECTED) == (
        "The last figure is that of October 2012: too old to look ahead from, and no sign that this is over."
    )


def test_one_figure_that_changes_the_outlook_ends_nothing(world, clock):
    """A leap towards a target that is not expected to be met keeps the outlook open: too new to tell from."""
    indicator = watch(world)
    world.set_target(indicator, 90, from_on=date(2011, 1, 1))
    record_signals()
    clock.move_to(DEC_5)
    world.report(indicator, NOVEMBER, 80)
    record_signals()
    assert of_now(world).reading.outlook.word == "May or may not meet"
    assert told(world)[1:] == [("FD-04", 2, "change", "raised", BETTER)]
    assert unsettled(of_now(world), "outlook", NOT_EXPECTED) == (
        "One figure says otherwise; a second is needed before this is called over."
    )
    clock.move_to(JAN_8)
    world.report(indicator, DECEMBER, 51)
    record_signals()
    assert (of_now(world).reading.outlook.word, unsettled(of_now(world), "outlook", NOT_EXPECTED)) == (
        NOT_EXPECTED,
        "",
    )


def test_revision_beside_the_month_that_ended_it_is_not_blamed(world, clock, fallen):
    record_signals()
    clock.move_to(JAN_8)
    world.report(fallen, DECEMBER, 50)
    record_signals()
    clock.move_to(FEB_5)
    world.report(fallen, OCTOBER, 52, reason="One came late.")
    world.report(fallen, JANUARY, 51)
    record_signals()
    cleared = Signal.objects.get(state="cleared")
    assert cleared.because_revised == ""
    assert "This comes with the figure for January 2013, the second in a row without it." in cleared.words


def test_revision_ends_it_though_one_usual_month_had_not(world, clock, fallen):
    record_signals()
    clock.move_to(JAN_8)
    world.report(fallen, DECEMBER, 50)
    assert record_signals() == 0
    world.report(fallen, NOVEMBER, 51, reason="Half of them had been left out.")
    assert record_signals() == 1
    assert Signal.objects.get(state="cleared").because_revised == "November 2012: Half of them had been left out."
