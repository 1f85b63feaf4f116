"""Is the calendar of a Board kept as its rules say: planned, moved, timed, cancelled, in both times?"""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from boards import attending, scheduling
from boards import domain as boards
from boards.attending import Said
from boards.hours import UNSAID, Hours
from boards.models import Attendance, Board, Meeting, MeetingDay
from records.refusal import AskFirst, NotTheNext, Refused

MORNING = Hours(time(10), time(12, 30), "County Hall")


def plan(world, *days, **more):
    with world.writing() as at:
        return scheduling.plan_meetings(board=world.board, days=days, by=world.secretary, at=at, **more)


def propose(world, first, until):
    return scheduling.propose_meetings(board=world.board, first=first, until=until, at=world.asof().known)


def say(world, number, hours, **more):
    with world.writing() as at:
        meeting = world.meetings[number - 1]
        return scheduling.say_hours(meeting=meeting, hours=hours, by=world.secretary, at=at, **more)


def hours_of(world, number, **asof):
    return Hours.of(world.board.meetings.with_day(world.asof(**asof)).get(number=number))


class TestProposing:
    def test_nothing_is_recorded(self, world):
        days = [date(2014, 1, 8), date(2014, 2, 19)]
        assert [one.day for one in propose(world, *days)] == days
        assert Meeting.objects.for_notice(world.notice).count() == 10

    @pytest.mark.parametrize(
        ("first", "until", "sentence"),
        [
            (date(2014, 1, 8), date(2014, 1, 7), "before the first meeting"),
            (date(2014, 1, 8), date(2021, 1, 8), "more than 60 meetings"),
            (date(2012, 3, 31), date(2013, 1, 1), "cannot be dated before 1 April 2012"),
            (
                date(2012, 11, 6),
                date(2012, 11, 6),
                "6 November 2012 lies before 7 November 2012, when meeting 1 was held",
            ),
        ],
    )
    def test_series_that_cannot_be_is_refused(self, world, first, until, sentence):
        with pytest.raises(Refused, match=sentence):
            propose(world, first, until)


class TestPlanning:
    def test_meetings_are_six_weeks_apart_and_end_in_time(self, world):
        days = [meeting.day for meeting in Meeting.objects.for_notice(world.notice).with_day(world.asof())]
        assert {later - earlier for earlier, later in zip(days, days[1:], strict=False)} == {timedelta(days=42)}
        assert (days[0], days[-1], len(days)) == (date(2012, 11, 7), date(2013, 11, 20), 10)

    def test_more_meetings_go_on_counting(self, world):
        assert [meeting.number for meeting in plan(world, date(2014, 1, 8), date(2014, 2, 19))] == [11, 12]

    def test_all_of_them_have_the_hours_that_were_said(self, world):
        plan(world, date(2014, 1, 8), date(2014, 2, 19), hours=MORNING)
        found = [Hours.of(row) for row in world.board.meetings.in_order(world.asof())]
        assert found[-3:] == [UNSAID, MORNING, MORNING]

    @pytest.mark.parametrize(
        ("days", "sentence", "field"),
        [
            ([], "Give at least one day", None),
            ([date(2014, 1, 8), date(2014, 1, 7)], "7 January 2014 does not come after 8 January 2014", "day_2"),
            ([date(2014, 1, 8), date(2014, 1, 8)], "8 January 2014 does not come after 8 January 2014", "day_2"),
            ([date(2013, 10, 8), date(2013, 10, 9)], "Meeting 9 is on 9 October 2013 already", "day_2"),
            ([date(2012, 11, 6), date(2014, 1, 8)], "lies before 7 November 2012, when meeting 1 was held", "day_1"),
            ([date(2012, 3, 31)], "cannot be dated before 1 April 2012", "day_1"),
        ],
    )
    def test_plan_that_cannot_be_is_refused_at_its_day(self, world, days, sentence, field):
        fields = [f"day_{number}" for number in range(1, len(days) + 1)]
        with pytest.raises(Refused, match=sentence) as met:
            plan(world, *days, fields=fields)
        assert met.value.field == field
        assert Meeting.objects.for_notice(world.notice).count() == 10

    def test_day_off_is_asked_about_once(self, world):
        saturday, christmas = date(2013, 12, 14), date(2013, 12, 25)
        words = r"14 December 2013 is a Saturday and 25 December 2013 is a bank holiday \(Christmas Day\)"
        with pytest.raises(AskFirst, match=words):
            plan(world, saturday, christmas)
        assert len(plan(world, saturday, christmas, confirmed=True)) == 2

    def test_day_of_a_meeting_that_was_cancelled_is_free(self, world):
        world.cancel_meeting(9)
        plan(world, date(2013, 10, 9))
        assert world.day_of(11) == (date(2013, 10, 9), "planned")

    def test_boards_are_numbered_apart(self, world, other_world):
        assert Meeting.objects.for_notice(other_world.notice).count() == 10
        with world.writing() as at:
            lscb = boards.make_board(notice=world.notice, kind=Board.Kind.LSCB, name="LSCB", by=None, at=at)
            made = scheduling.plan_meetings(board=lscb, days=[date(2013, 1, 8)], by=world.secretary, at=at)
        assert made[0].number == 1

    def test_notice_has_one_board_of_a_kind(self, world):
        with pytest.raises(IntegrityError), transaction.atomic():
            Board.objects.create(notice=world.notice, kind=Board.Kind.IMPROVEMENT, name="Another")

    def test_meeting_is_unknown_before_it_is_called(self, world):
        """Called on 17 October; a reader of the day before knows of no meeting."""
        assert Meeting.objects.for_notice(world.notice).with_day(world.asof(on=date(2012, 10, 16))).count() == 0


