"""Does a concern come before a meeting to come, leave it with an outcome under a decision, and say how it stood then and now?"""

from datetime import date

import pytest

from boards import domain as boards
from boards import scheduling
from boards.models import Board
from plans import domain as plan
from plans.concern_list import concerns_of, then_and_now, with_names
from plans.models import Concern, ConcernOutcome
from records.refusal import NotTheNext, Refused
from tests.clock import Clock
from tests.factories import World

DEC_19, JAN_30 = date(2012, 12, 19), date(2013, 1, 30)


@pytest.fixture
def decided(world: World, clock: Clock):
    """Concerns about items 1 and 3, raised on 10 December, and the decision of the meeting that they came before."""
    clock.move_to(date(2012, 12, 10))
    world.concern(world.item(1), "It is late and nobody says why.")
    world.concern(world.item(3), "Half of the team has left.")
    clock.move_to(DEC_19, 17)
    return world.decide("The Board looked at both.", meeting=world.hold_meeting(2))


def said(world: World, **when) -> list[str]:
    return [f"{row['about']} {row['said']}" for row in concerns_of(world.notice, world.asof(**when))]


def test_the_next_meeting_is_not_recorded_while_one_has_no_outcome(world, clock, decided):
    first, second = Concern.objects.order_by("number")
    world.close(first, decided, none_needed="It came back on course.")
    clock.move_to(JAN_30, 17)
    with pytest.raises(Refused, match=r"^C2 \(Item 3\) came before an earlier meeting of the Improvement Board"):
        world.hold_meeting(3)

    world.close(second, decided, none_needed="The team is whole again.")
    assert world.hold_meeting(3).days.latest("number").state == "held"


def test_one_held_over_waits_for_the_next_meeting_and_keeps_the_one_after_that(world, clock, decided):
    first, second = Concern.objects.order_by("number")
    world.close(first, decided, none_needed="It came back on course.")
    world.close(second, decided, held_over="The figures come in January.")
    assert said(world)[1] == (
        "Item 3 held over on 19 December 2012 by decision 2: The figures come in January; waits for the Board of 30 January 2013"
    )
    clock.move_to(JAN_30, 17)
    held = world.hold_meeting(3)
    assert held.days.latest("number").state == "held"
    assert said(world)[1].endswith("; without an outcome since the Board of 30 January 2013")
    assert Concern.objects.before(held, world.asof()).get() == second
    clock.move_to(date(2013, 3, 13), 17)
    with pytest.raises(Refused, match=r"^C2 \(Item 3\) came before an earlier meeting"):
        world.hold_meeting(4)
    world.close(second, world.decide("It is well.", meeting=held), none_needed="The team is whole again.")
    assert said(world)[1] == "Item 3 none needed: The team is whole again."


def test_a_concern_before_the_meeting_itself_does_not_keep_it_from_being_recorded(world, clock):
    world.concern(world.item(1))
    clock.move_to(DEC_19, 17)
    assert world.hold_meeting(2).days.latest("number").state == "held"


