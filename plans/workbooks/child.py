"""How is a workbook read in a process that can do little else?

`python -m plans.workbooks.child`, as records/limited.py asks it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from plans.workbooks.archives import TOO_LARGE, Unreadable
from plans.workbooks.columns import Heads
from plans.workbooks.reading import Row, read
from records import limited

MEMORY_BYTES = 350_000_000
CPU_SECONDS = 30
A_BATCH = 250  # rows


def messages(found: Iterable[Heads | Row]) -> Iterator[dict[str, Any]]:
    """The heads, the rows in batches, and last how many there were, or why they cannot be read."""
    rows: list[dict] = []
    many = 0
    try:
        for one in found:
            if isinstance(one, Heads):
                yield {"heads": asdict(one)}
                continue
            rows.append(asdict(one))
            many += 1
            if len(rows) == A_BATCH:
                yield {"rows": rows}
                rows = []
        yield {"rows": rows}
        yield {"end": many}
    except Unreadable as error:
        yield {"failed": str(error)}
    except MemoryError:
        rows.clear()
        yield {"failed": TOO_LARGE}


def limit() -> None:
    limited.limit(memory_bytes=MEMORY_BYTES, cpu_seconds=CPU_SECONDS)


def main() -> None:
    limit()
    with limited.standard_input() as source:
        limited.tell(messages(read(source)))


if __name__ == "__main__":
    main()
