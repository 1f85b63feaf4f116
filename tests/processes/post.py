"""What mail has left the product? A mail server on this machine that keeps what it is sent, and can be slow about it."""

import socketserver
import threading
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage


class PostOffice(socketserver.ThreadingTCPServer):
    """Accepts every mail. While `is_open` is not set it keeps senders waiting before it takes any text; `waiting` counts them."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Counter)
        self.received: list[EmailMessage] = []
        self.is_open = threading.Event()
        self.is_open.set()
        self.waiting = 0
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def addresses(self) -> list[str]:
        return sorted(message["To"] for message in self.received)


class Counter(socketserver.StreamRequestHandler):
    """One conversation of RFC 5321, as far as the product speaks it."""

    server: PostOffice

    def handle(self) -> None:
        self.say("220 post office")
        for line in self.rfile:
            word = line.strip().upper()
            if word == b"QUIT":
                self.say("221 bye")
                return
            if word != b"DATA":
                self.say("250 ok")
                continue
            self.server.waiting += 1
            self.server.is_open.wait()
            self.say("354 go on")
            text = self.text()
            if text is None:  # the sender is gone
                return
            self.server.received.append(message_from_bytes(text, policy=policy.default))
            self.say("250 kept")

    def text(self) -> bytes | None:
        """The mail up to the lone dot that ends it; None where the line closes before."""
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                return b"".join(lines)
            lines.append(line)
        return None

    def say(self, words: str) -> None:
        with suppress(OSError):  # whoever has gone does not hear it
            self.wfile.write(words.encode() + b"\r\n")
