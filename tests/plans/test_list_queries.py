"""Do the pages of the plan stay cheap however much they list, and do their counts say what the lists hold?"""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.choices import CHOICES, Asked
from plans.finding import find, items_with_flags
from tests.pages import address_of, queries


def test_list_takes_as_many_queries_for_thirty_items_as_for_three(world, client_of):
    client, address = client_of(world.officer), address_of(world.notice, "plans:item_list")
    narrowed = address_of(
        world.notice, "plans:item_list", agency="council", forecast="will_meet", q="what", sort="owner"
    )
    decision = world.board.decisions.get()
    world.update(world.agree_item(date(2012, 12, 28), decision=decision))
    few, few_narrowed = queries(client, address), queries(client, narrowed)
    for day in range(1, 28):
        item = world.agree_item(date(2012, 12, day), decision=decision)
        if day % 3 == 0:
            world.update(item)
        if day % 4 == 0:
            world.propose(item, date(2013, 5, day))
    assert queries(client, address) == few <= 12
    assert queries(client, narrowed) == few_narrowed <= 12


def test_list_reads_its_items_in_three_queries(world, client_of):
    """One for counts and order, one for the page, one for the terms; who has owned an item is a fourth, about people."""
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
    with django_assert_num_queries(1):
        found = find(world.notice, asof, Asked())
    assert found.counts == {
        "open": 3, "overdue": 2, "overdue-first": 2, "waiting": 2, "not-started": 1, "under-way": 0,
        "done": 1, "evidenced": 0, "not-evidenced": 1, "withdrawn": 0, "all": 4,
    }  # fmt: skip
    assert found.total == 4
    for choice in CHOICES:
        in_database = items_with_flags(world.notice, asof).filter(choice.keeps(asof))
        listed = find(world.notice, asof, Asked(choice=choice)).keys
        assert len(listed) == found.counts[choice.key]
        assert set(listed) == set(in_database.values_list("pk", flat=True))


def test_item_agreed_later_is_in_no_choice_of_an_earlier_day(world):
    asof = world.asof(on=date(2012, 11, 6))
    for choice in CHOICES:
        found = find(world.notice, asof, Asked(choice=choice))
        assert (found.keys, set(found.counts.values()), found.total) == ([], {0}, 0)


def test_counts_agree_with_the_annotations_of_every_item(world):
    """What is counted in hand, what databases are asked by, and what rows carry are one definition, on every day."""
    world.rule(world.propose(world.item(1), date(2013, 2, 1)))
    world.clock.move_to(date(2013, 3, 5))
    world.update(world.item(3), "done")
    for day in (date(2012, 12, 1), date(2012, 12, 2), date(2013, 2, 1), date(2013, 2, 2), date(2013, 3, 5)):
        asof = world.asof(on=day)
        counted, items = find(world.notice, asof, Asked()).counts, items_with_flags(world.notice, asof)
        rows = [item for item in items if item.terms_id]
        assert counted == {choice.key: items.filter(choice.keeps(asof)).count() for choice in CHOICES}
        assert counted["overdue"] == sum(item.overdue_now for item in rows)
        assert counted["overdue"] == sum(item.standing == "overdue" for item in rows)
        assert counted["overdue-first"] == sum(item.overdue_first for item in rows)
        assert counted["done"] == sum(item.standing == "done" for item in rows)
