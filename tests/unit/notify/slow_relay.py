"""A mail relay that answers one byte at a time, for as long as somebody listens."""

import socket
import threading
from typing import Self

PAUSE_S = 0.05
ENOUGH = 2000
ANSWERS = {b"EHLO": b"250 relay", b"DATA": b"354 go on"}


class SlowRelay:
    """Answers at once until a command begins with ``slow_from``, and never ends that answer."""

    def __init__(self, slow_from: bytes) -> None:
        self._slow_from = slow_from
        self._left = threading.Event()
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def was_left(self, within_s: float = 30) -> bool:
        """Tell whether the client went away before the answer ended."""
        return self._left.wait(within_s)

    def _serve(self) -> None:
        line, _ = self._listener.accept()
        with line, line.makefile("rb") as said:
            line.sendall(b"220 relay\r\n")
            in_words = False
            for command in map(bytes.upper, said):
                if in_words and command != b".\r\n":
                    continue
                in_words = command.startswith(b"DATA")
                if command.startswith(self._slow_from):
                    self._drip(line)
                    return
                line.sendall(ANSWERS.get(command[:4], b"250 ok") + b"\r\n")

    def _drip(self, line: socket.socket) -> None:
        try:
            line.sendall(b"250-")
            for _ in range(ENOUGH):
                line.sendall(b"x")
                if self._closing.wait(PAUSE_S):
                    return
        except OSError:
            self._left.set()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._listener.close()
        self._thread.join(10)