class TestMoving:
    def test_moved_meeting_has_its_new_day_from_then_on(self, world):
        world.clock.move_to(date(2012, 11, 20))
        world.move_meeting(2, date(2013, 1, 9))
        assert world.day_of(2) == (date(2013, 1, 9), "planned")
        assert world.day_of(2, on=date(2012, 11, 19)) == (date(2012, 12, 19), "planned")

    def test_meeting_is_moved_with_a_reason(self, world):
        for reason in ("", "  "):
            with pytest.raises(Refused, match="Say why the meeting moves"):
                world.move_meeting(2, date(2013, 1, 9), reason)
        with pytest.raises(IntegrityError), transaction.atomic():
            MeetingDay.objects.create(
                meeting=world.meetings[1],
                number=2,
                counts_on=world.clock.today,
                recorded_at=world.clock.now,
                recorded_by=world.secretary,
                day=date(2013, 1, 9),
                state="planned",
            )

    def test_day_of_a_meeting_held_stands(self, world):
        with pytest.raises(Refused, match="was held on 7 November 2012; the day of a meeting held does not change"):
            world.move_meeting(1, date(2012, 11, 8))

    def test_meeting_moves_to_another_day_to_come(self, world):
        with pytest.raises(Refused, match="19 December 2012 is the day it has now"):
            world.move_meeting(2, date(2012, 12, 19))
        world.clock.move_to(date(2012, 12, 10))
        with pytest.raises(Refused, match="9 December 2012 has passed"):
            world.move_meeting(2, date(2012, 12, 9))

    def test_meeting_is_not_moved_to_the_day_of_another(self, world):
        with pytest.raises(Refused, match="Meeting 3 is on 30 January 2013 already"):
            world.move_meeting(2, date(2013, 1, 30))

    def test_second_mover_is_told_of_the_first(self, world):
        world.move_meeting(2, date(2013, 1, 9), after=1)
        with pytest.raises(NotTheNext) as met:
            world.move_meeting(2, date(2013, 1, 10), after=1)
        assert met.value.latest.day == date(2013, 1, 9)

    def test_day_off_is_asked_about_once(self, world):
        with pytest.raises(
            AskFirst, match=r"26 December 2012 is a bank holiday \(Boxing Day\). Does the Board meet then"
        ):
            world.move_meeting(2, date(2012, 12, 26))
        world.move_meeting(2, date(2012, 12, 26), confirmed=True)

    def test_hours_and_place_go_with_it(self, world):
        say(world, 2, MORNING)
        world.move_meeting(2, date(2013, 1, 9))
        assert hours_of(world, 2) == MORNING


