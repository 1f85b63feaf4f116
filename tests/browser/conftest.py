"""What do tests in a browser stand on? Chromium, and installations of the product with the sample in them."""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.databases import Databases
from tests.browser.visitor import Visitor
from tests.processes.running import Product

CHROMIUM_SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Of one module and not of the session: while it runs, this thread is no place for database tests."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=CHROMIUM_SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    made = Databases(tmp_path_factory.mktemp("databases"))
    yield made
    made.drop_all()


@pytest.fixture(scope="session")
def sample(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database with the sample in it, to be copied. Nobody is ever connected to it again."""
    product = Product(tmp_path_factory.mktemp("sample"), {"DATABASE_URL": databases.make()})
    product.manage("migrate", "--verbosity", "0")
    product.manage("createcachetable")
    product.manage("load_sample")
    return product.env["DATABASE_URL"]


class Site(Product):
    """An installation that answers at `url`: the two lines of the Procfile."""

    def __init__(self, folder: Path, database: str) -> None:
        with socket.socket() as spare:
            spare.bind(("127.0.0.1", 0))
            self.port = spare.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        super().__init__(folder, {"DATABASE_URL": database, "PORT": str(self.port), "BASE_URL": self.url})

    def open(self) -> None:
        self.start_line("web")
        self.start_line("beat")
        self.until(self.answers, f"the product answers at {self.url}")

    def answers(self) -> bool:
        asked = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            asked.request("GET", "/healthz/")
            return asked.getresponse().status == 200
        except OSError:
            return False
        finally:
            asked.close()


@pytest.fixture(scope="module")
def open_site(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Site]]:
    """Opens an installation on a copy of a database, or on an empty one."""
    sites: list[Site] = []

    def open_site(copy_of: str | None = None) -> Site:
        site = Site(tmp_path_factory.mktemp("site"), databases.make(copy_of))
        sites.append(site)
        if copy_of is None:
            site.manage("migrate", "--verbosity", "0")
            site.manage("createcachetable")
        site.open()
        return site

    yield open_site
    for site in sites:
        site.end()


@pytest.fixture
def visitor(chromium: Browser) -> Callable[..., Visitor]:
    """A person at a browser: `with visitor(site) as olive: …`."""
    return lambda site, **how: Visitor(chromium, site.url, **how)
