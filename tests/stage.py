"""How do the tests of a module share the world that they all begin with? It is made once, and what a test writes is rolled
back to it: making it takes longer than most tests."""

import copy
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from records.models import DemonstrationClock
from tests.cast import make_cast
from tests.clock import Clock
from tests.factories import World, make_world


def is_shared_by(items: Iterable[pytest.Item]) -> bool:
    """Whether all of a module's tests that use the database begin with `world`, in a transaction that is rolled back."""
    with_database = [item for item in items if "db" in item.fixturenames or item.get_closest_marker("django_db")]
    return all(
        "world" in item.fixturenames and "made" not in item.fixturenames and not _commits(item)
        for item in with_database
    )


def _commits(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    return "transactional_db" in item.fixturenames or (mark is not None and bool(mark.kwargs.get("transaction")))


class Stage:
    """The world as it was made, inside a transaction that is still open."""

    def __init__(self, start: datetime) -> None:
        clock, cast = Clock(start), make_cast()
        self._world = make_world(cast, clock, cast.a)
        self._made_at = clock.now

    def set(self) -> World:
        """A world of the test's own, at the time at which it was made."""
        DemonstrationClock.objects.update(instant=self._made_at, set_at=timezone.now())
        return copy.deepcopy(self._world)


@contextmanager
def stage(start: datetime, blocker: DjangoDbBlocker) -> Iterator[Stage]:
    with blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
        made = Stage(start)
    try:
        yield made
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)
