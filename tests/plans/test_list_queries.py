"""Does the list of items stay cheap, and does it say what the plan says?"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.listing import CHOICES, counts, items_of
from plans.models import Item
from plans.querysets import ItemQuerySet


def queries_of(client, url: str) -> list[str]:
    client.get(url)  # what only the first request does
    with CaptureQueriesContext(connection, ) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


@pytest.fixture
def plan_url(world) -> str:
    return reverse("plans:item_list", args=[world.notice.slug])


def test_list_takes_as_many_queries_for_three_items_as_for_thirty(world, client_of, plan_url):
    client = client_of(world.officer)
    few = queries_of(client, plan_url)
    decision = world.board.decisions.get()
    for day in range(1, 28):
        item = world.agree_item(date(2012, 12, day), decision=decision)
        if day % 3 == 0:
            world.update(item)
        if day % 4 == 0:
            world.propose(item, date(2013, 5, day))
    many = queries_of(client, plan_url)
    assert len(many) == len(few)
    # Five are the list's own; the others find the reader, the notice, the times and what surrounds every page.
    assert sum("plans_item" in sql for sql in many) <= 5
    assert len(many) <= 14


@pytest.mark.parametrize("cards", [1, 3])
def test_my_updates_take_as_many_queries_for_three_items_as_for_one(world, client_of, cards):
    for day in range(cards - 1):
        world.agree_item(date(2013, 2, 1 + day), owner=world.cast.second_officer)
    world.agree_item(date(2013, 3, 1), owner=world.cast.second_officer)
    client = client_of(world.cast.second_officer)
    found = queries_of(client, reverse("plans:mine", args=[world.notice.slug]))
    assert len(found) == 16


def test_item_page_takes_as_many_queries_with_a_long_history(world, client_of):
    client, url = client_of(world.officer), reverse("pages:item", args=[world.notice.slug, 1])
    world.update(world.item(1))
    few = queries_of(client, url)
    for _ in range(5):
        world.update(world.item(1))
    world.rule(world.propose(world.item(1), date(2013, 2, 1)))
    world.rule(world.propose(world.item(1), date(2013, 3, 1)), "refused")
    assert len(queries_of(client, url)) == len(few)


def test_counts_are_one_query_and_count_what_each_choice_lists(world, django_assert_num_queries):
    world.rule(world.propose(world.item(1), date(2013, 2, 1)))
    world.update(world.item(3), "done")
    world.clock.move_to(date(2013, 3, 5))
    late = world.agree_item(date(2013, 3, 4))
    world.propose(late, date(2013, 4, 4))
    world.propose(world.item(1), date(2013, 4, 5))
    asof = world.asof()
    items = items_of(world.notice, asof)
    with django_assert_num_queries(1):
        counted = counts(items, asof)
    assert counted == {"all": 4, "overdue": 2, "overdue-first": 2, "waiting": 2, "done": 1}
    assert counted == {choice.key: items.filter(choice.keeps(asof)).count() for choice in CHOICES}


def test_counts_agree_with_the_annotations_of_every_item(world):
    """The conditions that are counted by and the annotations that rows carry are one definition, on every day."""
    world.rule(world.propose(world.item(1), date(2013, 2, 1)))
    world.clock.move_to(date(2013, 3, 5))
    world.update(world.item(3), "done")
    for day in (date(2012, 12, 1), date(2012, 12, 2), date(2013, 2, 1), date(2013, 2, 2), date(2013, 3, 5)):
        asof = world.asof(on=day)
        items: ItemQuerySet = items_of(world.notice, asof)
        counted = counts(items, asof)
        rows: list[Item] = list(items)
        assert counted["overdue"] == sum(item.overdue_now for item in rows) == sum(item.standing == "overdue" for item in rows)
        assert counted["overdue-first"] == sum(item.overdue_first for item in rows)
        assert counted["done"] == sum(item.standing == "done" for item in rows)
