"""Does what somebody typed survive being signed out, and is nothing of it written before they send it again?"""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from notices.held import KEY, LONGEST, SENTENCE
from tests.pages import address_of, drawn, text_of

TYPED = {"progress": "under_way", "done_so_far": "Seven of nine have been trained.", "forecast": "will_meet"}


@pytest.fixture
def officer(world, client_of):
    return client_of(world.officer)


@pytest.fixture
def address(world):
    return address_of(world.notice, "plans:update", 3)


def send_signed_out(client: Client, address: str, **typed: str) -> dict[str, str]:
    """Fill in the form of item 3, let the session end, and send it. Returns what was sent."""
    body = drawn(client, address) | {f"item-3-{name}": text for name, text in (TYPED | typed).items()}
    Session.objects.all().delete()
    answer = client.post(address, body)
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/account/login/")
    return body


def test_text_stands_in_its_field_after_signing_in_again(world, officer, address):
    send_signed_out(officer, address)
    officer.force_login(world.officer)
    answer = officer.get(address)
    assert answer.status_code == 200
    assert SENTENCE in text_of(answer)
    form = answer.context["form"]
    assert {name: form[name].value() for name in TYPED} == TYPED
    assert world.item(3).updates.count() == 0
    assert SENTENCE not in text_of(officer.get(address))  # held once

    sent = {field.html_name: field.value() or "" for field in form}
    assert officer.post(address, sent).status_code == 302
    assert [update.done_so_far for update in world.item(3).updates.all()] == [TYPED["done_so_far"]]


def test_what_was_sent_signed_out_is_drawn_only_for_who_may_send_it(world, cast, officer, address):
    send_signed_out(officer, address)
    officer.force_login(cast.observer)
    assert officer.get(address).status_code == 403
    assert world.item(3).updates.count() == 0


def test_it_is_held_for_an_hour_and_for_its_own_address(world, officer, address):
    send_signed_out(officer, address)
    officer.force_login(world.officer)
    assert SENTENCE not in text_of(officer.get(address_of(world.notice, "plans:propose_date", 3)))
    session = officer.session
    session[KEY] |= {"at": (timezone.now() - timedelta(minutes=61)).isoformat()}
    session.save()
    assert SENTENCE not in text_of(officer.get(address))


def test_a_text_too_long_for_a_session_is_not_held(world, officer, address):
    send_signed_out(officer, address, done_so_far="x" * LONGEST)
    officer.force_login(world.officer)
    assert SENTENCE not in text_of(officer.get(address))
