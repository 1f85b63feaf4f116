"""What do the owners do from March to December 2013, and how are their proofs answered? From data/onward/owners/."""

from collections.abc import Iterator
from functools import cache, partial

from improvement.sample.owners import acted, answer
from improvement.sample.plan import Agreed, Answered, Asked, Said, Shown, entry_of, item_of, the_plan
from improvement.sample.stage import DATA, Act, london, read


def acts() -> Iterator[Act]:
    yield from acted(told())
    for row in read("onward", "reviewed.yaml"):
        answered = Answered(london(row["at"]), row["by"], row["answer"], row.get("words", ""))
        yield Act(answered.at, f"answer to {row['evidence']!r}", partial(answer, row["evidence"], answered))


@cache
def agreed_later() -> tuple[Agreed, ...]:
    """The items that the Board agreed from April 2013 on."""
    return tuple(item_of(row) for row in read("onward", "items.yaml"))


def told() -> Iterator[tuple[Agreed, Said | Asked | Shown]]:
    items = {item.number: item for item in (*the_plan()[1], *agreed_later())}
    for path in sorted((DATA / "onward" / "owners").glob("*.yaml")):
        for number, entries in read("onward", "owners", path.name).items():
            yield from ((items[number], entry_of(entry)) for entry in entries)
