"""How is a file that somebody sent read in a process that can do little else, and how is that process asked and stopped?

The child reads the file that is its standard input and writes what it finds to its standard output, a line of JSON at a time.
It loads no Django and is given no environment; the kernel holds its limits, which therefore stop whatever a file does to a C
library too.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[1]
# Its own parser of XML, which declares no entities, and not that of a C library with habits of its own.
ENVIRONMENT = {"LANG": "C.UTF-8", "OPENPYXL_LXML": "False", "OPENPYXL_DEFUSEDXML": "True"}


class Unreadable(Exception):
    """The file is not read; the message is a sentence."""


class BrokenOff(Exception):
    """The child ended before it had read the file: it took too long or too much, or somebody stopped it."""


def command(module: str) -> list[str]:
    return [sys.executable, "-m", module]


def ask(
    command: Sequence[str], source: IO[bytes], *, wall_seconds: int, files: Sequence[IO[bytes]] = ()
) -> Iterator[dict[str, Any]]:
    """What the child finds in the source, as it finds it; its last message has an `end`. `files` are open in the child too,
    their numbers the last arguments of its command. Raises Unreadable with its sentence, and BrokenOff."""
    numbers = [file.fileno() for file in files]
    process = subprocess.Popen(
        [*command, *map(str, numbers)],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdin=source,
        stdout=subprocess.PIPE,
        pass_fds=numbers,
    )
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


# In the child


def limit(*, memory_bytes: int, cpu_seconds: int, file_bytes: int = 0) -> None:
    """From here on the process has no more than this. `file_bytes`: how large a file it writes may become."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))


def standard_input() -> IO[bytes]:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks; we end with it
    return os.fdopen(os.dup(sys.stdin.fileno()), "rb")


def tell(messages: Iterable[dict[str, Any]]) -> None:
    for message in messages:
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()
