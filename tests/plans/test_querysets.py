"""How does every item stand as of two times? The edges of overdue, and what each later fact changes or leaves."""

from datetime import date, timedelta

import pytest

from plans import standing
from plans.models import DateChange, Item, ItemTerms
from records.clock import AsOf, end_of_day
from records.ledger import append

DUE = date(2013, 1, 31)
BEGUN = date(2012, 11, 7)


def on(world, day):
    """Item 3 (due 31 January 2013) on a day, as recorded so far."""
    return world.item(3, world.asof(on=day))


def withdraw(world, item, decision):
    with world.writing() as at:
        held = item.terms.latest_first()[0]
        kept = {"words": held.words, "owner": held.owner, "agency": held.agency, "objective": held.objective}
        return append(
            ItemTerms,
            item,
            by=world.secretary,
            at=at,
            counts_on=decision.counts_on,
            withdrawn=True,
            decision=decision,
            **kept,
        )


class TestTheEdge:
    @pytest.mark.parametrize(("offset", "late"), [(-1, False), (0, False), (1, True), (14, True), (15, True)])
    @pytest.mark.parametrize("progress", [None, "not_started", "under_way"])
    def test_due_day_itself_is_not_late(self, world, offset, late, progress):
        if progress:
            world.update(world.item(3), progress)
        day = DUE + timedelta(days=offset)
        world.clock.move_to(max(day, world.clock.today))
        item = on(world, day)
        assert (item.overdue_now, item.overdue_first) == (late, late)
        assert item.standing == ("overdue" if late else progress or "not_started")

    @pytest.mark.parametrize(("day", "late"), [(date(2013, 3, 31), False), (date(2013, 4, 1), True)])
    def test_item_due_in_a_month_is_late_after_it(self, world, day, late):
        world.clock.move_to(day)
        item = world.item(2)
        assert (item.overdue_now, item.standing) == (late, "overdue" if late else "not_started")
        assert item.due_now_precision == "month"

    def test_day_is_londons(self, world):
        world.clock.move_to(date(2013, 1, 31), 23, 59)
        assert not world.item(3).overdue_now
        world.clock.move_to(date(2013, 2, 1), 0, 1)
        assert world.item(3).overdue_now

    @pytest.mark.parametrize("kind", Item.Kind.values)
    @pytest.mark.parametrize("state", ["withdrawn", "done", "overdue", "under_way", "not_started"])
    def test_every_standing_has_its_word(self, kind, state):
        assert standing.word(kind, state)


class TestClosedItems:
    def test_done_item_is_late_until_it_was_done(self, world):
        world.clock.move_to(date(2013, 2, 10))
        world.update(world.item(3), "done")
        assert on(world, date(2013, 2, 9)).standing == "overdue"
        item = on(world, date(2013, 2, 10))
        assert (item.standing, item.overdue_now, item.overdue_first, item.progress_on) == (
            "done",
            False,
            False,
            date(2013, 2, 10),
        )

    def test_withdrawn_item_is_not_late_from_its_decision_on(self, world):
        world.clock.move_to(date(2013, 2, 10))
        withdraw(world, world.item(3), world.decide(taken_on=date(2013, 2, 5)))
        assert on(world, date(2013, 2, 4)).standing == "overdue"
        item = on(world, date(2013, 2, 5))
        assert (item.standing, item.overdue_now, item.overdue_first) == ("withdrawn", False, False)

    def test_withdrawal_that_was_replaced_no_longer_counts(self, world):
        world.clock.move_to(date(2013, 2, 10))
        first = world.decide("Withdraw it.", taken_on=date(2013, 2, 5))
        withdraw(world, world.item(3), first)
        world.decide("Keep it.", taken_on=date(2013, 2, 8), replaces=first)
        standings = [on(world, date(2013, 2, day)).standing for day in (4, 5, 7, 8)]
        assert standings == ["overdue", "withdrawn", "withdrawn", "overdue"]

    def test_item_agreed_by_a_replaced_decision_is_gone(self, world):
        decision = world.decide("The plan.")
        item = world.agree_item(date(2013, 5, 1), decision=decision)
        assert item in Item.objects.with_standing(world.asof())
        world.decide("Not that.", replaces=decision)
        assert item not in Item.objects.with_standing(world.asof())


