"""A real browser before the sample, served by a real server. Playwright runs an event loop, hence the one setting."""

import os
from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from notices.models import Notice
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


@pytest.fixture(scope="module")
def served_to_all(sample: Notice, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The same, once for all the tests of a module: none of them may ask for a database of its own."""
    with django_db_blocker.unblock():
        server = LiveServer("localhost")
        try:
            yield server.url
        finally:
            server.stop()
