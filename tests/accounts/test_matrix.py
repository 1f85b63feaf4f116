"""Does every page answer every role, reader and stranger as the table says, and does a denied write change nothing?"""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.policy import Permission, Role
from notices.domain import end_member
from notices.http import NoticeView
from tests.accounts.asking import address, digest, expected, faults, routes, told_apart, view_of
from tests.accounts.matrix import PAGES, PUBLIC, PUBLIC_OF

pytestmark = pytest.mark.only_on("sqlite")  # who may do what asks nothing that the databases answer differently

NOWHERE = {"month": "1999-01"}  # what an address takes that knows no other names


def test_every_route_stands_in_the_table():
    names = [name for name, _ in routes()]
    assert len(names) == len(set(names))
    assert set(names) == PAGES.keys() | PUBLIC.keys()
    assert PAGES.keys() & PUBLIC.keys() == set()


def test_every_page_of_a_notice_declares_its_permission():
    found = dict(routes())
    for name in PAGES:
        view = view_of(found[name])
        assert issubclass(view, NoticeView), name
        assert isinstance(view.permission, Permission), name
        assert hasattr(view, "post") == (PAGES[name].write is not None), name
    outside = [name for name in PUBLIC if issubclass(view_of(found[name]), NoticeView)]
    assert outside == []


@pytest.mark.parametrize("name", PAGES)
def test_page_answers_everybody_as_the_table_says(name, setting, client_of, cast):
    assert faults(name, PAGES[name], client_of, cast) == []


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page.elsewhere])
def test_what_is_elsewhere_is_nowhere(name, setting, client_of, cast):
    """A thing of notice B under the address of A is answered as one that does not exist, word for word."""
    page = PAGES[name]
    there = client_of(cast.in_b[Role.SECRETARY]).get(address(name, cast.b.slug, page.elsewhere)).status_code
    assert there == (200 if page.read else 405)  # it does exist, on notice B
    clients = [client_of(person) for person in cast.in_a.values()]
    before = digest()
    for key, value in page.elsewhere.items():
        nowhere = {**page.elsewhere, key: NOWHERE.get(key, "ZZ9" if isinstance(value, str) else 98_765)}
        urls = address(name, cast.a.slug, page.elsewhere), address(name, cast.a.slug, nowhere)
        assert [fault for client in clients for fault in told_apart(client, *urls)] == []
    assert digest() == before


def test_notice_of_others_is_no_notice(setting, client_of, cast):
    """Whoever is not of notice B cannot tell whether there is one."""
    for person in (cast.chair, cast.officer, cast.observer, cast.stranger, cast.expired):
        for name, page in PAGES.items():
            theirs, nowhere = address(name, cast.b.slug, page.of), address(name, "no-such-notice", page.of)
            assert told_apart(client_of(person), theirs, nowhere) == []


def test_person_of_two_notices_has_two_roles(setting, client_of, cast):
    """Council lead on A, DfE observer on B: a right on one is no right on the other."""
    client = client_of(cast.dual)
    for name, page in PAGES.items():
        for slug, letter in ((cast.a.slug, "L"), (cast.b.slug, "D")):
            url = address(name, slug, page.of)
            assert (client.get(url).status_code, client.post(url).status_code) == expected(page, letter), url


@pytest.mark.parametrize("name", PUBLIC)
def test_public_route_answers_strangers(name, setting, client_of):
    url = reverse(name, kwargs=PUBLIC_OF.get(name))
    client, before = client_of(None), digest()
    answers = client.get(url).status_code, client.post(url).status_code
    assert answers == PUBLIC[name]
    assert digest() == before


def test_membership_that_ends_closes_the_notice_with_the_next_request(setting, client_of, cast):
    client = client_of(cast.officer)
    url = address("plans:item_list", cast.a.slug, {})
    assert client.get(url).status_code == 200
    with setting.writing() as at:
        member = cast.a.memberships.get(person=cast.officer)
        end_member(member=member, to_on=setting.clock.today, by=None, at=at)
    assert client.get(url).status_code == 200  # its last day counts
    setting.clock.move_to(setting.clock.today + timedelta(days=1))
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("number", ["0", "01", "-1", "1.0", "10000000000000000000", "1e3", "٣", "999999999"])
def test_number_that_can_be_no_number_is_nowhere(number, setting, client_of, cast):
    client = client_of(cast.secretary)
    for below in (
        "plan/items/{}/",
        "plan/items/{}/update/",
        "board/meetings/{}/",
        "reports/{}/",
        "reports/1/editions/{}/",
    ):
        assert client.get(f"/{cast.a.slug}/{below.format(number)}").status_code == 404
