"""Does a Board decide between meetings as its rule says: who may answer, until when, and what comes of it?"""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.policy import Role
from boards import ballots
from boards.attending import Rule
from boards.ballots import Noted, judge, stands, to_note, withdraw_ballot
from boards.models import BallotAnswer, BallotOutcome, Decision
from boards.standing import Calendar
from records.refusal import NotTheNext, Refused

Answer = BallotAnswer.Answer
MEMBERS = ("chair", "lead", "partner", "lscb", "reviewer", "dual")


@pytest.fixture
def asked(world):
    """Proposed on 7 November 2012, to be answered by the 14th."""
    return world.propose_ballot()


def answered(world, ballot, **said):
    for name, answer in said.items():
        world.answer_ballot(ballot, getattr(world.cast, name), answer, "Not like this." if answer == "objects" else "")


def words(world, ballot):
    return stands(ballot, world.asof()).words


def noted(world, number):
    asof = world.asof()
    return to_note(world.board, Calendar(list(world.board.meetings.in_order(asof)), asof.on), number, asof)


class TestProposing:
    def test_ballots_of_a_board_are_numbered(self, world, asked):
        assert (asked.number, asked.counts_on, asked.closes_on) == (1, date(2012, 11, 7), date(2012, 11, 14))
        assert world.propose_ballot().number == 2

    @pytest.mark.parametrize(
        ("said", "field", "sentence"),
        [
            ({"words": " "}, "words", "Write what the Board is asked to decide"),
            ({"why": " "}, "why", "Write why it cannot wait"),
            ({"words": "x" * 5001}, "words", "at most 5,000 characters"),
            ({"kind": "dates"}, "kind", "decided at a meeting"),
            ({"kind": "judgement"}, "kind", "decided at a meeting"),
            ({"kind": "minutes"}, "kind", "decided at a meeting"),
            ({"closes_on": date(2012, 11, 7)}, "closes_on", "at least until tomorrow"),
            ({"closes_on": date(2012, 12, 19)}, "closes_on", "The Board meets on 19 December 2012"),
        ],
    )
    def test_proposal_that_cannot_be_is_refused(self, world, said, field, sentence):
        with pytest.raises(Refused, match=sentence) as met:
            world.propose_ballot(**said)
        assert met.value.field == field
        world.propose_ballot(closes_on=date(2012, 12, 18))

    def test_second_proposer_is_told_of_the_first(self, world, asked):
        with pytest.raises(NotTheNext):
            world.propose_ballot(after=0)


class TestAnswering:
    def test_newest_answer_holds(self, world, asked):
        answered(world, asked, partner="objects")
        answered(world, asked, partner="agrees")
        newest = dict(stands(asked, world.asof()).answers)
        assert {member.person.name: row and row.answer for member, row in newest.items()} == {
            getattr(world.cast, name).name: "agrees" if name == "partner" else None for name in MEMBERS
        }

    def test_last_day_still_counts(self, world, asked):
        world.clock.move_to(date(2012, 11, 14), 23, 59)
        answered(world, asked, partner="agrees")
        world.clock.move_to(date(2012, 11, 15), 0, 1)
        with pytest.raises(Refused, match="It closed on 14 November 2012"):
            answered(world, asked, lead="agrees")

    @pytest.mark.parametrize("name", ["secretary", "officer", "analyst", "observer", "scrutiny"])
    def test_who_does_not_decide_does_not_answer(self, world, asked, name):
        with pytest.raises(Refused, match="Members of the Board answer"):
            answered(world, asked, **{name: "agrees"})

    def test_nobody_answers_for_another_member(self, world, asked):
        member = world.notice.memberships.get(person=world.partner)
        with pytest.raises(Refused, match="each for themselves"), world.writing() as at:
            ballots.answer_ballot(ballot=asked, membership=member, answer="agrees", by=world.chair, at=at)

    def test_member_of_another_notice_does_not_answer(self, world, other_world, asked):
        theirs = other_world.notice.memberships.get(person=other_world.chair)
        with pytest.raises(Refused, match="Members of the Board answer"), world.writing() as at:
            ballots.answer_ballot(ballot=asked, membership=theirs, answer="agrees", by=other_world.chair, at=at)

    def test_objection_has_words(self, world, asked):
        with pytest.raises(Refused, match="Write what you object to"):
            world.answer_ballot(asked, world.partner, "objects", " ")
        answered(world, asked, partner="agrees")
        with pytest.raises(IntegrityError), transaction.atomic():
            BallotAnswer.objects.update(answer="objects", words="")


