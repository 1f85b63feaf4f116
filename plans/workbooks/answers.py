"""What does one row of a workbook say of which item, and which of its cells say nothing that can be understood?"""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, NoReturn

from accounts.models import User
from plans import standing
from plans.deputies import said_by_deputy_of
from plans.models import Item, ProgressUpdate
from plans.workbooks.cells import Day, NotRead, same_words, to_choice, to_day
from plans.workbooks.columns import BY_KEY, LONGEST_VALUE, OF_DATE, OF_UPDATE
from plans.workbooks.facts import Facts, progress_choices
from records import wording
from records.refusal import AskFirst, Refused

NUMBER = re.compile(r"[1-9]\d{0,8}")
VERSION = re.compile(r"u(\d{1,9}) d(\d{1,9})")
DONE = ProgressUpdate.Progress.DONE


@dataclass(frozen=True)
class UpdateAnswer:
    progress: str
    forecast: str
    done_so_far: str
    next_step: str


@dataclass(frozen=True)
class DateAnswer:
    to: date
    precision: str
    analysis: str
    remedy: str

    def as_json(self) -> dict[str, str]:
        return asdict(self) | {"to": self.to.isoformat()}


@dataclass(frozen=True)
class Reader:
    """Who sent the workbook, whether they may speak for others, the source that they gave for all rows, and for whom they
    stand in, by key."""

    person: User
    for_others: bool
    source: str
    stands_in_for: frozenset[int] = frozenset()

    def speaks_for(self, owner: User) -> bool:
        return self.for_others or owner.pk == self.person.pk or owner.pk in self.stands_in_for


@dataclass
class Said:
    """What a row says: an update, another date, or both; of an item as it stood at the update and the date change numbered so."""

    item: Item
    after_update: int
    after_change: int
    on_behalf_of: User | None
    said_on: date
    source: str
    update: UpdateAnswer | None
    asked: DateAnswer | None


class Faulty(Exception):
    """The row has a fault, which is noted already."""


@dataclass
class Row:
    """One row of the sheet, and the notes made of it: faults, and what is odd and asked about before it is recorded."""

    number: int
    cells: Mapping[str, str]
    letters: Mapping[str, str]
    faults: list[dict[str, Any]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_silent(self) -> bool:
        return not any(key in self.cells for key in (*OF_UPDATE, *OF_DATE))

    def note(self, key: str, sentence: str, value: str = "") -> None:
        value = value or self.cells.get(key, "")
        self.faults.append(noted(self.number, self.letters.get(key, "" if key in BY_KEY else key), value, sentence))

    def refuse(self, key: str, sentence: str) -> NoReturn:
        self.note(key, sentence)
        raise Faulty

    def keeps(self, rule: Callable[[bool], object], key: str) -> bool:
        """Whether the rule lets it pass. What it refuses is noted at the field it names, else at `key`; what it asks about is
        asked on the page, and here it goes on as if the answer were yes."""
        try:
            rule(False)
        except AskFirst as question:
            at = self.letters.get(question.field or key, "")
            self.questions.append(noted(self.number, at, "", question.sentence))
            return self.keeps(lambda _: rule(True), key)
        except Refused as refusal:
            self.note(refusal.field or key, refusal.sentence)
            return False
        return True

    def day(self, key: str, *, months: bool = False) -> Day:
        try:
            return to_day(self.cells[key], months=months)
        except NotRead as fault:
            self.refuse(key, str(fault))

    def choice(self, key: str, choices: Mapping[str, str]) -> str:
        try:
            return to_choice(self.cells[key], choices)
        except NotRead as fault:
            self.refuse(key, str(fault))


def noted(row: int, column: str, value: str, sentence: str) -> dict[str, Any]:
    shown = value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"
    return {"row": row, "column": column, "value": shown, "sentence": sentence}


def read_row(row: Row, facts: Facts, reader: Reader, today: date) -> Said | None:
    """What it says; None where something of it cannot be understood, which is noted then."""
    parts: list[Any] = []
    try:
        item = _item(row, facts)
        owner = facts.owner(item)
        on_behalf_of = None if owner.pk == reader.person.pk else owner
        if not reader.speaks_for(owner):
            row.refuse("item", f"Item {item.number} belongs to {owner.name}. Only its owner can say how it goes.")
        _check_words(row, item, facts)
        after_update, after_change = _version(row, item, facts)
    except Faulty:
        return None
    said_on, source = today, ""
    if on_behalf_of:
        said_on, source = _said_on(row, today), _source(row, reader, on_behalf_of)
    for read, keys in ((_update, OF_UPDATE), (_asked, OF_DATE)):
        try:
            parts.append(read(row, item) if any(key in row.cells for key in keys) else None)
        except Faulty:
            parts.append(None)
    update, asked = parts
    if asked and update and update.progress == DONE:
        row.note("to", f"Item {item.number} is said to be done in this row, and needs no new date.")
    if row.faults:
        return None
    return Said(item, after_update, after_change, on_behalf_of, said_on, source, update, asked)


def _item(row: Row, facts: Facts) -> Item:
    text = row.cells.get("item", "")
    if not NUMBER.fullmatch(text):
        row.refuse("item", "Give the number of the item, as it was in the download.")
    item = facts.by_number.get(int(text))
    if item is None:
        row.refuse("item", f"There is no item {text}.")
    return item


def _check_words(row: Row, item: Item, facts: Facts) -> None:
    """That answers stand beside the item that they were written for, whatever was sorted."""
    if "words" in row.cells and not same_words(row.cells["words"], facts.terms[item.terms_id].words):
        row.refuse(
            "words",
            f"These are not the words of item {item.number}: rows were moved, or the Board has changed the words since. "
            "Download the workbook anew and copy your answers over.",
        )


def _version(row: Row, item: Item, facts: Facts) -> tuple[int, int]:
    found = VERSION.fullmatch(" ".join(row.cells.get("version", "").split()))
    numbers = (int(found[1]), int(found[2])) if found else None
    if not numbers or numbers[0] > facts.updates.get(item.pk, 0) or numbers[1] > facts.changes.get(item.pk, 0):
        row.refuse(
            "version",
            "This is not what stood here in the download. Download the workbook anew and copy your answers over.",
        )
    return numbers


def _said_on(row: Row, today: date) -> date:
    if "counts_on" not in row.cells:
        return today
    try:
        day = row.day("counts_on").on
    except Faulty:
        return today
    if day > today:
        row.note("counts_on", f"{wording.day(day)} is still to come. Give the day on which the owner said so.")
    return day


def _source(row: Row, reader: Reader, owner: User) -> str:
    source = row.cells.get("source", "") or reader.source
    if not source.strip() and owner.pk in reader.stands_in_for:
        return said_by_deputy_of(owner)
    if not source.strip():
        row.note("source", "Say where the owner's words come from, for example a call on 3 March.")
    return source.strip()


def _update(row: Row, item: Item) -> UpdateAnswer:
    choices = progress_choices(item.kind)
    if "progress" not in row.cells:
        row.refuse("progress", f"Say where the item is now: {' or '.join(choices.values())}.")
    progress = row.choice("progress", choices)
    forecast = row.choice("forecast", standing.FORECASTS) if "forecast" in row.cells else ""
    return UpdateAnswer(progress, forecast, row.cells.get("done_so_far", ""), row.cells.get("next_step", ""))


def _asked(row: Row, item: Item) -> DateAnswer:
    if "to" not in row.cells:
        row.refuse("to", "Give the new date that is asked for.")
    to = row.day("to", months=True)
    return DateAnswer(to.on, to.precision, row.cells.get("analysis", ""), row.cells.get("remedy", ""))
