"""How is a file of figures read and checked in a process that can do little else?

`python -m indicators.imports.child <facts> <checked>`, as records/limited.py asks it: the two numbers are open files, from which
it reads what it has to know of the notice (facts.py) and to which it writes the rows that passed (checking.COLUMNS). Each message
says how many bytes of those, whole rows, stand there.
"""

import json
import os
import sys
from collections.abc import Iterator
from typing import IO, Any

from indicators.imports import heads, reading, shapes
from indicators.imports.checking import AskFirst, Checker
from indicators.imports.heads import Heads
from records import limited
from records.limited import Unreadable

MEMORY_BYTES = 400_000_000
CPU_SECONDS = 90
MOST_CHECKED = 400_000_000  # bytes of the rows that passed
MOST_ROWS = 1_048_576  # of a sheet
A_BATCH = 5_000  # rows between two tellings of how far it is
NO_HEADS = (
    "No row of this file has the heads that are looked for: “Indicator” and “Period” with “Value”, or “Indicator” with a period "
    "over each other column, or “Period” with an indicator over each. Download the template and copy the figures over."
)
TOO_MANY_ROWS = f"This file has more than {MOST_ROWS:,} rows. Send it in parts."
TOO_LARGE = "This file needs more memory than it may have here. Send the figures as CSV, or in two files."


def messages(source: IO[bytes], facts: dict[str, Any], checked: IO[str]) -> Iterator[dict[str, Any]]:
    """How many rows were read so far; last what came of them, the question that has to be answered first, or why it failed."""
    check = Checker(facts, checked)
    try:
        yield from _read(source, check)
    except AskFirst as question:
        yield {"end": 0, "ask": question.said}
    except Unreadable as error:
        yield {"failed": str(error)}
    except MemoryError:
        yield {"failed": TOO_LARGE}


def _read(source: IO[bytes], check: Checker) -> Iterator[dict[str, Any]]:
    found: Heads | None = None
    read: shapes.Read | None = None
    number = told = 0
    for number, cells, odd in reading.rows(source):
        if found is None or read is None:
            found = heads.find(number, cells, check.is_period, check.is_indicator)
            if found is None and number >= heads.WITHIN:
                break
            if found is not None:
                read = shapes.reader(check, found)
                for fault in found.faults:
                    check.notes.fault(number, *fault)
            continue
        read(number, cells, odd)
        if number - told >= A_BATCH:
            told = number
            if number > MOST_ROWS:
                raise Unreadable(TOO_MANY_ROWS)
            yield {"rows": number}
    if found is None:
        raise Unreadable(NO_HEADS)
    notes = check.notes
    yield {
        "end": number,
        "form": found.form,
        "letters": found.letters,
        "ignored": found.ignored,
        "faults": notes.faults,
        "many_faults": notes.many,
        "silent": notes.silent,
        "passed": notes.passed,
    }


def main(facts: int, checked: int) -> None:
    limited.limit(memory_bytes=MEMORY_BYTES, cpu_seconds=CPU_SECONDS, file_bytes=MOST_CHECKED)
    with (
        limited.standard_input() as source,
        os.fdopen(facts, encoding="utf-8") as known,
        os.fdopen(checked, "w", encoding="utf-8", newline="", buffering=1 << 20) as out,
    ):
        said = json.load(known)
        for message in messages(source, said, out):
            out.flush()
            limited.tell([message | {"checked": os.fstat(checked).st_size}])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
