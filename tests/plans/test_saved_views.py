"""Does a person keep ways to look at the list under names of their own, and nobody else's?"""

import pytest

from plans.keeping import MOST, keep_view, remove_view
from plans.models import SavedView
from records import tokens
from records.refusal import Refused
from tests.pages import address_of, drawn, text_of


def views_of(person) -> dict[str, str]:
    return dict(SavedView.objects.filter(person=person).values_list("name", "query"))


def test_view_is_kept_opened_and_removed(world, client_of):
    client = client_of(world.officer)
    page = address_of(
        world.notice, "plans:saved_views", show="done", q="duty team", sort="-due", page="2", on="2012-11-07"
    )
    body = drawn(client, page) | {"name": " Done by the  duty team "}
    for _ in range(5):
        answer = client.post(page, body)
    query = "show=done&q=duty+team&sort=-due"
    assert answer.headers["Location"] == f"{address_of(world.notice, 'plans:item_list')}?{query}"
    assert views_of(world.officer) == {"Done by the duty team": query}
    shown = text_of(client.get(answer.headers["Location"]))
    assert 'href="?show=done&amp;q=duty+team&amp;sort=-due">Done by the duty team</a>' in shown
    removed = client.post(
        address_of(world.notice, "plans:remove_view"), {"token": tokens.fresh(), "name": "Done by the duty team"}
    )
    assert removed.headers["Location"] == address_of(world.notice, "plans:saved_views")
    assert views_of(world.officer) == {}


def test_views_are_ones_own(world, client_of):
    keep_view(notice=world.notice, name="Mine", query="show=done", by=world.officer)
    other = client_of(world.partner)
    assert "Mine" not in text_of(other.get(address_of(world.notice, "plans:item_list")))
    refused = other.post(address_of(world.notice, "plans:remove_view"), {"token": tokens.fresh(), "name": "Mine"})
    assert refused.status_code == 422
    keep_view(notice=world.notice, name="Mine", query="show=all", by=world.partner)
    assert (views_of(world.officer), views_of(world.partner)) == ({"Mine": "show=done"}, {"Mine": "show=all"})


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("  ", "Give the view a name."),
        ("n" * 61, "Use at most 60 characters."),
        ("Late", "You keep a view called “Late”"),
    ],
)
def test_view_without_a_name_of_its_own_is_refused(world, name, sentence):
    keep_view(notice=world.notice, name="Late", query="", by=world.officer)
    with pytest.raises(Refused, match=sentence):
        keep_view(notice=world.notice, name=name, query="", by=world.officer)


def test_thirty_views_are_kept_and_no_more(world):
    for number in range(MOST):
        keep_view(notice=world.notice, name=f"View {number}", query="show=done", by=world.officer)
    with pytest.raises(Refused, match="the most there can be"):
        keep_view(notice=world.notice, name="One more", query="", by=world.officer)
    remove_view(notice=world.notice, name="View 3", by=world.officer)
    assert keep_view(notice=world.notice, name="One more", query="", by=world.officer).name == "One more"


def test_view_of_what_there_is_not_is_not_kept(world, client_of):
    client = client_of(world.officer)
    assert client.post(address_of(world.notice, "plans:saved_views", owner="nobody")).status_code == 404
    answer = client.post(address_of(world.notice, "plans:saved_views", show="done"), {"name": "n" * 61})
    assert answer.status_code == 422
    assert "n" * 61 in text_of(answer)
