"""Do the pages of the plan stay cheap however much they list, and do their counts say what the lists hold?"""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.listing import CHOICES, counts, items_to_choose_from, page_of_lines
from tests.pages import address_of, queries


def test_list_takes_as_many_queries_for_thirty_items_as_for_three(world, client_of):
    client, address = client_of(world.officer), address_of(world.notice, "plans:item_list")
    few = queries(client, address)
    decision = world.board.decisions.get()
    for day in range(1, 28):
        item = world.agree_item(date(2012, 12, day), decision=decision)
        if day % 3 == 0:
            world.update(item)
        if day % 4 == 0:
            world.propose(item, date(2013, 5, day))
    assert queries(client, address) == few <= 11


def test_list_reads_its_items_in_three_queries(world, client_of):
    """One for the counts, one for the page, one for the terms; who has owned an item is a fourth, about people."""
    with CaptureQueriesContext(connection) as made:
        client_of(world.officer).get(address_of(world.notice, "plans:item_list"))
    about_items = [query["sql"] for query in made.captured_queries if 'FROM "plans_item' in query["sql"]]
    assert len(about_items) == 4


def test_my_updates_take_as_many_queries_for_three_items_as_for_one(world, client_of):
    owner = world.cast.second_officer
    client, address = client_of(owner), address_of(world.notice, "plans:mine")
    world.update(world.agree_item(date(2013, 3, 1), owner=owner))
    one = queries(client, address)
    for day in (2, 3):
        world.update(world.agree_item(date(2013, 3, day), owner=owner))
    assert queries(client, address) == one


def test_answers_page_takes_as_many_queries_for_three_dates_as_for_one(world, client_of):
    client, address = client_of(world.secretary), address_of(world.notice, "plans:rule_on_dates")
    world.propose(world.item(1), date(2013, 2, 1))
    one = queries(client, address)
    for number in (2, 3):
        world.propose(world.item(number), date(2013, 6, 1))
    assert queries(client, address) == one


def test_item_page_takes_as_many_queries_with_a_long_history(world, client_of):
    client, address = client_of(world.officer), address_of(world.notice, "pages:item", 1)
    world.update(world.item(1))
    world.rule(world.propose(world.item(1), date(2013, 2, 1)))
    short = queries(client, address)
    for _ in range(5):
        world.update(world.item(1))
    world.rule(world.propose(world.item(1), date(2013, 3, 1)), "refused")
    assert queries(client, address) == short


def test_counts_are_one_query_and_count_what_each_choice_lists(world, django_assert_num_queries):
    world.rule(world.propose(world.item(1), date(2013, 2, 1)))
    world.update(world.item(3), "done")
    world.clock.move_to(date(2013, 3, 5))
    late = world.agree_item(date(2013, 3, 4))
    world.propose(late, date(2013, 4, 4))
    world.propose(world.item(1), date(2013, 4, 5))
    asof = world.asof()
    items = items_to_choose_from(world.notice, asof)
    with django_assert_num_queries(1):
        counted = counts(items, asof)
    assert counted == {"open": 3, "all": 4, "overdue": 2, "overdue-first": 2, "waiting": 2, "done": 1}
    assert counted == {choice.key: items.filter(choice.keeps(asof)).count() for choice in CHOICES}


def test_item_agreed_later_is_in_no_choice_of_an_earlier_day(world):
    asof = world.asof(on=date(2012, 11, 6))
    items = items_to_choose_from(world.notice, asof)
    assert set(counts(items, asof).values()) == {0}
    for choice in CHOICES:
        assert page_of_lines(items, choice, count=3, page="", asof=asof).object_list == []


def test_counts_agree_with_the_annotations_of_every_item(world):
    """The conditions that are counted by and the annotations that rows carry are one definition, on every day."""
    world.rule(world.propose(world.item(1), date(2013, 2, 1)))
    world.clock.move_to(date(2013, 3, 5))
    world.update(world.item(3), "done")
    for day in (date(2012, 12, 1), date(2012, 12, 2), date(2013, 2, 1), date(2013, 2, 2), date(2013, 3, 5)):
        asof = world.asof(on=day)
        items = items_to_choose_from(world.notice, asof)
        counted, rows = counts(items, asof), [item for item in items if item.terms_id]
        assert counted["overdue"] == sum(item.overdue_now for item in rows)
        assert counted["overdue"] == sum(item.standing == "overdue" for item in rows)
        assert counted["overdue-first"] == sum(item.overdue_first for item in rows)
        assert counted["done"] == sum(item.standing == "done" for item in rows)
