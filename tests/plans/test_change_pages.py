"""Is a change asked for in words and taken back, and do the Board's answers go in as one decision or not at all?"""

from datetime import date

import pytest

from boards.models import Decision
from plans import domain as plan
from plans.models import DateTakenBack, TermsChange, TermsRuling, TermsTakenBack
from tests.pages import address_of, drawn, fields_of, queries, text_of


def at(world, name, *args, **query):
    return address_of(world.notice, name, *args, **query)


@pytest.fixture
def officer(world, client_of):
    return client_of(world.officer)


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


def asking(client, world, **typed):
    """The form as a browser sends it untouched, with what is typed."""
    form = client.get(at(world, "plans:propose_terms", 1)).context["form"]
    return fields_of(form) | {"reason": "Two teams share it."} | typed


def answering(client, world, **typed):
    form = client.get(at(world, "plans:rule_on_terms")).context["form"]
    untouched = {f"answer_{key}": "not_yet" for key in form.changes}
    return fields_of(form.hidden_fields()) | {"meeting": "1", "words": "Items were considered."} | untouched | typed


def test_change_is_asked_for_once_and_stands_on_the_page_of_the_item(world, officer):
    body = asking(officer, world, owner="a-second-council-officer", words="Rewrite it.")
    for _ in range(5):
        answer = officer.post(at(world, "plans:propose_terms", 1), body)
        assert answer.headers["Location"] == at(world, "pages:item", 1)
    change = TermsChange.objects.get()
    assert (change.what, change.words, change.owner, change.agency) == (
        "change",
        "Rewrite it.",
        world.cast.second_officer,
        None,
    )
    page = text_of(officer.get(at(world, "pages:item", 1)))
    assert "A change of it waits for the Board, asked for by A Council officer on 7 November 2012." in page
    assert "Owner: A second Council officer" in page
    assert "Change asked for" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "all three are as they stand now"),
        ({"reason": "", "words": "Rewrite it."}, "Answer the question “Why?”"),
        ({"what": "withdraw", "words": "Rewrite it."}, "Ask for one thing at a time"),
        ({"what": "perhaps"}, "Select a valid choice"),
        ({"owner": "the-chair"}, "Select a valid choice"),
    ],
)
def test_question_that_cannot_be_loses_nothing_typed(world, officer, typed, sentence):
    answer = officer.post(at(world, "plans:propose_terms", 1), asking(officer, world, **typed))
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert typed.get("words", "") in text_of(answer)
    assert not TermsChange.objects.exists()


def test_question_overtaken_by_another_gets_both_texts(world, officer):
    body = asking(officer, world, words="Mine.")
    world.answer(world.ask(world.item(1), "change", words="Theirs."), "refused")
    answer = officer.post(at(world, "plans:propose_terms", 1), body)
    assert answer.status_code == 409
    assert "Mine." in text_of(answer)
    assert "Theirs." in text_of(answer)


def test_item_that_is_closed_is_asked_to_be_taken_up_again(world, officer):
    world.answer(world.ask(world.item(1)))
    page = officer.get(at(world, "plans:propose_terms", 1))
    assert [field.name for field in page.context["form"].visible_fields()] == ["reason"]
    assert officer.post(at(world, "plans:propose_terms", 1), asking(officer, world)).status_code == 302
    assert TermsChange.objects.get(number=2).what == "reopen"


