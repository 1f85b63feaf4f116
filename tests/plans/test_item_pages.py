"""Is an item entered with its decision, and does its page tell everything that happened, to those who may read it?"""

from datetime import date

import pytest

from accounts.policy import Role
from plans.models import Item
from tests.pages import address_of, day, drawn, text_of


def at(world, name, *args, **query):
    return address_of(world.notice, name, *args, **query)


@pytest.fixture
def officer(world, client_of):
    return client_of(world.officer)


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


def item_body(client, world, **typed) -> dict[str, object]:
    return drawn(client, at(world, "plans:agree_item")) | {
        "decision": "1", "kind": "action", "words": "Open the new front door.", "owner": "a-council-officer",
        "agency": "council", "serves": ["QP1.a", "QP2.a"],
    } | day("due_on", date(2013, 6, 30)) | typed  # fmt: skip


def events(client, world, number: int = 1, **query) -> list[str]:
    return [event.title for event in client.get(at(world, "pages:item", number, **query)).context["events"]]


# Entering


def test_item_is_entered_with_the_decision_that_agreed_it(world, secretary):
    answer = secretary.post(at(world, "plans:agree_item"), item_body(secretary, world))
    assert answer.headers["Location"] == at(world, "plans:item_list")
    item = world.item(4)
    terms = item.terms.get()
    assert (item.due_on, item.due_precision, terms.owner) == (date(2013, 6, 30), "day", world.officer)
    assert (terms.decision.number, terms.counts_on) == (1, date(2012, 11, 7))
    assert [requirement.reference for requirement in terms.serves.all()] == ["QP1.a", "QP2.a"]


def test_one_decision_agrees_several_items(world, secretary):
    body = item_body(secretary, world, due_on_day="") | {"another": "on"}
    answer = secretary.post(at(world, "plans:agree_item"), body)
    assert answer.headers["Location"] == at(world, "plans:agree_item", decision="1")
    assert (world.item(4).due_on, world.item(4).due_precision) == (date(2013, 6, 30), "month")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"serves": []}, "Choose at least one requirement of the notice that it serves."),
        ({"serves": ["XX1.a"]}, "XX1.a is not one of the available choices"),
        ({"owner": "b-council-officer"}, "Select a valid choice"),
        ({"owner": "a-dfe-observer"}, "Select a valid choice"),
        ({"agency": "police-of-somewhere-else"}, "Select a valid choice"),
        ({"decision": "9"}, "Select a valid choice"),
        ({"decision": "ten"}, "Select a valid choice"),
        ({"words": ""}, "Enter what is to be done or reached"),
        ({"kind": ""}, "Select what it is"),
        ({"due_on_year": "2001"}, "A due date cannot be dated before"),
    ],
)
def test_item_that_lacks_something_or_reaches_elsewhere_is_refused(world, other_world, secretary, typed, sentence):
    answer = secretary.post(at(world, "plans:agree_item"), item_body(secretary, world, **typed))
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert Item.objects.for_notice(world.notice).count() == 3


def test_item_waits_for_a_decision_in_force(world, secretary):
    world.decide("Everything again.", replaces=world.board.decisions.get(number=1))
    form = secretary.get(at(world, "plans:agree_item")).context["form"]
    assert [decision.number for decision in form.fields["decision"].queryset] == [2]
    assert secretary.post(at(world, "plans:agree_item"), item_body(secretary, world)).status_code == 422


def test_ticked_requirements_stay_ticked_and_open(world, secretary):
    answer = secretary.post(at(world, "plans:agree_item"), item_body(secretary, world, words=""))
    ticked = {measure.code: many for measure, _, many in answer.context["form"].serves_by_measure() if many}
    assert ticked == {"QP1": 1, "QP2": 1}


# The page of one item


def test_page_tells_everything_newest_first(world, clock, officer):
    clock.move_to(date(2012, 11, 20))
    world.update(world.item(1), done_so_far="A first draft.", on_behalf=True)
    change = world.propose(world.item(1), date(2013, 2, 1))
    clock.live_until(date(2012, 12, 19), 16)
    world.rule(change, decision=world.decide("Dates.", meeting=world.hold_meeting(2), kind="dates"))
    assert events(officer, world) == [
        "The Board agreed the new date, 1 February 2013",
        "Seen to have passed its date, 1 December 2012",
        "New date asked for: 1 February 2013",
        "Update",
        "Entered in the plan",
    ]
    said = text_of(officer.get(at(world, "pages:item", 1)))
    assert "By A Board secretary on behalf of A Council officer, the owner" in said
    assert "Where the owner&#x27;s words come from: A call." in said
    assert "The supplier is late." in said
    assert f'{at(world, "pages:decisions")}?q=decision+2#decision-2">decision 2</a>' in said
    assert f'href="{at(world, "pages:measure", "QP1")}#QP1.a">QP1.a</a>' in said


