"""Is somebody who guesses passwords stopped, in words that say how long to wait?"""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.pages import text_of

SIGN_IN = reverse("account_login")
PASSWORD = "a long sentence to sign in"


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user("person@example.org", PASSWORD, name="Person")


def sign_in(password: str):
    return Client().post(SIGN_IN, {"login": "person@example.org", "password": password})


def test_the_right_password_signs_in(person):
    assert sign_in(PASSWORD).status_code == 302


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(person):
    for _ in range(5):
        assert "Wait 15 minutes" not in text_of(sign_in("guessed"))
    for password in ("guessed", PASSWORD):
        assert "Too many attempts to sign in have failed. Wait 15 minutes" in text_of(sign_in(password))


@pytest.mark.parametrize("password", ["short", "password1234", "12345678901234", "person@example.org"])
def test_a_password_that_is_soon_guessed_is_not_taken(person, password):
    client = Client()
    client.force_login(person)
    answer = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )
    assert answer.status_code == 200
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
