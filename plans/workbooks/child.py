"""How is a workbook read in a process that can do little else?

`python -m plans.workbooks.child` reads the file that is its standard input and writes what it finds to its standard output,
a line of JSON at a time. It loads no Django and is given no environment; the kernel holds its limits, which therefore stop
whatever a file does to a C library too.
"""

import json
import os
import resource
import signal
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from plans.workbooks.archives import TOO_LARGE, Unreadable
from plans.workbooks.columns import Heads
from plans.workbooks.reading import Row, read

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
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks; we end with it
    limit()
    with os.fdopen(os.dup(sys.stdin.fileno()), "rb") as source:
        for message in messages(read(source)):
            sys.stdout.write(json.dumps(message) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
