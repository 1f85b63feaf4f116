"""By when is what due before a meeting, and which days belong to its round? Pure; given meetings with their days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import count
from typing import Protocol

import holidays

from boards.standing import SIX_WEEKS

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Timetable:
    """By when, in working days before a meeting, figures and updates close and papers are due. As it stands here it is the
    usual one: ours, and changed for a meeting by what a MeetingTimetable says."""

    data_days: int = 12
    updates_days: int = 10
    papers_days: int = 5


USUAL = Timetable()


class Timed(Protocol):
    """A meeting as MeetingQuerySet.with_timetable annotates it: its days are None where it has the usual timetable."""

    number: int
    day: date
    state: str
    data_days: int | None
    updates_days: int | None
    papers_days: int | None


@dataclass(frozen=True)
class Round:
    """What is submitted for one meeting: from `opens_on`, the day after updates closed for the one before, to
    `updates_close_on`; both days count. The first round of a Board has no beginning: it opens on date.min.

    Papers are due, and the position is frozen, on `papers_due_on`.
    """

    number: int
    meeting_on: date
    opens_on: date
    data_closes_on: date
    updates_close_on: date
    papers_due_on: date
    timetable: Timetable = USUAL

    def is_closed(self, on: date) -> bool:
        """The closing day itself still counts."""
        return on > self.updates_close_on


@cache
def _bank_holidays(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Neither a weekend nor a bank holiday of England."""
    return not day_off(day)


def day_off(day: date) -> str:
    """What keeps it from being a working day, in words: a Saturday, a bank holiday (Good Friday). Empty for a working day."""
    if name := _bank_holidays(day.year).get(day):
        return f"a bank holiday ({name})"
    return f"a {day:%A}" if day.weekday() >= 5 else ""


def working_days_before(day: date, number: int) -> date:
    """The working day that lies `number` working days before `day`; for none, `day` itself."""
    if number == 0:
        return day
    before = (day - DAY * step for step in count(1))
    working = (one for one in before if is_working_day(one))
    return next(one for place, one in enumerate(working, start=1) if place == number)


def working_days_after(day: date, number: int) -> date:
    """The working day that lies `number` working days after `day`; for none, `day` itself."""
    if number == 0:
        return day
    working = (one for one in (day + DAY * step for step in count(1)) if is_working_day(one))
    return next(one for place, one in enumerate(working, start=1) if place == number)


def working_days_between(first: date, last: date) -> int:
    """How many working days come after `first`, up to `last` and with it; 0 where `last` is no later than `first`."""
    return sum(is_working_day(first + DAY * step) for step in range(1, (last - first).days + 1))


def timetable_of(meeting: Timed) -> Timetable:
    days = (meeting.data_days, meeting.updates_days, meeting.papers_days)
    return USUAL if None in days else Timetable(*(day or 0 for day in days))


def rounds_of(meetings: Iterable[Timed]) -> list[Round]:
    """The rounds of the meetings that were held or may yet be, earliest first. Every day up to the last closing belongs to
    exactly one of them; where updates for a meeting close no later than for the one before, its round holds no day."""
    found: list[Round] = []
    opens_on = date.min
    for meeting in sorted(meetings, key=lambda row: (row.day, row.number)):
        if meeting.state == "cancelled":
            continue
        timetable = timetable_of(meeting)
        made = round_of(meeting.number, meeting.day, timetable, opens_on=opens_on)
        opens_on = max(opens_on, made.updates_close_on + DAY)
        found.append(made)
    return found


def round_of(number: int, day: date, timetable: Timetable, *, opens_on: date = date.min) -> Round:
    return Round(
        number=number,
        meeting_on=day,
        opens_on=opens_on,
        data_closes_on=working_days_before(day, timetable.data_days),
        updates_close_on=working_days_before(day, timetable.updates_days),
        papers_due_on=working_days_before(day, timetable.papers_days),
        timetable=timetable,
    )


def current(rounds: Sequence[Round], on: date) -> Round | None:
    """The round of the first meeting on this day or after it, whose updates may have closed; None where none is planned."""
    return next((one for one in rounds if one.meeting_on >= on), None)


def forecasts_hold_from(rounds: Sequence[Round], on: date) -> date:
    """The first day on which a forecast was made that still counts on `on`: it counts for its round and no longer, so one
    made in the last round whose updates have closed holds, and what was made since. Where no meeting lies ahead, one of
    the last six weeks."""
    if current(rounds, on) is None:
        return on - SIX_WEEKS
    closed = [one for one in rounds if one.is_closed(on)]
    return closed[-1].opens_on if closed else date.min
