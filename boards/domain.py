"""How does a Board come to be, record that it met and what it decided? Its calendar is kept in boards/scheduling.py."""

from collections.abc import Mapping
from datetime import date, datetime

from accounts.models import User
from boards.hours import Hours
from boards.models import Board, Decision, Meeting, MeetingDay
from notices.domain import earliest_day
from notices.models import Notice
from records import audit, wording
from records.clock import TICK, AsOf, london_day
from records.ledger import append
from records.refusal import AskFirst, Refused

LONGEST_WORDS = 5_000


def make_board(*, notice: Notice, kind: str, name: str, by: User | None, at: datetime) -> Board:
    board = Board.objects.create(notice=notice, kind=kind, name=name)
    audit.record(notice.slug, at=at, by=by, verb="make_board", thing=f"board {kind}", fields={"name": name})
    return board


def hold_meeting(
    *, meeting: Meeting, on: date, by: User, at: datetime, after: int | None = None, confirmed: bool = False
) -> MeetingDay:
    """Record that the meeting was held on a day that has come. From now on its day stands, so a day other than the one it
    was planned for is asked about once (AskFirst)."""
    now = latest_day(meeting, at)
    if now.state == MeetingDay.State.HELD:
        raise Refused(f"Meeting {meeting.number} is recorded as held on {wording.day(now.day)} already.")
    if now.state == MeetingDay.State.CANCELLED:
        raise Refused(f"Meeting {meeting.number} is cancelled. If it was held after all, plan it again first.")
    if on > london_day(at):
        raise Refused("That day has not come yet. Record a meeting as held on or after its day.", field="on")
    check_day(meeting.board.notice, on, at=at, confirmed=True, field="on", what="A meeting")
    check_free(meeting.board, {on: "on"}, at, but=meeting)
    if on != now.day and not confirmed and (after is None or after == now.number):
        raise AskFirst(
            f"Meeting {meeting.number} was planned for {wording.day(now.day)}. Was it held on {wording.day(on)}? "
            "That cannot be changed afterwards.",
            field="on",
        )
    row = append(
        MeetingDay,
        meeting,
        by=by,
        at=at,
        after=after,
        counts_on=on,
        day=on,
        state=MeetingDay.State.HELD,
        **vars(Hours.of(now)),
    )
    audit.record(
        meeting.board.notice.slug,
        at=at,
        by=by,
        verb="hold_meeting",
        thing=f"meeting {meeting.number}",
        fields={"on": on},
    )
    return row


def record_decision(
    *,
    board: Board,
    kind: str,
    words: str,
    by: User,
    at: datetime,
    meeting: Meeting | None = None,
    taken_on: date | None = None,
    source: str = "",
    replaces: Decision | None = None,
    after: int | None = None,
    confirmed: bool = False,
) -> Decision:
    """Record what the Board decided at a meeting held or, without one, on the day it was taken. Returns it with its number.

    It counts from that day even when recorded later. `source` says from where it is known: asked for where the Board keeps its
    minutes elsewhere, as the LSCB does. Refused: no words, a meeting not held, a day to come, a day before the earliest
    document of the notice. Asked about once (AskFirst): a day before its issue, to replace a decision, and the
    same words on the same matter twice at one meeting. `after` is the
    last decision number the form knew.
    """
    if not words.strip():
        raise Refused("Write what the Board decided.", field="words")
    if len(words) > LONGEST_WORDS:
        raise Refused(
            f"A decision has at most {LONGEST_WORDS:,} characters; this one has {len(words):,}.", field="words"
        )
    if board.kind == Board.Kind.LSCB and not source.strip():
        raise Refused(
            "Say from where this is known: its minutes and their date and paragraph, or who told you.", field="source"
        )
    if meeting is not None:
        if meeting.board_id != board.pk:
            raise Refused("That meeting belongs to another Board.", field="meeting")
        day = latest_day(meeting, at)
        if day.state != MeetingDay.State.HELD:
            raise Refused(f"Meeting {meeting.number} is not recorded as held. Record that first.", field="meeting")
        counts_on = day.day
    elif taken_on is not None:
        counts_on = taken_on
    else:
        raise Refused(
            "Choose the meeting, or give the day on which the decision was taken between meetings.", field="meeting"
        )
    if counts_on > london_day(at):
        raise Refused("A decision cannot be taken on a day to come.", field="taken_on")
    check_day(board.notice, counts_on, at=at, confirmed=confirmed, field="taken_on", what="A decision")
    if replaces is not None:
        _check_replaces(board, replaces, counts_on, at)
        if not confirmed:
            raise AskFirst(
                f"From {wording.day(counts_on)} nothing counts any more that decision {replaces.number} settled: items "
                "that it agreed leave the plan, dates that it moved go back, targets that it set are gone, until they "
                "are decided again. Is that what the Board decided?",
                field="replaces",
            )
    elif meeting is not None and not confirmed:
        same = meeting.decisions.filter(kind=kind, words=words.strip()).order_by("-number").first()
        if same is not None:
            raise AskFirst(f"Decision {same.number} of this meeting says the same. Record it again?", field="words")
    decision = append(
        Decision,
        board,
        by=by,
        at=at,
        after=after,
        counts_on=counts_on,
        meeting=meeting,
        kind=kind,
        words=words.strip(),
        source=source.strip(),
        replaces=replaces,
    )
    audit.record(
        board.notice.slug,
        at=at,
        by=by,
        verb="record_decision",
        thing=f"{board.kind} decision {decision.number}",
        fields={"words": words},
    )
    return decision


def _check_replaces(board: Board, replaces: Decision, counts_on: date, at: datetime) -> None:
    if replaces.board_id != board.pk:
        raise Refused("A decision can replace only one of the same Board.", field="replaces")
    if replaces.counts_on > counts_on:
        raise Refused(
            f"Decision {replaces.number} counts from {wording.day(replaces.counts_on)}, after this one.",
            field="replaces",
        )
    if replaces.replacements.exists():
        raise Refused(f"Decision {replaces.number} has been replaced already.", field="replaces")


def latest_day(meeting: Meeting, at: datetime) -> MeetingDay:
    """What holds for the meeting's day as of the writing instant; a held day counts even when recorded under an earlier date."""
    held = meeting.days.filter(state=MeetingDay.State.HELD).first()
    return held or meeting.days.as_of(AsOf(london_day(at), at + TICK)).latest_first()[0]


def check_free(board: Board, days: Mapping[date, str], at: datetime, *, but: Meeting | None = None) -> None:
    """A Board meets once a day: none of `days`, each with the field that it was typed in, is that of another meeting."""
    meetings = Meeting.objects.filter(board=board).in_order(AsOf(date.max, at + TICK))
    standing = (row for row in meetings if row != but and row.state != MeetingDay.State.CANCELLED)
    taken = next((row for row in standing if row.day in days), None)
    if taken is not None:
        raise Refused(f"Meeting {taken.number} is on {wording.day(taken.day)} already.", field=days[taken.day])


def check_day(notice: Notice, day: date, *, at: datetime, confirmed: bool, field: str, what: str) -> None:
    """A day must not lie before the earliest document of the notice; before its issue it is asked about once."""
    earliest = earliest_day(notice)
    if day < earliest:
        raise Refused(
            f"{what} cannot be dated before {wording.day(earliest)}, the date of the earliest document that the notice rests on.",
            field=field,
        )
    if day < notice.issued_on and not confirmed:
        raise AskFirst(
            f"{wording.day(day)} lies before the notice was issued ({wording.day(notice.issued_on)}). Is that right?",
            field=field,
        )
