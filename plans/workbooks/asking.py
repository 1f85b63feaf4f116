"""How is the child asked to read a workbook, and stopped where it reads too long?"""

import tempfile
from collections.abc import Iterator
from typing import Any

from records import limited
from records.limited import ENVIRONMENT, ROOT, BrokenOff

__all__ = ["COMMAND", "ENVIRONMENT", "ROOT", "BrokenOff", "ask"]

COMMAND = limited.command("plans.workbooks.child")
WALL_SECONDS = 60


def ask(content: bytes, *, wall_seconds: int = WALL_SECONDS) -> Iterator[dict[str, Any]]:
    """What the child finds, as it finds it: see `child.messages`. Raises Unreadable with its sentence, and BrokenOff."""
    with tempfile.TemporaryFile() as source:
        source.write(content)
        source.seek(0)
        yield from limited.ask(COMMAND, source, wall_seconds=wall_seconds)
