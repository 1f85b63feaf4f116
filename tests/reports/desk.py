"""How does a report come to be signed? The desk at which the tests begin, write, draw up, sign and draw one, step by step."""

from collections.abc import Callable
from datetime import date

from django.test import Client

from accounts.models import User
from notices.models import ReportingPoint
from records import files
from reports import domain, signing, withdrawing
from reports.models import Edition, Photograph, Report, Withdrawal
from reports.production import draw_waiting
from reports.purposes import kind_of
from tests.factories import World
from tests.pages import address_of

MARCH = date(2013, 3, 31)
ANSWERS = {
    "safer": "Safer than in October, and not yet safe enough.",
    "will_meet": "Most of them.",
    "sustain": "Not yet.",
    "ask": "Nothing beyond the notice.",
}


PASSWORD = "a long sentence to sign with"


def with_password(person: User, client_of: Callable[[User], Client]) -> Client:
    """The browser of somebody who has signed in and knows their password."""
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    return client_of(person)


class Desk:
    """A report in a world, for Ministers in March 2013 unless it is said `of` what; and what can be done with it."""

    def __init__(self, world: World, **of: object) -> None:
        self.world = world
        of = of or {"point": ReportingPoint.objects.for_notice(world.notice).get(on=MARCH)}
        with world.writing() as at:
            self.report: Report = domain.begin_report(notice=world.notice, by=world.secretary, at=at, **of)

    def write(self, **answers: str) -> None:
        with self.world.writing() as at:
            domain.save_text(report=self.report, by=self.world.chair, at=at, **ANSWERS | answers)

    def draw_up(self) -> Photograph:
        with self.world.writing() as at:
            return domain.take_photograph(report=self.report, by=self.world.secretary, at=at)

    def sign(
        self, picture: Photograph, *, by: object = None, sha256: str = "", corrects: str = "A sum was wrong."
    ) -> Edition:
        """What an edition corrects is said from the second on."""
        shown = signing.Shown(picture.number, sha256 or picture.sha256)
        with self.world.writing() as at:
            return signing.sign(report=self.report, shown=shown, by=by or self.world.chair, at=at, corrects=corrects)

    def withdraw(self, edition: Edition, reason: str = "It names a child.") -> Withdrawal:
        with self.world.writing() as at:
            return withdrawing.withdraw(edition=edition, reason=reason, by=self.world.secretary, at=at)

    def publish(self, **answers: str) -> Edition:
        """Written where something is asked, drawn up and signed; its PDF waits to be drawn."""
        if kind_of(self.report).asks_chair:
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
