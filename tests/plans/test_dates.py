"""Is another date asked for and ruled on as the rules say, and refused in words where it is not?"""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from plans import domain as plan
from plans.models import DateChange, DateRuling
from records.refusal import Refused

TODAY = date(2012, 11, 7)
LATER = date(2013, 2, 1)


class TestProposing:
    def test_proposal_moves_nothing(self, world):
        world.propose(world.item(1), LATER)
        item = world.item(1)
        assert (item.due_on, item.due_now, item.slips) == (date(2012, 12, 1), date(2012, 12, 1), 0)
        assert item.waiting_id is not None

    @pytest.mark.parametrize(
        ("changed", "sentence", "field"),
        [
            ({"analysis": " "}, "Say why the date will not be met", "analysis"),
            ({"remedy": ""}, "Say what is being done about it", "remedy"),
            ({"remedy": "x" * 4001}, "At most 4,000 characters", "remedy"),
            ({"to": date(2012, 12, 1)}, "1 December 2012 is the date it has now", "to"),
            ({"to": date(2012, 3, 31)}, "cannot be dated before", "to"),
            ({"counts_on": date(2012, 11, 8)}, "on a day to come", "counts_on"),
        ],
    )
    def test_proposal_that_cannot_be_is_refused(self, world, changed, sentence, field):
        asked = {"item": world.item(1), "to": LATER, "analysis": "Why.", "remedy": "What.", "by": world.officer}
        with pytest.raises(Refused, match=sentence) as met, world.writing() as at:
            plan.propose_date(**asked | changed, at=at)
        assert met.value.field == field
        assert not DateChange.objects.exists()

    def test_one_question_waits_at_a_time(self, world):
        change = world.propose(world.item(1), LATER)
        with pytest.raises(Refused, match="waits for the Board already"):
            world.propose(world.item(1), date(2013, 3, 1))
        world.propose(world.item(3), LATER)  # another item asks for itself
        world.rule(change, DateRuling.Answer.REFUSED)
        assert world.propose(world.item(1), LATER).number == 2

    def test_owner_alone_asks(self, world):
        with pytest.raises(Refused, match="belongs to"), world.writing() as at:
            plan.propose_date(item=world.item(1), to=LATER, analysis="Why.", remedy="What.", by=world.partner, at=at)
        row = world.propose(world.item(1), LATER, on_behalf=True)
        assert (row.owner, row.recorded_by) == (world.officer, world.secretary)

    def test_database_holds_why_and_what_next(self, world):
        row = world.propose(world.item(1), LATER)
        for field in ("analysis", "remedy"):
            with pytest.raises(IntegrityError), transaction.atomic():
                DateChange.objects.filter(pk=row.pk).update(**{field: ""})


