"""Does another library read the calendar feed as it is meant, on both sides of the clocks, and for members only?"""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import vobject
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards import feeds, scheduling
from boards.feed import london
from boards.hours import Hours
from boards.models import FeedKey
from boards.views.feeds import AN_HOUR
from notices.domain import end_member
from records.clock import LONDON
from tests.pages import address_of, drawn, text_of

TEN = Hours(time(10), time(12), "County Hall, room 2; ask at the door")


def key_of(world, person):
    member = world.notice.memberships.get(person=person)
    with world.writing() as at:
        return feeds.renew_feed(membership=member, by=person, at=at).key


def address(key):
    return f"/calendar/{key}.ics"


def read(client, key):
    answer = client.get(address(key))
    assert answer.status_code == 200
    return vobject.readOne(answer.content.decode())


def entries(calendar, begin):
    """By the first part of its name, in the order of the file."""
    found = {event.uid.value.partition(".")[0]: event for event in calendar.vevent_list}
    return {name: event for name, event in found.items() if name.startswith(begin)}


@pytest.fixture
def key(world):
    return key_of(world, world.officer)


@pytest.fixture
def stranger(client_of):
    return client_of(None)


def test_ten_in_the_morning_is_ten_in_winter_and_nine_utc_in_summer(world, stranger, key):
    """Across both changes of the clocks of 2013, 31 March and 27 October, as another library works it out from the file."""
    for meeting in world.meetings[1:]:
        with world.writing() as at:
            scheduling.say_hours(meeting=meeting, hours=TEN, by=world.secretary, at=at)
    found = entries(read(stranger, key), "meeting")
    begins = {name: event.dtstart.value.astimezone(UTC) for name, event in found.items() if name != "meeting-1"}
    assert list(begins.values()) == [
        datetime(2012, 12, 19, 10, tzinfo=UTC),
        datetime(2013, 1, 30, 10, tzinfo=UTC),
        datetime(2013, 3, 13, 10, tzinfo=UTC),
        datetime(2013, 4, 24, 9, tzinfo=UTC),
        datetime(2013, 6, 5, 9, tzinfo=UTC),
        datetime(2013, 7, 17, 9, tzinfo=UTC),
        datetime(2013, 8, 28, 9, tzinfo=UTC),
        datetime(2013, 10, 9, 9, tzinfo=UTC),
        datetime(2013, 11, 20, 10, tzinfo=UTC),
    ]
    event = found["meeting-9"]
    assert event.dtend.value - event.dtstart.value == timedelta(hours=2)
    assert event.location.value == "County Hall, room 2; ask at the door"


def test_time_zone_of_the_file_is_that_of_london(world):
    """Every hour of the last eight days of both months, for thirty years, as the other library reads the rules."""
    block = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + london().to_ical() + b"END:VCALENDAR\r\n"
    zone = vobject.readOne(block.decode()).vtimezone.gettzinfo()
    for year in range(2010, 2040):
        for month in (3, 10):
            for hour in range(24 * 8):
                local = datetime(year, month, 24) + timedelta(hours=hour, minutes=30)
                if is_twice_or_never(local):
                    continue
                assert local.replace(tzinfo=zone).utcoffset() == local.replace(tzinfo=LONDON).utcoffset(), local


def is_twice_or_never(local):
    """Between 1:00 and 2:00 on the day of a change: a meeting is not held then."""
    return local.replace(tzinfo=LONDON).utcoffset() != local.replace(tzinfo=LONDON, fold=1).utcoffset()


def test_meeting_without_hours_is_all_day(world, stranger, key):
    event = entries(read(stranger, key), "meeting")["meeting-2"]
    assert (event.dtstart.value, event.dtend.value) == (date(2012, 12, 19), date(2012, 12, 20))
    assert event.summary.value == f"{world.notice.board_name}, meeting 2"
    assert event.url.value.endswith("/wiltshire-2012/board/meetings/2/")


