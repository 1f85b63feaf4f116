"""How does the Board's calendar stand against what the notice expects? Pure; given meetings with day and state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Protocol

from records.wording import count

# "once every 6 weeks": the notice, SM1.b. Counted from the last meeting held.
SIX_WEEKS = timedelta(weeks=6)


class Dated(Protocol):
    """A meeting as MeetingQuerySet.with_day annotates it."""

    pk: Any
    number: Any  # a field: its type belongs to Django
    day: date
    state: str
    day_reason: str


@dataclass(frozen=True)
class Calendar:
    """The meetings of one Board, earliest first, read on a day. The six weeks run from the last meeting held."""

    meetings: Sequence[Dated]
    on: date

    @cached_property
    def held(self) -> list[Dated]:
        return [meeting for meeting in self.meetings if meeting.state == "held"]

    @property
    def last(self) -> Dated | None:
        return self.held[-1] if self.held else None

    @cached_property
    def next(self) -> Dated | None:
        """The first meeting planned for this day or later."""
        return next(
            (meeting for meeting in self.meetings if meeting.state == "planned" and meeting.day >= self.on), None
        )

    @cached_property
    def unrecorded(self) -> list[Dated]:
        """Meetings whose planned day has passed and of which nobody has said whether they were held."""
        return [meeting for meeting in self.meetings if meeting.state == "planned" and meeting.day < self.on]

    @property
    def days_since(self) -> int | None:
        return (self.on - self.last.day).days if self.last else None

    @property
    def meet_by(self) -> date | None:
        """The last day on which the next meeting is within six weeks; None before the first is held."""
        return self.last.day + SIX_WEEKS if self.last else None

    @property
    def days_over(self) -> int:
        """How many days the Board is beyond six weeks on this day; the day itself is not late."""
        return max((self.on - self.meet_by).days, 0) if self.meet_by else 0

    def last_before(self, day: date) -> Dated | None:
        """The last meeting, held or planned, on `day` or before it."""
        return next((meeting for meeting in reversed(self.sat) if meeting.day <= day), None)

    @cached_property
    def sat(self) -> list[Dated]:
        """Meetings that were held, or may yet be."""
        return [meeting for meeting in self.meetings if meeting.state != "cancelled" and meeting not in self.unrecorded]

    @cached_property
    def gaps(self) -> dict[int, int]:
        """By number, the days since the meeting before it; the first has none."""
        return {
            later.number: (later.day - earlier.day).days for earlier, later in zip(self.sat, self.sat[1:], strict=False)
        }


def weeks(days: int) -> str:
    """6 weeks, 5 weeks and 2 days, 3 days"""
    whole, rest = divmod(days, 7)
    parts = [count(whole, "week")] if whole else []
    if rest or not whole:
        parts.append(count(rest, "day"))
    return " and ".join(parts)


def is_too_far(days: int) -> bool:
    """Whether two meetings lie further apart than the notice expects."""
    return timedelta(days=days) > SIX_WEEKS
