"""Is a series looked at before it is planned, and does what is said of a meeting keep what was typed?"""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.hours import Hours
from boards.models import Meeting
from tests.pages import address_of, day, drawn, fields_of, hidden, text_of

JANUARY, FEBRUARY = date(2014, 1, 8), date(2014, 2, 19)
TYPED = {"starts": "10am", "ends": "12.30pm", "place": "County Hall"}


def at(world, name, *args, **query):
    return address_of(world.notice, name, *args, **query)


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


def look(world, secretary, first, until):
    """The page with the days, and what its form sends when it is not touched."""
    address = at(world, "boards:plan_meetings")
    shown = secretary.post(address, drawn(secretary, address) | day("first", first) | day("until", until) | TYPED)
    assert shown.status_code == 200
    asked, days = shown.context["series"], shown.context["form"]
    body = hidden(shown) | day("first", first) | day("until", until)
    body |= fields_of(field for field in asked.visible_fields() if field.name in TYPED)
    for number, one in enumerate(days.proposed, 1):
        body |= day(f"day_{number}", one.day)
    return shown, body | {"step": "record"}


def days_of(world):
    return list(world.board.meetings.in_order(world.asof()).values_list("number", "day"))


def test_series_is_looked_at_and_then_planned_once(world, secretary):
    before = days_of(world)
    _, body = look(world, secretary, JANUARY, FEBRUARY)
    assert days_of(world) == before
    for _ in range(5):  # pressed five times
        assert secretary.post(at(world, "boards:plan_meetings"), body).url == at(world, "boards:meeting_list")
    assert days_of(world) == [*before, (11, JANUARY), (12, FEBRUARY)]
    meeting = Meeting.objects.with_day(world.asof()).get(board=world.board, number=12)
    assert Hours.of(meeting) == Hours(time(10), time(12, 30), "County Hall")


def test_page_sends_back_what_was_asked_for(world, secretary):
    """As a browser does: every input of the page with the days."""
    shown, _ = look(world, secretary, JANUARY, FEBRUARY)
    said = text_of(shown)
    for name, value in (day("first", JANUARY) | day("until", FEBRUARY) | {"place": "County Hall"}).items():
        assert f'<input type="hidden" name="{name}" value="{value}"' in said


def test_page_says_what_was_avoided_and_of_which_date_each_is_the_last_board(world, secretary):
    shown, _ = look(world, secretary, date(2013, 12, 11), date(2014, 1, 31))
    said = text_of(shown)
    assert "Proposed: Wednesday 11 December 2013. The last Board before the end of December 2013: " in said
    shown, _ = look(world, secretary, date(2014, 1, 1), date(2014, 1, 1))
    assert (
        "Proposed: Tuesday 31 December 2013, because <strong>1 January 2014 is a bank holiday (New Year&#x27;s Day)</strong>."
        in text_of(shown)
    )


def test_days_are_changed_by_hand_and_one_is_left_out(world, secretary):
    _, body = look(world, secretary, JANUARY, date(2014, 4, 2))
    body |= day("day_1", date(2014, 1, 14)) | dict.fromkeys(day("day_2", FEBRUARY), "")
    assert secretary.post(at(world, "boards:plan_meetings"), body).status_code == 302
    assert days_of(world)[-2:] == [(11, date(2014, 1, 14)), (12, date(2014, 4, 2))]


def test_day_off_is_asked_about_and_then_planned(world, secretary):
    _, body = look(world, secretary, JANUARY, FEBRUARY)
    body |= day("day_1", date(2014, 1, 11))
    asked = secretary.post(at(world, "boards:plan_meetings"), body)
    assert asked.status_code == 422
    assert "11 January 2014 is a Saturday. Does the Board meet then?" in text_of(asked)
    body |= hidden(asked) | {"confirmed": "on"}
    assert secretary.post(at(world, "boards:plan_meetings"), body).status_code == 302


def test_refused_day_says_why_at_its_field_and_keeps_the_others(world, secretary):
    _, body = look(world, secretary, JANUARY, FEBRUARY)
    body |= day("day_1", date(2014, 1, 15)) | day("day_2", date(2013, 10, 9))
    answer = secretary.post(at(world, "boards:plan_meetings"), body)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert form.errors["day_2"] == [
        "9 October 2013 does not come after 15 January 2014, the day of the meeting before it."
    ]
    assert form["day_1"].value() == ["15", "1", "2014"]


