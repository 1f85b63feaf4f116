"""What had those at a meeting to declare, and who of them left the room for it?"""

from collections.abc import Iterable
from datetime import date, datetime

from accounts.models import User
from boards.attending import THERE, day_of, roll
from boards.models import AgendaItem, Attendance, Interest, Meeting, MeetingDay
from notices.models import Membership
from records import audit
from records.clock import TICK, AsOf
from records.ledger import append
from records.refusal import Refused


def declare_interest(
    *,
    meeting: Meeting,
    membership: Membership,
    words: str,
    left: bool,
    by: User,
    at: datetime,
    item: AgendaItem | None = None,
) -> Interest:
    """Record an interest that somebody declared at a meeting held, in one item or in general, and whether they left for it. Where the
    member sent a deputy, the deputy declared it."""
    day = day_of(meeting, at)
    if day.state != MeetingDay.State.HELD:
        raise Refused(f"Meeting {meeting.number} is not recorded as held. Interests are declared at it.")
    if not words.strip():
        raise Refused("Write what the interest is.", field="words")
    if item is not None and item.meeting_id != meeting.pk:
        raise Refused("That item is on the agenda of another meeting.", field="item")
    if membership.notice_id != meeting.board.notice_id:
        raise Refused("Somebody chosen here belongs to another notice.", field="who")
    if left and item is None:
        raise Refused("Choose the item for which they left the room.", field="item")
    came = next((one for one in roll(meeting, AsOf(date.max, at + TICK)) if one.membership_id == membership.pk), None)
    if left and came is not None and came.state not in THERE:
        was = "sent apologies" if came.state == Attendance.State.APOLOGIES else "was absent"
        raise Refused(
            f"{membership.person.name} {was}, so they did not leave the room. If a deputy came, say so under “Who was there”.",
            field="left",
        )
    row = append(
        Interest,
        meeting,
        by=by,
        at=at,
        counts_on=day.day,
        membership=membership,
        item=item,
        words=words.strip(),
        left=left,
    )
    audit.record(
        meeting.board.notice.slug,
        at=at,
        by=by,
        verb="declare_interest",
        thing=f"interest {row.number} at meeting {meeting.number}",
        fields={"words": words, "left": left},
    )
    return row


def who_came(membership: Membership, rows: Iterable[Attendance]) -> str:
    """Who was there for a member, by the roll of the meeting: the member or, in the member's place, the deputy."""
    came = next((row for row in rows if row.membership_id == membership.pk), None)
    if came is not None and came.state == Attendance.State.DEPUTY:
        return f"{came.name}, for {membership.person.name},"
    return membership.person.name
