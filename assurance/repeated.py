"""How often was a duty that repeats kept: each six weeks, each meeting, each month? Pure; one occasion at a time."""

from collections.abc import Sequence
from datetime import date, timedelta

from assurance import at_meetings
from assurance.at_meetings import Occasion
from assurance.facts import Asked, Facts
from assurance.slots import kinds_of
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


def repeats(asked: Asked) -> bool:
    return asked.deadline in REPEATS


def is_by_default(asked: Asked) -> bool:
    """Whether the rhythm is ours and not the notice's: then a miss does not count against the council."""
    return asked.deadline == DeadlineKind.AS_BOARD_AGREES


def with_meetings(asked: Asked) -> bool:
    """Whether it repeats with the meetings held."""
    return repeats(asked) and asked.deadline not in (DeadlineKind.MONTHLY, DeadlineKind.SIX_WEEKLY)


def can_be_counted(asked: Asked, facts: Facts) -> bool:
    """Whether what is recorded here tells for each occasion whether the duty was kept."""
    if asked.deadline == DeadlineKind.SIX_WEEKLY:
        return True
    return with_meetings(asked) and (bool(asked.decided_by) or at_meetings.can_be_told(asked, facts))


def occasions(asked: Asked, facts: Facts) -> list[Occasion]:
    """Of a duty that can be counted, each occasion up to the day, the earliest first."""
    if asked.deadline == DeadlineKind.SIX_WEEKLY:
        return gaps([(row.number, row.on) for row in facts.meetings], facts.on)
    if not asked.decided_by:
        return at_meetings.occasions(asked, facts)
    return [_decided_at(row.number, asked, facts) for row in at_meetings.since_issue(asked, facts)]


def why(asked: Asked, facts: Facts, found: Sequence[Occasion]) -> str:
    """The sentence about the occasions `found`, one at least."""
    kept = sum(row.kept for row in found)
    if asked.deadline == DeadlineKind.SIX_WEEKLY:
        by = facts.meetings[-1].on + SIX_WEEKS
        next_one = f"the next meeting {'was' if by < facts.on else 'is'} due by {wording.day(by)}"
        gaps_were = "1 gap between meetings was" if len(found) == 1 else f"{len(found)} gaps between meetings were"
        return f"{kept} of {gaps_were} no longer than six weeks, counted from the last meeting held; {next_one}."
    if not asked.decided_by:
        return at_meetings.sentence(asked, facts, found)
    return (
        f"At {kept} of {wording.count(len(found), 'meeting')} held since the notice was issued the Board took a decision "
        f"of the kind “{asked.agreement}”. A meeting without one may have had none to take."
    )


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


def _decided_at(number: int, asked: Asked, facts: Facts) -> Occasion:
    found = [
        row.number
        for row in facts.decisions
        if (row.body, row.meeting) == (Body.BOARD, number) and row.kind in kinds_of(asked.decided_by)
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
    return len(at_meetings.since_issue(asked, facts))


def times(asked: Asked, number: int) -> str:
    """How often, in words: 3 meetings have been held, 4 months have ended"""
    if asked.deadline == DeadlineKind.MONTHLY:
        return f"{wording.count(number, 'month has', 'months have')} ended since the notice was issued"
    return f"{wording.count(number, 'meeting has', 'meetings have')} been held since the notice was issued"
