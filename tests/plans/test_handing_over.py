"""Do one person's open items pass to another in one act, shown before it is confirmed, and not where they cannot?"""

from datetime import date

import pytest

from plans import domain as plan
from plans.models import HandOver, Item, ItemTerms
from records.refusal import Refused
from tests.pages import address_of, hidden, queries, text_of


def terms_of(world, number, asof=None):
    return ItemTerms.objects.get(pk=world.item(number, asof).terms_id)


def hand_over(world, to_person, **changed):
    given = {"from_person": world.officer, "reason": "She leaves."} | changed
    with world.writing() as at:
        return plan.hand_over(notice=world.notice, to_person=to_person, by=world.secretary, at=at, **given)


def test_open_items_pass_in_one_act_and_keep_their_decision(world, cast):
    world.update(world.agree_item(date(2013, 3, 1)), "done")
    before = terms_of(world, 1)
    world.clock.move_to(date(2012, 11, 20))
    known = world.asof().known
    row = hand_over(world, cast.second_officer)
    assert (row.from_person, row.to_person, row.counts_on) == (
        cast.officer,
        cast.second_officer,
        date(2012, 11, 20),
    )
    owners = [terms_of(world, number).owner for number in (1, 2, 3, 4)]
    assert owners == [cast.second_officer, cast.partner, cast.second_officer, cast.officer]  # 4 is done
    after = terms_of(world, 1)
    assert (after.decision, after.words, after.recorded_at) == (before.decision, before.words, row.recorded_at)
    assert list(after.serves.all()) == list(before.serves.all())
    assert terms_of(world, 1, world.asof(on=date(2012, 11, 19))).owner == cast.officer
    assert terms_of(world, 1, world.asof(known=known)).owner == cast.officer


def test_items_of_a_replaced_decision_go_with_it(world, cast):
    hand_over(world, cast.second_officer)
    world.decide(replaces=world.board.decisions.get(number=1))
    assert not Item.objects.for_notice(world.notice).with_terms(world.asof()).exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"reason": " "}, "Say why the items pass"),
        ({"to_person": "officer"}, "Choose somebody else"),
        ({"to_person": "chair"}, "could not say how the item goes"),
        ({"to_person": "expired"}, "is not a member"),
        ({"from_person": "second_officer", "to_person": "lead"}, "has no open item"),
        ({"shown": [1]}, "have changed since this page was opened"),
    ],
)
def test_hand_over_that_cannot_be_is_refused(world, cast, changed, sentence):
    people = {name: getattr(cast, value) for name, value in changed.items() if isinstance(value, str) and value != " "}
    with pytest.raises(Refused, match=sentence):
        hand_over(world, **{"to_person": cast.second_officer} | changed | people)
    assert ItemTerms.objects.filter(item__notice=cast.a).count() == 3
    hand_over(world, cast.second_officer, shown=[1, 3])


def test_page_shows_what_would_pass_and_five_posts_pass_it_once(world, cast, client_of):
    client, address = client_of(cast.lead), address_of(world.notice, "plans:hand_over")
    page = client.get(address, {"from": "a-council-officer"})
    assert "2 open items of A Council officer would pass" in text_of(page)
    body = hidden(page) | {"from_person": "a-council-officer", "shown": "1 3 ", "reason": "She leaves."}
    refused = client.post(address, body | {"to_person": ""})
    assert refused.status_code == 422
    assert "Select who has them from now on" in text_of(refused)
    assert "She leaves." in text_of(refused)
    for _ in range(5):
        answer = client.post(address, body | {"to_person": "a-second-council-officer"})
        assert answer.headers["Location"] == address_of(world.notice, "plans:item_list")
    assert (HandOver.objects.count(), ItemTerms.objects.count()) == (1, 5)
    title = "Handed over from A Council officer to A second Council officer"
    assert title in text_of(client.get(address_of(world.notice, "pages:item", 1)))


def test_items_that_came_meanwhile_are_looked_at_first(world, cast, client_of):
    client, address = client_of(cast.secretary), address_of(world.notice, "plans:hand_over")
    page = client.get(address, {"from": "a-council-officer"})
    world.agree_item(date(2013, 3, 1))
    body = hidden(page) | {"from_person": "a-council-officer", "shown": "1 3 ", "reason": "She leaves."}
    answer = client.post(address, body | {"to_person": "a-second-council-officer"})
    assert answer.status_code == 422
    assert "have changed since this page was opened" in text_of(answer)
    assert 'name="shown" value="1 3 4 "' in text_of(answer)
    assert not HandOver.objects.exists()


def test_page_takes_as_many_queries_for_three_items_as_for_two(world, cast, client_of):
    client = client_of(cast.secretary)
    address = address_of(world.notice, "plans:hand_over", **{"from": "a-council-officer"})
    two = queries(client, address)
    world.agree_item(date(2013, 3, 1))
    assert queries(client, address) == two
