"""Can somebody put a concern before the Board and the secretary record its outcomes, and do the pages say what came of each?"""

from datetime import date

import pytest

from plans.models import Concern, ConcernOutcome, Item
from tests.pages import address_of, day, drawn, queries, text_of

DEC_10, DEC_19 = date(2012, 12, 10), date(2012, 12, 19)


def at(world, name, *args, **query):
    return address_of(world.notice, name, *args, **query)


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


@pytest.fixture
def decided(world, clock):
    """Two concerns whose meeting was held, and its decision."""
    clock.move_to(DEC_10)
    world.concern(world.item(1), "It is late and nobody says why.")
    world.concern(world.define_indicator("FD-05"), "It rises each week.")
    clock.move_to(DEC_19, 17)
    return world.decide("The Board looked at both.", meeting=world.hold_meeting(2))


def test_a_partner_raises_one_from_the_items_page(world, cast, client_of):
    partner = client_of(cast.partner)
    item = at(world, "pages:item", 1)
    page = at(world, "plans:raise_concern", item="1")
    assert f'href="{page}"' in text_of(partner.get(item))
    form = drawn(partner, page)
    assert (form["item"], partner.get(page).context["form"].fields["meeting"].choices[0][0]) == ("1", "improvement-2")
    body = form | {"meeting": "improvement-2"}
    empty = partner.post(page, body)
    assert (empty.status_code, "Answer the question “What is the concern?”" in text_of(empty)) == (422, True)
    body |= {"words": "Nobody says why."}
    for _ in range(5):  # five identical posts make one row
        assert partner.post(page, body)["Location"] == item
    concern = Concern.objects.get()
    assert (concern.item.number, concern.meeting.number, concern.recorded_by) == (1, 2, cast.partner)
    assert "Waits for the Board of 19 December 2012" in text_of(partner.get(item))


def test_one_of_three_is_chosen_where_the_address_names_nothing(world, secretary):
    world.define_indicator("FD-05")
    page = at(world, "plans:raise_concern")
    body = drawn(secretary, page) | {"meeting": "improvement-2", "words": "Look at it."}
    assert "A concern is about one thing" in text_of(secretary.post(page, body))
    assert "There is no item 99." in text_of(secretary.post(page, body | {"item": "99"}))
    assert secretary.post(page, body | {"indicator": "FD-05"})["Location"] == at(world, "plans:concern_list")
    assert secretary.get(at(world, "plans:raise_concern", item="99")).status_code == 404


def test_the_next_meeting_is_recorded_when_each_has_its_outcome(world, clock, decided, secretary):
    clock.move_to(date(2013, 1, 30), 17)
    page = at(world, "plans:hold_meeting", 3)
    body = drawn(secretary, page) | day("on", date(2013, 1, 30))
    refused = secretary.post(page, body)
    assert (refused.status_code, "C1 (Item 1) and C2 (FD-05) came before an earlier meeting" in text_of(refused)) == (
        422,
        True,
    )
    for concern in Concern.objects.all():
        world.close(concern, decided, none_needed="It came back on course.")
    assert secretary.post(page, body).status_code == 302


def test_outcomes_of_several_go_in_with_one_decision(world, decided, secretary):
    page = at(world, "plans:close_concerns")
    body = drawn(secretary, page) | {"decision": f"{decided.number}"}
    assert "Give the outcome of at least one concern." in text_of(secretary.post(page, body))
    body |= {"outcome_1_0": "action", "outcome_2_0": "none_needed"}
    faulty = text_of(secretary.post(page, body))
    assert "Give the number of the item that is the corrective action." in faulty
    assert "Say why the Board found that none is needed." in faulty
    slip = text_of(
        secretary.post(page, body | {"outcome_2_0": "", "because_2_0": "It is the season.", "item_1_0": "2"})
    )
    assert "Choose “None needed” or “Held over” above, or leave this empty." in slip
    wrong = secretary.post(page, body | {"item_1_0": "1", "because_2_0": "It is the season."})
    assert (wrong.status_code, "Item 1 is what C1 is about." in text_of(wrong)) == (422, True)
    assert not ConcernOutcome.objects.exists()
    answer = secretary.post(page, body | {"item_1_0": "2", "because_2_0": "It is the season."})
    assert answer["Location"] == at(world, "plans:concern_list")
    listed = text_of(secretary.get(answer["Location"]))
    assert "item 2. Every case has a named social worker." in listed
    assert "None needed: It is the season." in listed


def test_an_outcome_given_meanwhile_is_shown_beside_ones_own(world, decided, secretary):
    page = at(world, "plans:close_concerns")
    body = drawn(secretary, page) | {"decision": f"{decided.number}"}
    body |= {"outcome_1_0": "none_needed", "because_1_0": "My own words."}
    world.close(Concern.objects.get(number=1), decided, action=world.item(2))
    answer = secretary.post(page, body)
    assert answer.status_code == 409
    assert "My own words." in text_of(answer)
    assert ("Outcome", "Item 2") in answer.context["theirs"]
    assert ConcernOutcome.objects.count() == 1


def test_an_item_entered_for_a_concern_comes_back_with_its_number(world, decided, secretary):
    page = at(world, "plans:agree_item", concern="1", decision=f"{decided.number}")
    form = drawn(secretary, page) | day("due_on", date(2013, 3, 1))
    form |= {"decision": f"{decided.number}", "kind": "action", "words": "Ring the supplier.", "serves": "QP1.a"}
    form |= {"owner": next(k for k, _ in secretary.get(page).context["form"].fields["owner"].choices if k)}
    back = secretary.post(page, form | {"agency": "council"})["Location"]
    assert back == at(world, "plans:close_concerns", decision=f"{decided.number}", concern="1")
    proposed = secretary.get(back).context["form"].initial
    assert proposed == {"decision": f"{decided.number}", "outcome_1_0": "action", "item_1_0": Item.objects.count()}


def test_one_concern_shows_then_and_now(world, decided, secretary):
    page = text_of(secretary.get(at(world, "plans:concern", 1)))
    assert "Without an outcome since the Board of 19 December 2012" in page
    assert "When it was raised, 10 December 2012" in page
    assert "18 days late; due 1 December 2012" in page
    assert secretary.get(at(world, "plans:concern", 1, on="2012-12-09")).status_code == 404


def test_only_working_members_see_them_and_only_the_board_closes(world, decided, cast, client_of):
    assert client_of(cast.analyst).get(at(world, "plans:raise_concern")).status_code == 200
    assert client_of(cast.officer).get(at(world, "plans:close_concerns")).status_code == 403
    assert client_of(cast.observer).get(at(world, "plans:concern_list")).status_code == 403


def test_empty_pages_say_what_will_stand_there(world, secretary):
    assert "What is put before the Board as a concern will stand here" in text_of(
        secretary.get(at(world, "plans:concern_list"))
    )
    assert "None waits now." in text_of(secretary.get(at(world, "plans:close_concerns")))


def test_many_take_as_many_queries_as_one(world, decided, secretary):
    pages = [at(world, name) for name in ("plans:concern_list", "plans:close_concerns")]
    few = [queries(secretary, page) for page in pages]
    for number in (1, 2, 3):
        world.concern(world.item(number))
        world.close(world.concern(world.agree_objective()), action=world.item(2))
    assert [queries(secretary, page) for page in pages] == few
