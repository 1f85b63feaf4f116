"""Are changes of items asked for and ruled on as the rules say, taken back, and refused in words where they cannot be?"""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from plans import domain as plan
from plans.models import ItemTerms, ProgressUpdate, TermsChange, TermsRuling
from records.refusal import NotTheNext, Refused

TODAY = date(2012, 11, 7)
LATER = date(2013, 2, 1)


def terms_of(world, number, asof=None):
    return ItemTerms.objects.get(pk=world.item(number, asof).terms_id)


class TestAsking:
    def test_question_changes_nothing(self, world):
        world.ask(world.item(1), "change", words="Rewrite it twice.")
        assert terms_of(world, 1).words == "Rewrite the threshold document."
        assert not world.item(1).withdrawn

    @pytest.mark.parametrize(
        ("asked", "sentence", "field"),
        [
            ({"reason": " "}, "Say why", "reason"),
            ({"words": ""}, "all three are as they stand now", "words"),
            ({"words": "Rewrite the threshold document."}, "all three are as they stand now", "words"),
            ({"words": "x" * 4001}, "At most 4,000 characters", "words"),
            ({"what": "withdraw"}, "one thing at a time", "words"),
            ({"what": "reopen", "words": ""}, "Item 1 is open: there is nothing to take up again", "what"),
            ({"counts_on": date(2012, 11, 8)}, "on a day to come", "counts_on"),
        ],
    )
    def test_question_that_cannot_be_is_refused(self, world, asked, sentence, field):
        given = {
            "item": world.item(1),
            "what": "change",
            "words": "Other words.",
            "reason": "Why.",
            "by": world.officer,
        }
        with pytest.raises(Refused, match=sentence) as met, world.writing() as at:
            plan.propose_terms(**given | asked, at=at)
        assert met.value.field == field
        assert not TermsChange.objects.exists()

    def test_what_is_closed_is_taken_up_again_and_nothing_else(self, world):
        world.update(world.item(1), "done")
        for what in ("change", "withdraw"):
            with pytest.raises(Refused, match="Item 1 is done"):
                world.ask(world.item(1), what)
        assert world.ask(world.item(1), "reopen").number == 1

    def test_owner_is_one_who_could_update_it(self, world, cast):
        for person, sentence in ((cast.chair, "could not say how"), (cast.stranger, "is not a member")):
            with pytest.raises(Refused, match=sentence):
                world.ask(world.item(1), "change", owner=person)
        assert world.ask(world.item(1), "change", owner=cast.second_officer).owner == cast.second_officer

    def test_agency_of_another_notice_is_refused(self, world, cast):
        with pytest.raises(Refused, match="belongs to another notice"):
            world.ask(world.item(1), "change", agency=cast.b.agencies.get(code="police"))
        assert world.ask(world.item(1), "change", agency=cast.a.agencies.get(code="police")).agency.code == "police"

    def test_one_question_waits_at_a_time(self, world):
        change = world.ask(world.item(1))
        with pytest.raises(Refused, match="waits for the Board already"):
            world.ask(world.item(1), "change", words="Other words.")
        world.ask(world.item(3))  # another item asks for itself
        world.answer(change, "refused")
        assert world.ask(world.item(1)).number == 2

    def test_owner_asks_or_somebody_who_may_speak_for_the_owner(self, world):
        asked = {"item": world.item(1), "what": "withdraw", "reason": "Why."}
        with pytest.raises(Refused, match="belongs to"), world.writing() as at:
            plan.propose_terms(**asked, by=world.partner, at=at)
        with world.writing() as at:
            row = plan.propose_terms(**asked, by=world.secretary, on_behalf_of=world.officer, at=at)
        assert row.recorded_by == world.secretary

    def test_form_of_before_another_question_is_not_the_next(self, world):
        world.answer(world.ask(world.item(1)), "refused")
        with pytest.raises(NotTheNext):
            world.ask(world.item(1), after=0)
        assert world.ask(world.item(1), after=1).number == 2


