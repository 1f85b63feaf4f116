"""What does every test stand on? Both databases, the cast, a clock that can be set, and this machine alone."""

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase, override_settings
from django.test.utils import setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker

from accounts.models import User
from notices.models import Notice
from records.clock import LONDON
from tests.cast import Cast, make_cast
from tests.clock import Clock
from tests.factories import World, make_world
from tests.sample_copy import SampleCopy
from tests.stage import Stage, is_shared_by, stage
from tests.tables import append_only_lifted, empty_the_tables

START = datetime(2012, 10, 17, 9, tzinfo=LONDON)
THIS_MACHINE = {"127.0.0.1", "::1", "localhost", "", None}


class OtherMachine(BaseException):
    """A test reached out over the network. Not an Exception, so that nothing swallows it."""


def stay_on_this_machine(event: str, arguments: tuple) -> None:
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host not in THIS_MACHINE:
        raise OtherMachine(f"{event}: a test may not reach {host!r}")


sys.addaudithook(stay_on_this_machine)


# In this order: one worker lives through the sample for the pages while another runs the processes, which need none.
SLOW_FILES_FIRST = (
    "tests/journeys/test_every_page.py",
    "tests/processes/",
    "tests/improvement/test_whole_story.py",
    "tests/journeys/",
    "tests/reports/test_edition_pdf.py",
    "tests/accounts/test_matrix.py",
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each worker takes a file at a time: begun first, the slow ones do not keep one waiting for the others. What would
    be the same on the other database is run on one."""
    items.sort(key=lambda item: [not item.nodeid.startswith(slow) for slow in SLOW_FILES_FIRST])
    config.hook.pytest_deselected(items=[item for item in items if not belongs_here(item)])
    items[:] = [item for item in items if belongs_here(item)]


def belongs_here(item: pytest.Item) -> bool:
    only = item.get_closest_marker("only_on")
    if only is not None:
        return connection.vendor in only.args
    return connection.vendor == "sqlite" or asks_for_database(item)


def asks_for_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "django_db_setup", "server_database"}
    return bool(fixtures & set(item.fixturenames)) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session", autouse=True)
def quick_and_tidy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A password hash that costs nothing, stored files in a folder of the test run, and static files looked for when they
    are asked for: every test's browser would look through all of them first."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    folder = tmp_path_factory.mktemp("files")
    with override_settings(PASSWORD_HASHERS=hashers, MEDIA_ROOT=folder, WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """On SQLite a file, as in the product: a database in memory has other locks and no journal. It need not outlive the
    tests, so nothing waits for the disk."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "tests.sqlite3")
        connection.settings_dict["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """In place of pytest-django's, which makes no database where no test that was chosen asks for `db` itself: those that
    share the sample would then write into the database of DATABASE_URL, and empty it.

    It is dropped only when nobody uses it any more: PostgreSQL waits five seconds for that, which are too few where a
    server, a browser and the tests share two busy cores.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            wait_until_alone()
        teardown_databases(made, verbosity=0)


def wait_until_alone() -> None:
    others = "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    until = time.monotonic() + 60
    while True:
        with connection.cursor() as cursor:
            cursor.execute(others)
            left = [query for (query,) in cursor.fetchall()]
        if not left:
            return
        assert time.monotonic() < until, f"The tests' database is still in use. Last asked: {left}"
        time.sleep(0.2)


@pytest.fixture(scope="session", autouse=True)
def tables_are_emptied_between_tests() -> Iterator[None]:
    """Append-only triggers are lifted while the tables of a transactional test are emptied, and no longer."""
    empty = TransactionTestCase._fixture_teardown

    def lift_empty_and_put_back(case: TransactionTestCase) -> None:
        with append_only_lifted():
            empty(case)
        cache.clear()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lift_empty_and_put_back)
        yield


@pytest.fixture(scope="session")
def sample_copy(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    quick_and_tidy: None,
    tables_are_emptied_between_tests: None,
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
) -> SampleCopy:
    """The sample, lived through once a run, by whichever worker asks for it first."""
    of_this_worker = tmp_path_factory.getbasetemp()
    copy = SampleCopy((of_this_worker if worker_id == "master" else of_this_worker.parent) / "sample")
    with django_db_blocker.unblock():
        copy.take_once()
    return copy


@pytest.fixture(scope="module")
def sample(sample_copy: SampleCopy, django_db_blocker: DjangoDbBlocker) -> Iterator[Notice]:
    """The sample, once for all the tests of a module: what one of them writes is rolled back (`db`) or stays for the rest."""
    with django_db_blocker.unblock():
        notice = sample_copy.put_back()
    yield notice
    with django_db_blocker.unblock():
        empty_the_tables()


@pytest.fixture(scope="module")
def shared(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    quick_and_tidy: None,
) -> Iterator[Stage | None]:
    """What the tests of the module have in common; nothing where not all of them begin with `world`."""
    if not is_shared_by(item for item in request.session.items if item.path == request.path):
        yield None
        return
    with stage(START, django_db_blocker) as made:
        yield made


@pytest.fixture
def begun(shared: Stage | None, db: None) -> World | None:
    return shared.set() if shared else None


@pytest.fixture
def clock(begun: World | None, db: None) -> Clock:
    """The notice's time, from 17 October 2012 at 09:00: a demonstration, in a database that is empty so far."""
    return begun.clock if begun else Clock(START)


@pytest.fixture
def cast(begun: World | None, clock: Clock) -> Cast:
    return begun.cast if begun else make_cast()


@pytest.fixture
def world(begun: World | None, cast: Cast, clock: Clock) -> World:
    """Notice A after its first meeting: see tests.factories.make_world."""
    return begun or make_world(cast, clock, cast.a)


@pytest.fixture
def other_world(cast: Cast, clock: Clock) -> World:
    """Notice B, likewise, with the same numbers and codes and other rows behind them."""
    return make_world(cast, clock, cast.b)


@pytest.fixture
def client_of(db: None) -> Callable[[User | None], Client]:
    """A browser in which the person has signed in; of None, one in which nobody has."""

    def client_of(who: User | None) -> Client:
        client = Client()
        if who is not None:
            client.force_login(who)
        return client

    return client_of


@pytest.fixture
def in_parallel() -> Callable[[Callable, Iterable], list]:
    """Calls `act` with each argument, all at once, in threads with connections of their own; gives what they return.

    For tests marked `django_db(transaction=True)`: other threads see only what is committed.
    """

    def in_parallel(act: Callable, arguments: Iterable) -> list:
        arguments = list(arguments)
        together = threading.Barrier(len(arguments), timeout=30)

        def one(argument: object) -> object:
            try:
                together.wait()
                return act(argument)
            finally:
                connection.close()

        with ThreadPoolExecutor(len(arguments)) as threads:
            return list(threads.map(one, arguments))

    return in_parallel
