"""What does each person need to hear? One message per person and notice, of reasons that still hold when it is composed."""

from datetime import datetime

from django.conf import settings

from accounts.models import Message, Telling, User
from notices.models import Notice
from plans import overdue
from records import audit, wording
from records.clock import AsOf, london_day
from records.writing import position, writing

SOURCES = (overdue.to_tell,)


def tell_everyone() -> int:
    """Compose what is owed in every notice. Returns the number of messages. Nothing owed, nothing written."""
    made = 0
    for notice in Notice.objects.order_by("slug"):
        if not _owed(notice, position(notice.slug)):
            continue
        with writing(notice.slug) as at:
            made += _tell(notice, at)
    return made


def _owed(notice: Notice, asof: AsOf) -> dict[User, list[dict]]:
    owed: dict[User, list[dict]] = {}
    for source in SOURCES:
        for person, reasons in source(notice, asof).items():
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


def _subject(reasons: list[dict]) -> str:
    return f"{wording.count(len(reasons), 'item')} of yours {'is' if len(reasons) == 1 else 'are'} overdue"


def _body(notice: Notice, person: User, reasons: list[dict]) -> str:
    lines = [
        f"{reason['number']}. {reason['words']}\n   Due {reason['due']}, {wording.count(reason['days_late'], 'day')} late."
        for reason in reasons
    ]
    return "\n".join(
        [
            f"Dear {person.name},",
            "",
            f"{notice.council}: {notice.title}",
            "",
            _subject(reasons) + ":",
            "",
            *lines,
            "",
            "Please say how each of them goes, or ask the Board for another date, with the reason and what is being done:",
            f"{settings.BASE_URL}/{notice.slug}/plan/mine/",
            "",
            "You are told of each date once.",
            "",
        ]
    )
