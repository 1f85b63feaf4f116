"""When has an indicator left the target that it used to meet, when is that over, and is each told once?"""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from indicators.leaving import left, said
from indicators.models import Signal
from indicators.signals import look
from indicators.standing import Aim, Polarity
from tests.indicators.series_made import END, series, step
from tests.indicators.watched import DECEMBER, NOVEMBER, told, watch

MET, NEAR, MISSED = 90, 84, 70
AT_LEAST_85 = Aim(value=Decimal(85), tolerance=Decimal(2))


def found(*values: float | None, **more: object):
    one = left(series(values, aim=AT_LEAST_85, **more))
    return one and (one.met, one.before, one.misses_still)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([MET, MET, MET, MISSED, MISSED], (3, 3, True)),  # five figures: no limits yet
        ([MET, MET, MISSED, MISSED], None),
        ([MET, MET, MET, MISSED], None),
        ([MET, MET, NEAR, MISSED, MISSED], None),  # near is not met
        ([MET, MET, MET, MISSED, NEAR], None),  # nor missed
        ([MET] * 5 + [MISSED, MET, MISSED, MISSED], (6, 7, True)),
        ([MET] * 4 + [MISSED, MET, MISSED, MISSED], (5, 6, True)),
        ([MET] * 3 + [MISSED, MET, MISSED, MISSED], None),  # four of five
        ([MISSED] * 9 + [MET] * 10 + [MISSED] * 2, (10, 12, True)),
        ([MISSED] * 9 + [MET] * 9 + [MISSED] * 2, None),
        ([MET] * 3 + [MISSED] * 20, (3, 3, True)),  # that it goes on is no reason to call it over
        ([MET] * 3 + [MISSED, MISSED, MET], (3, 3, False)),
        ([MET] * 3 + [MISSED, MISSED, MET, MISSED], (3, 3, True)),
        ([MET] * 3 + [MISSED, MISSED, MET, NEAR], None),
        ([MET] * 3 + [MISSED, None, MISSED], (3, 3, True)),
        ([], None),
    ],
)
def test_two_misses_after_nearly_all_met_it_and_until_two_do_not_miss_it(values, expected):
    assert found(*values) == expected


def test_the_way_that_is_good_is_that_of_the_indicator():
    values = [70, 70, 70, 90, 90]
    assert left(series(values, aim=AT_LEAST_85)) is None
    assert left(series(values, aim=AT_LEAST_85, polarity=Polarity.LOWER))
    assert left(series(values, aim=Aim(low=Decimal(60), high=Decimal(80)), polarity=Polarity.BAND))
    assert left(series(values, aim=None)) is None


def test_a_new_target_begins_anew():
    lower, higher = step(date(2000, 1, 1), Aim(value=Decimal(60))), step(END - timedelta(days=40), AT_LEAST_85)
    values = [MISSED] * 5
    assert left(series(values, targets=(lower, higher))) is None
    assert left(series([MET] * 3 + [MISSED] * 2, targets=(lower,))) is None


def test_it_is_said_since_when_and_how_it_stood_before():
    one = series([*[MET] * 10, MISSED, 72], aim=AT_LEAST_85)
    assert said(one, left(one)) == (
        "missed since December 2012 (latest 72\u00a0% in January 2013, target 85\u00a0%), after each of the 10 figures before met it"
    )


def test_it_is_told_once_and_is_over_with_the_second_figure_that_meets_it(world, clock):
    indicator = watch(world, months=3)
    world.set_target(indicator, 40, from_on=date(2011, 1, 1))
    made = []
    for month, value in (
        (NOVEMBER, 30), (DECEMBER, 31), (date(2013, 1, 31), 29), (date(2013, 2, 28), 45), (date(2013, 3, 31), 46)
    ):  # fmt: skip
        clock.move_to(month + timedelta(days=6))
        world.report(indicator, month, value)
        made.append(look(world.notice))
    assert made[:2] == [0, 1]
    rows = [row for row in told(world) if row[2] == "target"]
    assert rows == [
        ("FD-04", 1, "target", "raised", "No longer meets"),
        ("FD-04", rows[-1][1], "target", "cleared", "No longer meets"),
    ]
    raised = Signal.objects.get(kind="target", state="raised")
    assert (raised.concerning, raised.period_on) == (True, DECEMBER)
    assert raised.words == (
        "No longer meets: missed since November 2012 (latest 31 in December 2012, target 40), "
        "after each of the 3 figures before met it."
    )
    cleared = Signal.objects.get(kind="target", state="cleared")
    assert cleared.counts_on == date(2013, 4, 6)
    assert cleared.words.startswith(
        "The warning that it no longer meets its target is over. "
        "This comes with the figure for March 2013, the second in a row without it. Meets the target in March 2013 (46, target 40)"
    )
