"""Is every crossing of a date flagged once and told once, whenever and however often the jobs run?"""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.messages import send_waiting
from accounts.models import Message, Telling
from plans import overdue
from plans.models import OverdueFlag
from plans.tasks import flag_overdue
from records import audit
from records.clock import AsOf, london_day
from records.models import AuditEntry
from records.writing import writing
from reports.digest import tell_everyone
from tests.factories import make_world
from tests.plans.test_querysets import withdraw

LATE_1 = date(2012, 12, 2)  # the day after item 1 was due
LATE_3 = date(2013, 2, 1)  # the day after item 3 was due


def flags(world):
    return list(
        OverdueFlag.objects.filter(item__notice=world.notice)
        .order_by("item", "due_on")
        .values_list("item__number", "due_on")
    )


class TestFlags:
    def test_nothing_is_flagged_on_the_due_day(self, world):
        world.clock.move_to(date(2012, 12, 1), 23, 59)
        assert flag_overdue() == 0
        world.clock.move_to(LATE_1, 0, 5)
        assert flag_overdue() == 1
        assert flags(world) == [(1, date(2012, 12, 1))]

    def test_crossing_is_flagged_once_however_often_it_is_looked_for(self, world):
        world.clock.move_to(LATE_1)
        assert [flag_overdue() for _ in range(3)] == [1, 0, 0]
        world.clock.move_to(date(2012, 12, 20))
        assert flag_overdue() == 0
        assert AuditEntry.objects.filter(verb="flag_overdue").count() == 1

    def test_machine_that_slept_flags_everything_at_once(self, world):
        world.clock.move_to(date(2013, 6, 1))
        assert flag_overdue() == 3
        assert flags(world) == [(1, date(2012, 12, 1)), (2, date(2013, 3, 31)), (3, date(2013, 1, 31))]

    def test_every_notice_is_looked_at(self, world, other_world):
        world.clock.move_to(LATE_1)
        assert flag_overdue() == 2

    def test_moved_date_that_passes_is_a_second_crossing(self, world):
        world.clock.move_to(LATE_1)
        flag_overdue()
        world.rule(world.propose(world.item(1), date(2013, 1, 10)))
        assert flag_overdue() == 0
        world.clock.move_to(date(2013, 1, 11))
        assert flag_overdue() == 1
        assert flags(world) == [(1, date(2012, 12, 1)), (1, date(2013, 1, 10))]

    def test_date_moved_back_to_one_that_was_flagged_is_not_flagged_again(self, world):
        world.clock.move_to(LATE_1)
        flag_overdue()
        decision = world.decide()
        world.rule(world.propose(world.item(1), date(2013, 1, 10)), decision=decision)
        world.decide("Not so.", replaces=decision)
        assert world.item(1).due_now == date(2012, 12, 1)
        assert flag_overdue() == 0

    def test_item_done_or_withdrawn_in_time_is_never_flagged(self, world):
        world.update(world.item(1), "done")
        withdraw(world, world.item(3), world.decide())
        world.clock.move_to(date(2013, 3, 1))
        assert flag_overdue() == 0

    def test_item_waiting_for_the_board_is_overdue_all_the_same(self, world):
        world.propose(world.item(1), date(2013, 1, 10))
        world.clock.move_to(LATE_1)
        assert flag_overdue() == 1
        assert world.item(1).overdue_now

    def test_flag_is_the_first_to_say_so_in_the_audit_log(self, world):
        world.clock.move_to(date(2013, 6, 1))
        flag_overdue()
        entry = AuditEntry.objects.get(verb="flag_overdue")
        assert (entry.person, entry.thing) == ("product", "3 items")
        assert list(audit.faults(world.notice.slug)) == []

    def test_many_flags_are_made_by_one_statement(self, world, django_assert_num_queries):
        with world.writing() as at:
            decision = world.decide(at=at)
            for _ in range(20):
                world.agree_item(date(2012, 11, 30), decision=decision, at=at)
        world.clock.move_to(LATE_1)
        with writing(world.notice.slug) as at, django_assert_num_queries(4):  # the flags, and three for the audit entry
            assert overdue.flag(notice=world.notice, asof=AsOf(london_day(at), at), at=at) == 21