def test_moved_and_cancelled_meetings_keep_their_name_and_count_on(world, stranger, key):
    before = entries(read(stranger, key), "meeting")
    world.move_meeting(2, date(2013, 1, 9))
    world.cancel_meeting(3)
    now = entries(read(stranger, key), "meeting")
    assert now.keys() == before.keys()
    assert now["meeting-2"].uid.value == before["meeting-2"].uid.value
    assert now["meeting-2"].dtstart.value == date(2013, 1, 9)
    read_off = {name: (event.status.value, event.sequence.value) for name, event in now.items()}
    assert [read_off[f"meeting-{number}"] for number in (1, 2, 3, 4)] == [
        ("CONFIRMED", "1"),
        ("CONFIRMED", "1"),
        ("CANCELLED", "1"),
        ("CONFIRMED", "0"),
    ]
    assert now["meeting-3"].summary.value.startswith("Cancelled: ")
    assert now["meeting-2"].dtstamp.value > before["meeting-2"].dtstamp.value
    assert "Snow." not in stranger.get(address(key)).content.decode()  # a reason is for members who see live rows


def test_papers_and_dates_of_the_notice_are_days(world, stranger, key):
    calendar = read(stranger, key)
    papers = entries(calendar, "papers")
    assert (papers["papers-2"].dtstart.value, len(papers)) == (date(2012, 12, 12), 10)
    dates = [event for event in calendar.vevent_list if "Ministers" in event.summary.value]
    assert [event.dtstart.value for event in dates] == [date(2013, 3, 31), date(2013, 9, 30)]
    world.cancel_meeting(2)
    assert "papers-2" not in entries(read(stranger, key), "papers")


def test_papers_are_not_due_for_who_sends_none(world, cast, stranger):
    found = read(stranger, key_of(world, cast.observer))
    assert entries(found, "papers") == {}
    assert len(entries(found, "meeting")) == 10


def test_every_line_is_as_short_as_the_standard_wants(stranger, key):
    lines = stranger.get(address(key)).content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75


def test_same_calendar_is_the_same_file(stranger, key):
    assert stranger.get(address(key)).content == stranger.get(address(key)).content


def test_answer_is_kept_nowhere_and_names_no_page_before_it(stranger, key):
    answer = stranger.get(address(key))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer.headers


def test_address_opens_nothing_once_another_is_made(world, stranger, key):
    another = key_of(world, world.officer)
    assert FeedKey.objects.count() == 1
    assert stranger.get(address(key)).status_code == 404
    assert stranger.get(address(another)).status_code == 200


def test_address_opens_nothing_once_the_membership_ends(world, stranger, key):
    with world.writing() as at:
        member = world.notice.memberships.get(person=world.officer)
        end_member(member=member, to_on=world.clock.today, by=None, at=at)
    assert stranger.get(address(key)).status_code == 200  # its last day counts
    world.clock.move_to(world.clock.today + timedelta(days=1))
    assert stranger.get(address(key)).status_code == 404


def test_address_opens_nothing_for_who_may_not_sign_in(world, stranger, key):
    world.officer.is_active = False
    world.officer.save()
    assert stranger.get(address(key)).status_code == 404


def test_program_that_asks_without_end_is_told_to_wait(stranger, key):
    answers = [stranger.get(address(key)) for _ in range(AN_HOUR + 1)]
    assert [answer.status_code for answer in answers] == [200] * AN_HOUR + [429]
    assert answers[-1].headers["Retry-After"] == "3600"


def test_file_takes_as_many_queries_with_more_meetings(world, stranger, key):
    counts = []
    for days in ([], [date(2014, 1, 8), date(2014, 2, 19), date(2014, 4, 2)]):
        if days:
            with world.writing() as at:
                scheduling.plan_meetings(board=world.board, days=days, by=world.secretary, at=at)
        with CaptureQueriesContext(connection) as made:
            read(stranger, key)
        counts.append(len(made))
    assert counts[0] == counts[1]


def test_member_makes_an_address_and_another(world, client_of, stranger):
    client, page = client_of(world.officer), address_of(world.notice, "boards:feed")
    assert "Make my address" in text_of(client.get(page))
    body = drawn(client, page)
    for _ in range(3):  # pressed three times: made once
        assert client.post(page, body).url == page
    first = FeedKey.objects.get().key
    assert f"{address(first)}</code>" in text_of(client.get(page))
    client.post(page, drawn(client, page))
    second = FeedKey.objects.get().key
    assert second != first
    assert stranger.get(address(first)).status_code == 404


def test_page_shows_nobody_else_s_address(world, client_of, key):
    assert key not in text_of(client_of(world.secretary).get(address_of(world.notice, "boards:feed")))
