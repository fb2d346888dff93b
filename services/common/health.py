"""``/health/live``, ``/health/ready`` and ``/metrics`` of one process, on a port of its own.

Live touches nothing; ready is the sum of the dependencies' pings. Works with threads and,
once patched, with greenlets.
"""

import json
import socket
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

PATIENCE_S = 5
"""A probe that sends its request slower than this is no probe."""


def serve(host: str, port: int, ready: Callable[[], dict[str, bool]]) -> ThreadingHTTPServer:
    """Answer in the background until ``shutdown`` is called."""
    threading.Thread(target=_measure_lag, daemon=True, name="lag").start()
    return answer(listen(host, port), ready, generate_latest)


def listen(host: str, port: int) -> socket.socket:
    """Open the port; processes made by fork may answer on it together."""
    return socket.create_server((host, port), backlog=128)


def answer(
    listener: socket.socket, ready: Callable[[], dict[str, bool]], metrics: Callable[[], bytes]
) -> ThreadingHTTPServer:
    """Answer on an open port, in the background and in threads of its own."""
    server = ThreadingHTTPServer(
        listener.getsockname(), _handler(ready, metrics), bind_and_activate=False
    )
    server.socket.close()
    server.socket = listener
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True, name="health").start()
    return server


def _handler(
    ready: Callable[[], dict[str, bool]], metrics: Callable[[], bytes]
) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = PATIENCE_S

        def do_GET(self) -> None:
            if self.path == "/health/live":
                self._send(200, b'{"live": true}')
            elif self.path == "/health/ready":
                pings = ready()
                body = json.dumps({"ready": all(pings.values()), **pings}).encode()
                self._send(200 if all(pings.values()) else 503, body)
            elif self.path == "/metrics":
                self._send(200, metrics(), CONTENT_TYPE_LATEST)
            else:
                self._send(404, b"{}")

        def _send(self, status: int, body: bytes, kind: str = "application/json") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return

    return Handler


def _measure_lag() -> None:
    # Imported here: the gateway answers by this module too, and has no such loop to count.
    from services.common.metrics import LOOP_LAG_S

    while True:
        before = time.monotonic()
        time.sleep(0.5)
        LOOP_LAG_S.set(max(0.0, time.monotonic() - before - 0.5))
