"""How do tests try the same of a report of each purpose?"""

import pytest

from reports.drawing import pdf_html
from reports.models import Edition, Report
from tests.factories import World
from tests.reports.desk import Desk

EVERY = pytest.mark.parametrize("purpose", list(Report.Purpose), ids=[purpose.value for purpose in Report.Purpose])


def begun(world: World, purpose: Report.Purpose) -> Desk:
    """The first report of that purpose in a world; of the first month, where it is of one."""
    if purpose == Report.Purpose.MINISTERS:
        return Desk(world)
    if purpose == Report.Purpose.REVIEW:
        return Desk(world, review=world.notice.reviews.get(kind="initial"))
    return Desk(world, purpose=purpose)


def html_of(edition: Edition) -> str:
    """What its PDF is drawn from."""
    return pdf_html(Edition.objects.select_related("photograph", "signature", "report").get(pk=edition.pk))
