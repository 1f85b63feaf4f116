"""Does what changed since an earlier day give away a number that is hidden in the later position?"""

import json
from datetime import date
from decimal import Decimal

import pytest

from indicators.agreeing import agree_indicators
from reports.position import Position
from reports.position.changes import between, in_words

BEFORE, AFTER = date(2013, 1, 31), date(2013, 2, 28)


@pytest.fixture
def share(march):
    """Misses with 4 of 12 in January, and meets with 50 of 60 in February; the Board's one headline."""
    found = march.define_indicator("FD-04", unit="percent", polarity="higher", every="month")
    march.set_target(found, 80, from_on=date(2012, 9, 1))
    with march.writing() as at:
        agree_indicators(decision=march.decide(at=at), indicators=[], headlines=[found], by=march.secretary, at=at)
    march.report(found, BEFORE, numerator=Decimal(4), denominator=Decimal(12))
    return found


def changes(world, share, *, hide_small: bool) -> dict:
    then = Position(world.notice, world.asof(), hide_small=hide_small).as_earlier()
    world.clock.move_to(date(2013, 3, 12))
    world.report(share, AFTER, numerator=Decimal(50), denominator=Decimal(60))
    now = Position(world.notice, world.asof(), hide_small=hide_small).as_data()
    return in_words(between(then, now))


def test_a_hidden_figure_is_not_said_beside_the_one_that_follows_it(march, share):
    said = json.dumps(changes(march, share, hide_small=True), ensure_ascii=False)
    assert "FD-04" not in said


def test_its_twin_for_the_board_says_both(march, share):
    said = json.dumps(changes(march, share, hide_small=False), ensure_ascii=False)
    assert "33.3" in said
    assert "misses, now meets" in said