class TestRaising:
    def test_it_comes_before_the_next_meeting_of_the_board(self, world):
        world.concern(world.item(1))
        assert concerns_of(world.notice, world.asof()) == [
            {
                "number": 1,
                "words": "It does not move.",
                "kind": "item",
                "about": "Item 1",
                "code": "",
                "thing": 1,
                "raised_on": "2012-11-07",
                "raised": "7 November 2012",
                "by": "A Council officer",
                "board": "Board",
                "meeting": 2,
                "meeting_on": "2012-12-19",
                "meeting_day": "19 December 2012",
                "decision": None,
                "decided": "",
                "action": None,
                "none_needed": "",
                "held_over": "",
                "state": "waiting",
                "said": "waits for the Board of 19 December 2012",
            }
        ]

    def test_each_kind_of_thing_is_named(self, world):
        for thing in (world.item(2), world.agree_objective(), world.define_indicator("FD-05")):
            world.concern(thing)
        rows = with_names(world.notice, world.asof(), concerns_of(world.notice, world.asof()))
        assert [(row["about"], row["name"]) for row in rows] == [
            ("Item 2", "Every case has a named social worker."),
            ("Objective 1", "Children are seen in time."),
            ("FD-05", "Series FD-05"),
        ]

    def test_the_same_thing_is_once_before_a_meeting(self, world):
        world.concern(world.item(1))
        with pytest.raises(Refused, match="Item 1 is before that meeting already, as concern C1"):
            world.concern(world.item(1))
        world.concern(world.item(3))
        world.concern(world.item(1), meeting=world.meetings[2])
        assert Concern.objects.count() == 3

    def test_a_meeting_that_is_over_is_refused(self, world, clock):
        with pytest.raises(Refused, match="Meeting 1 was held. Choose a meeting to come"):
            world.concern(world.item(1), meeting=world.meetings[0])
        clock.move_to(date(2012, 12, 20))
        with pytest.raises(Refused, match="Meeting 2 was planned for 19 December 2012, which has passed"):
            world.concern(world.item(1), meeting=world.meetings[1])
        assert world.concern(world.item(1)).meeting == world.meetings[2]

    def test_on_the_day_of_the_meeting_itself_it_is_in_time(self, world, clock):
        clock.move_to(DEC_19, 9)
        assert world.concern(world.item(1)).meeting == world.meetings[1]

    def test_where_no_meeting_is_planned_it_says_so(self, world, clock):
        clock.move_to(date(2014, 1, 1))
        with pytest.raises(Refused, match="No meeting of the Board is planned"):
            world.concern(world.item(1))

    @pytest.mark.parametrize("given", [{}, {"item": 1, "indicator": "FD-05"}])
    def test_it_is_about_one_thing(self, world, given):
        indicator = world.define_indicator("FD-05")
        things = {"item": world.item(1), "indicator": indicator}
        with pytest.raises(Refused, match="about one thing"), world.writing() as at:
            plan.raise_concern(
                notice=world.notice, words="Late.", by=world.chair, at=at, **{name: things[name] for name in given}
            )

    def test_words_are_needed(self, world):
        with pytest.raises(Refused, match="Say what the concern is"):
            world.concern(world.item(1), " ")

    def test_things_and_meetings_of_another_notice_are_refused(self, world, other_world):
        with pytest.raises(Refused, match="belongs to another notice"):
            world.concern(other_world.item(1))
        with pytest.raises(Refused, match="belongs to another notice"):
            world.concern(world.item(1), meeting=other_world.meetings[1])

    def test_an_objective_that_left_the_plan_is_refused(self, world):
        objective = world.agree_objective()
        agreed = objective.terms.get().decision
        world.clock.move_to(date(2012, 11, 9))
        world.decide("Not so.", replaces=agreed)
        with pytest.raises(Refused, match="Objective 1 is not in the plan now"):
            world.concern(objective)


