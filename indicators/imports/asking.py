"""How is the child asked to read and check a file of figures, and stopped where it takes too long?"""

import json
import os
import tempfile
from collections.abc import Callable
from typing import IO, Any

from records import limited

COMMAND = limited.command("indicators.imports.child")
WALL_SECONDS = 150


def read(
    source: IO[bytes],
    facts: dict[str, Any],
    checked: IO[bytes],
    *,
    told: Callable[[int], object] = lambda rows: None,
    passed: Callable[[bytes], object] = lambda rows: None,
    wall_seconds: int = WALL_SECONDS,
) -> dict[str, Any]:
    """The child's last message: what came of the file, or the question to be answered first (`child.messages`). The rows that
    passed stand in `checked` then. `told` how many rows were read so far; `passed` is given the rows of `checked`, all of them
    once, while the child reads on. Raises Unreadable with its sentence, and BrokenOff."""
    given = 0
    with tempfile.TemporaryFile() as known:
        known.write(json.dumps(facts).encode())
        known.seek(0)
        last: dict[str, Any] = {}
        for last in limited.ask(COMMAND, source, wall_seconds=wall_seconds, files=(known, checked)):
            passed(os.pread(checked.fileno(), last["checked"] - given, given))
            given = last["checked"]
            told(last.get("rows") or last["end"])
    return last
