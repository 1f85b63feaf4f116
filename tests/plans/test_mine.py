"""Does "My updates" say what is still to be answered, and keep what was answered in sight?"""

from datetime import date

import pytest

from tests.pages import address_of, drawn, text_of


def at(world, name, *args, **query):
    return address_of(world.notice, name, *args, **query)


@pytest.fixture
def officer(world, client_of):
    return client_of(world.officer)


def test_mine_holds_my_open_items_soonest_first(world, officer):
    world.rule(world.propose(world.item(1), date(2013, 4, 1)))
    world.agree_item(date(2013, 2, 1), owner=world.cast.second_officer, words="Somebody else's.")
    answer = officer.get(at(world, "plans:mine"))
    assert [card.item.number for card in answer.context["cards"]] == [3, 1]
    assert "Somebody else" not in text_of(answer)
    world.update(world.item(3), "done")
    assert [card.item.number for card in officer.get(at(world, "plans:mine")).context["cards"]] == [1]


def test_mine_says_first_when_updates_close_what_remains_and_what_the_board_answered(world, clock, officer):
    change = world.propose(world.item(1), date(2013, 4, 1))
    clock.move_to(date(2012, 12, 19), 16)
    meeting = world.hold_meeting(2)
    world.rule(change, decision=world.decide("Dates.", meeting=meeting, kind="dates"))
    clock.move_to(date(2012, 12, 28))
    world.update(world.item(3))
    said = text_of(officer.get(at(world, "plans:mine")))
    assert '16 January 2013</span> <span class="fact__words">is the last day for updates, in 19 days' in said
    assert '1 of 2</span> <span class="fact__words">answered for the Board of 30 January 2013; 0 overdue' in said
    assert "the Board agreed the new date, 1 April 2013 (decision 2, 19 December 2012)" in said


def test_what_is_answered_sorts_last_and_what_is_done_in_the_round_stays_in_sight(world, clock, officer):
    clock.move_to(date(2012, 12, 20))
    late = world.agree_item(date(2013, 3, 1), words="Later.")
    assert [card.item.number for card in officer.get(at(world, "plans:mine")).context["remaining"]] == [
        1,
        3,
        late.number,
    ]
    world.update(world.item(1), "done")
    world.update(world.item(3))
    page = officer.get(at(world, "plans:mine"))
    assert [card.item.number for card in page.context["cards"]] == [late.number, 3]
    assert '2 of 3</span> <span class="fact__words">answered for the Board of 30 January 2013' in text_of(page)
    assert [line.number for line in page.context["desk"].done] == [1]
    clock.move_to(date(2013, 1, 31))  # the next round: nothing is answered in it yet, and what was done is done
    page = officer.get(at(world, "plans:mine"))
    assert ([card.item.number for card in page.context["remaining"]], page.context["desk"].done) == (
        [3, late.number],
        [],
    )
    world.update(late)
    clock.move_to(date(2013, 3, 14))
    world.update(world.item(3))
    said = text_of(officer.get(at(world, "plans:mine")))
    buttons = [
        f'No change<span class="govuk-visually-hidden"> in item {number}<' in said for number in (late.number, 3)
    ]
    assert buttons == [True, False]


def test_after_updates_have_closed_an_answer_counts_for_the_board_after(world, clock, officer):
    clock.move_to(date(2012, 12, 6))
    said = text_of(officer.get(at(world, "plans:mine")))
    assert '5 December 2012</span> <span class="fact__words">is when updates closed; the Board meets in 13 days' in said
    world.update(world.item(3))
    page = officer.get(at(world, "plans:mine"))
    assert [card.round_word for card in page.context["settled"]] == [""]
    assert page.context["desk"].answered == 1


def test_an_update_of_what_is_overdue_is_not_all_that_is_asked(world, clock, officer):
    world.update(world.item(1), "done")
    clock.move_to(date(2013, 2, 10))  # item 3 was due on 31 January
    form = {"item-3-progress": "under_way", "item-3-done_so_far": "Half of it.", "item-3-next_step": "The other half."}
    address = at(world, "plans:update", 3)
    answer = officer.post(address, drawn(officer, address) | form, follow=True)
    assert "Item 3 is updated. It is overdue, and nobody has written why: ask for a new date." in text_of(answer)
    said = text_of(officer.get(at(world, "plans:mine")))
    assert (
        "You have answered for every item. Still owed: why 1 of them is overdue, what puts that right, and by when."
        in said
    )
    for page in (at(world, "plans:mine"), address, at(world, "pages:item", 3)):
        assert "Nobody has written why it is overdue." in text_of(officer.get(page))
    world.propose(world.item(3), date(2013, 4, 1))
    said = text_of(officer.get(at(world, "plans:mine")))
    assert "Nothing more is asked of you for this meeting." in said
    assert "Nobody has written why" not in said
