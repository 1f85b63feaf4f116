"""On which days does a Board meet if it meets every six weeks? Pure; a first day and a last in, working days out.

The rule is ours: each is on the weekday of the first, on the last such day within six weeks of the meeting before; where that is a
weekend or a bank holiday of England, on the working day before it. So no two are further apart than the notice expects.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from boards.rounds import day_off, is_working_day, working_days_before
from boards.standing import SIX_WEEKS


@dataclass(frozen=True)
class Proposed:
    """A day for a meeting. `wanted` is the day that the rhythm gives, and `avoided` what keeps the Board from meeting on it."""

    day: date
    wanted: date
    avoided: str = ""


def series(first: date, until: date) -> list[Proposed]:
    """At least one, the others not after `until`."""
    return list(_days(first, until))


def _days(first: date, until: date) -> Iterator[Proposed]:
    found = _working(first)
    weekday = found.day.weekday()
    yield found
    while True:
        latest = found.day + SIX_WEEKS
        found = _working(latest - timedelta(days=(latest.weekday() - weekday) % 7))
        if found.day > until:
            return
        yield found


def _working(wanted: date) -> Proposed:
    if is_working_day(wanted):
        return Proposed(wanted, wanted)
    return Proposed(working_days_before(wanted, 1), wanted, day_off(wanted))
