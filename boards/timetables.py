"""How does one meeting get another timetable than the usual one?"""

from datetime import datetime

from accounts.models import User
from boards.domain import LONGEST_WORDS
from boards.models import Meeting, MeetingDay, MeetingTimetable
from boards.rounds import USUAL, Round, Timetable, round_of
from records import audit, wording
from records.clock import TICK, AsOf, london_day
from records.ledger import append
from records.refusal import Refused

MOST_DAYS = 60


def change_timetable(
    *,
    meeting: Meeting,
    data_days: int,
    updates_days: int,
    papers_days: int,
    reason: str,
    by: User,
    at: datetime,
    after: int | None = None,
) -> MeetingTimetable:
    """Say by when figures, updates and papers of one meeting are due, in working days before its day. It counts from today.

    Refused: a meeting held or cancelled, no reason, days out of order or what they are now, a new day that has passed, and
    updates that would close no later than those of the meeting before.
    """
    asof = AsOf(london_day(at), at + TICK)
    rounds = {one.number: one for one in Meeting.objects.for_notice(meeting.board.notice).rounds(asof)}
    state = Meeting.objects.with_day(asof).get(pk=meeting.pk).state
    if state != MeetingDay.State.PLANNED:
        raise Refused(f"Meeting {meeting.number} is {state}. Its timetable does not change any more.")
    if not reason.strip():
        raise Refused("Say why the timetable changes.", field="reason")
    if len(reason) > LONGEST_WORDS:
        raise Refused(f"Use at most {LONGEST_WORDS:,} characters for the reason.", field="reason")
    if not MOST_DAYS >= data_days >= updates_days >= papers_days >= 0:
        raise Refused(
            f"Figures close first, then updates, then papers are due: between {MOST_DAYS} and 0 working days before the "
            "meeting, and none of them before the one that it follows.",
            field="data_days",
        )
    now = rounds[meeting.number]
    to = Timetable(data_days, updates_days, papers_days)
    if to == now.timetable and after in (None, last_number(meeting)):
        raise Refused("That is the timetable that it has now.")
    _check_days(now, round_of(now.number, now.meeting_on, to), list(rounds.values()), asof)
    row = append(
        MeetingTimetable,
        meeting,
        by=by,
        at=at,
        after=after,
        counts_on=asof.on,
        data_days=data_days,
        updates_days=updates_days,
        papers_days=papers_days,
        reason=reason.strip(),
    )
    audit.record(
        meeting.board.notice.slug,
        at=at,
        by=by,
        verb="change_timetable",
        thing=f"timetable of meeting {meeting.number}",
        fields={"data_days": data_days, "updates_days": updates_days, "papers_days": papers_days, "reason": reason},
    )
    return row


def last_number(meeting: Meeting) -> int:
    last = meeting.timetables.order_by("-number").first()
    return last.number if last else 0


def _check_days(now: Round, then: Round, rounds: list[Round], asof: AsOf) -> None:
    for field, what, before, after in (
        ("data_days", "figures", now.data_closes_on, then.data_closes_on),
        ("updates_days", "updates", now.updates_close_on, then.updates_close_on),
        ("papers_days", "papers", now.papers_due_on, then.papers_due_on),
    ):
        if before != after < asof.on:
            raise Refused(f"For {what} that would be {wording.day(after)}, which has passed.", field=field)
    earlier = [one for one in rounds if one.meeting_on < now.meeting_on]
    if earlier and then.updates_close_on <= earlier[-1].updates_close_on:
        raise Refused(
            f"Updates would close on {wording.day(then.updates_close_on)}, no later than for meeting {earlier[-1].number}, "
            f"whose updates close on {wording.day(earlier[-1].updates_close_on)}. Nobody could say anything in between.",
            field="updates_days",
        )


def what_changed(rows: list[MeetingTimetable]) -> list[str]:
    """For each row, the newest first, what was changed in words: updates close 8 instead of 10 working days before."""
    befores = [Timetable(row.data_days, row.updates_days, row.papers_days) for row in rows[1:]] + [USUAL]
    return [_difference(before, row) for row, before in zip(rows, befores, strict=True)] if rows else []


def _difference(before: Timetable, row: MeetingTimetable) -> str:
    said = [
        f"{what} {new} instead of {old}"
        for what, old, new in (
            ("figures close", before.data_days, row.data_days),
            ("updates close", before.updates_days, row.updates_days),
            ("papers are due", before.papers_days, row.papers_days),
        )
        if new != old
    ]
    return f"{wording.listed(said)} working days before" if said else "nothing"
