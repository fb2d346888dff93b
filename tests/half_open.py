"""A line to the broker that can go silent without ending, as a lost route or a hung broker does."""

import select
import socket
import threading
from typing import Any
from urllib.parse import urlsplit


class HalfOpen:
    """Passes bytes both ways between its callers and the broker, until it is frozen."""

    def __init__(self, uri: str, port: int = 0) -> None:
        parts = urlsplit(uri)
        self._broker = (parts.hostname or "", parts.port or 5672)
        self._listener = socket.create_server(("127.0.0.1", port))
        self._passing, self._ended = threading.Event(), threading.Event()
        self._sockets: list[socket.socket] = []
        self._passing.set()
        port = self._listener.getsockname()[1]
        self.uri = uri.replace(f"{parts.hostname}:{parts.port}", f"127.0.0.1:{port}")
        threading.Thread(target=self._accept, daemon=True).start()

    def freeze(self) -> None:
        """Pass nothing on, and end nothing."""
        self._passing.clear()

    def thaw(self) -> None:
        """Pass on what came meanwhile, and all that comes."""
        self._passing.set()

    def close(self) -> None:
        """End it with its lines."""
        self._ended.set()
        self._passing.set()
        for one in [self._listener, *self._sockets]:
            one.close()

    def _accept(self) -> None:
        while not self._ended.is_set():
            try:
                near, _ = self._listener.accept()
                far = socket.create_connection(self._broker)
            except OSError:
                continue
            self._sockets += [near, far]
            for ends in ((near, far), (far, near)):
                threading.Thread(target=self._pass, args=ends, daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        try:
            while not self._ended.is_set():
                self._passing.wait()
                if not select.select([source], [], [], 0.1)[0] or not self._passing.is_set():
                    continue
                received: Any = source.recv(65536)
                if not received:
                    break
                sink.sendall(received)
        except (OSError, ValueError):
            pass
        for one in (source, sink):
            one.close()
