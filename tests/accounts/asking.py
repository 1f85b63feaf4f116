"""How is every page asked by everybody, and which answers are faults? What test_matrix runs, and its twins try."""

import hashlib
import re
from collections.abc import Callable, Iterator

from django.apps import apps
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from tests.accounts.matrix import LETTERS, REVIEWER, Page

# What differs between two answers that are the same: one-time tokens, and the minute.
PASSING = re.compile(rb'(?<="csrfmiddlewaretoken" value=")[^"]*|(?<="X-CSRFToken": ")[^"]*|(?<=Here it is )[^<]*')


def routes(patterns=None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route of the product by its full name, from the resolver itself."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        else:
            yield f"{namespace}{entry.name}", entry


def view_of(pattern: URLPattern) -> type:
    return getattr(pattern.callback, "view_class", type(None))


def digest() -> str:
    """Of every row of every table, sessions aside."""
    found = hashlib.sha256()
    for model in apps.get_models(include_auto_created=True):
        if model is not Session:
            found.update(repr((model._meta.label, sorted(model._base_manager.values_list(), key=repr))).encode())
    return found.hexdigest()


def address(name: str, slug: str, of: dict) -> str:
    return reverse(name, kwargs={"slug": slug, **of})


def cases(page: Page, cast) -> Iterator[tuple[str, User | None, int | str, int | str]]:
    """Who asks, and what a GET and a POST should be answered."""
    yield "anonymous", None, "sign in", "sign in"
    yield "deactivated", cast.deactivated, "sign in", "sign in"
    for name in ("stranger", "expired"):
        yield name, getattr(cast, name), 404, 404
    for role, person in cast.in_b.items():
        yield f"{role.label} of B", person, 404, 404
    for letter, role in LETTERS.items():
        yield letter, cast.in_a[role], *expected(page, letter)
    yield REVIEWER, cast.reviewer, *expected(page, REVIEWER)
    yield "dual", cast.dual, *expected(page, "L")


def expected(page: Page, letter: str) -> tuple[int, int]:
    letters = {letter, "P"} if letter == REVIEWER else {letter}
    reads, writes = bool(letters & set(page.read or "")), bool(letters & set(page.write or ""))
    get = page.get if reads else 403
    post = page.post if writes else 403
    if page.read is None:
        get = 405 if letters & set(page.met) else 403
    if page.write is None:
        post = 405 if reads else 403
    return get, post


def said(response: HttpResponse) -> int | str:
    to_sign_in = response.status_code == 302 and response["Location"].startswith("/account/login/?next=")
    return "sign in" if to_sign_in else response.status_code


def faults(name: str, page: Page, client_of: Callable[[User | None], Client], cast) -> list[str]:
    """Where the product answers otherwise than the table says, or where something changes that may not."""
    url = address(name, cast.a.slug, page.of)
    found = []
    asked = [(who, client_of(person), get, post) for who, person, get, post in cases(page, cast)]
    before = digest()  # after everybody has signed in
    for who, client, get, post in asked:
        answers = {"reads": (said(client.get(url)), get), "writes": (said(client.post(url)), post)}
        found += [f"{who} {act} {name}: {got}, not {due}" for act, (got, due) in answers.items() if got != due]
    if digest() != before:
        found.append(f"asking for {name} changed a row")
    return found


def body(response: HttpResponse, url: str) -> tuple[int, bytes]:
    """Status and page, but for the address itself and what passes."""
    text = response.content.replace(url.encode(), b"")
    return response.status_code, PASSING.sub(b"", text)


def told_apart(client: Client, theirs: str, nowhere: str) -> list[str]:
    """Where an address of the other notice is answered otherwise than one that names nothing."""
    found = []
    for act in ("get", "post"):
        asked, answered = body(getattr(client, act)(theirs), theirs), body(getattr(client, act)(nowhere), nowhere)
        if asked != answered or asked[0] not in (403, 404, 405):
            found.append(f"{act} {theirs}: {asked[0]}, {act} {nowhere}: {answered[0]}")
    return found
