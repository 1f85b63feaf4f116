"""How does the report of the sample come to be drawn up, signed twice and withdrawn?"""

from records import clock, files
from records.models import StoredFile
from records.writing import writing
from reports import domain, remarking, signing
from reports.models import Edition, Photograph, Production, Report
from reports.withdrawing import withdraw
from tests.journeys.visitor import user

SLUG = "wiltshire-2012"


def draw_up() -> Photograph:
    with writing(SLUG) as at:
        return domain.take_photograph(report=Report.objects.get(number=2), by=user("sam"), at=at)


def sign(picture: Photograph) -> Edition:
    shown = signing.Shown(picture.number, picture.sha256)
    said = "Item 37 was said to be done."
    with writing(SLUG) as at:
        return signing.sign(report=picture.report, shown=shown, by=user("chris"), at=at, corrects=said)


def remark_on(picture: Photograph) -> None:
    """The council remarks on its second paragraph, and the secretary answers."""
    with writing(SLUG) as at:
        given = {"paragraph": 2, "paragraphs": 2, "words": "It was five on 1 March."}
        made = remarking.remark(picture=picture, by=user("dana"), at=at, **given)
    with writing(SLUG) as at:
        remarking.answer_remark(of=made, words="The return of that day says six.", by=user("sam"), at=at)


def publish_twice(drawn_up: Photograph) -> list[Edition]:
    """Two editions: the first has its PDF, was remarked on and is replaced, the second waits for its own."""
    remark_on(drawn_up)
    first = sign(drawn_up)
    stored = files.keep(b"%PDF-1.7", content_type="application/pdf", scan=StoredFile.Scan.MADE_HERE, at=clock.now())
    Production.objects.filter(edition=first).update(state=Production.State.READY, file=stored)
    return [first, sign(draw_up())]


def take_back(edition: Edition) -> None:
    with writing(SLUG) as at:
        withdraw(edition=edition, reason="It says of item 37 what nobody may read.", by=user("sam"), at=at)
