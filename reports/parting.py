"""How is a long table printed? As several, by the objective that its items stand under: nobody reads a table of hundreds of rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.position.measures import excerpt

Row = Mapping[str, Any]
MOST_ROWS = 40  # of one table: some three pages
LONGEST_OBJECTIVE = 90


@dataclass(frozen=True)
class Part:
    """One of the tables: what sets it apart from the others ("" where it is the only one), and its rows."""

    words: str
    rows: Sequence[Row]


def parts(rows: Sequence[Row], objectives: Sequence[Row]) -> list[Part]:
    """Every row once. Few are one table in the order given; many are told apart by objective, in the order of the plan, and keep
    their order within each. `objectives`: those that the position knows, with the numbers of their items."""
    if len(rows) <= MOST_ROWS:
        return [Part("", rows)]
    return [part for words, found in _told_apart(rows, objectives) for part in _in_runs(words, found)]


def _told_apart(rows: Sequence[Row], objectives: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    yield "objectives", [row for row in rows if row["kind"] == "objective"]
    items = [row for row in rows if row["kind"] != "objective"]
    placed: set[int] = set()
    for objective in objectives:
        under = set(objective["items"]) - placed
        words = f"objective {objective['number']}, {excerpt(objective['words'], LONGEST_OBJECTIVE)}"
        yield words, [row for row in items if row["number"] in under]
        placed |= under
    yield "other items", [row for row in items if row["number"] not in placed]


def _in_runs(words: str, rows: Sequence[Row]) -> Iterator[Part]:
    """As many tables as it takes, of about as many rows each."""
    many = -(-len(rows) // MOST_ROWS)
    each = -(-len(rows) // many) if many else 1
    for start in range(0, len(rows), each):
        run = rows[start : start + each]
        of = f" ({start + 1} to {start + len(run)} of {len(rows)})" if many > 1 else ""
        yield Part(words + of, run)
