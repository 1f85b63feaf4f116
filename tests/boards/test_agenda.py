"""Does an agenda have what the rules want, in their order, and does it change only while it may, by one hand at a time?"""

from datetime import date

import pytest

from boards import agenda, scheduling
from boards.agenda_rules import wanted
from boards.models import AgendaItem, AgendaTerms
from boards.standing import Calendar
from notices.dates import dates_of
from records.refusal import NotTheNext, Refused

ALWAYS = [
    "apologies",
    "minutes",
    "position",
    "adoption_progress",
    "indicators",
    "exceptions",
    "concerns",
    "judgements",
    "other_business",
]


def rules(world, number, **more):
    calendar = Calendar(list(world.board.meetings.in_order(world.asof())), world.clock.today)
    return wanted(calendar, number, dates_of(world.notice), **more)


def draw_up(world, number=2):
    with world.writing() as at:
        return agenda.draw_up(
            meeting=world.meetings[number - 1], wanted=rules(world, number), by=world.secretary, at=at
        )


def act(world, do, **more):
    with world.writing() as at:
        return do(by=world.secretary, at=at, **more)


def order(world, number=2, **asof):
    return [item.title for item in world.meetings[number - 1].agenda.with_terms(world.asof(**asof))]


def item(world, rule, number=2):
    return world.meetings[number - 1].agenda.with_terms(world.asof()).get(rule=rule)


def test_the_first_meeting_has_no_minutes_and_every_later_one_has(world):
    assert [one.rule for one in rules(world, 1)] == [rule for rule in ALWAYS if rule != "minutes"]
    assert [one.rule for one in rules(world, 3)] == ALWAYS
    assert "between_meetings" in [one.rule for one in rules(world, 3, between=True)]


def test_the_last_board_before_a_date_of_the_notice_has_it_and_a_moved_meeting_hands_it_on(world):
    def of_dates():
        return {
            meeting.number: [one.title for one in rules(world, meeting.number) if one.rule in ("ministers", "review")]
            for meeting in world.meetings
        }

    before = of_dates()
    assert before[2] == ["Review by the Department, December 2012"]
    (march,) = [number for number, titles in before.items() if "Information to Ministers, March 2013" in titles]
    act(world, scheduling.move_meeting, meeting=world.meetings[march - 1], to=date(2013, 4, 2), reason="The hall.")
    assert "Information to Ministers, March 2013" in of_dates()[march - 1]


def test_agenda_stands_as_the_rules_have_it_and_is_drawn_up_once(world):
    made = draw_up(world)
    assert order(world)[0] == "Apologies and interests"
    assert order(world)[-1] == "Any other business"
    with pytest.raises(Refused, match="Everything that the rules want"):
        draw_up(world)
    assert AgendaItem.objects.count() == len(made)


def test_item_of_its_own_comes_before_any_other_business_and_moves(world):
    draw_up(world)
    act(
        world,
        agenda.add_item,
        meeting=world.meetings[1],
        title="The duty desk",
        purpose="decision",
        minutes=10,
        owner=None,
    )
    assert order(world)[-2:] == ["The duty desk", "Any other business"]
    mine = world.meetings[1].agenda.latest("number")
    act(world, agenda.move_item, item=mine, up=True)
    assert order(world)[-3:] == ["The duty desk", "Review by the Department, December 2012", "Any other business"]
    act(world, agenda.move_item, item=mine, up=False)
    assert order(world)[-2:] == ["The duty desk", "Any other business"]
    with pytest.raises(Refused, match="the first one already"):
        act(world, agenda.move_item, item=item(world, "apologies"), up=True)


def test_what_was_taken_off_stays_off_keeps_its_number_and_can_come_back(world, clock):
    draw_up(world)
    concerns = item(world, "concerns")
    with pytest.raises(Refused, match="Say why"):
        act(world, agenda.take_off, item=concerns, reason=" ")
    known = world.asof()
    clock.move_to(date(2012, 11, 9))
    act(world, agenda.take_off, item=concerns, reason="None is open.")
    assert "Concerns" not in order(world)
    assert "Concerns" in order(world, on=known.on, known=known.known)  # as it was known then
    with pytest.raises(Refused, match="Everything that the rules want"):
        draw_up(world)
    act(world, agenda.put_back, item=concerns)
    assert order(world)[-1] == "Concerns"
    with pytest.raises(Refused, match="stands on the agenda"):
        act(world, agenda.put_back, item=concerns)


def test_closed_item_says_why_and_two_hands_meet(world):
    draw_up(world)
    said = {"title": "Position", "purpose": "discussion", "minutes": 20, "owner": world.officer}
    position = item(world, "position")
    with pytest.raises(Refused, match="Say why only the members"):
        act(world, agenda.change_item, item=position, closed=True, reason="", **said)
    act(world, agenda.change_item, item=position, closed=True, reason="It names a post.", after=1, **said)
    assert item(world, "position").closed
    with pytest.raises(NotTheNext):
        act(world, agenda.change_item, item=position, closed=False, reason="", after=1, **said)
    assert AgendaTerms.objects.filter(item=position).count() == 2


@pytest.mark.parametrize(
    ("title", "minutes", "sentence"),
    [(" ", 5, "Write what"), ("x" * 201, 5, "at most 200"), ("Desk", 0, "minutes"), ("Desk", 481, "minutes")],
)
def test_words_and_minutes_are_within_bounds(world, title, minutes, sentence):
    with pytest.raises(Refused, match=sentence):
        act(
            world,
            agenda.add_item,
            meeting=world.meetings[1],
            title=title,
            purpose="decision",
            minutes=minutes,
            owner=None,
        )


def test_agenda_of_a_meeting_held_does_not_change(world, clock):
    made = draw_up(world)
    clock.move_to(date(2012, 12, 19))
    world.hold_meeting(2)
    with pytest.raises(Refused, match="recorded as held"):
        act(world, agenda.move_item, item=made[1], up=True)
    draw_up(world, 3)  # the next one does
