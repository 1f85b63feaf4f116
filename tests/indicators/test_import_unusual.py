"""Does the quick look at a million figures pass over none that is asked about? And what an analyst sees of both databases alike."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from indicators import unusual
from indicators.imports.oddities import may_be_far
from indicators.models import IndicatorTerms

numbers = some.one_of(some.integers(0, 60), some.integers(0, 5_000)).map(lambda number: Decimal(number) / 4)

steady = some.integers(560, 849).map(lambda number: Decimal(number) / 10)  # of percentages that move a little at a time


@given(
    numbers,
    some.lists(numbers, max_size=12) | some.lists(steady, min_size=6, max_size=12),
    some.sampled_from(IndicatorTerms.Unit.values),
    some.sampled_from([Decimal, float]),
)
def test_whatever_is_asked_about_is_looked_at_closely(value, before, unit, kind):
    days = [date(2012, 1, 31) + timedelta(days=31 * number) for number in range(len(before))]
    asked = unusual.question(value, list(zip(days, before, strict=True)), unit)
    if asked:
        assert may_be_far(kind(value), [kind(one) for one in before], unit)


@pytest.mark.parametrize(
    ("value", "before", "unit", "far"),
    [
        (100, [101] * 8, "count", False),
        (13, [10], "count", False),
        (40, [10], "count", True),
        (99, [], "count", False),
        (57, [59, 62, 56, 61, 65, 68, 73, 76, 83, 84], "percent", True),
        (57, [59, 83, 56, 81, 65, 84], "percent", False),
    ],
)
def test_most_figures_are_not_looked_at_closely(value, before, unit, far):
    assert may_be_far(Decimal(value), [Decimal(one) for one in before], unit) == far


def test_leap_of_exactly_fifteen_points_is_looked_at_as_either_database_gives_it():
    seen = [Decimal(one) for one in ("69.2", "70.4", "71.1", "72.6", "71.9", "72.6")]
    assert Decimal("57.6") - seen[-1] == -unusual.LEAP
    assert may_be_far(Decimal("57.6"), seen, "percent")
    assert may_be_far(57.6, [float(one) for one in seen], "percent")
