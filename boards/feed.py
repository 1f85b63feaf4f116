"""How is the Board's calendar written so that a person's own calendar program reads it? Rows in, a file of RFC 5545 out; pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from boards.rounds import Round
from notices.dates import NoticeDate
from records.clock import LONDON

MAKER = "-//Improvement Board//Meetings of the Board//EN"
EVERY = timedelta(hours=6)  # how often a calendar program is asked to look


@dataclass(frozen=True)
class Said:
    """How often something was said of a meeting's day, and when last: what makes a calendar program take the newer."""

    times: int
    at: datetime


@dataclass(frozen=True)
class Contents:
    """What one member's feed holds: `reference` begins the name of every entry, `where` gives the address of a meeting's page."""

    reference: str
    title: str
    board: str
    meetings: Iterable[Any]  # as MeetingQuerySet.with_day annotates them
    said: Mapping[int, Said]  # by number
    where: Mapping[int, str]  # by number
    rounds: Iterable[Round]
    dates: Iterable[NoticeDate]
    issued_on: date


def written(contents: Contents) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", contents.title)
    calendar.add("refresh-interval", EVERY, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", EVERY)
    calendar.add_component(london())
    for event in _events(contents):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def london() -> Timezone:
    """Summer time from the last Sunday of March, 01:00 UTC, to the last of October, as it has been since 1996."""
    zone = Timezone()
    zone.add("tzid", LONDON.key)
    for kind, name, begins, month, before, after in (
        (TimezoneDaylight, "BST", datetime(1996, 3, 31, 1), 3, 0, 1),
        (TimezoneStandard, "GMT", datetime(1996, 10, 27, 2), 10, 1, 0),
    ):
        part = kind()
        part.add("tzname", name)
        part.add("dtstart", begins)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(part)
    return zone


def _events(contents: Contents) -> Iterator[Event]:
    for meeting in contents.meetings:
        yield _meeting(contents, meeting)
    for round_ in contents.rounds:
        named, said = f"papers-{round_.number}", contents.said[round_.number]
        words = f"Papers due for meeting {round_.number} of the {contents.board}"
        yield _all_day(contents, named, round_.papers_due_on, words, said)
    issued = datetime.combine(contents.issued_on, datetime.min.time(), UTC)
    for one in contents.dates:
        named = f"{one.measure}-{one.on}".lower()
        yield _all_day(contents, named, one.on, f"{one.what} ({one.month})", Said(1, issued))


def _meeting(contents: Contents, meeting: Any) -> Event:
    cancelled = meeting.state == "cancelled"
    words = f"{contents.board}, meeting {meeting.number}"
    event = _begun(contents, f"meeting-{meeting.number}", contents.said[meeting.number])
    event.add("summary", f"Cancelled: {words}" if cancelled else words)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if meeting.starts is None:
        _on(event, meeting.day)
    else:
        event.add("dtstart", datetime.combine(meeting.day, meeting.starts, LONDON))
        if meeting.ends is not None:
            event.add("dtend", datetime.combine(meeting.day, meeting.ends, LONDON))
    if meeting.place:
        event.add("location", meeting.place)
    event.add("url", contents.where[meeting.number])
    return event


def _all_day(contents: Contents, name: str, on: date, words: str, said: Said) -> Event:
    event = _begun(contents, name, said)
    event.add("summary", words)
    _on(event, on)
    return event


def _on(event: Event, day: date) -> None:
    """All day, and nobody is busy for it."""
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")


def _begun(contents: Contents, name: str, said: Said) -> Event:
    event = Event()
    event.add("uid", f"{name}.{contents.reference}@improvement-board")
    event.add("dtstamp", said.at)
    event.add("last-modified", said.at)
    event.add("sequence", said.times - 1)
    return event
