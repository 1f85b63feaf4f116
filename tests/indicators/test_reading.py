"""What does a series say? Which figures stand out, whether it changes and since when; over gaps and from a rebase on."""

from datetime import date
from decimal import Decimal

import pytest

from indicators import spc
from indicators.gate import Gate
from indicators.reading import Movement, Rebased
from indicators.standing import Aim, Polarity
from tests.indicators.series_made import around, ends_of, series

NBSP = "\u00a0"
LOWER = {"polarity": Polarity.LOWER, "unit": "working_days"}
BAND = {"polarity": Polarity.BAND, "unit": "per_worker", "aim": Aim(low=Decimal(10), high=Decimal(15))}


def test_a_stable_series_has_no_clear_change():
    read = series(around(80, 24)).reading
    assert (read.gate, read.gate_words, read.change, read.since) == (Gate.FULL, "", Movement.NONE, None)
    assert read.change_words == (
        f"January 2013 (79.4{NBSP}%) lies inside the limits of 76.3 to 83.7{NBSP}%, and no run stands out"
    )
    assert (read.limits, read.rough, read.rule_set) == (f"76.3 to 83.7{NBSP}%", "", "ptd_r_0_2_2")
    first = read.points[0]
    assert (first.value, first.lower, first.upper) == (Decimal("80.4"), Decimal("76.3223"), Decimal("83.6777"))
    assert {point.rules for point in read.points} == {()}


def test_a_figure_outside_the_limits_is_said_with_its_period_and_limits():
    better = series([*around(80, 23), 95]).reading
    assert better.change is Movement.BETTER
    assert better.change_words.startswith(f"outside the limits in January 2013 (95{NBSP}%, limits 7")
    assert better.since == date(2013, 1, 31)
    assert better.points[-1].rules == ("outside the limits",)
    assert series([*around(80, 23), 65]).reading.change is Movement.WORSE
    assert series([*around(80, 23), 65], **LOWER).reading.change is Movement.BETTER
    assert series([*around(80, 23), 65], polarity=Polarity.CONTEXT, aim=None).reading.change is Movement.NEUTRAL


def test_a_run_is_said_with_its_whole_length():
    shift = series([*around(80, 14), *around(83, 9)]).reading
    assert (shift.change, shift.since) == (Movement.BETTER, date(2012, 5, 31))
    assert shift.change_words == f"the 9 months to January 2013 lie above the mean of 81.1{NBSP}% (latest 81.8{NBSP}%)"
    assert "7 above the mean" in shift.points[-1].rules
    trend = series([*around(80, 12), 79, 79.3, 79.6, 79.9, 80.2, 80.5, 80.8, 81.1]).reading
    assert trend.change_words == f"8 months rising in a row to January 2013 (latest 81.1{NBSP}%)"
    assert trend.points[-1].rules == ("7 rising in a row",)
    falling = series([*around(80, 12), 81, 80.7, 80.4, 80.1, 79.8, 79.5, 79.2, 78.9], **LOWER).reading
    assert (falling.change, falling.points[-1].rules) == (Movement.BETTER, ("7 falling in a row",))
    near = series([*around(80, 22), 82.9, 83.2]).reading
    assert near.change_words.startswith("2 of 3 near the upper limit in January 2013")
    assert near.points[-1].rules == ("2 of 3 near a limit",)


def test_a_trial_is_provisional_and_too_few_say_nothing():
    trial = series([*around(80, 11), 95]).reading
    assert (trial.gate, trial.change) == (Gate.TRIAL, Movement.BETTER)
    assert trial.change_words.startswith("provisional: outside the limits in January 2013")
    few = series([80, 81, 79, 80, 99]).reading
    assert (few.gate, few.change, few.since, few.limits) == (Gate.TOO_FEW, Movement.TOO_FEW, None, "")
    assert {(point.mean, point.lower, point.upper, point.rules) for point in few.points} == {(None, None, None, ())}
    assert few.change_words == few.gate_words == "5 months of figures; limits are drawn from 6"
    assert series([]).reading.points == ()
    assert series([None, None]).reading.change is Movement.TOO_FEW


def test_rare_events_and_no_variation_flag_nothing():
    rare = series([0] * 20 + [1] + [0] * 3, unit="count", polarity=Polarity.LOWER, aim=Aim(value=Decimal(0))).reading
    assert (rare.gate, rare.change, rare.points[20].rules) == (Gate.RARE, Movement.TOO_FEW, ())
    assert {point.point_type for point in rare.points} == {spc.COMMON}
    assert series([90] * 14).reading.change is Movement.NONE


@pytest.mark.parametrize(
    ("before", "last", "change"),
    [
        (7, 9.9, Movement.BETTER),  # from below towards the band
        (7, 12, Movement.BETTER),  # into it
        (7, 18, Movement.NEUTRAL),  # through it
        (7, 3, Movement.WORSE),
        (20, 13, Movement.BETTER),
        (20, 26, Movement.WORSE),
        (12, 18, Movement.WORSE),
        (12.5, 8, Movement.WORSE),
        (12, 14.9, Movement.NEUTRAL),  # inside it
    ],
)
def test_movement_in_a_band_is_judged_only_where_it_is_unambiguous(before, last, change):
    values = [before + wobble / 2 for wobble in around(0, 23)]
    assert series([*values, last], **BAND).reading.change is change


def test_without_a_target_a_band_is_neither_good_nor_bad():
    values = [7 + wobble / 2 for wobble in around(0, 23)]
    assert series([*values, 12], **BAND | {"aim": None}).reading.change is Movement.NEUTRAL


def test_a_missing_month_breaks_the_line_and_every_run():
    values = [*around(80, 14), *around(83, 9)]
    with_gap = series([*values[:18], None, *values[18:]]).reading
    assert series(values).reading.change is Movement.BETTER
    assert with_gap.change is Movement.NONE  # five on one side of the gap, four on the other
    assert [point.on for point in with_gap.points if point.after_gap] == [ends_of(24)[19]]
    assert len({point.lower for point in with_gap.points}) == 1


def rebased(on):
    return Rebased(from_on=on, decision=3, reason="A new team began", by="A person")


def test_limits_begin_anew_with_the_first_figure_from_the_day_of_a_rebase():
    values = [*around(60, 12), *around(80, 14)]
    ends = ends_of(26)
    before = series(values).reading
    assert (before.change, before.levels.figures) == (Movement.NONE, 14)
    assert {point.part for point in before.points} == {0}
    for day in (ends[12], date(2011, 12, 15), date(2011, 12, 1)):
        read = series(values, rebases=(rebased(day),)).reading
        assert (read.gate, read.change) == (Gate.FULL, Movement.NONE)
        assert [point.part for point in read.points] == [0] * 12 + [1] * 14
        assert read.points[0].mean == 60
    late = series(values, rebases=(rebased(ends[23]),)).reading
    assert (late.gate, late.change) == (Gate.TOO_FEW, Movement.TOO_FEW)
    assert late.gate_words == "3 months of figures since limits began anew with November 2012; limits are drawn from 6"
    assert late.points[0].lower is not None
    assert late.points[-1].lower is None
    unborn = series(values, rebases=(rebased(date(2013, 2, 1)),)).reading
    assert {point.part for point in unborn.points} == {0}


def test_percentages_near_100_are_drawn_capped_and_said_to_be_rough():
    read = series([98.1, 99.4, 97.2, 99.9, 98.3, 96.8] * 3).reading
    assert read.points[-1].upper == 100
    assert read.limits.endswith("(capped)")
    assert "rough guide" in read.rough