def test_one_decision_holds_every_answer(world, officer, secretary, cast):
    changed = world.ask(world.item(1), "change", owner=cast.second_officer)
    refused = world.ask(world.item(3))
    assert "changes wait for the Board’s answer" in text_of(secretary.get("/"))
    body = answering(secretary, world, answer_1_1="agreed", answer_3_1="refused", words_3_1="It is needed.")
    for _ in range(5):
        answer = secretary.post(at(world, "plans:rule_on_terms"), body)
        assert answer.headers["Location"] == at(world, "pages:decisions")
    decision = Decision.objects.get(words="Items were considered.")
    assert dict(TermsRuling.objects.filter(decision=decision).values_list("change", "answer")) == {
        changed.pk: "agreed",
        refused.pk: "refused",
    }
    page = text_of(secretary.get(at(world, "pages:decisions")))
    assert "Item 1</a>: the change agreed" in page
    assert "Item 3</a>: not withdrawn: It is needed." in page
    history = text_of(officer.get(at(world, "pages:item", 3)))
    assert "The Board answered: not withdrawn: It is needed." in history
    assert world.owner_of(world.item(1)) == cast.second_officer


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Give the Board's answer to at least one of the changes."),
        ({"answer_1_1": "refused"}, "Say why the Board refused the change of item 1."),
        ({"answer_1_1": "perhaps"}, "Select a valid choice"),
        ({"words_1_1": "Late."}, "answer above, or leave this empty."),
        ({"answer_1_1": "agreed", "meeting": ""}, "Choose the meeting, or give the day"),
    ],
)
def test_answers_that_cannot_be_recorded_leave_nothing_behind(world, secretary, typed, sentence):
    world.ask(world.item(1))
    answer = secretary.post(at(world, "plans:rule_on_terms"), answering(secretary, world, **typed))
    assert answer.status_code == 422
    assert sentence in text_of(answer).replace("&#x27;", "'")
    assert not TermsRuling.objects.exists()
    assert not Decision.objects.filter(words="Items were considered.").exists()


def test_change_taken_back_meanwhile_is_said_and_nothing_is_recorded(world, officer, secretary):
    world.ask(world.item(1))
    world.ask(world.item(3))
    body = answering(secretary, world, answer_1_1="agreed", answer_3_1="agreed")
    address = at(world, "plans:take_back_terms", 1)
    officer.post(address, drawn(officer, address) | {"reason": "It is needed after all."})
    answer = secretary.post(at(world, "plans:rule_on_terms"), body)
    assert answer.status_code == 422
    assert "item 1 was answered or taken back meanwhile" in text_of(answer)
    assert not TermsRuling.objects.exists()


@pytest.mark.parametrize(
    ("page", "ledger", "title"),
    [
        ("plans:take_back_date", DateTakenBack, "New date taken back: 1 February 2013"),
        ("plans:take_back_terms", TermsTakenBack, "Taken back: asked that it be withdrawn"),
    ],
)
def test_question_is_taken_back_once_however_often_it_is_sent(world, officer, page, ledger, title):
    world.propose(world.item(1), date(2013, 2, 1))
    world.ask(world.item(1))
    assert at(world, page, 1) in text_of(officer.get(at(world, "pages:item", 1)))
    body = drawn(officer, at(world, page, 1)) | {"reason": "In time after all."}
    for _ in range(5):
        assert officer.post(at(world, page, 1), body).headers["Location"] == at(world, "pages:item", 1)
    assert ledger.objects.get().reason == "In time after all."
    history = text_of(officer.get(at(world, "pages:item", 1)))
    assert title in history
    assert "None about this item waits now." in text_of(officer.get(at(world, page, 1)))


def test_waiting_date_is_offered_to_be_taken_back_where_it_stands(world, officer):
    world.propose(world.item(1), date(2013, 2, 1))
    for page in (at(world, "plans:mine"), at(world, "plans:propose_date", 1)):
        assert at(world, "plans:take_back_date", 1) in text_of(officer.get(page))
    assert "Asked on 7 November 2012 for 1 February 2013" in text_of(officer.get(at(world, "plans:mine")))


def test_whoever_asked_takes_it_back_when_the_item_has_passed_on(world, officer, cast, client_of):
    world.ask(world.item(1))
    with world.writing() as instant:
        plan.hand_over(
            notice=world.notice,
            from_person=cast.officer,
            to_person=cast.second_officer,
            reason="She leaves.",
            by=world.secretary,
            at=instant,
        )
    address = at(world, "plans:take_back_terms", 1)
    assert client_of(cast.partner).get(address).status_code == 403
    assert officer.post(address, drawn(officer, address)).status_code == 302
    assert TermsTakenBack.objects.get().recorded_by == cast.officer


def test_pages_take_as_many_queries_for_three_changes_as_for_one(world, secretary, officer):
    world.ask(world.item(1))
    pages = at(world, "plans:rule_on_terms"), at(world, "plans:mine")
    one = [queries(secretary, pages[0]), queries(officer, pages[1])]
    world.ask(world.item(2), "change", words="Every case has one.")
    world.ask(world.item(3))
    assert [queries(secretary, pages[0]), queries(officer, pages[1])] == one
