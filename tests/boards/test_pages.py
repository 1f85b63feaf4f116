"""Do the pages of the Board say when it meets, to whom they may, and do their forms write once?"""

from datetime import date

import pytest

from boards import scheduling
from boards.models import Decision, MeetingDay
from tests.pages import address_of, day, drawn, hidden, queries, text_of


def at(world, name, *args, **query):
    return address_of(world.notice, name, *args, **query)


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


# The calendar


def test_calendar_says_next_and_last_and_what_the_notice_expects(world, clock, secretary):
    clock.move_to(date(2012, 12, 20))
    said = text_of(secretary.get(at(world, "boards:meeting_list")))
    assert "6 weeks and 1 day" in said
    assert "That is 1 day too long" in said
    assert "30 January 2013" in said
    assert f'href="{at(world, "pages:measure", "SM1")}">the notice</a> expects one every 6 weeks' in said


def test_calendar_says_the_last_board_before_ministers_are_informed(world, secretary):
    said = text_of(secretary.get(at(world, "boards:meeting_list")))
    assert "The last Board before 31 December 2012 is 19 December 2012" in said
    assert "(given outside this system)" in said


def test_calendar_as_of_an_earlier_day_shows_the_day_planned_then(world, clock, secretary):
    clock.move_to(date(2012, 12, 1))
    with world.writing() as instant:
        scheduling.move_meeting(
            meeting=world.meetings[1],
            to=date(2012, 12, 20),
            reason="The hall is taken.",
            by=world.secretary,
            at=instant,
        )
    now = secretary.get(at(world, "boards:meeting_list"))
    then = secretary.get(at(world, "boards:meeting_list", on="2012-11-30"))
    assert now.context["calendar"].next.day == date(2012, 12, 20)
    assert then.context["calendar"].next.day == date(2012, 12, 19)


def test_calendar_counts_the_decisions_of_each_meeting(world, secretary):
    world.decide("One more.", meeting=world.meetings[0])
    world.decide("Between meetings.")
    rows = secretary.get(at(world, "boards:meeting_list")).context["rows"]
    assert [row["decisions"] for row in rows[:2]] == [2, 0]


def test_observer_sees_the_calendar_without_decisions_or_ways_to_write(world, cast, client_of):
    world.decide("A thing nobody outside has read.", meeting=world.meetings[0])
    observer = client_of(cast.observer)
    said = text_of(observer.get(at(world, "boards:meeting_list")))
    assert "7 November 2012" in said
    for kept_back in ("Decisions</th>", "Plan meetings", "All decisions"):
        assert kept_back not in said


def test_a_notice_without_a_board_has_no_calendar(cast, client_of):
    assert client_of(cast.secretary).get(address_of(cast.a, "boards:meeting_list")).status_code == 404


# One meeting


def test_meeting_page_shows_what_waits_and_what_was_decided(world, clock, secretary):
    change = world.propose(world.item(1), date(2013, 1, 5))
    before = text_of(secretary.get(at(world, "pages:meeting", 2)))
    assert "from 1 December 2012 to 5 January 2013" in before
    assert "The supplier is late." in before
    assert at(world, "plans:rule_on_dates") not in before  # nothing can be ruled on before the meeting is held

    clock.move_to(date(2012, 12, 19), 16)
    meeting = world.hold_meeting(2)
    held = text_of(secretary.get(at(world, "pages:meeting", 2)))
    assert f"{at(world, 'plans:rule_on_dates')}?meeting=2" in held

    world.rule(change, decision=world.decide("Dates were agreed.", meeting=meeting, kind=Decision.Kind.DATES))
    after = text_of(secretary.get(at(world, "pages:meeting", 2)))
    assert "new date 5 January 2013 agreed" in after
    assert "Dates were agreed." in after
    assert "None. A new date" in after


def test_meeting_held_does_not_offer_dates_that_were_asked_for_after_it(world, clock, secretary):
    clock.move_to(date(2012, 11, 8))
    world.propose(world.item(1), date(2013, 1, 5))
    assert "The supplier is late." not in text_of(secretary.get(at(world, "pages:meeting", 1)))
    assert "The supplier is late." in text_of(secretary.get(at(world, "pages:meeting", 2)))