class TestTheRule:
    """Six members: two of them, the chair among them, are what a meeting needs."""

    @pytest.mark.parametrize(
        ("said", "carries", "sentence"),
        [
            ({}, False, "0 of 6 members agree, 6 without an answer; 2 have to agree."),
            ({"chair": "agrees"}, False, "1 of 6 members agrees, 5 without an answer; 2 have to agree."),
            (
                {"lead": "agrees", "partner": "agrees"},
                False,
                "2 of 6 members agree, 4 without an answer; the chair has to be among them.",
            ),
            (
                {"chair": "agrees", "lead": "agrees"},
                True,
                "2 of 6 members agree, 4 without an answer, and nobody objects.",
            ),
            (
                {"chair": "agrees", "lead": "abstains"},
                False,
                "1 of 6 members agrees, 1 abstain, 4 without an answer; 2 have to agree.",
            ),
        ],
    )
    def test_what_carries(self, world, asked, said, carries, sentence):
        answered(world, asked, **said)
        found = stands(asked, world.asof())
        assert (found.carries, found.ready, found.words) == (carries, False, sentence)

    def test_one_objection_brings_it_to_a_meeting(self, world, asked):
        answered(world, asked, **dict.fromkeys(("chair", "lead", "lscb", "reviewer", "dual"), "agrees"))
        answered(world, asked, partner="objects")
        found = stands(asked, world.asof())
        name = world.partner.name
        assert (found.carries, found.ready) == (False, True)
        assert found.words == f"5 of 6 members agree. {name} objects, so it comes to a meeting."

    def test_agreed_quorum_counts_and_may_not_need_the_chair(self):
        class Member:
            role = Role.LEAD

        class Row:
            answer = Answer.AGREES

        answers = [(Member(), Row()), (Member(), Row()), (Member(), None)]
        assert judge(Rule(2, False, ""), answers, closed=True).carries
        assert not judge(Rule(3, False, ""), answers, closed=True).carries
        assert not judge(Rule(2, True, ""), answers, closed=True).carries


class TestEnding:
    def test_decision_counts_from_the_day_it_closed(self, world, asked):
        answered(world, asked, chair="agrees", lead="agrees")
        world.clock.move_to(date(2012, 11, 16))
        outcome = world.end_ballot(asked)
        decision = outcome.decision
        assert (decision.words, decision.kind, decision.meeting) == (asked.words, "other", None)
        assert (decision.counts_on, outcome.counts_on) == (date(2012, 11, 14), date(2012, 11, 16))

    def test_decision_counts_from_the_last_answer_where_all_have_answered(self, world, asked):
        answered(world, asked, **dict.fromkeys(MEMBERS[1:], "agrees"))
        world.clock.move_to(date(2012, 11, 9))
        answered(world, asked, chair="agrees")
        world.clock.move_to(date(2012, 11, 10))
        assert world.end_ballot(asked).decision.counts_on == date(2012, 11, 9)

    def test_it_is_not_ended_while_it_is_open(self, world, asked):
        answered(world, asked, chair="agrees", lead="agrees")
        with pytest.raises(Refused, match="It is open until 14 November 2012, and 4 members have not answered yet"):
            world.end_ballot(asked)
        assert BallotOutcome.objects.count() == 0

    def test_objection_ends_it_without_a_decision(self, world, asked):
        answered(world, asked, partner="objects", chair="agrees", lead="agrees")
        before = Decision.objects.count()
        outcome = world.end_ballot(asked)
        assert (outcome.decision, Decision.objects.count()) == (None, before)
        assert "so it comes to a meeting" in outcome.reason

    def test_too_few_answers_end_it_without_a_decision(self, world, asked):
        world.clock.move_to(date(2012, 11, 15))
        assert world.end_ballot(asked).reason == "0 of 6 members agree, 6 without an answer; 2 have to agree."

    def test_it_ends_once_and_takes_no_answer_afterwards(self, world, asked):
        answered(world, asked, partner="objects")
        world.end_ballot(asked)
        for act in (lambda: world.end_ballot(asked), lambda: answered(world, asked, partner="agrees")):
            with pytest.raises(Refused, match="What came of it was recorded on 7 November 2012"):
                act()

    def test_it_is_withdrawn_with_a_reason(self, world, asked):
        with pytest.raises(Refused, match="Say why it is withdrawn"), world.writing() as at:
            withdraw_ballot(ballot=asked, reason=" ", by=world.secretary, at=at)
        with world.writing() as at:
            outcome = withdraw_ballot(ballot=asked, reason="They went elsewhere.", by=world.secretary, at=at)
        assert (outcome.decision, outcome.reason) == (None, "Withdrawn: They went elsewhere.")


class TestNoting:
    def test_next_meeting_notes_what_was_decided_and_what_was_not(self, world, asked):
        objected, withdrawn = world.propose_ballot("Buy a system."), world.propose_ballot("Close the office.")
        answered(world, asked, **dict.fromkeys(MEMBERS, "agrees"))
        answered(world, objected, partner="objects")
        world.clock.move_to(date(2012, 11, 8))
        for ballot in (asked, objected):
            world.end_ballot(ballot)
        world.clock.move_to(date(2012, 11, 9))
        with world.writing() as at:
            withdraw_ballot(ballot=withdrawn, reason="No.", by=world.secretary, at=at)
        by_hand = world.decide("Told by telephone.")
        found = noted(world, 2)
        assert [(one.decision and one.decision.words, one.ballot and one.ballot.words) for one in found] == [
            (asked.words, None),
            (None, "Buy a system."),
            (by_hand.words, None),
            (None, "Close the office."),
        ]
        assert found[2] == Noted(by_hand, None)
        assert noted(world, 3) == []

    def test_decision_on_the_day_of_a_meeting_is_noted_at_the_one_after(self, world):
        world.clock.move_to(date(2012, 12, 19), 16)
        world.hold_meeting(2)
        decision = world.decide("Told by telephone afterwards.")
        assert noted(world, 2) == []
        assert noted(world, 3) == [Noted(decision, None)]

    def test_meeting_that_was_cancelled_notes_nothing_away(self, world):
        world.clock.move_to(date(2012, 11, 8))
        decision = world.decide("Told by telephone.")
        world.cancel_meeting(2)
        assert noted(world, 3) == [Noted(decision, None)]
