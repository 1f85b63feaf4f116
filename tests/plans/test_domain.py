"""Is an item agreed and updated as the rules say, and refused in words where it is not?"""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from plans import domain as plan
from plans.models import Item, ItemTerms, OverdueFlag, ProgressUpdate
from records.models import AuditEntry
from records.refusal import AskFirst, Refused

TODAY = date(2012, 11, 7)
LATER = date(2013, 2, 1)


def agree(world, **changed):
    asked = {
        "notice": world.notice,
        "kind": Item.Kind.ACTION,
        "words": "Train the team.",
        "owner": world.officer,
        "agency": world.notice.agencies.get(code="council"),
        "due_on": LATER,
        "serves": [world.notice.requirements.get(reference="QP1.a")],
        "by": world.secretary,
    }
    with world.writing() as at:
        decision = changed.pop("decision", None) or world.decide(at=at)
        return plan.agree_item(**asked | changed, decision=decision, at=at)


class TestAgreeing:
    def test_item_counts_from_the_day_of_its_decision(self, world):
        world.clock.move_to(date(2012, 11, 20))
        item = agree(world, decision=world.decide(meeting=world.meetings[0]))
        assert item.number == 4
        assert item in Item.objects.with_terms(world.asof(on=TODAY))
        assert item not in Item.objects.with_terms(world.asof(on=date(2012, 11, 6)))

    def test_item_keeps_what_it_serves(self, world):
        served = list(world.notice.requirements.filter(reference__in=["QP1.a", "QP2.a"]))
        assert list(agree(world, serves=iter(served)).terms.get().serves.all()) == served

    def test_items_are_numbered_per_notice(self, world, other_world):
        assert (agree(world).number, agree(other_world).number) == (4, 4)

    @pytest.mark.parametrize(
        ("changed", "sentence", "field"),
        [
            ({"words": "  "}, "Say what is to be done", "words"),
            ({"words": "x" * 4001}, "At most 4,000 characters; this text has 4,001", "words"),
            ({"words": "a\x00b"}, "a character that cannot be stored", "words"),
            ({"serves": []}, "at least one requirement", "serves"),
            ({"due_on": date(2012, 3, 31)}, "cannot be dated before 1 April 2012", "due_on"),
        ],
    )
    def test_item_that_cannot_be_is_refused(self, world, changed, sentence, field):
        with pytest.raises(Refused, match=sentence) as met:
            agree(world, **changed)
        assert met.value.field == field
        assert Item.objects.for_notice(world.notice).count() == 3

    def test_item_of_before_the_notice_is_asked_about_once(self, world):
        with pytest.raises(AskFirst):
            agree(world, due_on=date(2012, 9, 1))
        assert agree(world, due_on=date(2012, 9, 1), confirmed=True).due_on == date(2012, 9, 1)

    def test_owner_is_a_member(self, world, other_world):
        for somebody in (world.cast.stranger, other_world.officer):
            with pytest.raises(Refused, match="is not a member of this notice"):
                agree(world, owner=somebody)

    def test_things_of_another_notice_are_refused(self, world, other_world):
        foreign = [
            {"agency": other_world.notice.agencies.first()},
            {"serves": [other_world.notice.requirements.first()]},
            {"decision": other_world.decide()},
            {"serves": [world.notice.requirements.first(), other_world.notice.requirements.first()]},
        ]
        for changed in foreign:
            with pytest.raises(Refused, match="belongs to another notice"):
                agree(world, **changed)

    def test_objective_counts_from_its_decision(self, world):
        with world.writing() as at:
            objective = plan.agree_objective(
                notice=world.notice, words=" Safer children. ", decision=world.decide(at=at), by=world.secretary, at=at
            )
        assert (objective.number, objective.terms.get().words, objective.terms.get().counts_on) == (
            1,
            "Safer children.",
            TODAY,
        )
        assert agree(world, objective=objective).terms.get().objective == objective

    def test_withdrawal_names_its_decision(self, world):
        terms = world.item(1).terms.get()
        terms.pk, terms.number, terms.withdrawn, terms.decision = None, 2, True, None
        with pytest.raises(IntegrityError), transaction.atomic():
            terms.save(force_insert=True)


