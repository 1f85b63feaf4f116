"""Does anything reach out? An address on this machine that keeps what is asked of it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def listener() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine, and the requests that reach it."""
    requests: list[str] = []

    def answer() -> None:
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            with line:
                requests.append(line.recv(200).decode().splitlines()[0])
                line.sendall(b"HTTP/1.0 404 No\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=answer)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x", requests
        server.shutdown(socket.SHUT_RDWR)
    thread.join()