def test_answers_are_told_as_they_were_given(world, officer):
    world.rule(world.propose(world.item(1), date(2013, 2, 1)), "refused")
    world.rule(world.propose(world.item(1), date(2013, 3, 1)), "other", to_on=date(2013, 2, 15))
    told = events(officer, world)
    assert told[0] == "The Board agreed 15 February 2013 instead of 1 March 2013"
    assert "The Board refused the new date, 1 February 2013" in told


def test_answer_under_a_replaced_decision_says_that_it_no_longer_counts(world, clock, officer):
    decision = world.decide("Dates.", kind="dates")
    world.rule(world.propose(world.item(1), date(2013, 2, 1)), decision=decision)
    clock.move_to(date(2012, 11, 20))
    world.decide("Not so.", replaces=decision)
    said = text_of(officer.get(at(world, "pages:item", 1)))
    assert "No longer counts: decision 3 of 20 November 2012 replaced it." in said
    before = officer.get(at(world, "pages:item", 1, on="2012-11-19"))
    assert "No longer counts" not in text_of(before)


def test_page_of_what_was_known_leaves_out_what_came_later_and_says_so(world, clock, officer):
    clock.move_to(date(2012, 11, 20))
    world.update(world.item(1), on_behalf=True, counts_on=date(2012, 11, 9))
    said = text_of(officer.get(at(world, "pages:item", 1)))
    assert '9 November 2012<br><span class="govuk-!-font-weight-regular">recorded later, on 20 November 2012' in said
    then = officer.get(at(world, "pages:item", 1, on="2012-11-10", known="2012-11-10"))
    assert [event.title for event in then.context["events"]] == ["Entered in the plan"]
    assert "1 entry that counts by 10 November 2012 was recorded later and is not shown." in text_of(then)
    assert events(officer, world, on="2012-11-10") == ["Update", "Entered in the plan"]


def test_page_offers_what_the_reader_may_do_and_nothing_else(world, cast, clock, client_of):
    offers = ("can_update", "can_update_on_behalf", "can_propose", "can_rule")

    def offered(who, **query):
        context = client_of(who).get(at(world, "pages:item", 1, **query)).context
        return {name for name in offers if context[name]}

    assert offered(cast.officer) == {"can_update", "can_propose"}
    assert offered(cast.second_officer) == offered(cast.chair) == offered(cast.analyst) == set()
    assert offered(cast.secretary) == offered(cast.lead) == {"can_update_on_behalf", "can_propose"}
    world.propose(world.item(1), date(2013, 2, 1))
    assert offered(cast.chair) == {"can_rule"}
    assert offered(cast.officer) == {"can_update"}
    clock.move_to(date(2012, 11, 20))
    assert offered(cast.secretary, on="2012-11-10") == set()
    world.update(world.item(1), "done")
    assert offered(cast.officer) == set()


@pytest.mark.parametrize("number", ["4", "0", "007", "99999999999999999999"])
@pytest.mark.parametrize("page", ["", "update/", "date/"])
def test_item_that_does_not_exist_is_not_found(world, other_world, officer, number, page):
    other_world.agree_item(date(2013, 6, 1))  # notice B has an item 4, and A has none
    assert officer.get(f"/{world.notice.slug}/plan/items/{number}/{page}").status_code == 404


def test_item_of_another_notice_is_reached_from_neither_side(world, other_world, cast, client_of):
    said = text_of(client_of(cast.in_b[Role.OFFICER]).get(address_of(other_world.notice, "pages:item", 1)))
    assert "A Council officer" not in said
    assert client_of(cast.in_b[Role.OFFICER]).get(at(world, "pages:item", 1)).status_code == 404


def test_item_not_agreed_yet_on_the_day_is_not_found(world, officer):
    assert officer.get(at(world, "pages:item", 1, on="2012-11-06")).status_code == 404
