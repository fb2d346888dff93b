"""Servers of vendors that are posted webhooks: real HTTPS, each path behaves as it is told."""

import ssl
import threading
from collections import Counter, defaultdict
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.integration.tls_server import make_certificate

Behaviour = Callable[["_Handler"], None]


def answers(status: int, body: bytes = b"ok", **headers: str) -> Behaviour:
    """Return what answers with this status."""

    def answer(handler: "_Handler") -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def hangs(handler: "_Handler") -> None:
    """Never answer, as long as the server is there."""
    handler.receiver.closing.wait(60)
    handler.close_connection = True


class Receiver:
    """Hears on one port; ``heard`` counts each ``webhook-id`` by path, ``posts`` all POSTs."""

    def __init__(self, folder: Path, *hosts: str) -> None:
        self.certificate = make_certificate(folder, *hosts)
        self.trust = ssl.create_default_context(cafile=str(self.certificate))
        self.behaves: dict[str, Behaviour] = {}
        self.heard: dict[str, Counter[str]] = defaultdict(Counter)
        self.kept: list[tuple[str, dict[str, str], bytes]] = []
        self.keeps, self.connections = True, 0
        self.closing, self._lock = threading.Event(), threading.Lock()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, folder / "key.pem")
        self._server = _Server(("127.0.0.1", 0), _handler_of(self))
        self._server.socket = context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def note(self, path: str, headers: dict[str, str], body: bytes) -> None:
        """Remember a POST."""
        with self._lock:
            self.heard[path][headers["webhook-id"]] += 1
            if self.keeps:
                self.kept.append((path, headers, body))

    @property
    def posts(self) -> int:
        """Return how many POSTs were heard."""
        return sum(counted.total() for counted in self.heard.values())

    def close(self) -> None:
        """Let go of those that hang, and hear nothing more."""
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up is none of the test's business."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    receiver: Receiver

    def setup(self) -> None:
        super().setup()
        self.receiver.connections += 1

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.receiver.note(self.path, headers, body)
        self.receiver.behaves.get(self.path, answers(200))(self)
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def _handler_of(receiver: Receiver) -> type[_Handler]:
    return type("Handler", (_Handler,), {"receiver": receiver})
