"""Is everybody who reads editions told once that one was signed, or withdrawn?"""

from datetime import date, timedelta

import pytest

from accounts.models import Message
from accounts.policy import Role
from records.clock import AsOf
from reports import digest, edition_telling
from tests.cast import join, person


@pytest.fixture
def told(desk):
    """What a person is told of editions by today's mail."""

    def by_mail(person) -> list[str]:
        digest.tell_everyone()
        messages = Message.objects.filter(person=person).order_by("pk")
        return [row.body for row in messages if "signed" in row.subject or "withdrawn" in row.subject]

    return by_mail


def test_readers_are_told_once_and_the_chair_who_signed_is_not(desk, told):
    assert told(desk.world.cast.observer) == []
    desk.publish()
    (body,) = told(desk.world.cast.observer)
    assert "Report to Ministers of March 2013, edition 1: signed by A Independent chair on 5 March 2013" in body
    assert desk.at("edition", 1) in body
    assert "1 report was signed:" in body
    assert len(told(desk.world.cast.observer)) == 1
    assert told(desk.world.chair) == []


def test_an_edition_that_is_replaced_before_the_mail_goes_is_not_announced(desk, told):
    desk.publish()
    desk.publish()
    (body,) = told(desk.world.cast.observer)
    assert "edition 2: signed" in body
    assert "edition 1" not in body


def test_a_withdrawal_is_told_to_those_who_were_told_of_the_edition_without_its_reason(desk, told):
    edition = desk.publish()
    told(desk.world.cast.observer)
    desk.withdraw(edition)
    _, body = told(desk.world.cast.observer)
    assert "1 report was withdrawn:" in body
    assert "edition 1: withdrawn on 5 March 2013. Do not use it any more; the page says why" in body
    assert "It names a child." not in body
    assert len(told(desk.world.chair)) == 1  # who did not withdraw it
    (signed,) = told(desk.world.secretary)
    assert "withdrawn" not in signed


def test_who_joins_later_is_told_of_nothing_that_was_there_before(desk, told, clock):
    desk.publish()
    clock.move_to(clock.today + timedelta(days=1))
    newcomer = person("A newcomer")
    join(desk.world.notice, newcomer, Role.OBSERVER, from_on=clock.today)
    assert told(newcomer) == []


def test_where_nothing_is_published_one_query_finds_it(world, django_assert_num_queries):
    asof = AsOf(date(2013, 3, 5), world.clock.now)
    with django_assert_num_queries(1):
        assert edition_telling.to_tell(world.notice, asof) == {}
