"""Is an agenda drawn up, ordered and changed from its page, by presses that keep their place and forms that lose nothing?"""

from datetime import date

import pytest

from boards.models import AgendaItem, AgendaTerms
from tests.agendas import ITEMS, draw_up
from tests.pages import address_of, drawn, hidden, text_of

NEXT = 2


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


@pytest.fixture
def items(world):
    return draw_up(world, world.meetings[NEXT - 1], ITEMS)


def at(world, name="pages:agenda", *of):
    return address_of(world.notice, name, NEXT, *of)


def press(world, client, name, *of, **typed):
    """As the page draws its forms: a token for each press."""
    form = client.get(at(world)).context["press"]
    return client.post(at(world, name, *of), {"token": str(form["token"].value())} | typed)


def titles(world):
    return [item.title for item in world.meetings[NEXT - 1].agenda.with_terms(world.asof())]


def test_the_page_says_what_the_rules_want_and_a_press_makes_it(world, secretary):
    before = text_of(secretary.get(at(world)))
    assert "What the rules want on it" in before
    assert "It opens every meeting." in before
    assert AgendaItem.objects.count() == 0
    answer = press(world, secretary, "boards:draw_up_agenda")
    assert answer.url == at(world)
    assert titles(world)[0] == "Apologies and interests"
    assert "The agenda is drawn up by the rules." in text_of(secretary.get(at(world)))
    again = press(world, secretary, "boards:draw_up_agenda")
    assert again.status_code == 422
    assert "Everything that the rules want" in text_of(again)


@pytest.mark.parametrize(
    ("number", "way", "back_to"),
    [(3, "up", "#up-3"), (2, "up", "#down-2"), (2, "down", "#down-2"), (3, "down", "#up-3")],
)
def test_a_move_comes_back_to_the_button_that_moves_it_on(world, secretary, items, number, way, back_to):
    """Item 2 moved up is the first, item 3 of four moved down the last: only the other button is left there."""
    answer = press(world, secretary, "boards:move_agenda_item", number, way=way)
    assert answer.url == at(world) + back_to
    assert f'id="{back_to[1:]}"' in text_of(secretary.get(at(world)))


def test_the_first_item_does_not_move_up(world, secretary, items):
    answer = press(world, secretary, "boards:move_agenda_item", 1, way="up")
    assert answer.status_code == 422
    assert "the first one already" in text_of(answer)
    assert titles(world) == [title for _, title in ITEMS]


def test_an_item_of_its_own_is_added_and_what_was_typed_stays(world, secretary, items):
    form = drawn(secretary, at(world, "boards:add_agenda_item"))
    typed = {"title": "The duty desk", "purpose": "decision", "minutes": "many", "owner": ""}
    refused = secretary.post(at(world, "boards:add_agenda_item"), form | typed)
    assert refused.status_code == 422
    assert 'value="The duty desk"' in text_of(refused)
    assert 'value="many"' in text_of(refused)
    secretary.post(at(world, "boards:add_agenda_item"), hidden(refused) | typed | {"minutes": "10"})
    assert titles(world)[-1] == "The duty desk"  # the last item of this agenda is by no rule


def test_a_change_is_saved_once_and_two_hands_see_both(world, secretary, items):
    address = at(world, "boards:change_agenda_item", 3)
    form = drawn(secretary, address)
    said = {"title": "Concerns and their answers", "purpose": "discussion", "minutes": "20", "owner": "", "reason": ""}
    answer = secretary.post(address, form | said)
    assert answer.url == at(world) + "#item-3"
    clash = secretary.post(address, form | said | {"token": drawn(secretary, address)["token"], "title": "Mine"})
    assert clash.status_code == 409
    assert "Concerns and their answers" in text_of(clash)
    assert "Mine" in text_of(clash)
    assert AgendaTerms.objects.filter(item=items[2]).count() == 2


def test_a_closed_item_says_why(world, secretary, items):
    address = at(world, "boards:change_agenda_item", 3)
    said = {"title": "Concerns", "purpose": "decision", "minutes": "", "owner": "", "closed": "on", "reason": ""}
    refused = secretary.post(address, drawn(secretary, address) | said)
    assert refused.status_code == 422
    assert "Say why only the members" in text_of(refused)
    secretary.post(address, hidden(refused) | said | {"reason": "It names a post."})
    assert "<strong>Closed</strong>: It names a post." in text_of(secretary.get(at(world)))


def test_what_is_taken_off_stands_below_with_its_reason_and_comes_back(world, secretary, items):
    address = at(world, "boards:take_off_item", 3)
    assert secretary.post(address, drawn(secretary, address) | {"reason": ""}).status_code == 422
    secretary.post(address, drawn(secretary, address) | {"reason": "None is open."})
    page = text_of(secretary.get(at(world)))
    assert "Concerns: None is open." in page
    assert secretary.get(at(world, "boards:change_agenda_item", 3)).status_code == 404
    press(world, secretary, "boards:put_back_item", 3)
    assert titles(world)[-1] == "Concerns"


def test_agenda_of_a_meeting_held_has_no_buttons_and_its_forms_say_so(world, secretary, items):
    world.clock.move_to(date(2012, 12, 19), 15)
    world.hold_meeting(NEXT)
    page = text_of(secretary.get(at(world)))
    assert "its agenda does not change any more" in page
    assert 'id="up-2"' not in page
    form = secretary.get(at(world, "boards:change_agenda_item", 3))
    assert "its agenda does not change any more" in text_of(form)
    said = {"title": "Concerns", "purpose": "decision", "minutes": "", "owner": "", "reason": ""}
    assert secretary.post(at(world, "boards:change_agenda_item", 3), hidden(form) | said).status_code == 422


def test_who_may_not_change_it_reads_it_without_buttons(world, client_of, items):
    page = text_of(client_of(world.officer).get(at(world)))
    assert "Exceptions and proposed dates" in page
    assert "Take off" not in page
