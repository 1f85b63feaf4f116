"""Are other dates asked for of several items at once, all or none, with what is wrong beside each?"""

from datetime import date

import pytest

from plans.many_dates import NotAll, Proposal, propose_dates
from plans.models import DateChange
from records.refusal import NotTheNext, Refused
from tests.pages import address_of, day, drawn, queries, text_of

WHY = {"analysis": "The supplier is late.", "remedy": "Another supplier."}


def asked(world, number: int, to: date, **more) -> Proposal:
    return Proposal(item=world.item(number), to=to, **{"analysis": "Late.", "remedy": "Soon."} | more)


def propose(world, *proposals: Proposal, **more) -> list[DateChange]:
    with world.writing() as at:
        return propose_dates(proposals=proposals, by=more.pop("by", world.officer), at=at, **more)


def page_of(world, *numbers: int, **query: str) -> str:
    chosen = "&".join(f"item={number}" for number in numbers)
    return f"{address_of(world.notice, 'plans:propose_dates')}?{chosen}" + "".join(
        f"&{k}={v}" for k, v in query.items()
    )


def body(client, page: str, **dates: date) -> dict[str, str]:
    typed = drawn(client, page) | WHY
    for name, on in dates.items():
        typed |= day(name, on)
    return typed


# The rule


def test_dates_of_several_items_are_asked_for(world):
    made = propose(world, asked(world, 1, date(2013, 2, 1)), asked(world, 3, date(2013, 3, 31), precision="month"))
    assert [(row.item.number, row.to_on, row.to_precision, row.owner) for row in made] == [
        (1, date(2013, 2, 1), "day", world.officer), (3, date(2013, 3, 31), "month", world.officer),
    ]  # fmt: skip
    assert [world.item(number).waiting_id for number in (1, 3)] == [row.pk for row in made]


def test_one_that_is_refused_leaves_none(world):
    with pytest.raises(NotAll) as met:
        propose(
            world,
            asked(world, 1, date(2013, 2, 1)),
            asked(world, 2, date(2013, 5, 1)),
            asked(world, 3, date(2012, 1, 1)),
        )
    assert {number: fault.field for number, fault in met.value.faults.items()} == {2: None, 3: "to"}
    assert "Item 2: Item 2 belongs to A Partner Board member." in met.value.sentence
    assert not DateChange.objects.exists()
    assert len(propose(world, asked(world, 1, date(2013, 2, 1)))) == 1


def test_no_item_at_all_is_refused(world):
    with pytest.raises(Refused, match="Choose at least one item."):
        propose(world)


def test_item_asked_for_meanwhile_is_told_apart(world):
    change = world.propose(world.item(1), date(2013, 2, 1))
    world.rule(change, "refused")
    with pytest.raises(NotAll) as met:
        propose(world, asked(world, 1, date(2013, 3, 1), after=0), asked(world, 3, date(2013, 3, 1), after=0))
    assert [(number, type(fault)) for number, fault in met.value.faults.items()] == [(1, NotTheNext)]
    assert len(propose(world, asked(world, 1, date(2013, 3, 1), after=1))) == 1


# The page


def test_page_offers_open_items_of_ones_own_that_wait_for_nothing(world, client_of):
    client, page = client_of(world.officer), address_of(world.notice, "plans:propose_dates")
    assert [line.number for line in client.get(page).context["choices"]] == [1, 3]
    world.propose(world.item(1), date(2013, 2, 1))
    world.update(world.item(3), "done")
    assert "There is none now for which no new date waits already." in text_of(client.get(page))
    assert client.get(page_of(world, 2)).status_code == client.get(page_of(world, 99)).status_code == 404


def test_one_reason_for_all_or_one_of_its_own(world, client_of):
    client, page = client_of(world.officer), page_of(world, 1, 3)
    typed = body(client, page, to_1=date(2013, 2, 1), to_3=date(2013, 3, 1)) | {"analysis_3": "The room is taken."}
    for _ in range(5):
        assert client.post(page, typed).headers["Location"] == address_of(world.notice, "plans:mine")
    assert [(row.item.number, row.analysis, row.remedy) for row in DateChange.objects.order_by("item__number")] == [
        (1, "The supplier is late.", "Another supplier."), (3, "The room is taken.", "Another supplier."),
    ]  # fmt: skip
    assert "The Board is asked for 2 new dates." in text_of(client.get(address_of(world.notice, "plans:mine")))


def test_what_is_wrong_stands_beside_each_and_nothing_is_lost(world, client_of):
    client, page = client_of(world.officer), page_of(world, 1, 3)
    typed = body(client, page, to_1=date(2013, 2, 1), to_3=date(2012, 11, 1))
    answer = client.post(page, typed)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"to_3": ["1 November 2012 has passed. Ask for a day to come."]}
    assert "The supplier is late." in text_of(answer)
    assert client.post(page, drawn(client, page) | WHY).context["form"].errors["to_1"] == [
        "Enter the new date for item 1"
    ]
    without = client.post(page, typed | {"analysis": "", "analysis_1": "One reason."})
    assert list(without.context["form"].errors) == ["analysis_3"]
    early = client.post(page, typed | day("to_3", date(2013, 1, 30)))
    assert "Yes, that is right" in text_of(early)
    assert not DateChange.objects.exists()
    confirmed = typed | day("to_3", date(2013, 1, 30)) | {"confirmed": "on"}
    assert client.post(page, confirmed).status_code == 302


def test_both_texts_stand_where_somebody_else_asked_meanwhile(world, client_of):
    client, page = client_of(world.officer), page_of(world, 1, 3)
    typed = body(client, page, to_1=date(2013, 2, 1), to_3=date(2013, 3, 1))
    world.rule(world.propose(world.item(1), date(2013, 4, 1), on_behalf=True), "refused")
    answer = client.post(page, typed)
    assert answer.status_code == 409
    said = text_of(answer)
    assert "A Board secretary has asked for 1 April 2013 for item 1 since you opened this page" in said
    assert 'name="to_1_day" value="1"' in said
    again = typed | {"after_1": "1", "token": drawn(client, page)["token"]}
    assert f'name="after_1" value="{again["after_1"]}"' in said
    assert client.post(page, again).status_code == 302
    assert DateChange.objects.count() == 3


def test_secretary_asks_on_behalf_of_one_owner(world, client_of):
    client, page = client_of(world.secretary), page_of(world, 1, 3, owner="a-council-officer")
    typed = body(client, page, to_1=date(2013, 2, 1), to_3=date(2013, 3, 1), counts_on=date(2012, 11, 7))
    assert client.post(page, typed).headers["Location"] == address_of(world.notice, "plans:item_list")
    assert {(row.owner, row.recorded_by) for row in DateChange.objects.all()} == {(world.officer, world.secretary)}
    assert client_of(world.partner).get(page).status_code == 403


def test_page_takes_as_many_queries_for_three_items_as_for_one(world, client_of):
    client = client_of(world.officer)
    one = queries(client, page_of(world, 1))
    world.agree_item(date(2013, 2, 2))
    assert queries(client, page_of(world, 1, 3, 4)) == one