class TestClosing:
    def test_without_an_outcome_it_says_since_when(self, world, decided):
        assert said(world) == [
            "Item 1 without an outcome since the Board of 19 December 2012",
            "Item 3 without an outcome since the Board of 19 December 2012",
        ]

    def test_one_decision_answers_both(self, world, decided):
        world.close(Concern.objects.get(number=1), decided, action=world.item(2))
        world.close(Concern.objects.get(number=2), decided, none_needed="Two people start in January.")
        assert said(world) == ["Item 1 corrective action: item 2", "Item 3 none needed: Two people start in January."]
        first = concerns_of(world.notice, world.asof())[0]
        assert (first["state"], first["decision"], first["decided"]) == ("action", decided.number, "19 December 2012")

    def test_both_dates_count(self, world, decided, clock):
        """Decided on 19 December, recorded on 10 January: what was known before did not hold it."""
        clock.move_to(date(2013, 1, 10))
        world.close(Concern.objects.get(number=1), decided, none_needed="It is done this week.")
        before = clock.now.replace(day=5)
        assert said(world, on=DEC_19)[0] == "Item 1 none needed: It is done this week."
        assert (
            said(world, on=DEC_19, known=before)[0] == "Item 1 without an outcome since the Board of 19 December 2012"
        )
        assert said(world, on=date(2012, 12, 18))[0] == "Item 1 waits for the Board of 19 December 2012"
        assert said(world, on=date(2012, 12, 9)) == []

    def test_with_a_replaced_decision_it_waits_again(self, world, decided, clock):
        concern = Concern.objects.get(number=1)
        world.close(concern, decided, none_needed="It is done this week.")
        clock.move_to(date(2013, 1, 10))
        again = world.decide("The Board looks at it again.", replaces=decided)
        assert said(world)[0] == "Item 1 without an outcome since the Board of 19 December 2012"
        assert said(world, on=date(2013, 1, 9))[0] == "Item 1 none needed: It is done this week."
        with pytest.raises(Refused, match="has been replaced. Choose one that holds"):
            world.close(concern, decided)
        world.close(concern, again, action=world.item(2), after=1)
        assert said(world)[0] == "Item 1 corrective action: item 2"

    def test_an_outcome_that_stands_is_refused(self, world, decided):
        concern = Concern.objects.get(number=1)
        world.close(concern, decided, after=0, none_needed="It is done.")
        for after in (None, 1):
            with pytest.raises(Refused, match="C1 has an outcome already"):
                world.close(concern, decided, after=after, none_needed="Again.")
        with pytest.raises(NotTheNext):
            world.close(concern, decided, after=0, none_needed="Again.")
        assert ConcernOutcome.objects.count() == 1

    def test_a_decision_from_before_it_was_raised_is_refused(self, world, decided, clock):
        clock.move_to(date(2013, 1, 10))
        concern = world.concern(world.item(1))
        with pytest.raises(Refused, match="C3 was raised on 10 January 2013, after decision"):
            world.close(concern, decided)
        world.close(concern, world.decide("That day."))

    def test_a_decision_of_the_other_board_is_refused(self, world, decided):
        with world.writing() as at:
            lscb = boards.make_board(notice=world.notice, kind=Board.Kind.LSCB, name="LSCB", by=None, at=at)
            theirs = boards.record_decision(
                board=lscb,
                kind="other",
                words="Noted.",
                source="Its minutes.",
                taken_on=DEC_19,
                by=world.secretary,
                at=at,
            )
        with pytest.raises(Refused, match="Choose one of its decisions"):
            world.close(Concern.objects.get(number=1), theirs)

    def test_a_concern_before_the_other_board_is_said_to_be(self, world, clock):
        with world.writing() as at:
            lscb = boards.make_board(notice=world.notice, kind=Board.Kind.LSCB, name="LSCB", by=None, at=at)
            (meeting,) = scheduling.plan_meetings(board=lscb, days=[DEC_19], by=world.secretary, at=at)
        world.concern(world.item(1), meeting=meeting)
        assert said(world) == ["Item 1 waits for the LSCB of 19 December 2012"]

    @pytest.mark.parametrize(
        ("outcome", "sentence"),
        [
            ({"none_needed": " "}, "one of the three"),
            ({"action": 2, "none_needed": "Both."}, "one of the three"),
            ({"action": 1}, "Item 1 is what C1 is about"),
        ],
    )
    def test_it_ends_in_an_action_or_a_reason(self, world, decided, outcome, sentence):
        given = outcome | ({"action": world.item(outcome["action"])} if "action" in outcome else {})
        with pytest.raises(Refused, match=sentence):
            world.close(Concern.objects.get(number=1), decided, **given)

    def test_an_action_of_another_notice_is_refused(self, world, decided, other_world):
        with pytest.raises(Refused, match="belongs to another notice"):
            world.close(Concern.objects.get(number=1), decided, action=other_world.item(1))


class TestThenAndNow:
    def test_an_indicator_with_the_figure_of_both_days(self, world, clock):
        indicator = world.define_indicator("FD-05")
        world.set_target(indicator, 2, from_on=date(2012, 10, 1))
        world.report(indicator, date(2012, 11, 2), 9)
        concern = world.concern(indicator)
        first = {"word": "Misses", "said": "9 in the week to 2 November 2012, target 2"}
        assert then_and_now(concern, world.asof()) == {"then": first, "now": first, "change": "No later figure yet"}
        clock.move_to(date(2012, 12, 3))
        world.report(indicator, date(2012, 11, 30), 1)
        now = {"word": "Meets", "said": "1 in the week to 30 November 2012, target 2"}
        better = {"then": first, "now": now, "change": "Better than when it was raised"}
        assert then_and_now(concern, world.asof()) == better
        world.report(indicator, date(2012, 11, 2), 4, reason="Counted again.", after=None)
        assert then_and_now(concern, world.asof()) == better  # what the Board was told that day does not change

    def test_an_item_and_an_objective_with_their_words(self, world, clock):
        objective = world.agree_objective(evidence_agreed="An audit.")
        item = world.agree_item(date(2012, 12, 1), objective=objective)
        concerns = [world.concern(item), world.concern(objective)]
        clock.move_to(date(2012, 12, 11))
        of_item, of_objective = (then_and_now(concern, world.asof()) for concern in concerns)
        assert of_item == {
            "then": {"word": "Not started", "said": "due 1 December 2012"},
            "now": {"word": "Overdue", "said": "10 days late; due 1 December 2012"},
            "change": "",
        }
        assert (of_objective["then"]["word"], of_objective["now"]) == (
            "On plan",
            {"word": "Not as planned", "said": "Item 4 is overdue by 10 days."},
        )
