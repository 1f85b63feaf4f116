"""Who may open the plan, and does the list of its items say both truths of overdue?"""

from datetime import date

import pytest

from accounts.policy import Role
from tests.pages import address_of, text_of

PAGES = [
    ("plans:item_list", ()),
    ("plans:mine", ()),
    ("pages:item", (1,)),
    ("plans:update", (1,)),
    ("plans:propose_date", (1,)),
    ("plans:rule_on_dates", ()),
    ("plans:agree_item", ()),
]


def at(world, name, *args, **query):
    return address_of(world.notice, name, *args, **query)


@pytest.fixture
def officer(world, client_of):
    return client_of(world.officer)


def numbers(response):
    return [row.number for row in response.context["page"].object_list]


# Who may open the plan


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_circulated_sight_does_not_open_the_plan(world, cast, client_of, name, args):
    for outsider in (cast.observer, cast.scrutiny):
        assert client_of(outsider).get(at(world, name, *args)).status_code == 403


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_member_of_another_notice_finds_nothing(world, cast, client_of, name, args):
    assert client_of(cast.in_b[Role.SECRETARY]).get(at(world, name, *args)).status_code == 404


# The list


def test_list_counts_overdue_against_both_dates(world, clock, officer):
    world.rule(world.propose(world.item(1), date(2013, 4, 1)))
    clock.move_to(date(2013, 3, 5))
    answer = officer.get(at(world, "plans:item_list"))
    said = text_of(answer)
    assert (answer.context["overdue"], answer.context["overdue_first"]) == (1, 2)
    assert "of 3 items overdue against the date the Board agreed" in said
    assert "1 April 2013<br>first 1 December 2012" in said
    assert "94 days after its first date" in said


def test_list_is_in_the_order_of_the_dates_that_hold_now(world, officer):
    assert numbers(officer.get(at(world, "plans:item_list"))) == [1, 3, 2]
    world.rule(world.propose(world.item(1), date(2013, 4, 1)))
    assert numbers(officer.get(at(world, "plans:item_list"))) == [3, 2, 1]


def test_choices_keep_what_they_say(world, clock, officer):
    world.update(world.item(3), "done")
    world.propose(world.item(2), date(2013, 5, 1))
    clock.move_to(date(2012, 12, 2))
    kept = {
        key: numbers(officer.get(at(world, "plans:item_list", show=key)))
        for key in ("open", "overdue", "overdue-first", "waiting", "done", "all")
    }
    assert kept == {
        "open": [1, 2], "overdue": [1], "overdue-first": [1], "waiting": [2], "done": [3], "all": [1, 3, 2],
    }  # fmt: skip
    assert numbers(officer.get(at(world, "plans:item_list"))) == kept["open"]


def test_list_of_one_owner_is_by_a_key_of_the_name(world, cast, officer):
    assert numbers(officer.get(at(world, "plans:item_list", owner="a-partner-board-member"))) == [2]
    assert f'value="{cast.partner.pk}"' not in text_of(officer.get(at(world, "plans:item_list")))


@pytest.mark.parametrize("query", [{"show": "everything"}, {"owner": "b-council-officer"}, {"owner": "1"}])
def test_list_of_what_there_is_not_is_not_found(world, other_world, officer, query):
    assert officer.get(at(world, "plans:item_list", **query)).status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "two", "99999999999999999999"])
def test_list_has_a_page_whatever_is_asked(world, officer, page):
    assert numbers(officer.get(at(world, "plans:item_list", page=page))) == [1, 3, 2]


def test_list_of_an_earlier_day_shows_that_day(world, clock, officer):
    clock.move_to(date(2012, 12, 19), 16)
    change = world.propose(world.item(1), date(2013, 4, 1))
    world.rule(change, decision=world.decide("Dates.", meeting=world.hold_meeting(2), kind="dates"))
    assert numbers(officer.get(at(world, "plans:item_list", show="overdue", on="2012-12-18"))) == [1]
    assert numbers(officer.get(at(world, "plans:item_list", show="overdue", on="2012-12-19"))) == []
    assert numbers(officer.get(at(world, "plans:item_list", on="2012-11-06"))) == []


def test_rows_lead_to_their_items(world, officer):
    said = text_of(officer.get(at(world, "plans:item_list")))
    assert f'<a class="govuk-link" href="{at(world, "pages:item", 1)}">1. Rewrite the threshold document.</a>' in said
