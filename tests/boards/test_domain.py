"""Does a Board meet and decide as its rules say, in both times?"""

from datetime import date, datetime, time

import pytest

from boards import domain as boards
from boards import scheduling
from boards.hours import Hours
from boards.models import Decision, Meeting
from records.clock import LONDON, AsOf
from records.refusal import AskFirst, NotTheNext, Refused

HELD_LATE = date(2012, 12, 20)


class TestHolding:
    def test_meeting_held_on_another_day_than_planned(self, world):
        world.clock.move_to(HELD_LATE)
        world.hold_meeting(2, HELD_LATE)
        assert world.day_of(2) == (HELD_LATE, "held")

    def test_meeting_held_before_its_planned_day_stands_in_every_later_position(self, world):
        """Recorded under an earlier day than the last plan counts from: held wins over planned."""
        world.clock.move_to(date(2012, 12, 1))
        world.move_meeting(2, date(2012, 12, 12))
        world.hold_meeting(2, date(2012, 11, 30))
        assert world.day_of(2) == (date(2012, 11, 30), "held")
        assert world.day_of(2, on=date(2012, 11, 30)) == (date(2012, 11, 30), "held")
        assert world.day_of(2, on=date(2012, 11, 29))[1] == "planned"

    def test_another_day_than_planned_is_asked_about_once(self, world):
        world.clock.move_to(HELD_LATE)
        with (
            pytest.raises(AskFirst, match="planned for 19 December 2012. Was it held on 20 December 2012"),
            world.writing() as at,
        ):
            boards.hold_meeting(meeting=world.meetings[1], on=HELD_LATE, by=world.secretary, at=at)
        assert world.day_of(2)[1] == "planned"

    def test_meeting_is_not_held_on_the_day_of_another(self, world):
        world.clock.move_to(HELD_LATE)
        with pytest.raises(Refused, match="Meeting 1 is on 7 November 2012 already"):
            world.hold_meeting(2, date(2012, 11, 7))

    def test_meeting_is_not_held_before_its_day(self, world):
        with pytest.raises(Refused, match="has not come yet"):
            world.hold_meeting(2)

    def test_meeting_is_held_on_the_day_itself_in_london(self, world):
        world.clock.move_to(date(2012, 12, 19), 0, 1)
        world.hold_meeting(2)

    def test_meeting_that_was_cancelled_is_planned_again_before_it_is_held(self, world):
        world.cancel_meeting(2)
        world.clock.move_to(date(2012, 12, 19), 16)
        with pytest.raises(Refused, match="Meeting 2 is cancelled. If it was held after all, plan it again first"):
            world.hold_meeting(2)
        world.move_meeting(2, date(2012, 12, 19))
        world.hold_meeting(2)
        assert world.day_of(2) == (date(2012, 12, 19), "held")

    def test_what_is_known_of_its_hours_and_its_place_stays_known(self, world):
        hours = Hours(time(10), time(12), "County Hall")
        with world.writing() as at:
            scheduling.say_hours(meeting=world.meetings[1], hours=hours, by=world.secretary, at=at)
        world.clock.move_to(date(2012, 12, 19), 16)
        world.hold_meeting(2)
        assert Hours.of(world.board.meetings.with_day(world.asof()).get(number=2)) == hours

    def test_meeting_is_held_once(self, world):
        with pytest.raises(Refused, match="recorded as held on 7 November 2012 already"):
            world.hold_meeting(1)

    def test_second_recorder_is_told_of_the_first(self, world):
        world.clock.move_to(date(2012, 12, 19), 18)
        world.move_meeting(2, date(2012, 12, 20), after=1)
        with pytest.raises(NotTheNext), world.writing() as at:
            boards.hold_meeting(meeting=world.meetings[1], on=world.clock.today, by=world.secretary, at=at, after=1)

    def test_queries_sort_held_latest_first_and_planned_soonest_first(self, world):
        world.clock.move_to(HELD_LATE)
        world.hold_meeting(2, HELD_LATE)
        rows = Meeting.objects.for_notice(world.notice)
        assert [meeting.number for meeting in rows.held(world.asof())] == [2, 1]
        assert [meeting.number for meeting in rows.planned(world.asof())] == [3, 4, 5, 6, 7, 8, 9, 10]