class TestTelling:
    def test_owner_gets_one_message_with_every_item(self, world):
        world.clock.move_to(LATE_3)
        flag_overdue()
        assert tell_everyone() == 1
        message = Message.objects.get()
        assert (message.person, message.subject) == (world.officer, "2 items of yours are overdue")
        assert "1. Rewrite the threshold document.\n   Due 1 December 2012, 62 days late." in message.body
        assert "3. Train the duty team.\n   Due 31 January 2013, 1 day late." in message.body
        assert message.body.index("1. Rewrite") < message.body.index("3. Train")  # soonest due first
        assert "/wiltshire-2012/plan/mine/" in message.body

    def test_owners_are_told_apart(self, world):
        world.clock.move_to(date(2013, 4, 1))
        flag_overdue()
        assert tell_everyone() == 3  # the third to the secretary, of the report that nobody has begun
        told = {message.person: message.body for message in Message.objects.all()}
        assert "Every case has a named social worker." in told[world.partner]
        assert "Due March 2013, 1 day late" in told[world.partner]
        assert "Every case" not in told[world.officer]

    def test_nothing_due_writes_nothing(self, world):
        before = AuditEntry.objects.count()
        flag_overdue()
        assert tell_everyone() == 0
        assert (Message.objects.count(), Telling.objects.count(), AuditEntry.objects.count()) == (0, 0, before)

    def test_date_is_told_once(self, world):
        world.clock.move_to(LATE_1)
        flag_overdue()
        assert [tell_everyone() for _ in range(3)] == [1, 0, 0]
        world.clock.move_to(date(2012, 12, 20))
        flag_overdue()
        assert tell_everyone() == 0

    def test_new_date_that_passes_is_told_again(self, world):
        world.clock.move_to(LATE_1)
        flag_overdue()
        tell_everyone()
        world.rule(world.propose(world.item(1), date(2013, 1, 10)))
        world.clock.move_to(date(2013, 1, 11))
        flag_overdue()
        assert tell_everyone() == 1
        assert {telling.thing for telling in Telling.objects.all()} == {
            "item 1 due 2012-12-01",
            "item 1 due 2013-01-10",
        }

    def test_owner_who_has_asked_is_not_chased(self, world):
        world.propose(world.item(1), date(2013, 1, 10))
        world.clock.move_to(LATE_1)
        flag_overdue()
        assert tell_everyone() == 0
        change = world.item(1).waiting_id
        world.rule(world.item(1).date_changes.get(pk=change), "refused")
        assert tell_everyone() == 1  # the Board said no: the date has passed after all

    @pytest.mark.parametrize("meanwhile", ["done", "withdrawn", "moved"])
    def test_reason_is_looked_at_again_before_telling(self, world, meanwhile):
        world.clock.move_to(LATE_1)
        flag_overdue()
        if meanwhile == "done":
            world.update(world.item(1), "done")
        elif meanwhile == "withdrawn":
            withdraw(world, world.item(1), world.decide())
        else:
            world.rule(world.propose(world.item(1), date(2013, 1, 10)))
        assert tell_everyone() == 0

    def test_person_whose_account_is_shut_is_not_told(self, world):
        world.officer.is_active = False
        world.officer.save()
        world.clock.move_to(LATE_1)
        flag_overdue()
        assert tell_everyone() == 0

    def test_message_is_sent_once(self, world):
        world.clock.move_to(LATE_1)
        flag_overdue()
        tell_everyone()
        assert [send_waiting() for _ in range(2)] == [1, 0]
        assert [(letter.to, letter.subject) for letter in mail.outbox] == [
            ([world.officer.email], "1 item of yours is overdue")
        ]

    def test_message_held_by_a_sender_that_died_is_sent_an_hour_later(self, world):
        world.clock.move_to(LATE_1)
        flag_overdue()
        tell_everyone()
        for ago, sent in ((timedelta(minutes=59), 0), (timedelta(minutes=61), 1)):
            Message.objects.update(claimed_at=timezone.now() - ago)
            assert send_waiting() == sent

    def test_week_off_is_one_message(self, world):
        """Jobs that did not run for months tell each owner once, of everything; and both secretaries of their report."""
        world.clock.move_to(date(2013, 6, 1))
        flag_overdue()
        assert tell_everyone() == 2 + 2
        assert Telling.objects.filter(kind=overdue.KIND).count() == 3

    def test_mornings_tell_each_date_on_its_own_day(self, world):
        assert world.clock.live_until(date(2013, 4, 2)) == 146
        told = [(m.person, london_day(m.composed_at)) for m in Message.objects.order_by("composed_at")]
        report = world.secretary, date(2013, 2, 14)  # five working days before it is to be begun
        assert told == [(world.officer, LATE_1), (world.officer, LATE_3), report, (world.partner, date(2013, 4, 1))]
        assert all(message.sent_at for message in Message.objects.all())


@pytest.mark.django_db(transaction=True)
def test_jobs_that_run_at_once_flag_and_tell_once(cast, clock, in_parallel):
    world = make_world(cast, clock, cast.a)
    world.clock.move_to(date(2013, 6, 1))

    def jobs(_: int) -> tuple[int, int, int]:
        return flag_overdue(), tell_everyone(), send_waiting()

    done = in_parallel(jobs, range(6))
    assert [sum(column) for column in zip(*done, strict=True)] == [3, 4, 4]  # two owners and two secretaries
    assert len(flags(world)) == 3
    assert (Message.objects.count(), Telling.objects.filter(kind=overdue.KIND).count(), len(mail.outbox)) == (4, 3, 4)
    assert list(audit.faults(world.notice.slug)) == []
