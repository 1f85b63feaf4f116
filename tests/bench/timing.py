"""How long did it take? The shortest of several runs, so that a busy machine counts least; and the time spent in the database."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection


def line(what: str, value: float, limit: float) -> str:
    """What was measured, and how much of its limit that is: up to 1 keeps it."""
    return f"{value / limit:5.2f} of the limit  {what} (limit {limit:g})"


def shortest(act: Callable[[], object], runs: int = 5, clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds of the shortest run by that clock, after one that warms up. time.process_time counts this process alone."""
    act()
    took = []
    for _ in range(runs):
        began = clock()
        act()
        took.append(clock() - began)
    return min(took)


class InDatabase:
    """What went to the database: how many statements, and how many seconds they took."""

    def __init__(self) -> None:
        self.statements: list[tuple[float, str]] = []

    @property
    def seconds(self) -> float:
        return sum(took for took, _ in self.statements)


@contextmanager
def in_database() -> Iterator[InDatabase]:
    found = InDatabase()

    def timed(execute: Callable, sql: str, params: object, many: bool, context: dict) -> object:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            found.statements.append((time.perf_counter() - began, sql))

    with connection.execute_wrapper(timed):
        yield found
