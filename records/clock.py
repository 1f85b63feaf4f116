"""What time is it for the notice? Real time, or in a demonstration the time that DemonstrationClock says.

Only edges (views, tasks, commands) ask; rules are told. Machine time, for sessions and leases, is django.utils.timezone.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")
TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class AsOf:
    """A position in both times: what counted on the London day `on`, as recorded before the instant `known`."""

    on: date
    known: datetime

    def __post_init__(self) -> None:
        if self.known.tzinfo is None:
            raise ValueError("known is an instant and needs a time zone")


@dataclass(frozen=True)
class Reading:
    """One look at the clock: the instant, and whether it is a demonstration's."""

    now: datetime
    demonstration: bool


def read() -> Reading:
    """The notice's now, in UTC. One query: ask once per request or task and hand it on."""
    from records.models import DemonstrationClock

    machine = timezone.now()
    clock = DemonstrationClock.objects.first()
    return Reading(machine, False) if clock is None else Reading(clock.instant + (machine - clock.set_at), True)


def now() -> datetime:
    """The notice's now where nothing else is asked of the clock. One query."""
    return read().now


def london_day(instant: datetime) -> date:
    """The London date of an instant: 23:30 UTC on 30 June is 1 July."""
    return instant.astimezone(LONDON).date()


def end_of_day(day: date) -> datetime:
    """The midnight in London that ends `day`: `known=D` means recorded before it."""
    if day == date.max:
        return datetime.max.replace(tzinfo=LONDON)
    return datetime.combine(day + timedelta(days=1), time(), LONDON)


def end_of_last_month(day: date) -> date:
    """The last day of the month before that of `day`."""
    return day.replace(day=1) - timedelta(days=1)
