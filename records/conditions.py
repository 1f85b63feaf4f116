"""Does a row that is in hand already meet a condition which databases are asked by? So that each condition is written once."""

import operator
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Q

Holds = Callable[[Sequence[Any]], bool]
# What a value that is not there answers is what SQL answers: nothing comes before or after it.
LOOKUPS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "lt": lambda found, asked: found is not None and found < asked,
    "lte": lambda found, asked: found is not None and found <= asked,
    "gte": lambda found, asked: found is not None and found >= asked,
    "isnull": lambda found, asked: (found is None) == asked,
}


def holds(condition: Q, columns: Sequence[str]) -> Holds:
    """A test of rows whose values stand in the order of `columns`.

    What is negated must be of columns that have a value: there SQL says neither yes nor no. KeyError for another lookup
    than those above, ValueError for a column that is not among them.
    """
    tests = [
        holds(child, columns) if isinstance(child, Q) else _one(child[0], child[1], columns)  # type: ignore[index]  # a pair
        for child in condition.children
    ]
    together = any if condition.connector == Q.OR else all
    if condition.negated:
        return lambda row: not together(test(row) for test in tests)
    return tests[0] if len(tests) == 1 else lambda row: together(test(row) for test in tests)


def _one(name: str, asked: object, columns: Sequence[str]) -> Holds:
    column, _, lookup = name.partition("__")
    place, compare = columns.index(column), LOOKUPS[lookup or "exact"]
    return lambda row: compare(row[place], asked)
