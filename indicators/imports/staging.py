"""How do the rows that passed come to stand beside the figures that stand, and become figures? By sets, in the database.

The rows are copied into a temporary table, and set beside the newest figure of each period in another. Nothing is asked through
the ORM while a COPY is open: on the same connection it would wait for itself.
"""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import TextIOWrapper
from itertools import islice
from typing import IO, Any

from django.db import connection, transaction

from accounts.models import User
from indicators.imports.checking import COLUMNS
from indicators.models import Observation

STAGED, FOUND = "figures_staged", "figures_found"
FIGURES = Observation._meta.db_table
NEW, CHANGED, SAME = 0, 1, 2
PIECE = 256 * 1024
A_BATCH = 5_000
COLUMNS_OF_STAGED = """
    row_number integer, column_number integer, indicator_id bigint, part varchar(30), period_on date, state varchar(20),
    numerator decimal(14, 2), denominator decimal(14, 2), value decimal(14, 4), note text, reason text, step integer,
    shut integer
"""
OF_ONE_PERIOD = "{0}.indicator_id = {1}.indicator_id AND {0}.part = {1}.part AND {0}.period_on = {1}.period_on"
# What a file does not say is not compared; line ends are as a form or a spreadsheet writes them.
IS_SAME = """
    o.state = s.state AND coalesce(o.value, -1) = coalesce(s.value, -1)
    AND (s.numerator IS NULL OR s.numerator = o.numerator) AND (s.denominator IS NULL OR s.denominator = o.denominator)
    AND (coalesce(s.note, '') = '' OR s.note = replace(o.note, {return_} || {feed}, {feed}))
"""
FIND = f"""
    CREATE TEMPORARY TABLE {FOUND} AS
    SELECT s.*, coalesce(o.number, 0) AS last,
        CASE WHEN o.number IS NULL THEN {NEW} WHEN {IS_SAME} THEN {SAME} ELSE {CHANGED} END AS kind,
        o.state AS old_state, o.numerator AS old_numerator, o.denominator AS old_denominator, o.value AS old_value
    FROM {STAGED} s LEFT JOIN {FIGURES} o ON {OF_ONE_PERIOD.format("o", "s")} AND o.number = (
        SELECT max(l.number) FROM {FIGURES} l WHERE {OF_ONE_PERIOD.format("l", "s")}
    )
"""
RECORD = f"""
    INSERT INTO {FIGURES} (indicator_id, part, period_on, number, counts_on, recorded_at, recorded_by_id, state, numerator,
        denominator, value, note, reason)
    SELECT indicator_id, part, period_on, last + 1, %s, %s, %s, state, numerator, denominator, value, coalesce(note, ''),
        CASE WHEN kind = {CHANGED} THEN coalesce(nullif(reason, ''), %s) ELSE '' END
    FROM {FOUND} WHERE kind <> {SAME}
"""
TWICE = f"""
    SELECT row_number, column_number, indicator_id, part, period_on, state, numerator, denominator, value, first FROM (
        SELECT row_number, column_number, indicator_id, part, period_on, state, numerator, denominator, value,
            min(row_number) OVER same AS first, row_number() OVER (same ORDER BY row_number, column_number) AS place
        FROM {STAGED} JOIN (
            SELECT indicator_id AS of, part AS at, period_on AS on_day FROM {STAGED}
            GROUP BY indicator_id, part, period_on HAVING count(*) > 1
        ) AS several ON of = indicator_id AND at = part AND on_day = period_on
        WINDOW same AS (PARTITION BY indicator_id, part, period_on)
    ) AS placed WHERE place > 1 ORDER BY row_number, column_number
"""


@contextmanager
def on_disk() -> Iterator[None]:
    """Around the transaction: what SQLite sets aside in it is held on disk, and no file is mapped into memory, so that a long file
    takes no more of it than a short one. PostgreSQL does so by itself. In a transaction it cannot be said, and then it is not."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    before = {name: asked(f"PRAGMA {name}")[0][0] for name in ("temp_store", "mmap_size")}
    _set({"temp_store": 1, "mmap_size": 0})
    try:
        yield
    finally:
        _set(before)


def _set(pragmas: dict[str, int]) -> None:
    for name, value in pragmas.items():
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {name} = {value:d}")


@contextmanager
def room() -> Iterator[None]:
    """Around all below: where the rows of one file are staged, empty at first and gone at the end."""
    _clear()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {STAGED} ({COLUMNS_OF_STAGED})")
    try:
        yield
    except BaseException:
        if not connection.in_atomic_block:  # or else its rollback takes all of it away
            _clear()
        raise
    _clear()


def _clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {FOUND}")
        cursor.execute(f"DROP TABLE IF EXISTS {STAGED}")


def stage(rows: IO[bytes]) -> None:
    """Take in whole rows as the child wrote them; in several pieces if need be, each a short transaction of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _no_short_limit(cursor)
            _copy(cursor, rows)
        else:
            _insert(cursor, rows)


def find() -> None:
    """Set each staged row beside the newest figure of its period. In a transaction, with what is asked of it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _no_short_limit(cursor)
            cursor.execute(f"ANALYZE {STAGED}")
        sign = "chr" if connection.vendor == "postgresql" else "char"
        cursor.execute(FIND.format(return_=f"{sign}(13)", feed=f"{sign}(10)"))


def _no_short_limit(cursor: Any) -> None:
    cursor.execute("SET LOCAL statement_timeout = '4min'")  # the usual limit is meant for pages


def _copy(cursor: Any, rows: IO[bytes]) -> None:
    """The bytes as they are: nothing else may be asked until the copy has ended."""
    with cursor.copy(f"COPY {STAGED} ({', '.join(COLUMNS)}) FROM STDIN (FORMAT csv)") as copy:
        while piece := rows.read(PIECE):
            copy.write(piece)


def _insert(cursor: Any, rows: IO[bytes]) -> None:
    """A batch at a time: Django keeps all rows of one `executemany` until it has ended."""
    empty = {"numerator", "denominator", "value"}
    places = ", ".join("nullif(%s, '')" if column in empty else "%s" for column in COLUMNS)
    text = TextIOWrapper(rows, encoding="utf-8", newline="")
    lines = csv.reader(text)
    while batch := list(islice(lines, A_BATCH)):
        cursor.executemany(f"INSERT INTO {STAGED} VALUES ({places})", batch)
    text.detach()  # or it would close what is not its own


def asked(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def day_of(value: date | str) -> date:
    """A day as either database gives it."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def record(*, by: User, at: datetime, counts_on: date, reason: str) -> int:
    """Make figures of the rows that are new or differ, each with the next number of its period; returns how many."""
    adapt = connection.ops
    with connection.cursor() as cursor:
        cursor.execute(
            RECORD, [adapt.adapt_datefield_value(counts_on), adapt.adapt_datetimefield_value(at), by.pk, reason]
        )
        return cursor.rowcount
