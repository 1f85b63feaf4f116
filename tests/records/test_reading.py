"""Is what is read in one go of one moment, and does nobody wait for it where the database can do without?"""

import threading

import pytest
from django.db import InternalError, connection, transaction

from boards.models import Decision
from plans.models import ProgressUpdate
from records.writing import reading
from tests.factories import make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def committed_world(cast, clock):
    """The world of the other tests, committed, so that every thread sees it."""
    return make_world(cast, clock, cast.a)


def test_it_is_no_part_of_another_transaction(db):
    with transaction.atomic(), pytest.raises(RuntimeError), reading():
        pytest.fail("it was opened")


@pytest.mark.only_on("postgresql")
def test_nothing_is_written_in_it(committed_world):
    with pytest.raises(InternalError, match="read-only"), reading():
        Decision.objects.update(words="Another.")


def counted_twice(world, opening) -> tuple[list[int], bool]:
    """How many updates there are, asked twice in what `opening` opens, while somebody writes one in between; and whether that
    was written before it ended."""
    written = threading.Event()

    def write() -> None:
        world.update(world.item(1))
        written.set()
        connection.close()

    writer = threading.Thread(target=write)
    with opening():
        seen = [ProgressUpdate.objects.count()]
        writer.start()
        in_time = written.wait(1)
        seen.append(ProgressUpdate.objects.count())
    writer.join(30)
    assert ProgressUpdate.objects.count() == 1
    return seen, in_time


def test_what_is_recorded_meanwhile_is_not_in_it(committed_world):
    seen, in_time = counted_twice(committed_world, reading)
    assert seen == [0, 0]
    assert in_time is (connection.vendor == "postgresql")


@pytest.mark.only_on("postgresql")
def test_an_ordinary_transaction_would_see_two_moments(committed_world):
    assert counted_twice(committed_world, transaction.atomic) == ([0, 1], True)
