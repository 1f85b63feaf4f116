"""Which minutes need a person: to be written, read, put right, confirmed?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.urls import reverse

from accounts.models import User
from accounts.policy import Permission, Role, allows
from boards.attending import THERE
from boards.models import Attendance, Board, Meeting, MeetingDay, MinutesVersion
from notices.models import Membership
from records import wording
from records.clock import AsOf
from reports.need_words import Need

State = MinutesVersion.State


def versions_of(person: User, notices: Iterable[int], asof: AsOf) -> dict[int, dict[int, Any]]:
    """By notice and by the key of the meeting, the newest version of its minutes: with `unanswered` corrections, the person's
    `coming`, and whether somebody else has written too (`others`). One query."""
    came = Attendance.objects.as_of(asof).filter(meeting=OuterRef("meeting"), membership__person=person)
    written = MinutesVersion.objects.filter(meeting=OuterRef("meeting")).exclude(recorded_by=person)
    rows = MinutesVersion.objects.newest(asof, drafts=True).filter(
        meeting__board__notice__in=notices, meeting__board__kind=Board.Kind.IMPROVEMENT
    )
    found: dict[int, dict[int, Any]] = defaultdict(dict)
    for row in rows.select_related("meeting__board").annotate(
        unanswered=Count(
            "meeting__corrections",
            filter=Q(meeting__corrections__isnull=False, meeting__corrections__answers=None),
            distinct=True,
        ),
        coming=Subquery(came.order_by("-number").values("state")[:1]),
        others=Exists(written),
    ):
        found[row.meeting.board.notice_id][row.meeting_id] = row
    return found


def minutes_needs(
    membership: Membership, meetings: Sequence[Meeting], versions: dict[int, Any], asof: AsOf
) -> list[Need]:
    """`meetings` are those of the Improvement Board with their day and state, the earliest first."""
    role, on = Role(membership.role), asof.on
    held = [row for row in meetings if row.state == MeetingDay.State.HELD]
    if not held:
        return []
    last = versions.get(held[-1].pk)
    sent = [row for meeting in held if (row := versions.get(meeting.pk)) and row.state == State.CIRCULATED]
    found = []
    if role is Role.SECRETARY and (last is None or last.state == State.DRAFT):
        found.append(_need(membership, [held[-1].number], "meeting held whose minutes are not circulated"))
    if allows(role, Permission.WRITE_MINUTES) and (asked := [row for row in sent if row.unanswered]):
        total = sum(row.unanswered for row in asked)
        words = "correction to minutes waits" if total == 1 else "corrections to minutes wait"
        found.append(_need(membership, _numbers(asked), f"{words} for an answer", total))
    if allows(role, Permission.RECORD_DECISION):
        ready = [row for row in sent if row.others and not row.unanswered and _is_over(row, held[-1])]
        whose = "meeting’s minutes" if len(ready) == 1 else "meetings’ minutes"
        words = f"{whose} to be recorded as confirmed by a later meeting"
        found += [_need(membership, _numbers(ready), words)] if ready else []
    if allows(role, Permission.CORRECT_MINUTES) and role is not Role.SECRETARY:
        for row in sent:
            if row.coming in THERE and row.corrections_by is not None and row.corrections_by >= on:
                words = (
                    f"meeting’s minutes to read: you can ask for corrections until {wording.day(row.corrections_by)}"
                )
                found.append(_need(membership, _numbers([row]), words))
    return found


def _is_over(version: MinutesVersion, last: Meeting) -> bool:
    """Whether a later meeting was held, when corrections could no longer be asked for."""
    by = version.corrections_by
    return version.meeting_id != last.pk and by is not None and by <= last.day


def _numbers(versions: Iterable[MinutesVersion]) -> list[int]:
    return [row.meeting.number for row in versions]


def _need(membership: Membership, meetings: Sequence[int], words: str, count: int = 0) -> Need:
    """Leads to the minutes of the meeting or, of several, to all minutes."""
    one, slug = len(meetings) == 1, membership.notice.slug
    page = reverse("boards:minutes", args=[slug, meetings[0]]) if one else reverse("boards:minutes_list", args=[slug])
    return Need(count or len(meetings), words, page)
