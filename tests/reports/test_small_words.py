"""Are those who draw up and sign shown every passage that people wrote and that holds a small number, and no other?"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.commenting import comment
from indicators.models import Indicator
from reports.small_words import passages
from tests.pages import address_of, text_of

SMALL = "Three children waited longer."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("1 child waits.", True),
        ("Of those visited 2 were disabled children.", True),
        ("THREE young people came back.", True),
        ("Five looked-after children moved.", True),
        ("Both siblings were seen.", True),
        ("It is about a single family.", True),
        ("4 of 12 were late.", True),
        ("Four of the twelve were late.", True),
        ("Three out of 12 were late.", True),
        ("Two social workers left.", True),
        ("The three oldest and longest cases.", True),
        ("6 children wait.", False),
        ("41 children wait, 15 cases more.", False),
        ("1,204 children, 12.5 cases, 3.5 cases.", False),
        ("0 children wait.", False),
        ("5 % of children and 5 per cent of children.", False),
        ("Within 1 working day of a child’s referral.", False),
        ("On 4 March children came.", False),
        ("By decision 5 of 14 December 2012.", False),
        ("One in ten children waits.", False),
        ("A two-year-old child.", False),
        ("Paragraph 3: children. Item 3, cases.", False),
        ("Two of the papers are late.", False),
        ("Nobody knows how many.", False),
    ],
)
def test_a_small_number_of_somebody_is_told_from_other_numbers(words, found):
    text = [{"question": "", "answer": f"All is well. {words}"}]
    lists = {"rows": []}
    names = ("items", "objectives", "concerns", "evidence", "decisions", "indicators")
    position = dict.fromkeys(names, lists) | {
        "judgements": {"rows": {}}, "commentary": {}, "calendar": {"meetings": [], "points": []},
    }  # fmt: skip
    given = passages({"text": text, "report": {"number": 1}, "position": position})
    assert [row.words for row in given] == ([words] if found else [])


# The page on which the draft is read and signed


def test_the_draft_shows_each_passage_with_its_place_before_it_is_signed(desk, client_of):
    world, chair = desk.world, client_of(desk.world.chair)
    with world.writing() as at:
        indicator = Indicator.objects.for_notice(world.notice).get(code="FD-05")
        comment(indicator=indicator, period_on=date(2013, 3, 1), every="week", text=SMALL, by=world.analyst, at=at)
    desk.write(safer="Safer. 2 of 13 were late.")
    picture = desk.draw_up()
    page = chair.get(desk.at("draft"))
    said = [(row.where, row.words) for row in page.context["small"]]
    assert ("The chair’s text", "2 of 13 were late.") in said
    assert ("Commentary on FD-05", f"the week to 1 March 2013, {world.analyst.name}: {SMALL}") in said
    text = text_of(page)
    assert f"{len(said)} passages seem to give a number from 1 to 5" in text
    assert f'href="{address_of(world.notice, "pages:indicator", "FD-05")}">Commentary on FD-05</a>' in text
    assert f'href="{desk.at("report")}">The chair’s text</a>' in text
    desk.sign(picture)
    assert "before it is signed" not in text_of(chair.get(desk.at("draft")))


def test_its_twin_without_one_says_so_and_asks_for_no_more_queries(desk, client_of, django_assert_num_queries):
    chair = client_of(desk.world.chair)
    desk.write()
    desk.draw_up()
    chair.get(desk.at("draft"))
    with CaptureQueriesContext(connection) as without:
        page = chair.get(desk.at("draft"))
        many = len(without)
    assert page.context["small"] == []
    assert "No passage that people wrote seems to give a number from 1 to 5" in text_of(page)
    desk.write(safer="One child. Two children. Three children.")
    desk.draw_up()
    chair.get(desk.at("draft"))
    with django_assert_num_queries(many):
        page = chair.get(desk.at("draft"))
    assert len(page.context["small"]) == 3
