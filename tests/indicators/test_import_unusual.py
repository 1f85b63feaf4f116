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


@given(
    numbers,
    some.lists(numbers, max_size=12),
    some.sampled_from(IndicatorTerms.Unit.values),
    some.sampled_from([Decimal, float]),
)
def test_whatever_is_asked_about_is_looked_at_closely(value, before, unit, kind):
    days = [date(2012, 1, 31) + timedelta(days=31 * number) for number in range(len(before))]
    asked = unusual.question(value, list(zip(days, before, strict=True)), unit)
    if asked:
        assert may_be_far(kind(value), [kind(one) for one in before], unit)


@pytest.mark.parametrize(
    ("value", "before", "far"), [(100, [101] * 8, False), (13, [10], False), (40, [10], True), (99, [], False)]
)
def test_most_figures_are_not_looked_at_closely(value, before, far):
    assert may_be_far(Decimal(value), [Decimal(one) for one in before], "count") == far
