"""What stands on the agenda of every meeting, in which order, and why? Pure; a meeting with its calendar in, items out.

The order and the minutes are ours; what a rule rests on is said in its `because`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from boards.models import AgendaTerms
from boards.standing import Calendar
from records import wording

DECISION, DISCUSSION, INFORMATION = AgendaTerms.Purpose


class Dated(Protocol):
    """A date of the notice (notices/dates.py)."""

    @property
    def on(self) -> date: ...
    @property
    def what(self) -> str: ...
    @property
    def month(self) -> str: ...
    @property
    def outside(self) -> str: ...


@dataclass(frozen=True)
class Wanted:
    """An item that a rule wants at a meeting. `rule` is stored with the item, so that what the notice asks of each meeting can
    be shown later."""

    rule: str
    title: str
    purpose: str
    minutes: int
    because: str


APOLOGIES = Wanted("apologies", "Apologies and interests", INFORMATION, 5, "It opens every meeting.")
MINUTES = Wanted(
    "minutes", "Minutes of the last meeting and matters arising", DECISION, 10, "A meeting was held before this one."
)
POSITION = Wanted("position", "Position since the last meeting", DISCUSSION, 15, "It is before every meeting.")
ADOPTION = Wanted(
    "adoption_progress",
    "Progress of the adoption plan",
    DISCUSSION,
    15,
    "The notice wants it reported at each meeting (AD1).",
)
INDICATORS = Wanted(
    "indicators", "Indicators", DISCUSSION, 20, "The notice wants reports against indicators discussed (QP1)."
)
EXCEPTIONS = Wanted(
    "exceptions", "Exceptions and proposed dates", DECISION, 20, "Only the Board moves a date; it asks for the cause."
)
CONCERNS = Wanted("concerns", "Concerns", DECISION, 15, "Each leaves the Board with an action or with a reason.")
JUDGEMENTS = Wanted(
    "judgements", "Judgements of the measures", DECISION, 20, "The Board says its word at each meeting."
)
BETWEEN = Wanted(
    "between_meetings", "Decisions taken between meetings", INFORMATION, 5, "They are noted at the next meeting."
)
OTHER = Wanted("other_business", "Any other business", DISCUSSION, 5, "It closes every meeting.")
MINISTERS, REVIEW = "ministers", "review"
AFTER = {MINISTERS: "Information to Ministers", REVIEW: "Review by the Department"}


def wanted(calendar: Calendar, number: int, dates: Sequence[Dated], *, between: bool = False) -> list[Wanted]:
    """What the rules want at meeting `number`, in order. `dates` are those of the notice, `between` whether a decision was taken
    between the meeting before it and this one."""
    before = [meeting for meeting in calendar.sat if meeting.number != number and meeting.day < _day(calendar, number)]
    items = [APOLOGIES, MINUTES if before else None, POSITION, ADOPTION, INDICATORS, EXCEPTIONS, CONCERNS, JUDGEMENTS]
    items += [BETWEEN if between else None, *_due(calendar, number, dates), OTHER]
    return [item for item in items if item is not None]


def _day(calendar: Calendar, number: int) -> date:
    return next(meeting.day for meeting in calendar.meetings if meeting.number == number)


def _due(calendar: Calendar, number: int, dates: Sequence[Dated]) -> list[Wanted]:
    """One item each for Ministers and for a review where this is the last Board before the date, the earliest date first."""
    found: dict[str, Wanted] = {}
    for one in dates:
        last = calendar.last_before(one.on)
        if one.outside or last is None or last.number != number:
            continue
        rule = REVIEW if "review" in one.what else MINISTERS
        because = f"{one.what} in {one.month}; this is the last Board before {wording.day(one.on)}."
        found.setdefault(rule, Wanted(rule, f"{AFTER[rule]}, {one.month}", DECISION, 15, because))
    return list(found.values())
