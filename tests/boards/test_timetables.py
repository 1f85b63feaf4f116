"""Is a meeting's timetable changed with a reason, in both times, and never so that something said is lost?"""

from datetime import date

import pytest

from boards import scheduling
from boards.models import Meeting, MeetingTimetable
from boards.timetables import change_timetable, what_changed
from records.refusal import NotTheNext, Refused
from tests.pages import address_of, drawn, text_of


def change(world, number, data=12, updates=10, papers=5, reason="Figures come late.", **more):
    with world.writing() as at:
        return change_timetable(
            meeting=world.meetings[number - 1],
            data_days=data,
            updates_days=updates,
            papers_days=papers,
            reason=reason,
            by=world.secretary,
            at=at,
            **more,
        )


def round_of(world, number, **asof):
    found = Meeting.objects.for_notice(world.notice).rounds(world.asof(**asof))
    return next(one for one in found if one.number == number)


def test_timetable_counts_from_the_day_it_is_changed_and_says_what_was_changed(world, clock):
    assert round_of(world, 2).updates_close_on == date(2012, 12, 5)
    clock.move_to(date(2012, 11, 20))
    change(world, 2, updates=8)
    change(world, 2, updates=8, papers=3, reason="The printer is slow.")
    assert round_of(world, 2).updates_close_on == date(2012, 12, 7)
    assert round_of(world, 2, on=date(2012, 11, 19)).updates_close_on == date(2012, 12, 5)
    assert round_of(world, 3).opens_on == date(2012, 12, 8)
    assert what_changed(list(MeetingTimetable.objects.order_by("-number"))) == [
        "papers are due 3 instead of 5 working days before",
        "updates close 8 instead of 10 working days before",
    ]


def test_moved_meeting_takes_its_timetable_along(world):
    change(world, 2, updates=8)
    with world.writing() as at:
        scheduling.move_meeting(
            meeting=world.meetings[1], to=date(2012, 12, 20), reason="The hall.", by=world.secretary, at=at
        )
    assert round_of(world, 2).updates_close_on == date(2012, 12, 10)


@pytest.mark.parametrize(
    ("number", "days", "sentence"),
    [
        (2, {"data": 9}, "Figures close first"),
        (2, {"papers": 11}, "Figures close first"),
        (2, {"data": 61}, "between 60 and 0"),
        (2, {"reason": " "}, "Say why the timetable changes."),
        (2, {}, "That is the timetable that it has now."),
        (2, {"data": 40}, "For figures that would be 24 October 2012, which has passed."),
        (3, {"data": 45, "updates": 40}, "no later than for meeting 2"),
        (1, {"updates": 8}, "Meeting 1 is held"),
    ],
)
def test_timetable_that_cannot_be_is_refused(world, number, days, sentence):
    with pytest.raises(Refused, match=sentence):
        change(world, number, **days)
    assert not MeetingTimetable.objects.exists()


def test_two_who_change_it_at_once_do_not_overwrite_each_other(world):
    change(world, 2, updates=8, after=0)
    with pytest.raises(NotTheNext):
        change(world, 2, updates=9, after=0)
    change(world, 2, updates=9, after=1)


def test_secretary_changes_it_on_a_page_and_the_meeting_shows_it(world, client_of):
    client, address = client_of(world.secretary), address_of(world.notice, "boards:change_timetable", 2)
    sent = drawn(client, address) | {"data_days": "12", "updates_days": "8", "papers_days": "5", "reason": "Half-term."}
    assert client.post(address, sent | {"updates_days": "13"}).status_code == 422
    for _ in range(2):
        assert client.post(address, sent).status_code == 302
    said = text_of(client.get(address_of(world.notice, "pages:meeting", 2)))
    assert "7 December 2012, 8 working days before" in said
    assert "Changed: updates close 8 instead of 10 working days before. Half-term." in said
    later = client.post(address, sent | {"token": drawn(client, address)["token"], "updates_days": "9"})
    assert later.status_code == 409
    assert "Half-term." in text_of(later)
    assert MeetingTimetable.objects.count() == 1
