"""What does a process take, in time of the processor and in memory, as the kernel counts?"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# A process begins with the peak of the one that started it, here the tests' own: one between the two has none.
BETWEEN = """
import json, resource, subprocess, sys
status = subprocess.run(json.loads(sys.argv[1])).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
json.dump([status, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000], sys.stderr)
"""


@dataclass(frozen=True)
class Ended:
    said: bytes
    status: int
    seconds: float
    megabytes: float


def run(command: Sequence[str], content: bytes, *, folder: Path, env: Mapping[str, str]) -> Ended:
    """The command with `content` as its standard input, a file."""
    with tempfile.TemporaryFile() as source:
        source.write(content)
        source.seek(0)
        done = subprocess.run(
            [sys.executable, "-c", BETWEEN, json.dumps(command)],
            cwd=folder,
            env=env,
            stdin=source,
            capture_output=True,
            check=True,
        )
    status, seconds, megabytes = json.loads(done.stderr.splitlines()[-1])
    return Ended(done.stdout, status, seconds, megabytes)
