"""Does the quick engine say what the slow restatement of its rules says, on any series, ties and all?"""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import spc
from tests.indicators.spc_restated import restated

BEGIN = date(2010, 1, 1)
EXACT = ("on", "part", "relative_to_mean", "close_to_limits", "special_cause_type", "point_type", "short_group_warning")


@dataclass
class Case:
    dates: list[date]
    values: list[float]
    direction: str
    target: float | None
    rebase: list[date]
    fixed: int | None
    screen: bool


@st.composite
def cases(draw):
    """Mostly few different values, since those tie: with the mean, with a limit, with their neighbour."""
    size = draw(st.integers(1, 40))
    few = st.integers(0, draw(st.sampled_from([1, 3, 9, 60])))
    kind = draw(st.sampled_from(["whole", "tenths", "odd", "walk"]))
    values: list[float] = draw(st.lists(few, min_size=size, max_size=size))
    if kind == "tenths":
        values = [value / 10 for value in values]
    elif kind == "odd":
        values = draw(st.lists(st.floats(-1e6, 1e6, width=32), min_size=size, max_size=size))
    elif kind == "walk":
        values = [sum(values[: at + 1]) - 2 * at for at in range(size)]
    steps = draw(st.lists(st.integers(1, 60), min_size=size, max_size=size))
    dates = [BEGIN + timedelta(days=sum(steps[:at])) for at in range(size)]
    return Case(
        dates=dates,
        values=values,
        direction=draw(st.sampled_from(list(spc.TYPES))),
        target=draw(st.none() | st.integers(-2, 60) | st.sampled_from(values)),
        rebase=draw(st.lists(st.sampled_from([*dates, BEGIN - timedelta(days=1)]), max_size=3)),
        fixed=draw(st.none() | st.integers(12, 20)),
        screen=draw(st.booleans()),
    )


def both(case: Case):
    analysis = spc.analyse(
        case.dates,
        case.values,
        improvement_direction=case.direction,
        target=case.target,
        rebase_dates=case.rebase,
        fix_after_n_points=case.fixed,
        screen_outliers=case.screen,
    )
    told = restated(
        case.dates,
        case.values,
        direction=case.direction,
        target=case.target,
        rebase=case.rebase,
        fixed=case.fixed,
        screen=case.screen,
    )
    return analysis, told


def compare(case: Case) -> None:
    analysis, (rows, icon, assurance) = both(case)
    for name in EXACT:
        assert [getattr(point, name) for point in analysis.points] == [row[name] for row in rows], name
    assert [set(point.rules) for point in analysis.points] == [row["rules"] for row in rows]
    for name in ("mean", "lower", "upper"):
        want = [None if row[name] is None else float(row[name]) for row in rows]
        assert [getattr(point, name) for point in analysis.points] == want, name
    assert (analysis.variation_icon, analysis.assurance_type) == (icon, assurance)


@settings(max_examples=200, deadline=None)
@given(cases())
def test_engine_and_restatement_agree(case):
    compare(case)


def test_a_sum_that_misses_in_binary_is_still_the_mean():
    """0.1, 0.2 and 0.3 add up to a little more than 0.6 in binary, and 0.2 would lie below its own mean."""
    values = [0.1, 0.2, 0.3] * 3
    days = [BEGIN + timedelta(days=at) for at in range(9)]
    assert sum(values) / 9 != 0.2
    analysis = spc.analyse(days, values, improvement_direction="increase")
    assert [point.relative_to_mean for point in analysis.points] == [-1, 0, 1] * 3
    as_decimals = spc.analyse(days, [Decimal(str(value)) for value in values], improvement_direction="increase")
    assert as_decimals == analysis


def test_order_of_the_rows_does_not_matter():
    draw = random.Random(5)
    days = [BEGIN + timedelta(days=30 * at) for at in range(20)]
    values = [draw.randint(0, 9) for _ in days]
    rows = list(zip(days, values, strict=True))
    draw.shuffle(rows)
    mixed = [on for on, _ in rows], [value for _, value in rows]
    assert spc.analyse(*mixed, improvement_direction="increase") == spc.analyse(
        days, values, improvement_direction="increase"
    )


def test_no_run_and_no_range_reaches_over_a_break():
    days = [BEGIN + timedelta(days=30 * at) for at in range(14)]
    values = [1, 2, 1, 2, 1, 2, 1, 9, 10, 9, 10, 9, 10, 9]
    whole = spc.analyse(days, values, improvement_direction="increase")
    apart = spc.analyse(days, values, improvement_direction="increase", breaks_before={days[7]}, screen_outliers=False)
    assert {point.mean for point in apart.points} == {whole.points[0].mean}
    assert apart.points[0].upper == pytest.approx(apart.points[0].mean + 2.66)  # the step of 8 is no moving range
    shifts = spc.analyse(days, values, improvement_direction="increase", breaks_before={days[10]})
    assert [at for at, point in enumerate(whole.points) if spc.Rule.SHIFT in point.rules] == list(range(14))
    assert [at for at, point in enumerate(shifts.points) if spc.Rule.SHIFT in point.rules] == list(range(7))
    trend = spc.analyse(days[:8], range(8), improvement_direction="increase")
    broken = spc.analyse(days[:8], range(8), improvement_direction="increase", breaks_before={days[4]})
    assert any(spc.Rule.TREND in point.rules for point in trend.points)
    assert not any(spc.Rule.TREND in point.rules for point in broken.points)


def asked(days=None, values=(1, 2), **options):
    options = {"improvement_direction": "increase"} | options
    return spc.analyse(days or [BEGIN, BEGIN + timedelta(days=1)], values, **options)


def test_what_cannot_be_analysed_is_refused():
    asked()
    for bad in (
        {"days": [BEGIN, BEGIN]},
        {"values": (1, float("nan"))},
        {"values": (1, 2, 3)},
        {"improvement_direction": "upwards"},
        {"fix_after_n_points": 11},
    ):
        with pytest.raises(ValueError, match=r"\w"):
            asked(**bad)
    with pytest.raises(ValueError, match="has figures"):
        spc.analyse([], [], improvement_direction="increase")
    asked(fix_after_n_points=12)


def test_a_rebase_on_another_day_changes_nothing():
    assert asked(rebase_dates=[BEGIN + timedelta(days=400)]) == asked()
    assert asked(rebase_dates=[BEGIN + timedelta(days=1)]) != asked()
