"""Who is told that the papers of a meeting went out, and in what words? Every member who reads packs, once for each that is sent."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from accounts.models import Telling, User
from accounts.policy import Permission
from boards.models import Meeting, MeetingDay
from notices.models import Notice
from records import wording
from records.clock import AsOf
from reports.access import members_who
from reports.models import Circulation

KIND = "pack"


def to_tell(notice: Notice, asof: AsOf) -> dict[User, list[dict[str, Any]]]:
    """For each reader what was circulated for meetings still to come and not told to them yet; whoever sent it knows. One query
    where nothing lies ahead, four in all."""
    ahead = {
        meeting.pk: meeting.day
        for meeting in Meeting.objects.for_notice(notice).with_day(asof)
        if meeting.state == MeetingDay.State.PLANNED and meeting.day >= asof.on
    }
    if not ahead:
        return {}
    sent = Circulation.objects.for_notice(notice).as_of(asof).filter(meeting__in=ahead)
    rows = list(sent.select_related("meeting").order_by("meeting__number", "number"))
    if not rows:
        return {}
    told = set(Telling.objects.filter(reference=notice.slug, kind=KIND).values_list("person_id", "thing"))
    owed: dict[User, list[dict[str, Any]]] = defaultdict(list)
    for member in members_who(Permission.VIEW_PACK, notice, asof.on):
        for row in rows:
            thing = f"{row} of meeting {row.meeting.number}"
            if (member.person_id, thing) in told or row.recorded_by_id == member.person_id:
                continue
            owed[member.person].append(
                {
                    "kind": KIND,
                    "thing": thing,
                    "meeting": row.meeting.number,
                    "day": wording.day(ahead[row.meeting_id]),
                    "address": _address(notice, row),
                }
            )
    return dict(owed)


def _address(notice: Notice, row: Circulation) -> str:
    query = f"?supplement={row.number - 1}" if row.number > 1 else ""
    return f"{settings.BASE_URL}/{notice.slug}/board/meetings/{row.meeting.number}/pack/{query}"


def counted(reasons: Sequence[dict[str, Any]]) -> str:
    """Papers for meeting 5 were circulated"""
    meetings = [str(number) for number in dict.fromkeys(reason["meeting"] for reason in reasons)]
    return f"Papers for meeting{'s' if len(meetings) > 1 else ''} {wording.listed(meetings)} were circulated"


def lines(reasons: Sequence[dict[str, Any]]) -> list[str]:
    return [f"{reason['thing'].capitalize()}, {reason['day']}\n   {reason['address']}" for reason in reasons]


def asks(notice: Notice) -> list[str]:
    return ["Read them there as a page, or take the PDF.", "", "You are told of each once."]
