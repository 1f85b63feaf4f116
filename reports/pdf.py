"""How does a report's HTML become a PDF without putting at risk the process that asks for it?

WeasyPrint stays out of this process. A child loads it once, which takes longer than drawing three pages, and forks for
each document a process with limits of its own, an empty environment and no way to any file but the report's fonts.
"""

import atexit
import json
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import asdict, dataclass
from multiprocessing.connection import Pipe
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GRACE_SECONDS = 10  # beyond the drawing's own limit, before the whole child is given up


class PdfFailed(Exception):
    """No PDF was made; the message is a sentence for the reader."""


@dataclass(frozen=True)
class Limits:
    """What the drawing of one document may use before it is stopped."""

    memory_bytes: int = 1_500_000_000
    cpu_seconds: int = 60
    wall_seconds: int = 90


USUAL = Limits()


def render(html: str, *, limits: Limits = USUAL) -> bytes:
    """The PDF/UA-1 of a whole HTML document, laid out by `static/report.css`; the same HTML gives the same bytes.

    The document holds all that it shows: an image, a style sheet or an attachment from anywhere is an error, and so is
    whatever WeasyPrint logs as one. Documents are drawn one after another. Raises PdfFailed.
    """
    with _turn:
        answer = _draw(html, limits)
    if not answer.startswith(b"%PDF-"):
        raise PdfFailed(answer.decode())
    return answer


def _draw(html: str, limits: Limits) -> bytes:
    for _ in range(2):  # once more, because an idle child may end just as we turn to it
        try:
            return _child_of_now().draw(html, limits)
        except (EOFError, ConnectionError):
            _end_child()
    raise PdfFailed("The PDF could not be drawn: the process that draws it ended.")


class _Child:
    """The running `pdf_child`, and the line to it. It ends when the line closes, and so never outlives this process."""

    def __init__(self) -> None:
        self.line, theirs = Pipe()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "reports.pdf_child", str(theirs.fileno())],
                cwd=ROOT,
                env={"LANG": "C.UTF-8", "TMPDIR": tempfile.gettempdir()},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )

    def draw(self, html: str, limits: Limits) -> bytes:
        """The PDF, or the sentence that says why there is none."""
        self.line.send_bytes(json.dumps(asdict(limits)).encode())
        self.line.send_bytes(html.encode())
        if not self.line.poll(limits.wall_seconds + GRACE_SECONDS):
            self.process.kill()  # its drawing has a timer of its own; the next document starts a new child
            raise PdfFailed("The PDF could not be drawn in the time allowed.")
        return self.line.recv_bytes()

    def end(self) -> None:
        self.line.close()
        try:
            self.process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


_turn = threading.Lock()
_child: _Child | None = None


def _child_of_now() -> _Child:
    global _child
    if _child is None:
        _child = _Child()
    return _child


@atexit.register
def _end_child() -> None:
    global _child
    if _child is not None:
        _child.end()
        _child = None


def _leave_to_parent() -> None:
    """A process forked from this one, as Celery's workers are, starts a child of its own."""
    global _child, _turn
    _child, _turn = None, threading.Lock()


os.register_at_fork(after_in_child=_leave_to_parent)
