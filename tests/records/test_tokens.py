"""Is a form that is sent five times kept once, and the same number on other words refused?"""

import pytest

from records import tokens
from records.models import SpentToken
from records.refusal import Refused
from tests.cast import person
from tests.conftest import START

BODY = {"progress": ["done"], "done_so_far": ["All of it."], "csrfmiddlewaretoken": ["a"], "token": ["x"]}


@pytest.fixture
def officer(db):
    return person("Officer")


def spend(token, by, body=BODY, location="/a/plan/items/1/"):
    return tokens.spend(token, body=body, by=by, at=START, location=location)


def test_same_form_gets_the_same_answer(officer):
    token = tokens.fresh()
    spend(token, officer)
    for _ in range(4):
        with pytest.raises(tokens.SentBefore) as met:
            spend(token, officer, location="/somewhere/else/")
        assert met.value.location == "/a/plan/items/1/"
    assert SpentToken.objects.count() == 1


def test_same_form_under_a_new_csrf_token_is_the_same(officer):
    token = tokens.fresh()
    spend(token, officer)
    with pytest.raises(tokens.SentBefore):
        spend(token, officer, body=BODY | {"csrfmiddlewaretoken": ["b"]})


@pytest.mark.parametrize(
    "other",
    [
        BODY | {"progress": ["under_way"]},
        BODY | {"forecast": ["will_meet"]},
        BODY | {"progress": ["done", "done"]},
        {key: value for key, value in BODY.items() if key != "done_so_far"},
    ],
)
def test_other_words_under_a_spent_token_are_refused(officer, other):
    token = tokens.fresh()
    spend(token, officer)
    with pytest.raises(Refused, match="was sent already with other words"):
        spend(token, officer, body=other)


def test_token_of_somebody_else_is_refused(officer):
    token = tokens.fresh()
    spend(token, officer)
    with pytest.raises(Refused):
        spend(token, person("Partner"))


@pytest.mark.parametrize("token", ["", "1", "not a token", "0" * 31, "\x00"])
def test_form_without_its_token_is_refused(officer, token):
    with pytest.raises(Refused, match="has lost its number"):
        spend(token, officer)
    assert not SpentToken.objects.exists()


def test_two_forms_with_the_same_words_are_two(officer):
    spend(tokens.fresh(), officer)
    spend(tokens.fresh(), officer)
    assert SpentToken.objects.count() == 2


def test_token_written_otherwise_is_the_same(officer):
    token = tokens.fresh()
    spend(token, officer)
    with pytest.raises(tokens.SentBefore):
        spend(token.upper().replace("-", ""), officer)
