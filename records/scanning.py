"""Is there a virus in these bytes? Asked of clamd, the scanner that an operator may set up (CLAMD), over its own socket."""

import socket
import struct
from collections.abc import Iterable

# (path,) of a Unix socket, or (host, port)
Address = tuple[str] | tuple[str, int]
CONNECT_SECONDS = 2
ANSWER_SECONDS = 60
LONGEST_ANSWER = 4096


class NotScanned(Exception):
    """The scanner answered, and could not say of this file."""


def find_virus(pieces: Iterable[bytes], address: Address) -> str:
    """The name of the virus, or "" where nothing was found. Raises OSError where no scanner answers, and NotScanned where it
    answers anything but yes or no, as for a file larger than it takes: neither means clean."""
    with _connected(address) as line:
        line.settimeout(ANSWER_SECONDS)
        try:
            line.sendall(b"zINSTREAM\0")
            for piece in pieces:
                line.sendall(struct.pack("!L", len(piece)) + piece)
            line.sendall(struct.pack("!L", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it stops listening where a file is too large for it, and says so
        answer = _answer(line)
    if answer == "stream: OK":
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise NotScanned(answer or "no answer")


def _connected(address: Address) -> socket.socket:
    if len(address) == 2:
        return socket.create_connection(address, timeout=CONNECT_SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(CONNECT_SECONDS)
    try:
        line.connect(address[0])
    except BaseException:
        line.close()
        raise
    return line


def _answer(line: socket.socket) -> str:
    said = b""
    while b"\0" not in said and len(said) < LONGEST_ANSWER and (more := line.recv(LONGEST_ANSWER)):
        said += more
    return said.partition(b"\0")[0].decode(errors="replace").strip()