class TestHours:
    def test_they_hold_from_the_day_they_are_said(self, world):
        world.clock.move_to(date(2012, 11, 20))
        say(world, 2, MORNING)
        assert hours_of(world, 2) == MORNING
        assert hours_of(world, 2, on=date(2012, 11, 19)) == UNSAID
        assert MORNING.words == "10am to 12:30pm, County Hall"

    def test_what_was_said_before_changes_with_a_reason(self, world):
        say(world, 2, MORNING)
        later = Hours(time(14), None, "Online")
        with pytest.raises(Refused, match="Say why it changes"):
            say(world, 2, later)
        row = say(world, 2, later, reason="The room is taken.")
        assert (row.day, row.state, row.reason) == (date(2012, 12, 19), "planned", "The room is taken.")
        assert hours_of(world, 2) == later

    @pytest.mark.parametrize(
        ("hours", "sentence"),
        [
            (Hours(time(12), time(10)), "It cannot end at 10am: it starts at midday"),
            (Hours(time(10), time(10)), "It cannot end at 10am"),
            (Hours(None, time(10)), "Say when the meeting starts"),
            (Hours(place="x" * 201), "at most 200 characters"),
            (UNSAID, "that it has now"),
        ],
    )
    def test_hours_that_cannot_be_are_refused(self, world, hours, sentence):
        with pytest.raises(Refused, match=sentence):
            say(world, 2, hours)
        assert MeetingDay.objects.filter(meeting=world.meetings[1]).count() == 1

    def test_database_holds_no_end_before_the_beginning(self, world):
        with pytest.raises(IntegrityError), transaction.atomic():
            MeetingDay.objects.filter(meeting=world.meetings[1]).update(starts=time(12), ends=time(10))

    def test_hours_of_a_meeting_held_stand(self, world):
        with pytest.raises(Refused, match="was held on 7 November 2012; its hours and place do not change"):
            say(world, 1, MORNING)


class TestCancelling:
    def test_meeting_is_cancelled_from_then_on(self, world):
        world.clock.move_to(date(2012, 12, 10))
        world.cancel_meeting(2)
        assert world.day_of(2) == (date(2012, 12, 19), "cancelled")
        assert world.day_of(2, on=date(2012, 12, 9)) == (date(2012, 12, 19), "planned")

    def test_it_is_planned_again_for_the_same_day_or_another(self, world):
        world.cancel_meeting(2)
        world.move_meeting(2, date(2012, 12, 19))
        assert world.day_of(2) == (date(2012, 12, 19), "planned")

    def test_reason_is_asked_for(self, world):
        with pytest.raises(Refused, match="Say why the meeting is cancelled"):
            world.cancel_meeting(2, " ")
        with pytest.raises(IntegrityError), transaction.atomic():
            MeetingDay.objects.filter(meeting=world.meetings[1]).update(state="cancelled")

    def test_meeting_is_cancelled_once(self, world):
        world.cancel_meeting(2)
        with pytest.raises(Refused, match="Meeting 2 is cancelled already"):
            world.cancel_meeting(2)
        with pytest.raises(Refused, match="Meeting 2 is cancelled. Plan it again first"):
            say(world, 2, MORNING)

    def test_meeting_held_says_what_is_recorded_of_it(self, world):
        with world.writing() as at:
            members = attending.expected(world.board, world.clock.today)[:2]
            said = [Said(Attendance.State.PRESENT, membership=member) for member in members]
            attending.record_attendance(meeting=world.meetings[0], said=said, by=world.secretary, at=at)
        recorded = r"is not cancelled, and this one has recorded: 1 decision and who came \(2 people\)"
        with pytest.raises(Refused, match=recorded):
            world.cancel_meeting(1)
        assert world.day_of(1)[1] == "held"

    def test_apologies_do_not_keep_a_meeting_from_being_cancelled(self, world):
        with world.writing() as at:
            member = attending.expected(world.board, world.clock.today)[0]
            said = [Said(Attendance.State.APOLOGIES, membership=member)]
            attending.record_attendance(meeting=world.meetings[1], said=said, by=world.secretary, at=at)
        world.cancel_meeting(2)

    def test_second_canceller_is_told_of_the_first_mover(self, world):
        world.move_meeting(2, date(2013, 1, 9), after=1)
        with pytest.raises(NotTheNext):
            world.cancel_meeting(2, after=1)