class TestMovedDates:
    def test_both_truths_of_overdue(self, world):
        """Due 31 January, moved to 31 May: from 1 February late against the first date, not the one that holds."""
        world.clock.move_to(date(2013, 1, 20))
        world.rule(world.propose(world.item(3), date(2013, 5, 31)))
        world.clock.move_to(date(2013, 6, 1))
        seen = {
            day: (item.overdue_now, item.overdue_first)
            for day in (DUE, date(2013, 2, 1), date(2013, 5, 31), date(2013, 6, 1))
            for item in [on(world, day)]
        }
        assert list(seen.values()) == [(False, False), (False, True), (False, True), (True, True)]

    def test_date_brought_forward_makes_late_sooner(self, world):
        world.rule(world.propose(world.item(3), date(2012, 12, 1)))
        world.clock.move_to(date(2012, 12, 5))
        item = world.item(3)
        assert (item.overdue_now, item.overdue_first, item.slips) == (True, False, 1)

    def test_slips_count_agreed_moves_in_force(self, world):
        item = world.item(3)
        world.rule(world.propose(item, date(2013, 3, 1)), "refused")
        world.rule(world.propose(item, date(2013, 3, 1)))
        second = world.decide("Dates.")
        world.rule(world.propose(item, date(2013, 4, 1)), "other", to_on=date(2013, 3, 15), decision=second)
        assert (world.item(3).slips, world.item(3).due_now) == (2, date(2013, 3, 15))
        world.decide("Not so.", replaces=second)
        assert (world.item(3).slips, world.item(3).due_now) == (1, date(2013, 3, 1))

    def test_later_decision_wins_whatever_was_recorded_last(self, world):
        """Two rulings entered in the wrong order: the one that counts from the later day holds."""
        item = world.item(3)
        change = world.propose(item, date(2013, 3, 1))
        world.clock.move_to(date(2012, 11, 20))
        world.rule(change, decision=world.decide(taken_on=date(2012, 11, 19)))
        again = world.propose(item, date(2013, 4, 1), on_behalf=True, counts_on=date(2012, 11, 8))
        world.rule(again, decision=world.decide(taken_on=date(2012, 11, 9)))
        assert (world.item(3).due_now, world.item(3).slips) == (date(2013, 3, 1), 2)

    def test_late_decision_stands_in_the_position_of_its_meeting(self, world):
        """Held on 19 December, written up on 7 January: the 19th has it from then on, in hindsight."""
        world.clock.move_to(date(2012, 12, 18))
        change = world.propose(world.item(3), date(2013, 5, 31))
        world.clock.move_to(date(2013, 1, 7))
        meeting = world.hold_meeting(2, date(2012, 12, 19))
        world.rule(change, decision=world.decide(meeting=meeting))
        day = date(2012, 12, 19)
        assert on(world, day).due_now == date(2013, 5, 31)
        known_then = world.asof(on=day, known=end_of_day(date(2012, 12, 20)))
        assert world.item(3, known_then).due_now == DUE
        assert world.item(3, known_then).waiting_id == change.pk


class TestLists:
    def test_overdue_is_one_definition(self, world):
        world.clock.move_to(date(2013, 2, 1))
        asof = world.asof()
        rows = Item.objects.for_notice(world.notice)
        late = set(rows.overdue(asof).values_list("number", flat=True))
        assert late == {1, 3}
        assert set(rows.with_standing(asof).filter(overdue_now=True).values_list("number", flat=True)) == late
        assert {item.number for item in rows.with_standing(asof) if item.standing == "overdue"} == late

    def test_items_are_those_of_the_notice(self, world, other_world):
        assert set(Item.objects.for_notice(world.notice)) & set(Item.objects.for_notice(other_world.notice)) == set()

    def test_owner_is_the_one_named_now(self, world):
        assert {item.number for item in Item.objects.owned_by([world.officer], world.asof())} == {1, 3}
        with world.writing() as at:
            held = world.item(1).terms.get()
            append(
                ItemTerms,
                world.item(1),
                by=world.secretary,
                at=at,
                counts_on=world.clock.today,
                words=held.words,
                owner=world.cast.second_officer,
                agency=held.agency,
                decision=world.decide(at=at),
            )
        assert {item.number for item in Item.objects.owned_by([world.officer], world.asof())} == {3}
        assert {item.number for item in Item.objects.owned_by([world.cast.second_officer], world.asof())} == {1}

    def test_questions_wait_until_an_answer_in_force(self, world):
        change = world.propose(world.item(1), DUE)
        waiting = DateChange.objects.for_notice(world.notice).waiting
        assert list(waiting(world.asof())) == [change]
        before = world.asof(on=date(2012, 11, 6))
        assert list(waiting(before)) == []
        world.clock.move_to(date(2012, 11, 20))
        decision = world.decide()
        world.rule(change, decision=decision)
        assert list(waiting(world.asof())) == []
        assert list(waiting(world.asof(on=date(2012, 11, 19)))) == [change]
        world.decide(replaces=decision)
        assert list(waiting(world.asof())) == [change]

    def test_forecast_ends_with_the_date_that_it_was_made_for(self, world):
        def said():
            return standing.forecast_word(world.item(3), holds_from=BEGUN)

        world.update(world.item(3), forecast="will_miss")
        change = world.propose(world.item(3), date(2013, 3, 28))
        assert said() == "Will miss"
        world.clock.move_to(date(2012, 11, 20))
        world.rule(change)
        assert said() == "Not updated since 7 November 2012"
        world.update(world.item(3), forecast="will_meet")
        assert said() == "Will meet"

    def test_standing_of_one_item_and_of_three_is_one_query(self, world, django_assert_num_queries):
        asof = world.asof()
        for count in (1, 3):
            with django_assert_num_queries(1):
                assert (
                    len(Item.objects.with_standing(asof).with_waiting_change(asof).order_by("number")[:count]) == count
                )

    def test_nothing_stands_before_it_was_recorded(self, world):
        before = AsOf(world.clock.today, world.item(1).terms.get().recorded_at)
        assert list(Item.objects.with_standing(before)) == []


@pytest.mark.parametrize(
    ("state", "due_now", "progress_on", "said"),
    [
        ("overdue", DUE, None, "1 day late, 62 days after its first date"),
        ("overdue", date(2012, 12, 1), None, "62 days late"),
        ("under_way", date(2013, 2, 1), None, "62 days after its first date"),
        ("done", DUE, date(2012, 12, 3), "2 days after its first date"),
        ("done", DUE, date(2012, 12, 1), ""),
        ("withdrawn", DUE, None, ""),
        ("not_started", date(2013, 2, 1), None, "62 days after its first date"),
    ],
)
def test_lateness_is_said_against_both_dates(state, due_now, progress_on, said):
    words = standing.lateness(
        standing=state, due_on=date(2012, 12, 1), due_now=due_now, progress_on=progress_on, on=date(2013, 2, 1)
    )
    assert words == said
