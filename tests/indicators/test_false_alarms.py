"""Is it said how many warnings chance alone would give?"""

import pytest

from indicators.false_alarms import expected, how_many_read
from tests.indicators.watched import watch


@pytest.mark.parametrize(
    ("many", "apart", "alike"),
    [
        (1, "one about every 125 months", "one about every 25 months"),
        (27, "one about every 5 months", "about 1 a month"),
        (100, "about 1 a month", "about 4 a month"),
        (500, "about 4 a month", "about 20 a month"),
    ],
)
def test_expectation_is_of_as_many_as_are_read(many, apart, alike):
    assert f" expect {apart} of getting worse, or {alike} where each month resembles the one before." in expected(many)


def test_nothing_is_expected_of_none(world):
    watch(world, "FD-04", months=5)
    assert (how_many_read(world.notice, world.asof()), expected(0)) == (0, "")
    watch(world, "FD-05", months=6)
    assert how_many_read(world.notice, world.asof()) == 1
