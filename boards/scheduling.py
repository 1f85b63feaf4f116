"""How is a Board's calendar kept: meetings planned as a series, moved, given their hours and place, cancelled?"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from accounts.models import User
from boards.domain import LONGEST_WORDS, check_day, check_free, latest_day
from boards.hours import UNSAID, Hours
from boards.models import Attendance, Board, Decision, Meeting, MeetingDay
from boards.rounds import day_off
from boards.series import Proposed, series
from boards.standing import SIX_WEEKS
from records import audit, wording
from records.clock import TICK, AsOf, london_day
from records.ledger import append, next_number
from records.refusal import AskFirst, Refused

AT_ONCE = 60
LONGEST_PLACE = 200
HOURS_SAID = "Its hours and place are recorded."


def propose_meetings(*, board: Board, first: date, until: date, at: datetime, hours: Hours = UNSAID) -> list[Proposed]:
    """The days of a series (boards/series.py), to be looked at before they are planned, and whether these hours can be. Nothing
    is written."""
    _check_hours(hours)
    check_day(board.notice, first, at=at, confirmed=True, field="first", what="A meeting")
    if until < first:
        raise Refused("The last day lies before the first meeting.", field="until")
    if (until - first) / SIX_WEEKS > AT_ONCE:
        raise Refused(f"That is more than {AT_ONCE} meetings. Choose an earlier last day.", field="until")
    _check_after_held(board, {first: "first"}, at)
    return series(first, until)


def plan_meetings(
    *,
    board: Board,
    days: Sequence[date],
    by: User,
    at: datetime,
    hours: Hours = UNSAID,
    confirmed: bool = False,
    fields: Sequence[str] = (),
) -> Sequence[Meeting]:
    """Plan a meeting on each of `days`, in their order and all with the same hours. `fields` names the input of each day.

    Refused: no day, days out of order, one before the last meeting held, one that another meeting has. A weekend or a bank
    holiday is asked about once (AskFirst).
    """
    if not days:
        raise Refused("Give at least one day.")
    _check_hours(hours)
    typed_in = dict(zip(days, fields or [""] * len(days), strict=True))
    for place, day in enumerate(days):
        if place and day <= days[place - 1]:
            raise Refused(
                f"{wording.day(day)} does not come after {wording.day(days[place - 1])}, the day of the meeting before it.",
                field=fields[place] if fields else None,
            )
        check_day(board.notice, day, at=at, confirmed=True, field=typed_in[day], what="A meeting")
    _check_after_held(board, typed_in, at)
    check_free(board, typed_in, at)
    _ask_of_days_off(days, confirmed=confirmed)
    number = next_number(board.meetings.all())
    counts_on = min(days[0], london_day(at))
    made = []
    for offset, day in enumerate(days):
        meeting = Meeting.objects.create(board=board, number=number + offset)
        state = MeetingDay.State.PLANNED
        append(MeetingDay, meeting, by=by, at=at, counts_on=counts_on, day=day, state=state, **vars(hours))
        made.append(meeting)
    audit.record(
        board.notice.slug,
        at=at,
        by=by,
        verb="plan_meetings",
        thing=f"meetings {number} to {number + len(made) - 1}",
        fields={"first": days[0]},
    )
    return made


def move_meeting(
    *,
    meeting: Meeting,
    to: date,
    reason: str,
    by: User,
    at: datetime,
    after: int | None = None,
    confirmed: bool = False,
) -> MeetingDay:
    """Plan the meeting for another day, with its hours and place as they stand; one that was cancelled is planned again.

    Refused: a meeting held, no reason, the day that it has, one that has passed or lies before the last meeting held, the day
    of another. A weekend or a bank holiday is asked about once (AskFirst).
    """
    now = _not_held(meeting, at, "the day of a meeting held does not change")
    if not reason.strip():
        raise Refused("Say why the meeting moves.", field="reason")
    if to == now.day and now.state == MeetingDay.State.PLANNED:
        raise Refused(f"{wording.day(to)} is the day it has now.", field="to")
    if to < london_day(at):
        raise Refused(f"{wording.day(to)} has passed. A meeting moves to a day to come.", field="to")
    check_day(meeting.board.notice, to, at=at, confirmed=True, field="to", what="A meeting")
    _check_after_held(meeting.board, {to: "to"}, at)
    check_free(meeting.board, {to: "to"}, at, but=meeting)
    if after is None or after == now.number:
        _ask_of_days_off([to], confirmed=confirmed)
    return _say(meeting, now, "move_meeting", to, MeetingDay.State.PLANNED, reason, Hours.of(now), by, at, after)


def say_hours(
    *, meeting: Meeting, hours: Hours, by: User, at: datetime, reason: str = "", after: int | None = None
) -> MeetingDay:
    """From when to when the meeting lasts, and where it is. What was said before changes with a reason only."""
    now = _not_held(meeting, at, "its hours and place do not change any more")
    if now.state == MeetingDay.State.CANCELLED:
        raise Refused(f"Meeting {meeting.number} is cancelled. Plan it again first.")
    _check_hours(hours)
    before = Hours.of(now)
    if after is None or after == now.number:
        if hours == before:
            raise Refused("Those are the hours and the place that it has now.", field="starts")
        if before != UNSAID and not reason.strip():
            raise Refused("Members may have planned by what was said before. Say why it changes.", field="reason")
    return _say(
        meeting, now, "say_hours", now.day, MeetingDay.State.PLANNED, reason.strip() or HOURS_SAID, hours, by, at, after
    )


def cancel_meeting(*, meeting: Meeting, reason: str, by: User, at: datetime, after: int | None = None) -> MeetingDay:
    """The meeting will not take place. Refused once it was held, naming what is recorded of it, and without a reason."""
    _not_held(meeting, at, f"a meeting held is not cancelled{_recorded_of(meeting)}")
    now = latest_day(meeting, at)
    if now.state == MeetingDay.State.CANCELLED:
        raise Refused(f"Meeting {meeting.number} is cancelled already.")
    if not reason.strip():
        raise Refused("Say why the meeting is cancelled.", field="reason")
    return _say(
        meeting, now, "cancel_meeting", now.day, MeetingDay.State.CANCELLED, reason, Hours.of(now), by, at, after
    )


def _say(
    meeting: Meeting,
    now: MeetingDay,
    verb: str,
    day: date,
    state: str,
    reason: str,
    hours: Hours,
    by: User,
    at: datetime,
    after: int | None,
) -> MeetingDay:
    """Append what is said of the meeting from today on, and that it was said."""
    if len(reason) > LONGEST_WORDS:
        raise Refused(f"Use at most {LONGEST_WORDS:,} characters for the reason.", field="reason")
    row = append(
        MeetingDay,
        meeting,
        by=by,
        at=at,
        after=after,
        counts_on=london_day(at),
        day=day,
        state=state,
        reason=reason.strip(),
        **vars(hours),
    )
    said = {"hours": hours.words} if hours != Hours.of(now) else {"to": day}
    audit.record(
        meeting.board.notice.slug,
        at=at,
        by=by,
        verb=verb,
        thing=f"meeting {meeting.number}",
        fields={**said, "reason": reason},
    )
    return row


def _not_held(meeting: Meeting, at: datetime, so: str) -> MeetingDay:
    now = latest_day(meeting, at)
    if now.state == MeetingDay.State.HELD:
        raise Refused(f"Meeting {meeting.number} was held on {wording.day(now.day)}; {so}.")
    return now


def _recorded_of(meeting: Meeting) -> str:
    """What is recorded of a meeting held, in words: nothing of it can be taken back."""
    decisions = Decision.objects.filter(meeting=meeting).count()
    people = Attendance.objects.filter(meeting=meeting).values("membership", "name").distinct().count()
    parts = [wording.count(decisions, "decision")] if decisions else []
    parts += [f"who came ({wording.count(people, 'person', 'people')})"] if people else []
    return f", and this one has recorded: {wording.listed(parts)}" if parts else ""


def _check_hours(hours: Hours) -> None:
    if hours.ends and not hours.starts:
        raise Refused("Say when the meeting starts, or leave the end empty too.", field="starts")
    if hours.starts and hours.ends and hours.ends <= hours.starts:
        raise Refused(
            f"It cannot end at {wording.hour(hours.ends)}: it starts at {wording.hour(hours.starts)}.", field="ends"
        )
    if len(hours.place) > LONGEST_PLACE:
        raise Refused(f"Use at most {LONGEST_PLACE} characters for the place.", field="place")


def _check_after_held(board: Board, days: Mapping[date, str], at: datetime) -> None:
    last = Meeting.objects.filter(board=board).held(AsOf(london_day(at), at + TICK)).first()
    early = next((day for day in days if last is not None and day < last.day), None)
    if last is not None and early is not None:
        raise Refused(
            f"{wording.day(early)} lies before {wording.day(last.day)}, when meeting {last.number} was held. "
            "A meeting is planned for a day after it.",
            field=days[early],
        )


def _ask_of_days_off(days: Sequence[date], *, confirmed: bool) -> None:
    off = [f"{wording.day(day)} is {why}" for day in days if (why := day_off(day))]
    if off and not confirmed:
        raise AskFirst(f"{wording.listed(off)}. Does the Board meet then?", field="confirmed")
