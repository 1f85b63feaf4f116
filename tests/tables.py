"""How are tables emptied, of which some are append-only?"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import TransactionTestCase

from records import audit, triggers


@contextmanager
def append_only_lifted() -> Iterator[None]:
    """As somebody who owns the database could: the append-only triggers are gone inside, and back afterwards."""
    editor = (
        connection.schema_editor()
    )  # not entered: inside a test's transaction SQLite allows no schema editor, only its words
    connection.check_constraints()  # PostgreSQL drops no trigger while keys wait to be checked
    for table in audit.APPEND_ONLY:
        triggers.remove_triggers(table, editor)
    try:
        yield
    finally:
        connection.check_constraints()
        for table in audit.APPEND_ONLY:
            triggers.install_triggers(table, editor)


def empty_the_tables() -> None:
    """All of them, as after a transactional test."""
    TransactionTestCase()._fixture_teardown()