def test_other_days_can_be_asked_for_without_typing_again(world, secretary):
    _, body = look(world, secretary, JANUARY, FEBRUARY)
    back = secretary.post(at(world, "boards:plan_meetings"), body | {"step": "back"})
    form = back.context["form"]
    assert [form[name].value() for name in ("first", "until", "starts", "place")] == [
        JANUARY, FEBRUARY, "10am", "County Hall",
    ]  # fmt: skip


def test_next_series_is_proposed_six_weeks_after_the_last(world, secretary):
    form = secretary.get(at(world, "boards:plan_meetings")).context["form"]
    assert form.initial["first"] == date(2014, 1, 1)
    assert form.initial["until"] == date(2014, 1, 1)  # past the last date of the notice: one more


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        (day("until", date(2013, 1, 8)), "until", "The last day lies before the first meeting."),
        ({"starts": "half past"}, "starts", "“Starts at” must be a time, like 10am, 2:30pm or 14:30"),
        ({"ends": "13pm"}, "ends", "“Ends at” must be a time, like 10am, 2:30pm or 14:30"),
    ],
)
def test_refused_series_says_why_at_its_field(world, secretary, typed, field, sentence):
    address = at(world, "boards:plan_meetings")
    body = drawn(secretary, address) | day("first", JANUARY) | day("until", FEBRUARY) | typed
    answer = secretary.post(address, body)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field] == [sentence]


def test_hours_and_place_are_said_and_shown(world, secretary):
    address = at(world, "boards:meeting_hours", 2)
    assert secretary.post(address, drawn(secretary, address) | TYPED).url == at(world, "pages:meeting", 2)
    assert "10am to 12:30pm, County Hall" in text_of(secretary.get(at(world, "pages:meeting", 2)))
    assert "10am to 12:30pm, County Hall" in text_of(secretary.get(at(world, "boards:meeting_list")))
    form = secretary.get(address).context["form"]
    assert [form[name].value() for name in TYPED] == ["10am", "12:30pm", "County Hall"]


def test_hours_that_end_before_they_start_are_refused_and_kept(world, secretary):
    address = at(world, "boards:meeting_hours", 2)
    answer = secretary.post(address, drawn(secretary, address) | TYPED | {"ends": "9:00"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["ends"] == ["It cannot end at 9am: it starts at 10am."]
    assert 'value="County Hall"' in text_of(answer)


def test_meeting_is_cancelled_with_a_reason_and_planned_again(world, secretary):
    address = at(world, "boards:cancel_meeting", 2)
    assert "12 weeks apart. <strong>That is more than 6 weeks.</strong>" in text_of(secretary.get(address))
    assert secretary.post(address, drawn(secretary, address)).status_code == 422
    assert secretary.post(address, drawn(secretary, address) | {"reason": "Snow."}).status_code == 302
    assert "Cancelled: Snow." in text_of(secretary.get(at(world, "pages:meeting", 2)))
    again = at(world, "boards:move_meeting", 2)
    assert "Plan meeting 2 again" in text_of(secretary.get(again))
    body = drawn(secretary, again) | day("to", date(2012, 12, 20)) | {"reason": "The snow has gone."}
    assert secretary.post(again, body).status_code == 302
    assert world.day_of(2) == (date(2012, 12, 20), "planned")


def test_meeting_held_cannot_be_cancelled_and_its_page_says_so(world, secretary):
    address = at(world, "boards:cancel_meeting", 1)
    said = text_of(secretary.get(address))
    assert "was held on 7 November 2012: it is not cancelled any more" in said
    answer = secretary.post(address, drawn(secretary, at(world, "boards:cancel_meeting", 2)) | {"reason": "Snow."})
    assert "Meeting 1 was held on 7 November 2012" in answer.context["form"].errors["__all__"][0]


def test_meeting_says_which_date_it_is_the_last_board_before(world, secretary):
    assert "It is the last Board before the end of December 2012: " not in text_of(
        secretary.get(at(world, "pages:meeting", 1))
    )
    assert "It is the last Board before the end of March 2013: " in text_of(
        secretary.get(at(world, "pages:meeting", 4))
    )


def test_page_with_the_days_asks_as_much_of_five_as_of_one(world, secretary):
    address = at(world, "boards:plan_meetings")
    body = drawn(secretary, address) | day("first", JANUARY)
    counts = []
    for until in (JANUARY, date(2014, 6, 30)):
        with CaptureQueriesContext(connection) as made:
            secretary.post(address, body | day("until", until))
        counts.append(len(made))
    assert counts[0] == counts[1]
