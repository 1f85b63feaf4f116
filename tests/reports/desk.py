"""How does a report come to be signed? The desk at which the tests begin, write, draw up, sign and draw one, step by step."""

from datetime import date

from notices.models import ReportingPoint
from records import files
from reports import domain
from reports.models import Edition, Photograph, Report
from reports.production import draw_waiting
from tests.factories import World
from tests.pages import address_of

MARCH = date(2013, 3, 31)
ANSWERS = {
    "safer": "Safer than in October, and not yet safe enough.",
    "will_meet": "Most of them.",
    "sustain": "Not yet.",
    "ask": "Nothing beyond the notice.",
}


class Desk:
    """The report for March 2013 in a world, and what can be done with it."""

    def __init__(self, world: World) -> None:
        self.world = world
        point = ReportingPoint.objects.for_notice(world.notice).get(on=MARCH)
        with world.writing() as at:
            self.report: Report = domain.begin_report(notice=world.notice, point=point, by=world.secretary, at=at)

    def write(self, **answers: str) -> None:
        with self.world.writing() as at:
            domain.save_text(report=self.report, by=self.world.chair, at=at, **ANSWERS | answers)

    def draw_up(self) -> Photograph:
        with self.world.writing() as at:
            return domain.take_photograph(report=self.report, by=self.world.secretary, at=at)

    def sign(self, picture: Photograph, *, by: object = None, sha256: str = "") -> Edition:
        shown = domain.Shown(picture.number, sha256 or picture.sha256)
        with self.world.writing() as at:
            return domain.sign(report=self.report, shown=shown, by=by or self.world.chair, at=at)

    def publish(self, **answers: str) -> Edition:
        """Written, drawn up and signed; its PDF waits to be drawn."""
        self.write(**answers)
        return self.sign(self.draw_up())

    def draw(self, edition: Edition) -> bytes:
        """The stored bytes of its PDF, drawn now."""
        assert draw_waiting() == 1
        return self.stored(edition)

    def stored(self, edition: Edition) -> bytes:
        production = type(edition.production).objects.select_related("file").get(edition=edition)
        assert production.file is not None, production.error
        return files.read(production.file)

    def at(self, page: str, *args: object) -> str:
        return address_of(self.world.notice, f"reports:{page}", self.report.number, *args)
