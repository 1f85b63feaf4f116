"""What do strangers get? The few pages that are theirs, and no more."""

import json
import logging
import re

import pytest
from django.core import mail
from django.db import OperationalError, connection
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import RoutePattern

from accounts.models import User
from notices.domain import RESERVED

REPORT = {
    "csp-report": {
        "document-uri": "http://127.0.0.1:8000/account/password/reset/key/3-SECRET/?q=PRIVATE",
        "effective-directive": "img-src",
        "blocked-uri": "https://elsewhere.example/pixel?who=PRIVATE",
    }
}


def send_report(body, **headers):
    client = Client(enforce_csrf_checks=True)
    return client.post(reverse("csp_report"), body, content_type="application/csp-report", headers=headers)


def test_health_says_that_it_is_ready_and_nothing_else(db, client):
    answer = client.get("/healthz/")
    assert (answer.status_code, answer.content) == (200, b"Ready.\n")


def test_health_without_its_database_is_503(db, client, caplog):
    def refuse(execute, sql, params, many, context):
        if sql == "SELECT 1":
            raise OperationalError("no connection to 10.0.0.7 as board")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        answer = client.get("/healthz/")
    assert answer.status_code == 503
    assert b"10.0.0.7" not in answer.content


def test_a_csp_report_is_one_line_without_what_people_typed(db, caplog):
    with caplog.at_level(logging.WARNING, "improvement"):
        assert send_report(json.dumps(REPORT)).status_code == 204
    (line,) = (record.getMessage() for record in caplog.records if record.name == "improvement.views")
    assert line == "csp: img-src on account_reset_password_from_key kept out https://elsewhere.example"


def test_a_csp_report_cannot_forge_a_line(db, caplog):
    with caplog.at_level(logging.WARNING, "improvement"):
        send_report(
            json.dumps(
                {
                    "csp-report": {
                        "effective-directive": "img-src\n2026 ERROR all is lost" + "x" * 500,
                        "blocked-uri": "inline",
                    }
                }
            )
        )
    (line,) = (record.getMessage() for record in caplog.records if record.name == "improvement.views")
    assert "\n" not in line
    assert len(line) < 200


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "7", '"x"', "null", "{}", '{"csp-report": 7}', '{"csp-report": null}', "[" * 10_000, "\xff",
             '{"csp-report": {"blocked-uri": "http://[::1"}}'],
)  # fmt: skip
def test_an_odd_csp_report_is_refused(db, body):
    assert send_report(body).status_code == 400


def test_a_large_csp_report_is_refused(db):
    assert send_report(json.dumps(REPORT | {"more": "x" * 20_000})).status_code == 413


def test_a_csp_report_is_posted(db, client):
    assert client.get(reverse("csp_report")).status_code == 405


def test_security_txt_needs_somebody_to_write_to(db, client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.CONTACT_EMAIL = "board@example.gov.uk"
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:board@example.gov.uk\n" in text
    assert re.search(r"^Expires: \d{4}-\d{2}-\d{2}T00:00:00Z$", text, re.MULTILINE)


def test_the_accessibility_statement_names_whom_to_ask(db, client, settings):
    assert "secretary of your Board" in client.get(reverse("accessibility")).content.decode()
    settings.CONTACT_EMAIL = "board@example.gov.uk"
    assert "mailto:board@example.gov.uk" in client.get(reverse("accessibility")).content.decode()


@pytest.mark.parametrize(
    "address", ["/account/signup/", "/account/email/", "/account/password/set/", "/account/login/code/"]
)
def test_nobody_opens_an_account(cast, client, client_of, address):
    assert client_of(cast.chair).get(address).status_code == 404
    assert client.post(address, {"email": "new@example.org", "password1": "long-enough-2012"}).status_code in (
        302,
        403,
        404,
    )
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_forgotten_password_tells_a_stranger_nothing(cast, client):
    answers = [
        client.post(reverse("account_reset_password"), {"email": address})
        for address in (cast.chair.email, "nobody@example.org")
    ]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, reverse("account_reset_password_done"))
    }
    assert len(mail.outbox) == 2


def test_a_new_person_sets_a_password_by_the_link(cast, client):
    person = User.objects.create_user("new@example.org", None, name="New Person")
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"http://[^/]+(/account/password/reset/key/\S+)", mail.outbox[-1].body)[1]
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": "an-evening-in-2012", "password2": "an-evening-in-2012"})
    answer = Client().post(reverse("account_login"), {"login": person.email, "password": "an-evening-in-2012"})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_the_first_words_of_public_addresses_cannot_name_a_notice():
    firsts = {
        str(pattern.pattern).partition("/")[0]
        for pattern in get_resolver().url_patterns
        if isinstance(pattern.pattern, RoutePattern) and not str(pattern.pattern).startswith(("<", "/"))
    } - {""}
    assert firsts
    assert firsts <= RESERVED


@pytest.mark.parametrize("address", ["/wiltshire-2012/nothing/", "/no-such-notice/", "/verify/x/y/"])
def test_nothing_here_is_said_in_words(cast, client_of, address):
    answer = client_of(cast.chair).get(address)
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.content.decode()


def test_a_host_that_is_not_ours_is_refused_in_words(db, client):
    answer = client.get("/account/login/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert b"<h1" in answer.content