class TestRuling:
    def test_agreed_change_says_what_was_asked_and_keeps_the_rest(self, world, cast):
        before = terms_of(world, 1)
        police = cast.a.agencies.get(code="police")
        before.supporting.add(cast.a.agencies.get(code="health"))
        ruling = world.answer(
            world.ask(world.item(1), "change", words="Rewrite it.", owner=cast.second_officer, agency=police)
        )
        after = terms_of(world, 1)
        assert (after.words, after.owner, after.agency) == ("Rewrite it.", cast.second_officer, police)
        assert (after.decision, after.counts_on, after.withdrawn) == (ruling.decision, TODAY, False)
        for name in ("serves", "supporting", "recommendations", "expected"):
            assert list(getattr(after, name).all()) == list(getattr(before, name).all())
        assert after.objective == before.objective

    def test_refused_change_changes_nothing(self, world):
        world.answer(world.ask(world.item(1)), "refused")
        assert world.item(1).terms.count() == 1
        change = world.ask(world.item(1))
        with pytest.raises(Refused, match="Say why the Board refused the change of item 1"):
            decide(world, [plan.TermsAnswer(change, "refused", " ")])

    def test_item_is_withdrawn_and_taken_up_again(self, world):
        world.answer(world.ask(world.item(1)))
        assert world.item(1).standing == "withdrawn"
        world.answer(world.ask(world.item(1), "reopen"))
        assert world.item(1).standing == "not_started"

    @pytest.mark.parametrize(("number", "progress"), [(1, "under_way"), (2, "not_started")])
    def test_item_that_was_done_goes_on_by_an_update_of_the_board(self, world, number, progress):
        world.update(world.item(number), "done")
        ruling = world.answer(world.ask(world.item(number), "reopen"))
        item = world.item(number)
        update = ProgressUpdate.objects.filter(item=item).latest("number")
        assert (item.progress, item.terms.count()) == (progress, 1)
        assert (update.owner, update.source) == (world.owner_of(item), f"Decision {ruling.decision.number}")
        assert update.counts_on == ruling.decision.counts_on

    def test_item_that_goes_on_already_is_not_taken_up_again(self, world):
        world.update(world.item(1), "done")
        change = world.ask(world.item(1), "reopen")
        world.update(world.item(1))  # the owner put it right
        with pytest.raises(Refused, match="is open already"):
            world.answer(change)
        world.answer(change, "refused")

    def test_answer_counts_from_the_day_of_its_meeting(self, world):
        world.clock.move_to(date(2012, 12, 18))
        change = world.ask(world.item(3))
        world.clock.move_to(date(2012, 12, 20))
        world.hold_meeting(2, date(2012, 12, 19))
        known = world.asof().known
        world.answer(change, decision=world.decide(meeting=world.meetings[1]))
        withdrawn = [world.item(3, world.asof(on=date(2012, 12, day))).withdrawn for day in (18, 19, 20)]
        assert withdrawn == [False, True, True]
        assert not world.item(3, world.asof(on=date(2012, 12, 19), known=known)).withdrawn

    def test_question_is_answered_once_after_it_was_asked(self, world):
        world.clock.move_to(date(2012, 11, 20))
        change = world.ask(world.item(1))
        with pytest.raises(Refused, match="asked for on 20 November 2012, after this decision was taken"):
            world.answer(change, decision=world.decide(taken_on=date(2012, 11, 19)))
        world.answer(change)
        with pytest.raises(Refused, match="has been answered already"):
            world.answer(change, "refused")

    def test_replaced_decision_gives_the_earlier_terms_back(self, world):
        change = world.ask(world.item(1), "change", words="Rewrite it.")
        first = world.decide()
        world.answer(change, decision=first)
        second = world.decide(replaces=first)
        assert terms_of(world, 1).words == "Rewrite the threshold document."
        assert list(TermsChange.objects.waiting(world.asof())) == [change]
        world.answer(change, decision=second)
        assert terms_of(world, 1).words == "Rewrite it."
        assert not TermsChange.objects.waiting(world.asof()).exists()

    def test_change_recorded_late_holds_over_what_was_handed_over_meanwhile(self, world, cast):
        """The Board met on 19 December; on the 20th the items passed; on the 21st its decision is recorded."""
        world.clock.move_to(date(2012, 12, 18))
        change = world.ask(world.item(1), "change", words="Rewrite it.")
        world.clock.move_to(date(2012, 12, 20))
        world.hold_meeting(2, date(2012, 12, 19))
        hand_over(world, cast.second_officer)
        world.clock.move_to(date(2012, 12, 21))
        decision = world.decide(meeting=world.meetings[1])
        world.answer(change, decision=decision)
        now, then = terms_of(world, 1), terms_of(world, 1, world.asof(on=date(2012, 12, 19)))
        assert (now.words, now.owner) == ("Rewrite it.", cast.second_officer)
        assert (then.words, then.owner) == ("Rewrite it.", cast.officer)
        world.decide(replaces=decision)
        now = terms_of(world, 1)
        assert (now.words, now.owner) == ("Rewrite the threshold document.", cast.second_officer)

    def test_change_of_another_notice_is_not_ruled_on(self, world, other_world):
        with pytest.raises(Refused, match="belongs to another notice"):
            world.answer(other_world.ask(other_world.item(1)))

    def test_one_decision_answers_many_or_none(self, world):
        changes = [world.ask(world.item(number)) for number in (1, 3)]
        good = plan.TermsAnswer(changes[0], "agreed")
        for answers, sentence in (([], "at least one"), ([good, plan.TermsAnswer(changes[1], "refused")], "item 3")):
            with pytest.raises(Refused, match=sentence):
                decide(world, answers)
        assert not TermsRuling.objects.exists()
        decide(world, [good, plan.TermsAnswer(changes[1], "refused", "It is needed.")])
        assert [world.item(number).withdrawn for number in (1, 3)] == [True, False]

    def test_without_other_words_the_register_names_the_items(self, world):
        changes = [world.ask(world.item(number)) for number in (1, 3)]
        answers = [plan.TermsAnswer(changes[1], "refused", "It is needed."), plan.TermsAnswer(changes[0], "agreed")]
        assert decide(world, answers, words="").words == "Changes of items: item 1, withdrawn; item 3, not withdrawn."

    def test_database_holds_a_reason_and_something_to_change(self, world):
        row = world.ask(world.item(1))
        for changed in ({"reason": ""}, {"what": "change"}, {"words": "Other."}):
            with pytest.raises(IntegrityError), transaction.atomic():
                TermsChange.objects.filter(pk=row.pk).update(**changed)