class TestUpdating:
    def test_update_counts_from_today_and_says_who(self, world):
        row = world.update(world.item(1), done_so_far=" Half. ", next_step=" The rest. ")
        assert (row.counts_on, row.owner, row.recorded_by) == (TODAY, world.officer, world.officer)
        assert (row.done_so_far, row.next_step) == ("Half.", "The rest.")

    def test_update_on_behalf_names_both_and_its_source(self, world):
        world.clock.move_to(date(2012, 11, 12))
        row = world.update(world.item(1), on_behalf=True, counts_on=date(2012, 11, 9))
        assert (row.owner, row.recorded_by, row.counts_on) == (world.officer, world.secretary, date(2012, 11, 9))
        with pytest.raises(Refused, match="Say where the owner's words come from"):
            submit(world, by=world.secretary, on_behalf_of=world.officer, source=" ")

    def test_owner_alone_speaks_for_an_item(self, world):
        with pytest.raises(Refused, match="Only its owner can say how it goes"):
            submit(world, by=world.partner)
        with pytest.raises(Refused, match="belongs to A Council officer, not to A Partner Board member"):
            submit(world, by=world.secretary, on_behalf_of=world.partner, source="A call.")

    @pytest.mark.parametrize(
        ("changed", "sentence", "field"),
        [
            ({"counts_on": date(2012, 11, 8)}, "cannot count from a day to come", "counts_on"),
            ({"counts_on": date(2012, 3, 31)}, "cannot be dated before 1 April 2012", "counts_on"),
            ({"progress": "under_way", "done_so_far": " "}, "Say in a line what has been done", "done_so_far"),
            ({"progress": "done", "done_so_far": ""}, "Say in a line what has been done", "done_so_far"),
            ({"done_so_far": "x" * 4001}, "At most 4,000 characters", "done_so_far"),
            ({"next_step": "x" * 4001}, "At most 4,000 characters", "next_step"),
            ({"next_step": "\x00"}, "cannot be stored", "next_step"),
            ({"forecast": ""}, "Say whether the item will meet its date", "forecast"),
        ],
    )
    def test_update_that_cannot_be_is_refused(self, world, changed, sentence, field):
        with pytest.raises(Refused, match=sentence) as met:
            submit(world, **changed)
        assert met.value.field == field
        assert not ProgressUpdate.objects.exists()

    def test_longest_text_is_kept_whole(self, world):
        assert len(submit(world, done_so_far="ä" * 4000).done_so_far) == 4000

    def test_nothing_need_be_said_of_what_has_not_begun(self, world):
        assert submit(world, progress="not_started", done_so_far="").number == 1

    def test_forecast_is_asked_for_while_there_is_one_to_make(self, world):
        world.clock.move_to(date(2012, 12, 1))
        with pytest.raises(Refused, match="Say whether the item will meet its date"):
            submit(world, forecast="")
        world.clock.move_to(date(2012, 12, 2))
        assert submit(world, forecast="").forecast == ""  # past its date
        assert submit(world, item=world.item(3), progress="done", forecast="").forecast == ""

    def test_item_said_to_be_done_by_mistake_is_put_right_and_nothing_is_lost(self, world):
        item = world.item(1)
        world.update(item, "done")
        world.clock.move_to(date(2012, 12, 5))
        assert not world.item(1).overdue_now
        with pytest.raises(Refused, match="Item 1 stands as done already"):
            world.update(item, "done")
        world.update(item, forecast="")  # its date has passed: nothing to forecast
        assert world.item(1).overdue_now
        assert world.item(1, world.asof(on=date(2012, 12, 4))).standing == "done"
        assert ProgressUpdate.objects.count() == 2

    def test_done_item_gets_no_other_date(self, world):
        item = world.item(1)
        world.update(item, "done")
        with pytest.raises(Refused, match="Item 1 is done"):
            world.propose(item, LATER)

    def test_update_before_the_notice_is_asked_about_once(self, world):
        with pytest.raises(AskFirst):
            submit(world, counts_on=date(2012, 10, 1))
        assert submit(world, counts_on=date(2012, 10, 1), confirmed=True).counts_on == date(2012, 10, 1)

    def test_act_and_its_audit_entry_stand_or_fall_together(self, world):
        before = AuditEntry.objects.count()

        def update_twice() -> None:
            with world.writing() as at:
                world.update(world.item(1), "done", at=at)
                world.update(world.item(1), "done", at=at)  # refused, and the first with it

        with pytest.raises(Refused):
            update_twice()
        assert (ProgressUpdate.objects.count(), AuditEntry.objects.count()) == (0, before)
        world.update(world.item(1))
        assert AuditEntry.objects.count() == before + 1


def submit(world, **changed):
    asked = {
        "item": world.item(1),
        "progress": "under_way",
        "forecast": "will_meet",
        "done_so_far": "Half.",
        "by": world.officer,
    }
    with world.writing() as at:
        return plan.submit_update(**asked | changed, at=at)


def test_flag_is_made_by_nothing_else(world):
    """A flag is a record of telling: no write function makes one."""
    world.clock.move_to(date(2013, 3, 1))
    world.rule(world.propose(world.item(1), date(2013, 4, 1)))
    world.update(world.item(3), "done")
    assert (OverdueFlag.objects.count(), ItemTerms.objects.count()) == (0, 3)
