"""Who may read the Board's calendar by a secret address, and what stands in it?"""

import secrets
from collections.abc import Callable
from datetime import date, datetime

from accounts.models import User
from accounts.policy import Permission, Role, allows
from boards.feed import Contents, Said, written
from boards.models import FeedKey, Meeting, MeetingDay
from boards.rounds import rounds_of
from notices.dates import dates_of
from notices.models import Membership, Notice
from records import audit
from records.clock import AsOf


def renew_feed(*, membership: Membership, by: User, at: datetime) -> FeedKey:
    """A new secret address for the calendar of this member; the one before opens nothing any more."""
    values = {"key": secrets.token_urlsafe(32), "made_at": at}
    feed, _ = FeedKey.objects.update_or_create(membership=membership, defaults=values)
    audit.record(
        membership.notice.slug,
        at=at,
        by=by,
        verb="renew_feed",
        thing=f"calendar feed of {audit.person_reference(membership.person)}",
        fields={},
    )
    return feed


def own_feed(membership: Membership) -> FeedKey | None:
    return FeedKey.objects.filter(membership=membership).first()


def opened_by(key: str, on: date) -> FeedKey | None:
    """The feed of this key, while the membership holds and the person may sign in. One query."""
    found = FeedKey.objects.filter(
        key=key, membership__in=Membership.objects.on(on), membership__person__is_active=True
    )
    return found.select_related("membership__notice").first()


def feed_of(membership: Membership, asof: AsOf, *, where: Callable[[int], str]) -> bytes:
    """The calendar of the Improvement Board as a file. Papers are due for those who send them. Four queries."""
    notice: Notice = membership.notice
    meetings = Meeting.objects.for_notice(notice).select_related("board").of_improvement(asof)
    said: dict[int, Said] = {}
    days = MeetingDay.objects.filter(meeting__in=meetings).as_of(asof).order_by("number")
    for number, times, at in days.values_list("meeting__number", "number", "recorded_at"):
        said[number] = Said(times, at)
    working = allows(Role(membership.role), Permission.VIEW_WORKING)
    return written(
        Contents(
            reference=notice.slug,
            title=f"{notice.board_name}, {notice.council}",
            board=notice.board_name,
            meetings=meetings,
            said=said,
            where={meeting.number: where(meeting.number) for meeting in meetings},
            rounds=rounds_of(meetings) if working else [],
            dates=[one for one in dates_of(notice) if not one.outside],
            issued_on=notice.issued_on,
        )
    )
