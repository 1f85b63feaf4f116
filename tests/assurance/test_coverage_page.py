"""Does the page of requirements count what it lists, say why, lead to what was counted, and keep the day asked for?"""

import re
from datetime import date

import pytest

from boards.models import Decision
from notices.models import Requirement
from reports.position import Position
from tests.pages import address_of, queries, text_of

MARCH = date(2013, 3, 5)


@pytest.fixture
def march(world, clock):
    clock.move_to(MARCH)
    return world


@pytest.fixture
def chair(march, client_of):
    return client_of(march.chair)


def page(client, world, **query):
    return client.get(address_of(world.notice, "pages:coverage", **query))


def listed(answer) -> list[str]:
    rows = [row for group in answer.context["themes"] for part in group["measures"] for row in part["rows"]]
    return [row.requirement.reference for row in rows]


def test_every_count_is_a_link_to_the_list_behind_it_and_agrees_with_it(march, chair):
    march.decide("The adoption plan is agreed.", meeting=march.meetings[0], kind=Decision.Kind.ADOPTION_PLAN)
    for measure in ({}, {"measure": "AD1"}):
        answer = page(chair, march, **measure)
        counts = [*answer.context["choices"], *answer.context["others"]]
        for choice, count in counts:
            there = page(chair, march, show=choice.key, **measure)
            assert (choice.key, len(listed(there)), there.context["number"]) == (choice.key, count, count)
            if choice != answer.context["choice"]:
                assert re.search(
                    rf'href="[^"]*show={choice.key}[^"]*">{re.escape(choice.label)} \({count}\)', text_of(answer)
                )
        (everything, total), *states = answer.context["choices"]
        assert (everything.key, sum(count for _, count in states)) == ("all", total)


def test_every_requirement_is_on_the_page_once_with_its_word_and_reason(march, chair):
    answer = page(chair, march)
    said = text_of(answer)
    rows = [row for row in Position(march.notice, march.asof()).covered if row.is_ours]
    assert listed(answer) == [row.requirement.reference for row in rows]
    assert len(rows) == Requirement.objects.for_notice(march.notice).filter(acts_of="").count()
    for row in rows:
        assert f'id="{row.requirement.reference}"' in said
    assert (
        "No decision of the Board of the kind “Adoption plan agreed” is in force. It was due by 17 November 2012"
        in said
    )
    assert "<strong>Late since 18 November 2012</strong>" in said


def test_what_was_counted_leads_to_its_page_on_the_same_day(march, chair):
    march.update(march.item(3), "done")
    said = text_of(page(chair, march, measure="QP1", on="2012-12-01"))
    item = address_of(march.notice, "pages:item", 3)
    assert f'href="{item}?on=2012-12-01">Action 3</a>' in said
    said = text_of(page(chair, march, measure="PG1"))
    decision = address_of(march.notice, "pages:decisions")
    assert (
        f'href="{decision}?q=decision+1#decision-1">Board decision 1</a>, 7 November 2012: The plan is agreed.' in said
    )
    assert f'href="{address_of(march.notice, "plans:item_list")}">The whole plan</a>' in said
    assert f'href="{address_of(march.notice, "boards:meeting_list")}">Since the last meeting</a>' in text_of(
        page(chair, march, measure="SM1")
    )


def test_acts_of_the_department_are_listed_apart_and_have_no_state(march, chair):
    answer = page(chair, march, show="department")
    assert set(listed(answer)) == set(
        Requirement.objects.for_notice(march.notice).exclude(acts_of="").values_list("reference", flat=True)
    )
    assert text_of(answer).count("Not the council’s") == len(listed(answer))


def test_the_page_shows_the_day_asked_for(march, chair):
    march.decide("The adoption plan is agreed.", meeting=march.meetings[0], kind=Decision.Kind.ADOPTION_PLAN)
    assert "AD1.a" in listed(page(chair, march, show="evidenced"))
    assert "AD1.a" in listed(page(chair, march, show="evidenced", on="2012-11-07"))
    assert "AD1.a" not in listed(page(chair, march, show="evidenced", on="2012-11-07", known="2012-11-07"))
    assert "No requirement is like that on this day." in text_of(page(chair, march, show="out-of-date"))


@pytest.mark.parametrize("query", [{"show": "garbage"}, {"measure": "QP99"}, {"show": ""}])
def test_what_is_no_choice_is_not_found(march, chair, query):
    assert page(chair, march, **query).status_code == 404


def test_measure_page_says_state_reason_and_what_was_counted(march, chair):
    said = text_of(chair.get(address_of(march.notice, "pages:measure", "PG1")))
    assert (
        "Board decision 1 of 7 November 2012 agrees it; 0 of 4 partner agencies agree it; Health (NHS), Police, Probation "
        "and Schools have not said yet." in said
    )
    assert "Partly evidenced" in said
    address = address_of(march.notice, "pages:coverage", measure="PG1")
    assert f'href="{address.replace("&", "&amp;")}">0 of 4</a>' in said


def test_pages_take_as_many_queries_for_many_rows_as_for_few(march, chair):
    coverage = address_of(march.notice, "pages:coverage")
    measure = address_of(march.notice, "pages:measure", "QP2")

    def add(number: int) -> None:
        march.update(march.agree_item(date(2013, 6, number), serves="QP1.b QP2.a QP2.f QP3.a"))
        indicator = march.define_indicator(f"FD-0{4 + number}")
        march.set_target(indicator, number)
        march.report(indicator, date(2013, 3, 1), number)

    add(1)
    few = queries(chair, coverage), queries(chair, measure)
    add(2)
    add(3)
    assert (queries(chair, coverage), queries(chair, measure)) == few
    assert few[0] <= 27
