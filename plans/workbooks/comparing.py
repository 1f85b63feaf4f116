"""What would a workbook change? Every change, every fault by its cell, and every row in which somebody wrote since.

What is compared is what the child read, as JSON; what comes of it is JSON again, and stands in the preview. What is refused
is refused by the rules that will record it (plans/checks.py).
"""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import prefetch_related_objects

from boards.domain import check_day
from notices.models import Notice
from plans.checks import (
    as_written,
    check_asked,
    check_cause_and_remedy,
    check_not_done,
    check_said,
    check_still_there,
    check_text,
)
from plans.reaching import check_reached
from plans.workbooks.answers import DONE, NUMBER, Reader, Row, Said, noted, read_row
from plans.workbooks.facts import Facts, numbered
from plans.workbooks.since import Since, date_beside, is_same_date, is_same_update, update_beside, written_since
from records import wording
from records.clock import london_day


@dataclass
class Found:
    """What comes of comparing. `silent` rows say nothing; of the items `already`, the same was said meanwhile."""

    changes: list[dict[str, Any]] = field(default_factory=list)
    faults: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    already: list[int] = field(default_factory=list)
    silent: int = 0


def compare(sheet: dict[str, Any], *, notice: Notice, reader: Reader, at: datetime) -> dict[str, Any]:
    """What the sheet would change if it were recorded at `at`. A dozen queries, whatever its length, and those that a
    milestone needs which is said to be met by a figure."""
    found = Found()
    found.faults += [noted(sheet["row"], column, value, sentence) for column, value, sentence in sheet["faults"]]
    if found.faults:
        return asdict(found)
    prefetch_related_objects([notice], "bases")
    today = london_day(at)
    rows = [Row(row["number"], row["cells"], sheet["letters"]) for row in sheet["rows"]]
    for row, read in zip(rows, sheet["rows"], strict=True):
        for key, value, sentence in read["faults"]:
            row.note(key, sentence, value)
    speaking = [row for row in rows if not row.is_silent and not row.faults]
    found.silent = sum(1 for row in rows if row.is_silent and not row.faults)
    numbers = [int(text) for row in speaking if NUMBER.fullmatch(text := row.cells.get("item", ""))]
    facts = numbered(notice, as_written(at), numbers)
    _find_twice(speaking)
    said = [(row, read_row(row, facts, reader, today)) for row in speaking if not row.faults]
    since = written_since([one for _, one in said if one], facts)
    for row, one in said:
        if one:
            _judge(row, one, found, facts, since, at)
    for row in rows:
        found.faults += row.faults
        found.questions += row.questions
    return asdict(found)


def _find_twice(rows: list[Row]) -> None:
    seen: dict[str, int] = {}
    for row in rows:
        number = row.cells.get("item", "")
        first = seen.setdefault(number, row.number)
        if number and first != row.number:
            row.note("item", f"Item {number} stands in row {first} already. Keep one of the two.")


def _judge(row: Row, said: Said, found: Found, facts: Facts, since: Since, at: datetime) -> None:
    """Sorts what a row says: recorded next, said already, or overtaken by somebody; or it is refused."""
    item = said.item
    shown: list[list[str]] = []
    change: dict[str, Any] = {"update": None, "date": None}
    if said.update:
        written = since.updates.get(item.pk, [])
        if any(is_same_update(said.update, one) for one in written):
            found.already.append(item.number)
        elif written:
            pairs = update_beside(item, said.update, written[-1])
            found.changed.append(_overtaken(row, said, facts, written[-1], pairs))
        else:
            change |= {"update": asdict(said.update), "after_update": said.after_update}
            shown += update_beside(item, said.update, facts.said.get(item.pk))
    if said.asked:
        written = since.changes.get(item.pk, [])
        if any(is_same_date(said.asked, one) for one in written):
            found.already.append(item.number)
        elif written:
            pairs = date_beside(item, said.asked, written[-1])
            found.changed.append(_overtaken(row, said, facts, written[-1], pairs))
        else:
            change |= {"date": said.asked.as_json(), "after_change": said.after_change}
            shown += date_beside(item, said.asked, None)
    if not shown:
        return
    _check(row, said, change, facts, at)
    if not row.faults:
        found.changes.append(_named(row, said, facts) | change | {"shown": shown})


def _named(row: Row, said: Said, facts: Facts) -> dict[str, Any]:
    words = facts.terms[said.item.terms_id].words
    return {"row": row.number, "item": said.item.number, "words": words} | (
        {
            "owner": said.on_behalf_of.name,
            "said_on": said.said_on.isoformat(),
            "said": wording.day(said.said_on),
            "source": said.source,
        }
        if said.on_behalf_of
        else {"owner": "", "said_on": "", "said": "", "source": ""}
    )


def _overtaken(row: Row, said: Said, facts: Facts, written: Any, pairs: list[list[str]]) -> dict[str, Any]:
    by, on = written.recorded_by.name, wording.instant(written.recorded_at)
    return _named(row, said, facts) | {"by": by, "at": on, "shown": pairs}


def _check(row: Row, said: Said, change: dict[str, Any], facts: Facts, at: datetime) -> None:
    """By the rules that will record it, each with where its refusal stands."""
    item, today = said.item, london_day(at)
    notice = item.notice

    def day(on: date, key: str, what: str) -> bool:
        return row.keeps(lambda sure: check_day(notice, on, at=at, confirmed=sure, field=key, what=what), key)

    if said.on_behalf_of:
        day(said.said_on, "counts_on", "An update")
        row.keeps(lambda _: check_text("source", said.source), "source")
    update, asked = change["update"] and said.update, change["date"] and said.asked
    if update:
        given = asdict(update)
        if row.keeps(lambda _: check_said(item, today=today, **given), "item") and update.progress == DONE:
            terms = facts.terms[item.terms_id]
            row.keeps(lambda _: check_reached(item, terms, said.said_on, at), "progress")
    elif asked:
        row.keeps(lambda _: check_still_there(item), "item") and row.keeps(lambda _: check_not_done(item), "item")
    if asked and row.keeps(lambda _: check_cause_and_remedy(asked.analysis, asked.remedy), "to"):
        waits = item.waiting_id is not None
        if day(asked.to, "to", "A due date"):
            row.keeps(lambda sure: check_asked(item, to=asked.to, waits=waits, today=today, confirmed=sure), "to")
