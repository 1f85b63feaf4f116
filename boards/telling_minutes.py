"""Who is told that minutes were circulated? Whoever was there and can ask for corrections, once, while there is time."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from accounts.models import Telling, User
from accounts.policy import Permission, Role, allows
from boards.attending import THERE, roll
from boards.models import Board, Meeting, MinutesVersion
from notices.models import Membership, Notice
from records import wording
from records.clock import AsOf

KIND = "minutes"


def to_tell(notice: Notice, asof: AsOf) -> dict[User, list[dict[str, Any]]]:
    """For each person the circulated minutes of meetings at which they were, themselves or by a deputy, and of which they were
    not told; without who circulated them. One query where no corrections are asked for; else four, and one for each meeting."""
    newest = MinutesVersion.objects.for_notice(notice).filter(meeting__board__kind=Board.Kind.IMPROVEMENT)
    waiting = newest.newest(asof, drafts=False).filter(
        state=MinutesVersion.State.CIRCULATED, corrections_by__gte=asof.on
    )
    versions = list(waiting.select_related("meeting").order_by("meeting__number"))
    if not versions:
        return {}
    told = set(Telling.objects.filter(reference=notice.slug, kind=KIND).values_list("person_id", "thing"))
    members = Membership.objects.for_notice(notice).on(asof.on).filter(person__is_active=True)
    may = {row.person_id for row in members if allows(Role(row.role), Permission.CORRECT_MINUTES)}
    days = {row.pk: row.day for row in Meeting.objects.for_notice(notice).with_day(asof)}
    owed: dict[User, list[dict[str, Any]]] = defaultdict(list)
    for version in versions:
        thing = f"minutes of meeting {version.meeting.number}"
        for row in roll(version.meeting, asof):
            person = row.membership.person if row.membership else None
            if person is None or row.state not in THERE or person.pk not in may or person.pk == version.recorded_by_id:
                continue
            if (person.pk, thing) not in told:
                owed[person].append(
                    {
                        "kind": KIND,
                        "thing": thing,
                        "slug": notice.slug,
                        "meeting": version.meeting.number,
                        "day": wording.day(days[version.meeting_id]),
                        "by": wording.day(version.corrections_by) if version.corrections_by else "",
                    }
                )
    return dict(owed)


def counted(reasons: Sequence[dict[str, Any]]) -> str:
    """the minutes of 1 meeting can be corrected"""
    return f"the minutes of {wording.count(len(reasons), 'meeting')} can be corrected"


def lines(reasons: Sequence[dict[str, Any]]) -> list[str]:
    return [
        f"Meeting {reason['meeting']} of {reason['day']}: corrections can be asked for until {reason['by']}\n"
        f"   {settings.BASE_URL}/{reason['slug']}/board/meetings/{reason['meeting']}/minutes/"
        for reason in reasons
    ]


def asks(notice: Notice) -> list[str]:
    return [
        "Please read them. Where a paragraph is wrong, write it on that page in the words that it should have.",
        "",
        "You are told of the minutes of a meeting once.",
    ]
