"""What do the rules want at a meeting as its calendar stands, and what was decided since the meeting before it?"""

from boards.agenda_rules import Wanted, wanted
from boards.models import Board, Decision, Meeting
from boards.standing import Calendar
from notices.dates import dates_of
from records.clock import AsOf


def calendar_of(board: Board, asof: AsOf) -> Calendar:
    """One query."""
    return Calendar(list(Meeting.objects.filter(board=board).in_order(asof)), asof.on)


def taken_between(board: Board, calendar: Calendar, number: int, asof: AsOf) -> list[Decision]:
    """The decisions of this Board that were taken after the meeting before this one and at no meeting. One query."""
    day = next(meeting.day for meeting in calendar.meetings if meeting.number == number)
    before = [meeting.day for meeting in calendar.sat if meeting.day < day and meeting.number != number]
    taken = Decision.objects.filter(board=board, meeting=None, counts_on__lte=day).as_of(asof)
    return list((taken.filter(counts_on__gt=before[-1]) if before else taken).order_by("number"))


def wanted_at(board: Board, number: int, asof: AsOf) -> list[Wanted]:
    """Everything that the rules want at meeting `number`, in order. Four queries."""
    calendar = calendar_of(board, asof)
    between = bool(taken_between(board, calendar, number, asof))
    return wanted(calendar, number, dates_of(board.notice), between=between)
