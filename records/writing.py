"""How is a notice opened for writing, and how does a reader get an answer that stands?

A writer takes the notice's lock row, and only then asks the clock: so recorded_at follows the order of commits, and an answer
for a `known` that has passed never changes. A reader's `known` is just after the last write that has committed; a later one
waits for the writers in flight. What is read long and whole is read in a transaction of its own, while others write.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import connection, transaction

from records import clock
from records.clock import TICK, AsOf
from records.models import AuditChain


@contextmanager
def writing(reference: str) -> Iterator[datetime]:
    """A transaction that holds the chain of `reference`; yields the instant at which everything in it is recorded."""
    with transaction.atomic():
        chain = AuditChain.objects.select_for_update().get(reference=reference)
        at = max(clock.now(), chain.head_at + TICK)
        AuditChain.objects.filter(pk=chain.pk).update(head_at=at)
        yield at


@contextmanager
def reading() -> Iterator[None]:
    """A transaction in which everything is read as it was at one moment. It holds no notice, and nothing is written in it.

    On PostgreSQL writers go on meanwhile; SQLite has one lock for all, and they wait until it ends. RuntimeError inside
    another transaction, whose moment it could not choose.
    """
    outermost = not connection.in_atomic_block  # a test's own transaction, which Django lets through, has its moment
    with transaction.atomic(durable=True):
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def open_chain(reference: str, *, at: datetime) -> AuditChain:
    """Begin the audit chain of a new notice."""
    return AuditChain.objects.create(reference=reference, head_at=at)


def position(reference: str, *, on: date | None = None, known: datetime | None = None) -> AsOf:
    """The AsOf of a reader. `on` defaults to today in London, `known` to what has been committed so far.

    An explicit `known` after the last commit waits for writers in flight, so that the answer given once is given again.
    A `known` that has not passed yet means what is known so far. Two queries; three where it has to wait.
    """
    day = on or clock.london_day(clock.now())
    head_at = AuditChain.objects.values_list("head_at", flat=True).get(reference=reference)
    if known is None:
        return AsOf(day, head_at + TICK)
    if known > head_at:
        with transaction.atomic():
            chain = AuditChain.objects.select_for_update().get(reference=reference)
            known = min(known, max(clock.now(), chain.head_at + TICK))
    return AsOf(day, known)
