"""What stands behind the pages that the matrix asks for?"""

from datetime import timedelta

import pytest

from boards import domain as boards
from records import files
from records.models import StoredFile
from reports.models import Production
from tests.factories import World


@pytest.fixture
def setting(world, other_world) -> World:
    """Notice A with one of everything that an address can name; notice B with more of each."""
    for notice in (world, other_world):
        notice.define_indicator("FD-05")
        notice.evidence(notice.item(1))
    world.publish_report(world.notice.reporting_points.get(requirement__reference="RP3.b").on)
    other_world.agree_item(world.item(3).due_on)
    other_world.define_indicator("FD-99")
    other_world.evidence()
    tomorrow = world.clock.today + timedelta(days=1)
    with other_world.writing() as at:
        boards.plan_meetings(board=other_world.board, first=tomorrow, until=tomorrow, by=other_world.secretary, at=at)
    for point in other_world.notice.reporting_points.all():
        other_world.publish_report(point.on)
    stored = files.keep(
        b"%PDF-1.7 ...", content_type="application/pdf", scan=StoredFile.Scan.MADE_HERE, at=world.clock.now
    )
    Production.objects.update(state=Production.State.READY, file=stored)
    return world