class TestTakingBack:
    def test_who_asked_the_owner_and_who_speaks_for_the_owner_take_a_date_back(self, world):
        item = world.item(1)
        for by, behalf in ((world.officer, None), (world.secretary, world.officer)):
            change = world.propose(item, LATER)
            with world.writing() as at:
                plan.take_back_date(change=change, reason="In time after all.", by=by, on_behalf_of=behalf, at=at)
            assert world.item(1).waiting_id is None
        change = world.propose(item, LATER)
        with pytest.raises(Refused, match="belongs to"), world.writing() as at:
            plan.take_back_date(change=change, by=world.partner, at=at)
        assert world.item(1).waiting_id == change.pk

    def test_what_is_taken_back_is_neither_answered_nor_taken_back_again(self, world):
        date_change, change = world.propose(world.item(1), LATER), world.ask(world.item(1))
        with world.writing() as at:
            plan.take_back_date(change=date_change, by=world.officer, at=at)
            plan.take_back_terms(change=change, by=world.officer, at=at)
        for act in (
            lambda at: world.rule(date_change, at=at),
            lambda at: world.answer(change, at=at),
            lambda at: plan.take_back_date(change=date_change, by=world.officer, at=at),
            lambda at: plan.take_back_terms(change=change, by=world.officer, at=at),
        ):
            with pytest.raises(Refused, match="was taken back"), world.writing() as at:
                act(at)
        assert world.item(1).due_now == date(2012, 12, 1)
        world.rule(world.propose(world.item(1), LATER))  # asked anew, it is answered
        assert world.item(1).due_now == LATER

    def test_what_is_answered_is_not_taken_back(self, world):
        date_change, change = world.propose(world.item(1), LATER), world.ask(world.item(1))
        world.rule(date_change)
        world.answer(change, "refused")
        with pytest.raises(Refused, match="answered already"), world.writing() as at:
            plan.take_back_date(change=date_change, by=world.officer, at=at)
        with pytest.raises(Refused, match="answered already"), world.writing() as at:
            plan.take_back_terms(change=change, by=world.officer, at=at)

    def test_question_waited_until_the_day_it_was_taken_back(self, world):
        change = world.propose(world.item(1), LATER)
        world.clock.move_to(date(2012, 11, 9))
        known = world.asof().known
        with world.writing() as at:
            plan.take_back_date(change=change, by=world.officer, at=at)
        waits = [world.item(1, world.asof(on=date(2012, 11, day))).waiting_id for day in (7, 8, 9)]
        assert waits == [change.pk, change.pk, None]
        assert world.item(1, world.asof(on=date(2012, 11, 9), known=known)).waiting_id == change.pk


def hand_over(world, to_person, **changed):
    given = {"from_person": world.officer, "to_person": to_person, "reason": "She leaves."} | changed
    with world.writing() as at:
        return plan.hand_over(notice=world.notice, by=world.secretary, at=at, **given)


def decide(world, answers, words="Items."):
    with world.writing() as at:
        return plan.decide_terms(
            board=world.board, words=words, answers=answers, by=world.secretary, at=at, taken_on=TODAY
        )
