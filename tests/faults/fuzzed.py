"""Requests that nobody well-meaning sends, as bytes on a socket, from seeds of eight kinds.

A seed of ``seeds.json`` is a text whose letters are bytes (Latin-1), or an object whose ``text``
stands so many ``times`` between ``begin`` and ``end``.
"""

import base64
import json
import re
import socket
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPResponse, RemoteDisconnected
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pymongo import MongoClient

from deploy.bench.cpu import used_s
from deploy.local.system import SERVICES, System

LONGEST_S = 15
NO_CHUNK = b"\r\n\r\n" + b"z" * 70_000 + b"\r\n\r\n"
"""Ends what may be ended, and is longer than any body: nothing more is waited for."""
ENDED = 0
"""The other side ended the connection without an answer."""
WORKING = ("edge", "gateway", *SERVICES)
OPERATIONAL = re.compile(
    r"gateway\.(limits|idempotency)|\w+\.(leases|heard|told|audit|vendor_queues|copy_\w+)"
)
"""Counts of requests and the refusal kept for a repeat: that we were asked, not what was sent; and
what services tell each other of what is stored, which is counted where it is stored first: a
system that has just begun is at that for a while.
"""


def seeds() -> dict[str, list[bytes]]:
    """Return the committed inputs of each kind."""
    stored = json.loads(Path(__file__).with_name("seeds.json").read_text())
    return {kind: [_bytes(one) for one in listed] for kind, listed in stored.items()}


def _bytes(one: Any) -> bytes:
    if isinstance(one, str):
        return one.encode("latin-1")
    text = one.get("begin", "") + one["text"] * one["times"] + one.get("end", "")
    return str(text).encode("latin-1")


@dataclass(frozen=True)
class Asker:
    """Whose cookies and CSRF token the requests carry: header lines, each ended."""

    port: int
    signed_in: bytes
    signing_in: bytes

    def ask(self, kind: str, sent: bytes) -> int:
        """Send one input of this kind and give the status of the answer, or ``ENDED``."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=LONGEST_S) as one:
            try:
                one.sendall(KINDS[kind](self, sent))
                answer = HTTPResponse(one)
                answer.begin()
                answer.read()
            except (ConnectionResetError, BrokenPipeError, RemoteDisconnected):
                return ENDED
        return answer.status


def _request(method: str, path: str, headers: bytes, body: bytes | None = None) -> bytes:
    length = b"" if body is None else b"Content-Length: %d\r\n" % len(body)
    begin = f"{method} {path} HTTP/1.1\r\nHost: fuzzed\r\nConnection: close\r\n".encode()
    return begin + headers + length + b"\r\n" + (body or b"")


def _order(asker: Asker, more: bytes) -> bytes:
    once = f"Idempotency-Key: {uuid.uuid4().hex}\r\nContent-Type: application/json\r\n".encode()
    return asker.signed_in + once + more


def _json(asker: Asker, sent: bytes) -> bytes:
    return _request("POST", "/api/v1/orders", _order(asker, b""), sent)


def _chunks(asker: Asker, sent: bytes) -> bytes:
    chunked = _order(asker, b"Transfer-Encoding: chunked\r\n")
    return _request("POST", "/api/v1/orders", chunked) + sent + NO_CHUNK


def _cookies(_: Asker, sent: bytes) -> bytes:
    return _request("GET", "/api/v1/me", b"Cookie: " + sent + b"\r\n")


def _headers(asker: Asker, sent: bytes) -> bytes:
    typed = b"Content-Type: application/json\r\n" * (b"Content-Type" not in sent)
    length = b"" if b"-Encoding" in sent or b"-Length" in sent else b"Content-Length: 2\r\n"
    path = "/api/v1/orders/none/contacts"
    return _request("PATCH", path, asker.signed_in + typed + length + sent + b"\r\n") + b"{}"


def _saml(asker: Asker, sent: bytes) -> bytes:
    """A text that is a document is encoded as the form wants it, any other goes as it is."""
    value = base64.b64encode(sent) if sent.startswith(b"<") else sent
    form = b"Content-Type: application/x-www-form-urlencoded\r\n"
    body = b"SAMLResponse=" + quote(value, safe="").encode()
    return _request("POST", "/saml/acs", asker.signing_in + form, body)


def _read(path: str) -> Callable[[Asker, bytes], bytes]:
    def read(asker: Asker, sent: bytes) -> bytes:
        return _request("GET", path + quote(sent, safe=""), asker.signed_in)

    return read


KINDS: dict[str, Callable[[Asker, bytes], bytes]] = {
    "json": _json,
    "cookies": _cookies,
    "saml": _saml,
    "headers": _headers,
    "chunks": _chunks,
    "cursors": _read("/api/v1/orders?cursor="),
    "ids": _read("/api/v1/orders/"),
    "dates": _read("/api/v1/orders?since="),
}


def cpu_ms(system: System) -> float:
    """Return what the edge, the gateway and the services have used so far."""
    known = system.processes.known()
    return used_s(known[name][1] for name in WORKING) * 1000


def stored(system: System) -> dict[str, int]:
    """Count the documents of every collection but the operational ones."""
    with MongoClient[dict[str, Any]](system.mongo_uri) as client:
        prefix = system.database_prefix
        names = [name for name in client.list_database_names() if name.startswith(prefix)]
        found = {
            f"{name.removeprefix(prefix)}.{collection}": client[name][collection].count_documents(
                {}
            )
            for name in names
            for collection in client[name].list_collection_names()
        }
    return {name: count for name, count in found.items() if not OPERATIONAL.fullmatch(name)}
