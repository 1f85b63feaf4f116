"""What keeps a table append-only, on both databases? Triggers, made by one function that every migration touching the table
calls again: SQLite drops them when it rebuilds a table."""

from collections.abc import Callable

from django.apps.registry import Apps
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME; END $$
"""
Operation = Callable[[Apps, BaseDatabaseSchemaEditor], None]


def trigger_names(table: str, vendor: str) -> set[str]:
    acts = ("update", "delete", "truncate") if vendor == "postgresql" else ("update", "delete")
    return {f"{table}_no_{act}" for act in acts}


def make_append_only(*tables: str) -> Operation:
    """A function for migrations.RunPython: (re)creates the triggers of the tables."""

    def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for table in tables:
            install_triggers(table, schema_editor)

    return install


def lift_append_only(*tables: str) -> Operation:
    """The way back, for reversing a migration."""

    def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for table in tables:
            remove_triggers(table, schema_editor)

    return remove


def install_triggers(table: str, schema_editor: BaseDatabaseSchemaEditor) -> None:
    remove_triggers(table, schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTION, params=None)
        for act in ("update", "delete"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
        schema_editor.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for act in ("update", "delete"):
        schema_editor.execute(
            f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'table {table} is append-only'); END"
        )


def remove_triggers(table: str, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for name in sorted(trigger_names(table, schema_editor.connection.vendor)):
        on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(table: str) -> set[str]:
    """The triggers that the table should have and has not."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
                "WHERE relname = %s AND NOT tgisinternal AND tgenabled <> 'D'",
                [table],
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        return trigger_names(table, connection.vendor) - {row[0] for row in cursor.fetchall()}
