"""How does a test run the product as an installation does? As processes of its own, which it can kill, beside real servers."""

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).parents[2]
SECRET_KEY = "a-key-for-tests-" * 4
PATIENCE = 30  # seconds that a test waits for something that takes two or three
LOOK_AGAIN = 0.05


class Process:
    """One command in a session of its own, so that it and everything it started can be killed together."""

    def __init__(self, command: Sequence[str], *, env: Mapping[str, str], log: Path) -> None:
        self.log = log
        with log.open("ab") as stream:
            self.popen = subprocess.Popen(
                command,
                cwd=ROOT,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                start_new_session=True,
            )

    @property
    def is_running(self) -> bool:
        return self.popen.poll() is None

    def children(self) -> list[int]:
        pid = self.popen.pid
        with suppress(FileNotFoundError):
            return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return []

    def kill(self) -> None:
        """As a power cut would: the process and all that it started, at once."""
        with suppress(ProcessLookupError):
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()

    def stop(self) -> int:
        """As an operator would; returns how it ended."""
        self.popen.terminate()
        return self.popen.wait(PATIENCE)


class Product:
    """The product on one database and one folder, given its settings by the environment and by nothing else."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self.folder = folder
        self.env = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(folder),
            "SECRET_KEY": SECRET_KEY,
            "VAR_DIR": str(folder),
            **settings,
        }
        self.processes: list[Process] = []

    def start(self, *command: str, name: str = "process", **settings: str) -> Process:
        process = Process(command, env=self.env | settings, log=self.folder / f"{name}.log")
        self.processes.append(process)
        return process

    def start_line(self, name: str, **settings: str) -> Process:
        """A line of the Procfile, word for word, as honcho runs it."""
        lines = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
        return self.start("sh", "-c", lines[name], name=name, **settings)

    def manage(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=self.env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"manage.py {shlex.join(command)}: {done.stdout}{done.stderr}"
        return done.stdout

    def log(self, name: str) -> str:
        """What the processes of that name have said so far."""
        return (self.folder / f"{name}.log").read_text()

    def until(self, happened: Callable[[], bool], what: str, *, patience: float = PATIENCE) -> None:
        """Waits for something to happen; where it does not, fails with what the processes said."""
        deadline = time.monotonic() + patience
        while not happened():
            if time.monotonic() > deadline:
                said = "\n".join(
                    f"-- {log.name}\n{log.read_text()[-3000:]}" for log in sorted(self.folder.glob("*.log"))
                )
                raise AssertionError(f"waited {patience:.0f} seconds in vain: {what}\n{said}")
            time.sleep(LOOK_AGAIN)

    def end(self) -> None:
        for process in self.processes:
            process.kill()


@contextmanager
def product(folder: Path, settings: Mapping[str, str]) -> Iterator[Product]:
    running = Product(folder, settings)
    try:
        yield running
    finally:
        running.end()


def database_url(settings: Mapping[str, str]) -> str:
    """The address of a database that Django has connected to, for a process of another interpreter."""
    if settings["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{settings['NAME']}"
    who = (
        f"{quote(settings['USER'], safe='')}:{quote(settings['PASSWORD'], safe='')}"
        if settings["PASSWORD"]
        else settings["USER"]
    )
    return f"postgres://{who}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"
