"""A world on 5 March 2013, and the desk at which its report is made."""

from datetime import date

import pytest

from tests.clock import Clock
from tests.factories import World
from tests.reports.desk import Desk

TODAY = date(2013, 3, 5)


@pytest.fixture
def march(world: World, clock: Clock) -> World:
    """The world on 5 March 2013: two meetings held, item 1 done, item 3 overdue and never explained, one figure."""
    clock.move_to(date(2012, 11, 30))
    world.update(world.item(1), "done")
    clock.move_to(date(2012, 12, 19), 17)
    world.hold_meeting(2)
    indicator = world.define_indicator()
    clock.move_to(TODAY)
    world.set_target(indicator, 0, from_on=date(2012, 9, 1))
    world.report(indicator, date(2013, 3, 1), 6)
    return world


@pytest.fixture
def desk(march: World) -> Desk:
    return Desk(march)
