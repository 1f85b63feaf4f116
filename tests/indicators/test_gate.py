"""From how many figures is what read? Too few, a trial, all; no variation, rare events, gaps, percentages at their end."""

from datetime import date

import pytest

from indicators import gate, spc
from indicators.gate import Gate
from tests.indicators.series_made import around, ends_of

NBSP = "\u00a0"


def judged(values, *, every="month", unit="percent", began=None):
    """The gate of the figures that are there; None is a gap."""
    rows = [(on, value) for on, value in zip(ends_of(len(values), every), values, strict=True) if value is not None]
    ends = [on for on, _ in rows]
    gaps = gate.breaks(ends, every)
    analysis = spc.analyse(ends, [value for _, value in rows], improvement_direction="increase", breaks_before=gaps)
    return gate.judge(analysis.points, gaps=gaps, every=every, unit=unit, began=began)


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, Gate.TOO_FEW), (5, Gate.TOO_FEW), (6, Gate.TRIAL), (12, Gate.TRIAL), (13, Gate.FULL), (36, Gate.FULL)],
)
def test_so_many_figures_are_read_so(count, expected):
    assert judged(around(80, count)).gate is expected


def test_each_gate_says_why_in_the_words_of_its_rhythm():
    assert judged(around(80, 5)).words == "5 months of figures; limits are drawn from 6"
    assert judged(around(80, 1), every="quarter").words == (
        "1 quarter of figures; limits are drawn from 6, that is a year and a half"
    )
    assert judged(around(80, 7), every="quarter").words == (
        "7 quarters of figures: limits are a trial and a change is provisional; "
        "13 are needed for more, that is over three years"
    )
    assert judged(around(80, 12), every="half_year").words.endswith("13 are needed for more, that is over six years")
    assert judged(around(80, 13)).words == ""
    assert judged(around(80, 5), began=date(2012, 9, 30)).words == (
        "5 months of figures since limits began anew with September 2012; limits are drawn from 6"
    )
    assert gate.judge([], gaps=frozenset(), every="week", unit="count").words == (
        "no figures yet; limits are drawn from 6 weeks of them"
    )


def test_figures_that_are_all_the_same_have_no_variation():
    assert judged([90] * 14) == (Gate.NO_VARIATION, f"no variation in 14 months: each is 90{NBSP}%")
    assert judged([90] * 5).gate is Gate.TOO_FEW


def test_rare_events_get_no_limits_but_the_time_since_the_last():
    rare = judged([0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0], unit="count")
    assert rare.gate is Gate.RARE
    assert rare.words == (
        "figures change too rarely for limits: most are 0, and the last other one is 1 in September 2012, "
        "4 months before the latest"
    )
    assert judged([0] * 13 + [2], unit="count").words.endswith("is 2 in January 2013, the latest")
    assert judged([0, 2, 1, 0, 1, 0, 0, 1, 3, 0, 1, 0, 0], unit="count").gate is Gate.FULL


def test_a_missing_month_costs_a_board_no_limits():
    values: list[float | None] = list(around(80, 24))
    values[20] = None
    assert judged(values).gate is Gate.FULL


def test_figures_full_of_gaps_do():
    every_other = [value if place % 2 else None for place, value in enumerate(around(80, 28))]
    assert judged(every_other) == (
        Gate.TOO_FEW,
        "14 months of figures, but each follows a gap; limits are drawn from 5 such steps",
    )
    pairs = [value if place % 3 else None for place, value in enumerate(around(80, 24))]
    assert judged(pairs).gate is Gate.TRIAL
    assert judged(pairs).words.endswith("more is said from 10 steps without a gap, now 8")


@pytest.mark.parametrize("every", ["week", "month", "quarter", "half_year", "year"])
def test_only_a_missing_period_is_a_gap(every):
    ends = ends_of(12, every)
    assert gate.breaks(ends, every) == frozenset()
    assert gate.breaks(ends[:5] + ends[6:], every) == {ends[6]}


def point(*values):
    return spc.analyse(ends_of(len(values)), values, improvement_direction="increase").points[-1]


def test_a_limit_is_drawn_no_further_than_a_percentage_can_go():
    near = point(98.1, 99.4, 97.2, 99.9, 98.3, 96.8)
    assert near.upper > 100
    assert gate.limits_said(near, "percent") == f"93.3 to 100{NBSP}% (capped)"
    assert gate.rough(near, "percent") == (
        f"The limits are a rough guide: the figures lie near 100{NBSP}%, and none can lie beyond it."
    )
    assert gate.limits_said(near, "days").endswith(f"103.2{NBSP}days")
    assert gate.rough(near, "days") == ""
    middle = point(48.1, 49.4, 47.2, 49.9, 48.3, 46.8)
    assert "capped" not in gate.limits_said(middle, "percent")
    assert gate.rough(middle, "percent") == ""
    low = point(1, 3, 0, 4, 2, 1)
    assert gate.limits_said(low, "count").startswith("0 to")
    assert "near 0" in gate.rough(low, "percent")
    assert gate.rough(low, "count") == ""
