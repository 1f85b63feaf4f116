"""Is who signed or circulated told of a PDF that could not be drawn, and is it drawn again by one press?"""

import pytest

from accounts.models import Message
from records.refusal import Refused
from reports import digest
from reports.drawing_again import draw_again
from reports.models import Production
from reports.production import MOST_ATTEMPTS, draw_waiting
from tests.agendas import draw_up
from tests.pages import hidden, text_of
from tests.papers import circulate

FAILED = {"state": Production.State.FAILED, "error": "It is too long."}


@pytest.fixture
def edition(desk):
    return desk.publish()


def fail(edition, attempts=MOST_ATTEMPTS):
    Production.objects.filter(edition=edition).update(attempts=attempts, **FAILED)


def told(world) -> list[str]:
    digest.tell_everyone()
    return [
        message.body
        for message in Message.objects.filter(person=world.chair)
        if "could not be drawn" in message.subject
    ]


def test_the_chair_is_told_once_and_only_when_it_is_given_up(desk, edition):
    fail(edition, MOST_ATTEMPTS - 1)
    assert told(desk.world) == []
    fail(edition)
    (body,) = told(desk.world)
    assert "Edition 1 of report 1: It is too long." in body
    assert desk.at("edition", 1) in body
    assert len(told(desk.world)) == 1


def test_who_circulated_a_pack_is_told_of_it(world):
    draw_up(world, world.meetings[1])
    Production.objects.filter(circulation=circulate(world)).update(attempts=MOST_ATTEMPTS, **FAILED)
    digest.tell_everyone()
    bodies = [message.body for message in Message.objects.filter(person=world.secretary)]
    assert sum("Pack of meeting 2: It is too long." in body for body in bodies) == 1


def test_one_press_has_it_drawn_and_the_bytes_are_there(desk, edition, client_of):
    fail(edition)
    secretary = client_of(desk.world.secretary)
    page = secretary.get(desk.at("edition", 1))
    assert "It is too long." in text_of(page)
    assert draw_waiting() == 0
    answer = secretary.post(desk.at("draw_again", 1), hidden(page))
    assert (answer.status_code, answer["Location"]) == (302, desk.at("edition", 1))
    assert draw_waiting() == 1
    assert desk.stored(edition).startswith(b"%PDF-1.7")
    assert "Draw the PDF again" not in text_of(secretary.get(desk.at("edition", 1)))


def test_nobody_but_who_writes_reports_sees_the_button_and_what_did_not_fail_is_left(desk, edition, client_of):
    fail(edition)
    for person in (desk.world.cast.observer, desk.world.officer):
        assert "Draw the PDF again" not in text_of(client_of(person).get(desk.at("edition", 1)))
    Production.objects.filter(edition=edition).update(state=Production.State.WORKING)
    with desk.world.writing() as at, pytest.raises(Refused, match="has not failed"):
        draw_again(of=edition, by=desk.world.chair, at=at)
