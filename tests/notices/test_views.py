"""Do the notice's pages say what it says, counted from its data, and keep the plan for those who may see it?"""

from datetime import date

import pytest
from django.db.models import Count

from notices.models import Measure, Requirement
from tests.pages import address_of, queries, text_of


def page(client, notice, name="notices:notice", *args, **query):
    return client.get(address_of(notice, name, *args, **query))


# The notice


def test_notice_page_counts_from_the_data(cast, client_of):
    answer = page(client_of(cast.observer), cast.a)
    assert [answer.context[part]["count"] for part in ("measures", "duties", "aims")] == [16, 8, 4]
    assert answer.context["requirement_count"] == Requirement.objects.for_notice(cast.a).count()
    said = text_of(answer)
    for measure in Measure.objects.for_notice(cast.a).annotate(many=Count("requirements")):
        assert address_of(cast.a, "pages:measure", measure.code) in said


def test_notice_page_says_what_is_assumed_what_is_not_loaded_and_what_was_given_outside(cast, client_of):
    said = text_of(page(client_of(cast.chair), cast.a))
    assert "<strong>assumed</strong>. The notice prints no date of issue." in said
    assert said.count("Not loaded.") == 3
    assert "was given outside this system" in said


def test_notice_page_shows_the_stake_once(cast, client_of):
    answer = page(client_of(cast.chair), cast.a)
    told, _, published = text_of(answer).partition("The published text")
    assert told.count("s497A") == 1
    assert published.count("s497A") == 1


def test_next_date_is_the_first_to_come(cast, clock, client_of):
    client = client_of(cast.chair)
    assert page(client, cast.a).context["coming"].on == date(2012, 12, 31)
    clock.move_to(date(2013, 1, 1))
    assert page(client, cast.a).context["coming"].on == date(2013, 3, 31)


def test_notice_page_asks_as_much_of_a_long_notice_as_of_a_short_one(cast, client_of):
    client = client_of(cast.dual)
    assert queries(client, address_of(cast.a, "notices:notice")) == queries(
        client, address_of(cast.b, "notices:notice")
    )


# People


def test_people_are_the_members_of_today_by_role_without_addresses(cast, client_of):
    answer = page(client_of(cast.scrutiny), cast.a, "notices:people")
    names = [member.person.name for member in answer.context["people"]]
    assert names[0] == cast.chair.name
    assert names[-1] == cast.observer.name
    assert cast.expired.name not in names
    assert "@" not in text_of(answer)


# A measure


def test_measure_stands_word_for_word_beside_its_requirements(world, client_of):
    said = text_of(page(client_of(world.officer), world.notice, "pages:measure", "QP2"))
    assert "Take immediate action to clear the backlog of unallocated cases" in said
    for requirement in Requirement.objects.for_notice(world.notice).filter(measure__code="QP2"):
        assert f"{requirement.reference}: " in said
    assert "Immediate: 17 October 2012 (counted from 17 October 2012, an assumed date of issue)" in said
    assert "Dated record of the action" in said


def test_measure_shows_the_items_that_serve_it_and_what_nothing_serves(world, clock, client_of):
    world.agree_item(date(2012, 12, 1), words="Allocate every case.", serves="QP2.f")
    clock.move_to(date(2012, 12, 5))
    answer = page(client_of(world.officer), world.notice, "pages:measure", "QP2")
    said = text_of(answer)
    stands = answer.context["stands"]
    assert (stands["requirements"], stands["items_total"], stands["items_words"]) == (6, 2, "1 not started, 1 overdue")
    assert stands["worst"]["words"] == "item 4 is 4 days late"
    assert "Action 4: Allocate every case." in said
    assert "4 days late" in said
    assert "Milestone 2: Every case has a named social worker." in said
    assert "Rewrite the threshold document." not in said  # serves QP1


def test_measure_as_of_a_day_before_the_plan_has_no_items(world, client_of):
    answer = page(client_of(world.officer), world.notice, "pages:measure", "QP2", on="2012-11-06")
    assert answer.context["stands"]["items_total"] == 0


def test_measure_shows_the_indicators_it_names_and_those_not_defined(world, client_of):
    world.define_indicator("FD-05")
    said = text_of(page(client_of(world.officer), world.notice, "pages:measure", "QP2"))
    assert "FD-05: Series FD-05" in said
    assert "Named, and not defined yet: FD-06." in said


def test_what_the_department_does_is_not_counted_against_the_council(world, client_of):
    answer = page(client_of(world.officer), world.notice, "pages:measure", "RP4")
    assert answer.context["stands"]["requirements"] == 0
    assert "counts neither for nor against the council" in text_of(answer)


@pytest.mark.parametrize("who", ["observer", "scrutiny"])
def test_measure_in_circulated_sight_is_the_notice_and_no_more(world, cast, client_of, who):
    world.define_indicator("FD-05")
    said = text_of(page(client_of(getattr(cast, who)), world.notice, "pages:measure", "QP2"))
    assert "Take immediate action to clear the backlog" in said
    for kept_back in ("Every case has a named social worker.", "Items of the plan", "Series FD-05", world.partner.name):
        assert kept_back not in said


def test_measure_of_another_notice_is_not_found(world, cast, client_of):
    only_a = set(Measure.objects.for_notice(cast.a).values_list("code", flat=True))
    only_a -= set(Measure.objects.for_notice(cast.b).values_list("code", flat=True))
    client = client_of(cast.dual)
    for code in (min(only_a), "QP99", "9" * 300):
        assert page(client, cast.b, "pages:measure", code).status_code == 404


def test_measure_asks_as_much_of_three_items_as_of_one(world, client_of):
    client, address = client_of(world.officer), address_of(world.notice, "pages:measure", "QP2")
    world.define_indicator("FD-05")
    of_one = queries(client, address)
    for serves in ("QP2.a", "QP2.f"):
        world.agree_item(date(2012, 12, 1), serves=serves)
    world.define_indicator("FD-06")
    assert queries(client, address) == of_one
