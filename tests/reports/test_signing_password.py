"""Is the chair asked for the password at the moment of signing, with the limits of signing in, and is none of it kept?"""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from records.models import SpentToken
from reports.models import Edition
from tests.pages import drawn, text_of
from tests.reports.desk import PASSWORD, with_password

WRONG = "This is not your password."
TOO_MANY = "Too many wrong passwords were given for your account. Wait 15 minutes, then try again."


@pytest.fixture
def chair(desk, client_of):
    desk.write()
    desk.draw_up()
    return with_password(desk.world.chair, client_of)


def sign(client: Client, desk, password: str):
    return client.post(desk.at("draft"), drawn(client, desk.at("draft")) | {"read": "on", "password": password})


def test_a_wrong_password_is_a_sentence_and_what_was_ticked_stays(desk, chair):
    answer = sign(chair, desk, "guessed by somebody")
    page = text_of(answer)
    assert (answer.status_code, WRONG in page) == (422, True)
    assert answer.context["form"]["read"].value() is True
    assert "guessed by somebody" not in page
    assert not Edition.objects.exists()
    assert sign(chair, desk, PASSWORD).status_code == 302


def test_the_password_of_somebody_else_does_not_sign(desk, chair, client_of):
    secretary = desk.world.secretary
    secretary.set_password("the password of the secretary")
    secretary.save()
    assert sign(chair, desk, "the password of the secretary").status_code == 422
    theirs = client_of(secretary).post(desk.at("draft"), {"read": "on", "password": PASSWORD})
    assert theirs.status_code == 403
    assert not Edition.objects.exists()


def test_five_wrong_passwords_shut_out_the_right_one_here_and_at_the_door(desk, chair):
    for _ in range(5):
        assert WRONG in text_of(sign(chair, desk, "guessed"))
    assert TOO_MANY in text_of(sign(chair, desk, PASSWORD))
    door = Client().post(reverse("account_login"), {"login": desk.world.chair.email, "password": PASSWORD})
    assert "Wait 15 minutes" in text_of(door)
    assert not Edition.objects.exists()


def test_wrong_passwords_at_the_door_count_here(desk, chair):
    for _ in range(5):
        Client().post(reverse("account_login"), {"login": desk.world.chair.email, "password": "guessed"})
    assert TOO_MANY in text_of(sign(chair, desk, PASSWORD))


def test_right_passwords_do_not_use_up_attempts(desk, chair):
    for _ in range(6):
        opened = drawn(chair, desk.at("draft")) | {"sha256": "0" * 64}
        assert chair.post(desk.at("draft"), opened | {"read": "on", "password": PASSWORD}).status_code == 409
    assert sign(chair, desk, PASSWORD).status_code == 302


def test_not_even_a_fingerprint_of_the_password_is_kept(desk, chair):
    """Two presses that differ in nothing but the password are the same press to the record of forms that were sent."""
    opened = drawn(chair, desk.at("draft")) | {"read": "on"}
    assert chair.post(desk.at("draft"), opened | {"password": PASSWORD}).status_code == 302
    kept = SpentToken.objects.get(token=opened["token"]).body_sha256
    desk.world.chair.set_password("another long sentence of the chair")
    desk.world.chair.save()
    chair.force_login(desk.world.chair)
    again = chair.post(desk.at("draft"), opened | {"password": "another long sentence of the chair"})
    assert (again.status_code, again.url) == (302, desk.at("edition", 1))
    assert SpentToken.objects.get(token=opened["token"]).body_sha256 == kept


def test_somebody_who_was_signed_out_leaves_no_password_behind(desk, chair):
    """What was typed is kept for them in the session that begins then; the password is not."""
    opened = drawn(chair, desk.at("draft")) | {"read": "on", "password": PASSWORD}
    stranger = Client()
    assert stranger.post(desk.at("draft"), opened).status_code == 302
    kept = [session.get_decoded() for session in Session.objects.all()]
    assert any("sent_signed_out" in session for session in kept)
    assert all(PASSWORD.split()[1] not in str(session.get("sent_signed_out", "")) for session in kept)
    stranger.force_login(desk.world.chair)
    answer = stranger.get(desk.at("draft"))
    assert "Enter your password" in text_of(answer)
    assert not Edition.objects.exists()


def test_no_row_of_the_database_holds_it(desk, chair):
    assert sign(chair, desk, PASSWORD).status_code == 302
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert PASSWORD not in str(cursor.fetchall()), table
