"""Do the pages between meetings ask whom they may, keep what was typed, and say how a proposal stands?"""

from datetime import date

import pytest

from boards.models import Ballot, BallotAnswer, BallotOutcome, Decision
from tests.pages import address_of, day, drawn, fields_of, queries, text_of

TYPED = {"kind": "other", "words": "Borrow two managers.", "why": "They are free now."}


def at(world, name, *args, **query):
    return address_of(world.notice, name, *args, **query)


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


def test_secretary_proposes_and_every_member_finds_it_waiting(world, secretary, client_of):
    address = at(world, "boards:propose_ballot")
    assert "The Board next meets on 19 December 2012" in text_of(secretary.get(address))
    body = drawn(secretary, address) | TYPED | day("closes_on", date(2012, 11, 14))
    for _ in range(3):  # pressed three times: proposed once
        assert secretary.post(address, body).url == at(world, "boards:ballot_list")
    assert Ballot.objects.get().words == "Borrow two managers."
    said = text_of(client_of(world.partner).get(at(world, "boards:ballot_list")))
    assert "You have not answered yet." in said
    waits = "proposal of a decision between meetings waits for your answer, by 14 November 2012"
    assert waits in text_of(client_of(world.partner).get("/"))
    assert waits not in text_of(secretary.get("/"))


def test_refused_proposal_keeps_what_was_typed(world, secretary):
    address = at(world, "boards:propose_ballot")
    answer = secretary.post(address, drawn(secretary, address) | TYPED | day("closes_on", date(2012, 12, 19)))
    assert answer.status_code == 422
    assert "The Board meets on 19 December 2012." in answer.context["form"].errors["closes_on"][0]
    assert "They are free now.</textarea>" in text_of(answer)


def test_two_who_propose_read_each_other(world, secretary):
    address = at(world, "boards:propose_ballot")
    body = drawn(secretary, address) | TYPED | day("closes_on", date(2012, 11, 14))
    world.propose_ballot("Close the office.")
    met = secretary.post(address, body)
    assert met.status_code == 409
    assert "Close the office." in text_of(met)


def test_member_answers_and_changes_the_answer(world, client_of):
    ballot, client = world.propose_ballot(), client_of(world.partner)
    address = at(world, "boards:ballot", ballot.number)
    refused = client.post(address, drawn(client, address) | {"answer": "objects"})
    assert refused.status_code == 422
    assert refused.context["form"].errors["words"] == ["Write what you object to; the next meeting begins from it."]
    sent = client.post(address, drawn(client, address) | {"answer": "objects", "words": "Too dear."})
    assert sent.url == address
    said = text_of(client.get(address))
    assert "Objects: bring it to a meeting: Too dear." in said
    assert "Change my answer" in said
    client.post(address, drawn(client, address) | {"answer": "agrees"})
    assert list(BallotAnswer.objects.order_by("number").values_list("answer", flat=True)) == ["objects", "agrees"]


def test_answer_after_the_last_day_is_refused_and_kept_on_the_page(world, client_of):
    ballot, client = world.propose_ballot(), client_of(world.partner)
    address = at(world, "boards:ballot", ballot.number)
    body = drawn(client, address) | {"answer": "objects", "words": "Too dear."}
    world.clock.move_to(date(2012, 11, 15))
    late = client.post(address, body)
    assert late.status_code == 422
    said = text_of(late)
    assert "It closed on 14 November 2012." in said
    assert "Too dear.</textarea>" in said
    assert "Send my answer" not in text_of(client.get(address))


def test_who_does_not_decide_reads_and_has_no_form(world, client_of):
    world.answer_ballot(world.propose_ballot(), world.partner)
    said = text_of(client_of(world.officer).get(at(world, "boards:ballot", 1)))
    assert "1 of 6 members agrees" in said
    assert "Send my answer" not in said
    assert "Record what came of it" not in said


def test_outcome_is_recorded_by_the_rule_and_stands_in_the_register(world, secretary):
    ballot = world.propose_ballot()
    for person in (world.chair, world.partner):
        world.answer_ballot(ballot, person)
    address = at(world, "boards:ballot_outcome", 1)
    assert "Record the decision of the Board" not in text_of(secretary.get(address))
    world.clock.move_to(date(2012, 11, 15))
    shown = secretary.get(address)
    assert "Record the decision of the Board" in text_of(shown)
    body = fields_of(shown.context["end"].hidden_fields())
    for _ in range(3):
        assert secretary.post(address, body).url == at(world, "boards:ballot", 1)
    decision = Decision.objects.latest("pk")
    assert (decision.words, decision.counts_on) == ("Borrow two managers.", date(2012, 11, 14))
    assert f"decision {decision.number}" in text_of(secretary.get(at(world, "boards:ballot", 1)))
    assert "Borrow two managers." in text_of(secretary.get(at(world, "pages:decisions")))
    assert f"decision {decision.number}</a>: Borrow two managers." in text_of(
        secretary.get(at(world, "pages:meeting", 2))
    )


def test_proposal_is_withdrawn_with_a_reason(world, secretary):
    world.propose_ballot()
    address = at(world, "boards:ballot_outcome", 1)
    body = fields_of(secretary.get(address).context["withdraw"].hidden_fields()) | {"withdraw": "yes"}
    assert secretary.post(address, body).status_code == 422
    body = fields_of(secretary.get(address).context["withdraw"].hidden_fields()) | {"withdraw": "yes"}
    assert secretary.post(address, body | {"withdraw-reason": "They went elsewhere."}).status_code == 302
    assert BallotOutcome.objects.get().reason == "Withdrawn: They went elsewhere."
    assert "It was not decided.</strong> Withdrawn: They went elsewhere." in text_of(
        secretary.get(at(world, "boards:ballot", 1))
    )


@pytest.mark.parametrize("name", ["ballot_list", "ballot", "meeting"])
def test_pages_ask_as_much_of_three_as_of_one(world, secretary, name):
    addresses = {
        "ballot_list": at(world, "boards:ballot_list"),
        "ballot": at(world, "boards:ballot", 1),
        "meeting": at(world, "pages:meeting", 2),
    }
    ballot = world.propose_ballot()
    world.answer_ballot(ballot, world.partner)
    world.answer_ballot(world.propose_ballot(), world.partner, "objects", "No.")
    world.end_ballot(Ballot.objects.get(number=2))
    before = queries(secretary, addresses[name])
    for person in (world.chair, world.cast.lead, world.cast.lscb):
        world.answer_ballot(ballot, person)
    for _ in range(2):
        more = world.propose_ballot()
        world.answer_ballot(more, world.partner, "objects", "No.")
        world.end_ballot(more)
    assert queries(secretary, addresses[name]) == before
