"""What does each person need to hear? One message per person and notice, of reasons that still hold when it is composed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from accounts.models import Message, Telling, User
from boards import telling as ballots
from boards import telling_minutes
from indicators import telling
from notices.models import Notice
from plans import looking_again, overdue
from records import audit, wording
from records.clock import AsOf, london_day
from records.writing import position, writing
from reports import drawing_again, edition_telling, pack_telling, readiness_telling
from reports.position.reviews import lifted

Reasons = Sequence[dict[str, Any]]


class Source(Protocol):
    """A module with something to tell: what is owed to whom, and its part of a message."""

    def to_tell(self, notice: Notice, asof: AsOf) -> Mapping[User, Reasons]:
        """Each reason has `kind` and `thing`, by which nobody is told it twice."""

    def counted(self, reasons: Reasons) -> str:
        """2 items of yours are overdue"""

    def lines(self, reasons: Reasons) -> list[str]: ...

    def asks(self, notice: Notice) -> list[str]:
        """What is wanted, where, and how often one hears of it."""


SOURCES: dict[str, Source] = {  # in the order of a message
    pack_telling.KIND: pack_telling,
    edition_telling.KIND: edition_telling,
    readiness_telling.KIND: readiness_telling,
    overdue.KIND: overdue,
    ballots.KIND: ballots,
    telling.KIND: telling,
    looking_again.KIND: looking_again,
    telling_minutes.KIND: telling_minutes,
    drawing_again.KIND: drawing_again,
}


def tell_everyone() -> int:
    """Compose what is owed in every notice. Returns the number of messages. Nothing owed, nothing written."""
    made = 0
    for notice in Notice.objects.order_by("slug"):
        if not _owed(notice, position(notice.slug)):
            continue
        with writing(notice.slug) as at:
            made += _tell(notice, at)
    return made


def _owed(notice: Notice, asof: AsOf) -> dict[User, list[dict[str, Any]]]:
    owed: dict[User, list[dict[str, Any]]] = {}
    pressed = not lifted([notice.pk], asof)
    for source in SOURCES.values():
        if source in (overdue, readiness_telling) and not pressed:
            continue
        for person, reasons in source.to_tell(notice, asof).items():
            owed.setdefault(person, []).extend(reasons)
    return owed


def _tell(notice: Notice, at: datetime) -> int:
    """Inside `writing`: look again, then write each person's message and that they were told each thing in it."""
    owed = _owed(notice, AsOf(london_day(at), at))
    for person, reasons in owed.items():
        message = Message.objects.create(
            person=person,
            reference=notice.slug,
            subject=_subject(reasons),
            body=_body(notice, person, reasons),
            composed_at=at,
        )
        Telling.objects.bulk_create(
            Telling(
                person=person,
                reference=notice.slug,
                kind=reason["kind"],
                thing=reason["thing"],
                told_at=at,
                message=message,
            )
            for reason in reasons
        )
        audit.record(
            notice.slug, at=at, by=None, verb="tell", thing=f"message to {audit.person_reference(person)}", fields={}
        )
    return len(owed)


def _by_source(reasons: Reasons) -> list[tuple[Source, Reasons]]:
    parted = [(source, [row for row in reasons if row["kind"] == kind]) for kind, source in SOURCES.items()]
    return [(source, found) for source, found in parted if found]


def _subject(reasons: Reasons) -> str:
    """2 items of yours are overdue and 1 indicator of yours changed"""
    return wording.listed([source.counted(found) for source, found in _by_source(reasons)])


def _body(notice: Notice, person: User, reasons: Reasons) -> str:
    said = [f"Dear {person.name},", "", f"{notice.council}: {notice.title}", ""]
    for source, found in _by_source(reasons):
        said += [f"{source.counted(found)}:", "", *source.lines(found), "", *source.asks(notice), ""]
    return "\n".join(said)
