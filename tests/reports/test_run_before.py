"""Does the page of an item of a meeting in progress show what lies before the Board there, and count what it decided?"""

from datetime import date

import pytest

from boards import ballots
from boards.models import Decision, Meeting
from plans import domain as plan
from plans.domain import Judged
from plans.models import Concern, Judgement
from reports.agenda import before_the_board
from tests.agendas import draw_up
from tests.minuted import save, send, somebody_was_there
from tests.pages import address_of, text_of

SECOND = date(2012, 12, 19)
ITEMS = (
    ("minutes", "Minutes and matters arising"),
    ("concerns", "Concerns"),
    ("between_meetings", "Decisions between meetings"),
    ("judgements", "Judgements of the measures"),
    ("", "Any other business"),
)
MINUTES, CONCERNS, BETWEEN, JUDGEMENTS, OTHER = range(1, 6)


@pytest.fixture
def chair(world, client_of):
    return client_of(world.chair)


@pytest.fixture
def held(world):
    """The second meeting, with something for each of its items."""
    draw_up(world, world.meetings[1], ITEMS)
    somebody_was_there(world)
    save(world)
    send(world)
    decided = world.decide("Corrective action.", meeting=world.meetings[0])
    world.agree_item(date(2013, 1, 20), words="Sit with the team.", decision=decided)
    world.concern(world.item(2))
    world.clock.move_to(date(2012, 12, 10))
    world.decide("Agency staff over Christmas.")
    world.clock.move_to(SECOND, 15)
    return world.hold_meeting(2)


def shown(client, world, item):
    return text_of(client.get(address_of(world.notice, "pages:run_item", 2, item)))


def test_each_item_shows_what_lies_before_the_board_there(world, chair, held):
    assert "Minutes of 1 meeting to confirm" in shown(chair, world, MINUTES)
    assert "1 corrective action of earlier meetings still open" in shown(chair, world, MINUTES)
    assert "1 concern without an outcome" in shown(chair, world, CONCERNS)
    assert "1 decision taken since the last meeting" in shown(chair, world, BETWEEN)
    assert "Nothing of the plan, the indicators or the measures" in shown(chair, world, OTHER)


def test_what_is_answered_or_held_over_does_not_come_forward(world, chair, held):
    concern, decision = Concern.objects.get(), world.decide("It waits.", meeting=held)
    assert concern in Concern.objects.to_answer_at(2, world.asof())
    world.close(concern, decision, held_over="The figures come in January.")
    assert concern not in Concern.objects.to_answer_at(2, world.asof())
    assert "without an outcome" not in shown(chair, world, CONCERNS)
    assert concern in Concern.objects.to_answer_at(3, world.asof())


def test_what_was_judged_counts_at_its_item_and_both_counts_agree(world, chair, held):
    words = [Judged(world.notice.measures.get(code="QP1"), Judgement.Word.ON_COURSE, reason="It comes right.")]
    with world.writing() as at:
        plan.judge_measures(words=words, board=world.board, meeting=held, by=world.chair, at=at)
    number = Decision.objects.latest("number").number
    assert f"Decision {number}</a>: The Board judged the measures" in shown(chair, world, JUDGEMENTS)
    assert "Nothing yet; 1 decision of this meeting so far." in shown(chair, world, OTHER)
    run = text_of(chair.get(address_of(world.notice, "pages:run", 2)))
    assert '1</span> <span class="fact__words">decision of this meeting recorded so far' in run
    assert "Judgements of the measures</a> · 1 decision" in run


def test_a_closed_proposal_without_an_outcome_lies_before_the_board(world, held):
    meeting = Meeting.objects.select_related("board__notice").get(pk=held.pk)
    with world.writing() as at:
        given = {"kind": "other", "words": "Meet in May.", "why": "It is urgent.", "closes_on": date(2012, 12, 20)}
        ballots.propose_ballot(board=world.board, **given, by=world.chair, at=at)
    assert len(before_the_board("between_meetings", meeting, world.asof())) == 1
    world.clock.move_to(date(2012, 12, 22))
    words = [one.words for one in before_the_board("between_meetings", meeting, world.asof())]
    assert words[-1] == "1 closed proposal: record what came of it"
