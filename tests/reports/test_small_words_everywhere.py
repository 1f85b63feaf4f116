"""Is every text that somebody typed and that is photographed looked through for small numbers? On the sample."""

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from notices.models import Notice
from records.clock import AsOf, london_day, now
from reports.position import Position
from reports.small_words import passages

SMALL = "Three children waited longer."
SECTIONS = ("judgements", "items", "objectives", "concerns", "evidence", "decisions", "commentary", "calendar")
# What stands beside it is a day, a name, a choice, or a sentence of the product or of the notice.
NOT_TYPED = {
    "judgements": "word before move",
    "items": "kind owner agency serves due due_now standing word lateness off_plan forecast updated asked to answer",
    "objectives": "plan code against word why rule worst_indicator counts_words",
    "concerns": "kind about code raised by board decided state said",
    "evidence": "standing state strength owner references given review_by sha256",
    "decisions": "board cited kind kind_key recorded_later",
    "calendar": "state kind month words what when source start end held follows",
}
# The rules are the product's; the others are rows of meetings, which are looked at.
SAID_ELSEWHERE = {"rules", "last", "next", "last_board"}


@pytest.fixture(scope="module")
def position(sample: Notice, django_db_blocker: DjangoDbBlocker) -> dict:
    with django_db_blocker.unblock():
        at = now()
        return Position(sample, AsOf(london_day(at), at), hide_small=True, with_benchmarks=True).as_data()


def texts(value: object, path: tuple = ()) -> Iterator[tuple]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from texts(inner, (*path, place))
    elif isinstance(value, str):
        yield path


@pytest.mark.parametrize("section", SECTIONS)
def test_every_text_that_somebody_typed_is_looked_at(position, section):
    one_of_each = {}
    for path in texts(position[section]):
        name = next(part for part in reversed(path) if isinstance(part, str))
        is_a_day = name in ("on", "day") or name.endswith(("_on", "_day"))
        if not SAID_ELSEWHERE & {*path} and not is_a_day and name not in NOT_TYPED.get(section, "").split():
            one_of_each[len(path), name] = (section, *path)
    assert one_of_each
    assert [path for path in one_of_each.values() if not is_found(position, path)] == []


def is_found(position: dict, path: tuple) -> bool:
    """Whether a small number there would be found: it is put there, and taken away."""
    *way, last = path
    holder: Any = position
    for step in way:
        holder = holder[step]
    before, holder[last] = holder[last], SMALL
    try:
        return any(SMALL in row.words for row in passages({"position": position}))
    finally:
        holder[last] = before
