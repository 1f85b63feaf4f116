"""Does a link on the page of a past day lead to the same day?"""

from datetime import date

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from tests.pages import address_of


@pytest.mark.parametrize(
    ("template", "address", "expected"),
    [
        ("{% same_day 'plans:item_list' slug show='all' %}", "/?on=2012-11-01&page=3", "/a/plan/?show=all&amp;on=2012-11-01"),
        ("{% same_day 'plans:item_list' slug part='x' %}", "/", "/a/plan/#x"),
        ("{% same_day 'plans:item_list' slug %}", "/?on=%22%3E", "/a/plan/?on=%22%3E"),
        ("{% decision_address slug 3 %}", "/?known=2012-11-01", "/a/board/decisions/?q=decision+3&amp;known=2012-11-01#decision-3"),
    ],
)  # fmt: skip
def test_address_keeps_the_day_and_nothing_else(template, address, expected):
    context = Context({"slug": "a"})
    context.request = RequestFactory().get(address)
    assert Template("{% load addresses %}" + template).render(context) == expected


@pytest.fixture
def chair(world, client_of):
    world.clock.move_to(date(2013, 3, 5))
    objective = world.agree_objective(indicators=[world.define_indicator("FD-06")])
    world.agree_item(date(2013, 1, 1), objective=objective)
    return client_of(world.chair)


@pytest.mark.parametrize(
    ("name", "leads_to"),
    [
        ("plans:item_list", ["plan/items/4/", "plan/objectives/", "plan/exceptions/", "plan/concerns/", "plan/evidence/"]),
        ("plans:objective_list", ["plan/", "plan/items/4/", "indicators/FD-06/"]),
        ("pages:exceptions", ["plan/", "plan/items/4/", "plan/objectives/#objective-1"]),
        ("pages:dashboard", ["plan/items/4/", "plan/exceptions/", "calendar/"]),
        ("pages:item", ["plan/objectives/#objective-1", "notice/QP1/#QP1.a"]),
        ("pages:meeting", ["board/"]),
    ],
)  # fmt: skip
def test_links_of_a_past_day_stay_on_it(name, leads_to, world, chair):
    args = {"pages:item": [4], "pages:meeting": [1]}.get(name, [])
    page = chair.get(address_of(world.notice, name, *args, on="2013-03-05", known="2013-03-05")).content.decode()
    for address in leads_to:
        path, _, part = address.partition("#")
        day = "?on=2013-03-05&amp;known=2013-03-05" + (f"#{part}" if part else "")
        assert f'href="/{world.notice.slug}/{path}{day}"' in page
    of_now = chair.get(address_of(world.notice, name, *args)).content.decode()
    assert f'href="/{world.notice.slug}/{leads_to[0].partition("#")[0]}?on=' not in of_now
