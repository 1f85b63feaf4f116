"""Does the database itself refuse to change the audit log, by whichever words?"""

import pytest
from django.db import DatabaseError, connection, transaction

from records import audit, triggers
from records.models import AuditEntry
from records.writing import open_chain, writing
from tests.conftest import START
from tests.tables import append_only_lifted

WORDS = {
    "update": "UPDATE records_auditentry SET verb = 'approve'",
    "update of nothing new": "UPDATE records_auditentry SET verb = verb",
    "delete": "DELETE FROM records_auditentry",
    "delete one": "DELETE FROM records_auditentry WHERE number = 1",
}
WORDS_OF = {
    "postgresql": {
        "truncate": "TRUNCATE records_auditentry",
        "truncate with others": "TRUNCATE records_auditchain CASCADE",
        "upsert": "INSERT INTO records_auditentry SELECT * FROM records_auditentry "
        "ON CONFLICT (id) DO UPDATE SET verb = 'approve'",
    },
    "sqlite": {
        "replace": "REPLACE INTO records_auditentry SELECT * FROM records_auditentry",
        "upsert": "INSERT INTO records_auditentry SELECT * FROM records_auditentry WHERE true "
        "ON CONFLICT (id) DO UPDATE SET verb = 'approve'",
    },
}


@pytest.fixture
def entry(db) -> AuditEntry:
    open_chain("a-notice", at=START)
    with writing("a-notice") as at:
        entry = audit.record("a-notice", at=at, by=None, verb="write", thing="row 1")
    connection.check_constraints()  # so that PostgreSQL refuses for our reason, not for keys that wait
    return entry


def test_log_is_not_changed_by_words(entry):
    words = WORDS | WORDS_OF[connection.vendor]
    for sql in words.values():
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    entry.refresh_from_db()
    assert (entry.verb, AuditEntry.objects.count()) == ("write", 1)


def test_log_is_not_changed_by_the_orm(entry):
    entry.verb = "approve"
    for act in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(verb="approve"),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()


def test_every_trigger_is_there_after_migrations(db):
    acts = {"update", "delete", "truncate"} if connection.vendor == "postgresql" else {"update", "delete"}
    table = AuditEntry._meta.db_table
    assert table in audit.APPEND_ONLY
    assert triggers.trigger_names(table, connection.vendor) == {f"{table}_no_{act}" for act in acts}
    assert triggers.missing(table) == set()


def test_lifted_trigger_is_missed_and_put_back(entry):
    table = AuditEntry._meta.db_table
    with append_only_lifted():
        assert triggers.missing(table) == triggers.trigger_names(table, connection.vendor)
        AuditEntry.objects.update(verb="approve")  # without its trigger the table is an ordinary one
    assert triggers.missing(table) == set()


def test_disabled_trigger_is_missed(entry):
    if connection.vendor != "postgresql":
        return  # SQLite has triggers or has them not
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE records_auditentry DISABLE TRIGGER records_auditentry_no_delete")
    assert triggers.missing("records_auditentry") == {"records_auditentry_no_delete"}
