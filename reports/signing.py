"""Who signs what, and when does it become an edition? The chair, exactly what was shown, once."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from accounts.policy import Role
from notices.models import Membership
from records import audit, wording
from records.clock import AsOf, london_day
from records.ledger import next_number
from records.refusal import Refused
from reports import changed
from reports import photograph as pictures
from reports.models import Edition, Photograph, Production, Report, Signature


class HasChanged(Refused):
    """What is to be signed is not any more what was read (409)."""

    status = 409


@dataclass(frozen=True)
class Shown:
    """What the chair was shown when pressing: the photograph's number and its whole fingerprint."""

    photograph: int
    sha256: str


def sign(*, report: Report, shown: Shown, by: User, at: datetime, corrects: str = "") -> Edition:
    """The chair signs the fingerprint that was shown; the signed photograph becomes a published edition, its PDF to be drawn.

    Refused: somebody who is not the chair today; a photograph that is not the newest or not what was shown; words written
    since, with what they are; a photograph signed already; a further edition that does not say what it corrects. Facts
    recorded since do not forbid it: the photograph is the position as at its day.
    """
    chair = (
        Membership.objects.for_notice(report.notice).on(london_day(at)).filter(person=by, role=Role.CHAIR.value).first()
    )
    if chair is None:
        raise Refused("Only the independent chair signs a report.")
    picture = _as_shown(report, shown)
    if Edition.objects.filter(photograph=picture).exists():
        raise HasChanged("This is signed already.")
    if words := changed.of_words(picture):
        raise HasChanged(cannot_be_signed(picture, words, changed.of_facts(picture, AsOf(london_day(at), at))))
    before = report.editions.order_by("-number").first()
    if before and not corrects.strip():
        raise Refused("Say what this edition corrects.", field="corrects")
    edition = Edition.objects.create(
        report=report,
        number=next_number(report.editions.all()),
        photograph=picture,
        published_at=at,
        corrects=corrects.strip() if before else "",
        replaces=before,
    )
    Signature.objects.create(
        edition=edition, person=by, name=by.name, role=chair.role_label, signed_at=at, sha256=picture.sha256
    )
    Production.objects.create(edition=edition)
    audit.record(
        report.notice.slug,
        at=at,
        by=by,
        verb="sign",
        thing=f"edition {edition.number} of report {report.number}",
        fields={"sha256": picture.sha256, "corrects": edition.corrects},
    )
    return edition


def _as_shown(report: Report, shown: Shown) -> Photograph:
    picture = report.photographs.select_related("report", "notice", "taken_by").order_by("-number").first()
    read = report.photographs.filter(number=shown.photograph, sha256=shown.sha256).first()
    if picture is None or read is None:
        raise HasChanged("What is to be signed has changed since you read it. Read it again, then sign.")
    if read.number != picture.number:
        differs = changed.of_drafts(read, picture)
        raise HasChanged(
            f"It was drawn up again by {picture.taken_by} on {wording.instant(picture.taken_at)}. "
            + (f"Since the draft that you read: {'; '.join(differs)}. " if differs else "")
            + "Read it again, then sign."
        )
    if pictures.fingerprint(picture.body) != picture.sha256:
        raise Refused("The stored photograph is not what its fingerprint says. Nothing was signed; tell the operator.")
    return picture


def cannot_be_signed(picture: Photograph, words: list[str], facts: list[str]) -> str:
    """The sentence that says what was written, and what else happened, since the draft was drawn up."""
    return (
        f"Since it was drawn up on {wording.instant(picture.taken_at)}: {'; '.join([*words, *facts])}. "
        "Draw the report up again, read it, then sign."
    )