def test_meeting_in_circulated_sight_is_its_day_and_no_more(world, cast, client_of):
    said = text_of(client_of(cast.observer).get(at(world, "pages:meeting", 1)))
    assert "Meeting 1, 7 November 2012" in said
    for kept_back in ("The plan is agreed.", "overdue", "What was said of its day", world.secretary.name):
        assert kept_back not in said


def test_meeting_not_yet_called_says_so(world, secretary):
    assert "had not been called by this day" in text_of(secretary.get(at(world, "pages:meeting", 1, on="2012-10-01")))


@pytest.mark.parametrize("number", ["99", "0", "007", "99999999999999999999"])
def test_meeting_that_does_not_exist_is_not_found(world, secretary, number):
    assert secretary.get(f"/{world.notice.slug}/board/meetings/{number}/").status_code == 404


# Forms


def test_meeting_is_moved_with_a_reason(world, secretary):
    address = at(world, "boards:move_meeting", 2)
    body = drawn(secretary, address) | day("to", date(2012, 12, 20))
    assert secretary.post(address, body).status_code == 422
    answer = secretary.post(address, drawn(secretary, address) | day("to", date(2012, 12, 20)) | {"reason": "Snow."})
    assert answer.url == at(world, "pages:meeting", 2)
    assert MeetingDay.objects.latest("pk").reason == "Snow."


def test_two_who_move_a_meeting_read_each_other(world, secretary):
    address = at(world, "boards:move_meeting", 2)
    first, second = drawn(secretary, address), drawn(secretary, address)
    secretary.post(address, first | day("to", date(2012, 12, 20)) | {"reason": "Snow."})
    met = secretary.post(address, second | day("to", date(2012, 12, 21)) | {"reason": "The chair is away."})
    assert met.status_code == 409
    said = text_of(met)
    assert "Snow." in said
    assert "20 12 2012" in said
    assert "The chair is away." in said

    sent = secretary.post(address, hidden(met) | day("to", date(2012, 12, 21)) | {"reason": "The chair is away."})
    assert sent.status_code == 302
    assert [row.reason for row in world.meetings[1].days.order_by("number")] == ["", "Snow.", "The chair is away."]


def test_meeting_is_recorded_as_held_and_then_stands(world, clock, secretary):
    clock.move_to(date(2012, 12, 20))
    address = at(world, "plans:hold_meeting", 2)
    assert secretary.get(address).context["form"].initial["on"] == date(2012, 12, 19)
    assert secretary.post(address, drawn(secretary, address) | day("on", date(2012, 12, 19))).status_code == 302
    assert "Held" in text_of(secretary.get(at(world, "pages:meeting", 2)))
    assert '<form method="post" novalidate' not in text_of(secretary.get(at(world, "boards:move_meeting", 2)))


def test_day_to_come_is_refused_for_a_meeting_held(world, secretary):
    address = at(world, "plans:hold_meeting", 2)
    answer = secretary.post(address, drawn(secretary, address) | day("on", date(2012, 12, 19)))
    assert answer.status_code == 422
    assert "That day has not come yet" in text_of(answer)


# Queries


@pytest.mark.parametrize("name", ["boards:meeting_list", "meeting"])
def test_pages_ask_as_much_of_three_as_of_one(world, clock, secretary, name):
    address = at(world, "pages:meeting", 2) if name == "meeting" else at(world, name)
    clock.move_to(date(2012, 12, 19), 16)
    meeting = world.hold_meeting(2)

    def one_more(item):
        world.decide("One more.", meeting=meeting)
        change = world.propose(world.item(item), date(2013, 6, item))
        world.rule(change, decision=world.decide("Dates.", meeting=meeting, kind=Decision.Kind.DATES))

    one_more(1)
    world.propose(world.item(3), date(2013, 6, 4))
    of_one = queries(secretary, address)
    one_more(2)
    world.propose(world.item(1), date(2013, 7, 4))
    world.propose(world.item(2), date(2013, 7, 5))
    assert queries(secretary, address) == of_one
