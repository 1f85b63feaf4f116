"""How often was a duty that repeats kept: each six weeks, each meeting, each month? Pure; one occasion at a time."""

from dataclasses import dataclass
from datetime import date, timedelta

from assurance.facts import Asked, Facts
from notices.notice_rows import Body, DeadlineKind
from records import wording

SIX_WEEKS = timedelta(weeks=6)
REPEATS = {
    DeadlineKind.SIX_WEEKLY: "each six weeks",
    DeadlineKind.EACH_MEETING: "each meeting",
    DeadlineKind.AS_BOARD_AGREES: "each meeting",
    DeadlineKind.MONTHLY: "each month",
}
OUR_DEFAULT = "Each meeting is our default until the Board agrees otherwise, and does not count against the council."


@dataclass(frozen=True)
class Occasion:
    """One time at which the duty fell due: kept or not, at which meeting if it was one, and what shows it."""

    kept: bool
    said: str
    meeting: int | None = None


def repeats(asked: Asked) -> bool:
    return asked.deadline in REPEATS


def is_by_default(asked: Asked) -> bool:
    """Whether the rhythm is ours and not the notice's: then a miss does not count against the council."""
    return asked.deadline == DeadlineKind.AS_BOARD_AGREES


def can_be_counted(asked: Asked) -> bool:
    """Whether what is recorded here tells for each occasion whether the duty was kept."""
    if asked.deadline == DeadlineKind.SIX_WEEKLY:
        return True
    return repeats(asked) and asked.deadline != DeadlineKind.MONTHLY and bool(asked.decided_by)


def occasions(asked: Asked, facts: Facts) -> list[Occasion]:
    """Of a duty that can be counted, each occasion up to the day, the earliest first."""
    if asked.deadline == DeadlineKind.SIX_WEEKLY:
        return gaps([(row.number, row.on) for row in facts.meetings], facts.on)
    return [_at_meeting(row.number, asked, facts) for row in facts.meetings if row.on >= asked.issued_on]


def gaps(meetings: list[tuple[int, date]], on: date) -> list[Occasion]:
    """One occasion for each meeting after the first, and one for the gap that is open once it is longer than six weeks."""
    found = []
    for (_, earlier), (number, later) in zip(meetings, meetings[1:], strict=False):
        days = (later - earlier).days
        found.append(
            Occasion(later - earlier <= SIX_WEEKS, f"{wording.count(days, 'day')} after the one before", number)
        )
    if meetings and on - meetings[-1][1] > SIX_WEEKS:
        days = (on - meetings[-1][1]).days
        found.append(Occasion(False, f"no meeting in the {wording.count(days, 'day')} since the last"))
    return found


def _at_meeting(number: int, asked: Asked, facts: Facts) -> Occasion:
    found = [
        row.number
        for row in facts.decisions
        if (row.body, row.kind, row.meeting) == (Body.BOARD, asked.decided_by, number)
    ]
    if not found:
        return Occasion(False, f"no decision of the kind “{asked.agreement}”", number)
    noun = "Board decision" if len(found) == 1 else "Board decisions"
    return Occasion(True, f"{noun} {wording.listed([str(row) for row in sorted(found)])}", number)


def so_far(asked: Asked, facts: Facts) -> int:
    """How often a duty has fallen due, whether or not anything can show that it was kept: meetings held since the day of
    issue, or months ended since."""
    if asked.deadline == DeadlineKind.MONTHLY:
        issued, on = asked.issued_on, facts.on
        return max((on.year - issued.year) * 12 + on.month - issued.month, 0)
    return sum(row.on >= asked.issued_on for row in facts.meetings)


def times(asked: Asked, number: int) -> str:
    """How often, in words: 3 meetings have been held, 4 months have ended"""
    if asked.deadline == DeadlineKind.MONTHLY:
        return f"{wording.count(number, 'month has', 'months have')} ended since the notice was issued"
    return f"{wording.count(number, 'meeting has', 'meetings have')} been held since the notice was issued"