class TestRuling:
    @pytest.mark.parametrize(
        ("answer", "to_on", "due_now", "slips"),
        [
            ("agreed", None, LATER, 1),
            ("refused", None, date(2012, 12, 1), 0),
            ("other", date(2013, 1, 5), date(2013, 1, 5), 1),
        ],
    )
    def test_answer_alone_moves_the_date(self, world, answer, to_on, due_now, slips):
        world.rule(world.propose(world.item(1), LATER), answer, to_on=to_on)
        item = world.item(1)
        assert (item.due_now, item.due_on, item.slips, item.waiting_id) == (due_now, date(2012, 12, 1), slips, None)

    def test_answer_counts_from_the_day_of_its_meeting(self, world):
        world.clock.move_to(date(2012, 12, 18))
        change = world.propose(world.item(3), LATER)
        world.clock.move_to(date(2012, 12, 20))
        world.hold_meeting(2, date(2012, 12, 19))
        world.rule(change, decision=world.decide(meeting=world.meetings[1]))
        assert world.item(3, world.asof(on=date(2012, 12, 19))).due_now == LATER
        assert world.item(3, world.asof(on=date(2012, 12, 18))).due_now == date(2013, 1, 31)

    def test_question_is_not_answered_before_it_is_asked(self, world):
        world.clock.move_to(date(2012, 11, 20))
        change = world.propose(world.item(1), LATER)
        with pytest.raises(Refused, match="proposed on 20 November 2012, after this decision was taken"):
            world.rule(change, decision=world.decide(taken_on=date(2012, 11, 19)))

    def test_question_is_answered_once(self, world):
        change = world.propose(world.item(1), LATER)
        world.rule(change)
        with pytest.raises(Refused, match="has been answered already"):
            world.rule(change, DateRuling.Answer.REFUSED)

    def test_replacement_answers_again(self, world):
        change = world.propose(world.item(1), LATER)
        first = world.decide()
        world.rule(change, decision=first)
        second = world.decide(replaces=first)
        assert world.item(1).due_now == date(2012, 12, 1)  # what the first settled no longer counts
        assert world.item(1).waiting_id == change.pk
        row = world.rule(change, DateRuling.Answer.OTHER, to_on=date(2013, 3, 1), decision=second)
        assert row.number == 2
        item = world.item(1)
        assert (item.due_now, item.slips, item.waiting_id) == (date(2013, 3, 1), 1, None)

    def test_refusal_gives_its_reason_and_another_date_its_day(self, world):
        change = world.propose(world.item(1), LATER)
        for ruling, sentence in [
            (plan.Ruling(change, "refused", words=" "), "Say why the Board refused the new date for item 1"),
            (plan.Ruling(change, "other"), "Give the date that the Board agreed for item 1"),
            (plan.Ruling(change, "other", to_on=date(2012, 11, 6)), "comes before the decision, of 7 November 2012"),
        ]:
            with pytest.raises(Refused, match=sentence), world.writing() as at:
                plan.rule_on_dates(decision=world.decide(at=at), rulings=[ruling], by=world.secretary, at=at)
        assert not DateRuling.objects.exists()

    def test_date_of_another_notice_is_not_ruled_on(self, world, other_world):
        foreign = other_world.propose(other_world.item(1), LATER)
        with pytest.raises(Refused, match="belongs to another notice"):
            world.rule(foreign)

    def test_one_decision_answers_many_or_none(self, world):
        changes = [world.propose(world.item(number), LATER) for number in (1, 3)]
        good, bad = plan.Ruling(changes[0], "agreed"), plan.Ruling(changes[1], "refused")
        with pytest.raises(Refused, match="for item 3"):
            decide_dates(world, [good, bad])
        assert not DateRuling.objects.exists()
        decision = decide_dates(world, [good, plan.Ruling(changes[1], "refused", words="Too late.")])
        assert [world.item(number).due_now for number in (1, 3)] == [LATER, date(2013, 1, 31)]
        assert set(DateRuling.objects.values_list("decision", "counts_on")) == {(decision.pk, TODAY)}

    def test_one_decision_gives_an_item_one_date(self, world):
        """Two questions of one item wait where the answer to the first was replaced after the second was asked."""
        item = world.item(1)
        first = world.propose(item, LATER)
        answer = world.decide()
        world.rule(first, decision=answer)
        second = world.propose(item, date(2013, 3, 1))
        world.decide("Not so.", replaces=answer)
        with pytest.raises(Refused, match="One decision gives item 1 one date"):
            decide_dates(world, [plan.Ruling(first, "agreed"), plan.Ruling(second, "agreed")])
        decide_dates(world, [plan.Ruling(first, "refused", words="Overtaken."), plan.Ruling(second, "agreed")])
        assert (world.item(1).due_now, world.item(1).waiting_id) == (date(2013, 3, 1), None)

    def test_decision_on_dates_answers_something(self, world):
        with pytest.raises(Refused, match="at least one of the dates"):
            decide_dates(world, [])

    def test_database_holds_a_date_or_a_refusal_in_words(self, world):
        row = world.rule(world.propose(world.item(1), LATER))
        for changed in ({"to_on": None}, {"answer": "refused"}, {"answer": "refused", "to_on": None}):
            with pytest.raises(IntegrityError), transaction.atomic():
                DateRuling.objects.filter(pk=row.pk).update(**changed)


def decide_dates(world, rulings):
    with world.writing() as at:
        return plan.decide_dates(
            board=world.board, words="Dates.", rulings=rulings, by=world.secretary, at=at, taken_on=TODAY
        )
