"""A real browser before the sample, served by a real server. Playwright runs an event loop, hence the one setting."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from notices.models import Notice
from tests.journeys.visitor import Visitor, user
from tests.sample_copy import SampleCopy

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


@pytest.fixture(scope="module")
def chromium(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Browser]:
    """One browser for all the tests of a module, and no longer: while Playwright's event loop runs, Django keeps to another
    connection than before and after it. Left open, it would keep PostgreSQL from dropping the database."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()
        with django_db_blocker.unblock():
            connection.close()


@pytest.fixture
def served(sample_copy: SampleCopy, live_server: LiveServer, transactional_db: None) -> str:
    """The address of a server that shows the sample, on 5 March 2013.

    The copy, and with it the database, is named first, so that it outlives the server, which holds connections to it.
    """
    sample_copy.put_back()
    return live_server.url


@pytest.fixture
def visit(chromium: Browser, served: str) -> Callable[..., AbstractContextManager[Visitor]]:
    """A window of their own, for as long as it is needed, in which a person has signed in. `how` is handed to the browser."""

    @contextmanager
    def visit(email: str, **how: Any) -> Iterator[Visitor]:
        context = chromium.new_context(**how)
        context.set_default_timeout(20_000)
        visitor = Visitor(context.new_page(), served)
        visitor.sign_in(email)
        yield visitor
        context.close()

    return visit


@pytest.fixture(scope="module")
def served_to_all(sample: Notice, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The same, once for all the tests of a module: none of them may ask for a database of its own."""
    with django_db_blocker.unblock():
        server = LiveServer("localhost")
        try:
            yield server.url
        finally:
            server.stop()


@pytest.fixture(scope="module")
def window_of(chromium: Browser, served_to_all: str) -> Iterator[Callable[[str], Visitor]]:
    """The one browser window, in which the person has signed in; for "", in which nobody has."""
    context = chromium.new_context()
    context.set_default_timeout(20_000)
    visitor = Visitor(context.new_page(), served_to_all)

    @cache
    def session_of(who: str) -> str:
        client = Client()
        client.force_login(user(who))
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    def window_of(who: str) -> Visitor:
        name = settings.SESSION_COOKIE_NAME
        context.clear_cookies(name=name)
        if who:
            context.add_cookies([{"name": name, "value": session_of(who), "url": served_to_all}])
        return visitor

    yield window_of
    context.close()
