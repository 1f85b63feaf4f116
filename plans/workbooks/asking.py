"""How is the child asked to read a workbook, and stopped where it reads too long?"""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from plans.workbooks.archives import Unreadable

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "plans.workbooks.child"]
# Its own parser of XML, which declares no entities, and not that of a C library with habits of its own.
ENVIRONMENT = {"LANG": "C.UTF-8", "OPENPYXL_LXML": "False", "OPENPYXL_DEFUSEDXML": "True"}
WALL_SECONDS = 60


class BrokenOff(Exception):
    """The child ended before it had read the file: it took too long or too much, or somebody stopped it."""


def ask(content: bytes, *, wall_seconds: int = WALL_SECONDS) -> Iterator[dict[str, Any]]:
    """What the child finds, as it finds it: see `child.messages`. Raises Unreadable with its sentence, and BrokenOff."""
    with tempfile.TemporaryFile() as source:
        source.write(content)
        source.seek(0)
        process = subprocess.Popen(COMMAND, cwd=ROOT, env=ENVIRONMENT, stdin=source, stdout=subprocess.PIPE)
    assert process.stdout is not None  # it is a pipe
    timer = threading.Timer(wall_seconds, process.kill)
    timer.start()
    ended = False
    try:
        for line in process.stdout:
            if not line.endswith(b"\n"):
                break  # it was stopped in the middle
            message = json.loads(line)
            if "failed" in message:
                raise Unreadable(message["failed"])
            ended = "end" in message
            yield message
        if not ended:
            raise BrokenOff
    finally:
        timer.cancel()
        process.kill()
        process.stdout.close()
        process.wait()
