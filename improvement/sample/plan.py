"""What do the partners of the sample agree to do, and what do the owners say of it? Read from data/plan, item by item."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from improvement.sample.stage import DATA, london, month_end, read

ACTION, MILESTONE = "action", "milestone"


@dataclass(frozen=True)
class Said:
    """An update by the item's owner or, with `typed_by`, on the owner's behalf and from `source`, said on `said_on`."""

    at: datetime
    says: str
    expects: str = ""
    done: str = ""
    next: str = ""
    typed_by: str = ""
    source: str = ""
    said_on: date | None = None


@dataclass(frozen=True)
class Asked:
    """A new date that the owner asks the Board for."""

    at: datetime
    asks_for: date
    because: str
    remedy: str


@dataclass(frozen=True)
class Answered:
    """What a reviewer answered to a piece of evidence."""

    at: datetime
    by: str
    answer: str
    words: str = ""


@dataclass(frozen=True)
class Shown:
    """Evidence that the owner brings, and the answers to it. `key` is what `in_place_of` of a later one calls it, `expected`
    the place of what it shows among what was agreed with the item."""

    at: datetime
    shows: str
    strength: str
    proves: tuple[str, ...]
    note: str = ""
    link: str = ""
    review_by: date | None = None
    key: str = ""
    in_place_of: str = ""
    expected: int | None = None
    answers: tuple[Answered, ...] = ()


@dataclass(frozen=True)
class Agreed:
    """One item, under the number that it gets: `agreed` is the decision, `month` says that only a month was set, `reach`
    is the indicator of a milestone and the value that it is to reach, `expected` the evidence that is to show it."""

    number: int
    words: str
    owner: str
    due: date
    serves: tuple[str, ...]
    agreed: str
    objective: int
    kind: str = ACTION
    agency: str = "council"
    supporting: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    month: bool = False
    reach: tuple[str, Decimal] | None = None
    story: tuple[Said | Asked | Shown, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Aim:
    """One objective, with what is to show that it is reached."""

    plan: str
    objective: int
    words: str
    agreed: str
    indicators: tuple[str, ...] = ()
    evidence_agreed: str = ""


@cache
def the_plan() -> tuple[tuple[Aim, ...], tuple[Agreed, ...]]:
    """The objectives and the items, each in the order of their numbers."""
    aims, items = [], []
    for path in sorted((DATA / "plan").glob("*.yaml")):
        group = read("plan", path.name)
        rows = group.pop("items")
        aim = Aim(**group | {"indicators": tuple(group.get("indicators", ()))})
        aims.append(aim)
        items += [item_of(row, agreed=aim.agreed, objective=aim.objective) for row in rows]
    return tuple(aims), tuple(sorted(items, key=lambda item: item.number))


def item_of(row: dict[str, Any], **usual: Any) -> Agreed:
    """An item as the data tells it; `usual` is what holds where it does not say."""
    by_month = isinstance(row["due"], str)
    reach = next(((code, Decimal(str(value))) for code, value in row.get("reach", {}).items()), None)
    read_here: dict[str, Any] = {
        "due": month_end(row["due"]) if by_month else row["due"],
        "month": by_month,
        "serves": tuple(row["serves"]),
        "supporting": tuple(row.get("supporting", ())),
        "expected": tuple(row.get("expected", ())),
        "reach": reach,
        "story": tuple(entry_of(entry) for entry in row.get("story", ())),
    }
    return Agreed(**usual | row | read_here)


def entry_of(entry: dict[str, Any]) -> Said | Asked | Shown:
    """What an owner said, asked for or showed, as the data tells it."""
    read_here: dict[str, Any] = {"at": london(entry["at"])}
    if "says" in entry:
        return Said(**entry | read_here)
    if "asks_for" in entry:
        return Asked(**entry | read_here)
    answers = (Answered(**answer | {"at": london(answer["at"])}) for answer in entry.get("answers", ()))
    return Shown(**entry | read_here | {"proves": tuple(entry["proves"]), "answers": tuple(answers)})


def told(kind: type) -> Iterator[tuple[Agreed, Any]]:
    """Every entry of that kind, with its item."""
    for item in the_plan()[1]:
        yield from ((item, entry) for entry in item.story if isinstance(entry, kind))
