"""What do the rules want at a meeting as its calendar stands, and what was decided since the meeting before it?"""

from boards.agenda_rules import Wanted, wanted
from boards.ballots import to_note
from boards.models import Board, Meeting
from boards.standing import Calendar
from notices.dates import dates_of
from records.clock import AsOf


def calendar_of(board: Board, asof: AsOf) -> Calendar:
    """One query."""
    return Calendar(list(Meeting.objects.filter(board=board).in_order(asof)), asof.on)


def wanted_at(board: Board, number: int, asof: AsOf) -> list[Wanted]:
    """Everything that the rules want at meeting `number`, in order. Five queries."""
    calendar = calendar_of(board, asof)
    between = bool(to_note(board, calendar, number, asof))
    return wanted(calendar, number, dates_of(board.notice), between=between)