class TestDeciding:
    def test_decision_counts_from_the_day_of_its_meeting(self, world):
        world.clock.move_to(date(2012, 11, 20))
        decision = world.decide("Recorded two weeks late.", meeting=world.meetings[0])
        assert (decision.number, decision.counts_on) == (2, date(2012, 11, 7))
        on = date(2012, 11, 7)
        assert decision in Decision.objects.as_of(world.asof(on=on))
        as_known_then = AsOf(on, datetime(2012, 11, 8, tzinfo=LONDON))
        assert decision not in Decision.objects.as_of(as_known_then)
        assert list(Decision.objects.for_notice(world.notice).recorded_later(as_known_then)) == [decision]

    def test_decision_between_meetings_counts_from_the_day_taken(self, world):
        world.clock.move_to(date(2012, 11, 20))
        assert world.decide(taken_on=date(2012, 11, 15)).counts_on == date(2012, 11, 15)

    @pytest.mark.parametrize(
        ("asked", "sentence"),
        [
            ({"words": " "}, "Write what the Board decided"),
            ({"words": "x" * 5001}, "at most 5,000 characters; this one has 5,001"),
            ({"taken_on": date(2012, 11, 8)}, "cannot be taken on a day to come"),
            ({"taken_on": date(2012, 3, 31)}, "cannot be dated before 1 April 2012"),
        ],
    )
    def test_decision_that_cannot_be_is_refused(self, world, asked, sentence):
        with pytest.raises(Refused, match=sentence):
            world.decide(**asked)
        assert Decision.objects.for_notice(world.notice).count() == 1

    def test_decision_of_a_meeting_not_held_is_refused(self, world):
        with pytest.raises(Refused, match="Meeting 2 is not recorded as held"):
            world.decide(meeting=world.meetings[1])

    def test_decision_of_another_board_s_meeting_is_refused(self, world, other_world):
        with pytest.raises(Refused, match="belongs to another Board"):
            world.decide(meeting=other_world.meetings[0])

    def test_decision_needs_its_meeting_or_its_day(self, world):
        with pytest.raises(Refused, match="Choose the meeting, or give the day"), world.writing() as at:
            boards.record_decision(board=world.board, kind="other", words="Agreed.", by=world.secretary, at=at)

    def test_decision_before_the_notice_is_asked_about_once(self, world):
        day = date(2012, 6, 1)
        with pytest.raises(AskFirst, match="lies before the notice was issued"), world.writing() as at:
            boards.record_decision(
                board=world.board, kind="other", words="Agreed.", taken_on=day, by=world.secretary, at=at
            )
        assert world.decide(taken_on=day).counts_on == day  # the world says yes

    def test_second_recorder_is_told_of_the_first(self, world):
        with world.writing() as at, pytest.raises(NotTheNext) as met:
            boards.record_decision(
                board=world.board,
                kind="other",
                words="Agreed.",
                taken_on=world.clock.today,
                by=world.secretary,
                at=at,
                after=0,
            )
        assert met.value.latest.number == 1


class TestReplacing:
    def test_replaced_decision_is_in_force_until_the_replacement_counts(self, world):
        world.clock.move_to(date(2012, 11, 20))
        first = world.decide("Yes.")
        world.clock.move_to(date(2012, 12, 10))
        second = world.decide("No.", taken_on=date(2012, 12, 3), replaces=first)
        rows = Decision.objects.filter(pk__in=[first.pk, second.pk])
        assert list(rows.in_force(world.asof())) == [second]
        assert list(rows.in_force(world.asof(on=date(2012, 12, 3)))) == [second]
        assert list(rows.in_force(world.asof(on=date(2012, 12, 2)))) == [first]
        assert list(rows.in_force(AsOf(date(2012, 12, 5), datetime(2012, 12, 6, tzinfo=LONDON)))) == [first]

    def test_decision_is_replaced_once(self, world):
        first = world.decide("Yes.")
        world.decide("No.", replaces=first)
        with pytest.raises(Refused, match="has been replaced already"):
            world.decide("Perhaps.", replaces=first)

    def test_replacement_does_not_count_before_what_it_replaces(self, world):
        world.clock.move_to(date(2012, 11, 20))
        first = world.decide("Yes.")
        with pytest.raises(Refused, match="counts from 20 November 2012, after this one"):
            world.decide("No.", taken_on=date(2012, 11, 19), replaces=first)

    def test_board_replaces_its_own_decisions_only(self, world, other_world):
        foreign = other_world.decide("Yes.")
        with pytest.raises(Refused, match="only one of the same Board"):
            world.decide("No.", replaces=foreign)
