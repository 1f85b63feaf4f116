"""Which open matters come forward to a meeting, without anybody's asking, and which item of its agenda takes them up?"""

from collections.abc import Sequence
from dataclasses import dataclass

from boards.agenda_wanted import calendar_of
from boards.ballots import to_note
from boards.models import Ballot, BallotOutcome, Board, Meeting, MinutesVersion
from boards.standing import Calendar
from notices.models import Notice
from plans.agenda_list import Named
from plans.changes import WAITS, What
from plans.listing import items_in_order, lines
from plans.models import Concern, DateChange, TermsChange
from records import wording
from records.clock import AsOf
from reports.action_log import Asked, found

SHOWN = 6  # of one kind; the rest is behind the link to all of them


@dataclass(frozen=True)
class Forward:
    """Open matters of one kind: the standing rule whose item takes them up, how many there are in words, the first of them,
    how many more, and the page that has all."""

    rule: str
    words: str
    matters: Sequence[Named]
    more: int
    page: str


def coming_forward(notice: Notice, board: Board, calendar: Calendar, number: int, asof: AsOf) -> list[Forward]:
    """What is open before meeting `number`, in the order of an agenda. At most eleven queries."""
    kinds = (
        _actions(notice, asof),
        _changes(notice, asof),
        _concerns(notice, number, asof),
        _between(board, calendar, number, asof),
    )
    return [one for one in kinds if one is not None]


def before_the_board(rule: str, meeting: Meeting, asof: AsOf) -> list[Forward]:
    """What lies before a meeting in progress at the item of that standing rule; nothing at another. At most seven queries."""
    board, number = meeting.board, meeting.number
    found: list[Forward | None] = []
    if rule == "minutes":
        found = [_to_confirm(meeting, asof), _actions(board.notice, asof)]
    elif rule == "concerns":
        found = [_concerns(board.notice, number, asof)]
    elif rule == "between_meetings":
        found = [_between(board, calendar_of(board, asof), number, asof), _closed(board, asof)]
    return [one for one in found if one is not None]


def waits_for(calendar: Calendar, number: int) -> int | None:
    """The number of a meeting that comes before this one and is not held yet: what is open comes forward to that one first."""
    ahead = [one for one in calendar.meetings if one.state == "planned"]
    return ahead[0].number if ahead and ahead[0].number != number else None


def _forward(rule: str, words: str, matters: Sequence[Named], page: str, *, many: int | None = None) -> Forward | None:
    shown = list(matters[:SHOWN])
    return Forward(rule, words, shown, (many or len(matters)) - len(shown), page) if shown else None


def _actions(notice: Notice, asof: AsOf) -> Forward | None:
    keys = found(notice, asof, Asked(), {})
    there = lines(items_in_order(notice, asof, keys[:SHOWN]), asof)
    matters = [Named("pages:item", line.number, f"Item {line.number}", line.words, word=line.word) for line in there]
    words = f"{wording.count(len(keys), 'corrective action')} of earlier meetings still open"
    return _forward("minutes", words, matters, "pages:actions", many=len(keys))


def _changes(notice: Notice, asof: AsOf) -> Forward | None:
    dates = DateChange.objects.for_notice(notice).waiting(asof).select_related("item").order_by("counts_on", "pk")
    terms = TermsChange.objects.for_notice(notice).waiting(asof).select_related("item").order_by("counts_on", "pk")
    of_dates = [_of_item(row, f"new date asked for: {wording.due(row.to_on, row.to_precision)}") for row in dates]
    of_terms = [_of_item(row, WAITS[What(row.what)]) for row in terms]
    counted = [
        wording.count(len(rows), noun, plural)
        for rows, noun, plural in (
            (of_dates, "proposed date", ""),
            (of_terms, "proposed change of an item", "proposed changes of items"),
        )
        if rows
    ]
    words = f"{wording.listed(counted)} without an answer"
    return _forward("exceptions", words, [*of_dates, *of_terms], "plans:rule_on_dates")


def _of_item(row: DateChange | TermsChange, words: str) -> Named:
    return Named("pages:item", row.item.number, f"Item {row.item.number}", words)


def _concerns(notice: Notice, number: int, asof: AsOf) -> Forward | None:
    rows = Concern.objects.for_notice(notice).filter(meeting__board__kind=Board.Kind.IMPROVEMENT)
    there = [
        Named("plans:concern", row.number, f"C{row.number}", row.words)
        for row in rows.to_answer_at(number, asof).order_by("number")
    ]
    words = f"{wording.count(len(there), 'concern')} without an outcome"
    return _forward("concerns", words, there, "plans:concern_list")


def _to_confirm(meeting: Meeting, asof: AsOf) -> Forward | None:
    """The minutes of other meetings that are circulated and not confirmed."""
    newest = MinutesVersion.objects.newest(asof, drafts=False).filter(meeting__board=meeting.board)
    circulated = newest.filter(state=MinutesVersion.State.CIRCULATED).exclude(meeting=meeting)
    there = [
        Named("boards:minutes", row.meeting.number, f"Minutes of meeting {row.meeting.number}", "as circulated")
        for row in circulated.select_related("meeting").order_by("meeting__number")
    ]
    return _forward(
        "minutes", f"Minutes of {wording.count(len(there), 'meeting')} to confirm", there, "boards:minutes_list"
    )


def _closed(board: Board, asof: AsOf) -> Forward | None:
    """The proposals whose day is over and of which nobody has said what came of them."""
    ended = BallotOutcome.objects.as_of(asof).values("ballot")
    rows = (
        Ballot.objects.as_of(asof).filter(board=board, closes_on__lt=asof.on).exclude(pk__in=ended).order_by("number")
    )
    there = [Named("boards:ballot", row.number, f"Proposal {row.number}", row.words) for row in rows]
    words = f"{wording.count(len(there), 'closed proposal')}: record what came of {'it' if len(there) == 1 else 'them'}"
    return _forward("between_meetings", words, there, "boards:ballot_list")


def _between(board: Board, calendar: Calendar, number: int, asof: AsOf) -> Forward | None:
    noted = to_note(board, calendar, number, asof)
    taken = [one.decision for one in noted if one.decision]
    ended = [one.ballot for one in noted if one.ballot]
    matters = [Named("", row.number, f"Decision {row.number}", row.words) for row in taken]
    matters += [Named("boards:ballot", row.number, f"Proposal {row.number}, not decided", row.words) for row in ended]
    counted = [wording.count(len(taken), "decision taken", "decisions taken")] if taken else []
    counted += [wording.count(len(ended), "proposal not decided", "proposals not decided")] if ended else []
    return _forward("between_meetings", f"{wording.listed(counted)} since the last meeting", matters, "pages:decisions")
