"""How is a number of things said by the classes that they fall into? Every class that is not zero, and they sum."""

from collections.abc import Sequence

from indicators.chart_bar import Look
from records.wording import listed

# The items that serve a measure, by how they stand: in this order they are counted and drawn.
STANDINGS: dict[Look, str] = {
    "evidenced": "done and evidenced",
    "done": "done",
    "under_way": "under way",
    "not_started": "not started",
    "overdue": "overdue",
}

Class = tuple[int, tuple[str, str]]  # how many, and what is said of one and of several


def shared_out(total: int, noun: tuple[str, str], classes: Sequence[Class]) -> str:
    """How `total` things fall into classes that sum to it: "2 of 4 items meet it, 1 is near it and 1 misses it"."""
    (first, said), *rest = named(total, classes)
    if not rest:
        whole = {1: f"the one {noun[0]}", 2: f"both {noun[1]}"}.get(total, f"all {total:,} {noun[1]}")
        return f"{whole} {said}"
    return listed([f"{first:,} of {total:,} {noun[1]} {said}", *(f"{number:,} {words}" for number, words in rest)])


def named(total: int, classes: Sequence[Class]) -> list[tuple[int, str]]:
    """The classes that are not zero, each with its words. Raises ValueError where they do not sum to `total`."""
    kinds = [(number, said[number > 1]) for number, said in classes if number]
    if not kinds or sum(number for number, _ in kinds) != total:
        raise ValueError(f"{kinds} do not sum to {total}")
    return kinds
