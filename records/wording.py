"""How are days, months and counts said? British, whole, in London time; the same words in pages, mails and PDFs."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Protocol

from records.clock import LONDON


def day(on: date) -> str:
    """5 March 2013"""
    return f"{on.day} {on:%B %Y}"


def month(on: date) -> str:
    """March 2013"""
    return f"{on:%B %Y}"


def due(on: date, precision: str) -> str:
    """A deadline as precisely as it was given: 31 March 2013, or March 2013."""
    return month(on) if precision == "month" else day(on)


def instant(at: datetime) -> str:
    """5 March 2013, 14:05 (London time)"""
    local = at.astimezone(LONDON)
    return f"{day(local.date())}, {local:%H:%M}"


def hour(of: time) -> str:
    """10am, 2:30pm, midday, midnight"""
    if of in (time(12), time(0)):
        return "midday" if of.hour else "midnight"
    minutes = f":{of:%M}" if of.minute else ""
    return f"{(of.hour - 1) % 12 + 1}{minutes}{'pm' if of.hour >= 12 else 'am'}"


class Timed(Protocol):
    """Something that lasts from one time of day to another at a place, each as far as it is known."""

    @property
    def starts(self) -> time | None: ...
    @property
    def ends(self) -> time | None: ...
    @property
    def place(self) -> str: ...


def hours(said: Timed) -> str:
    """10am to midday, County Hall"""
    times = " to ".join(hour(of) for of in (said.starts, said.ends) if of)
    return ", ".join(part for part in (times, said.place) if part)


def count(number: int, noun: str, plural: str = "") -> str:
    """1 item, 2 items"""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(parts: Sequence[str]) -> str:
    """a, b and c"""
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def duration(minutes: int) -> str:
    """45 minutes, 2 hours, 2 hours 10 minutes"""
    hours, rest = divmod(minutes, 60)
    parts = [count(hours, "hour")] if hours else []
    return " ".join([*parts, count(rest, "minute")] if rest or not hours else parts)
