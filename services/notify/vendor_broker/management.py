"""RabbitMQ's management API as far as vendors' queues need it; every wait is bounded.

Its user has the tag ``administrator``, for only such a one may make users.
"""

import base64
import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from services.notify.domain.deliveries import EXCHANGE

POLICY = "vendor-queues"
HASHING = "rabbit_password_hashing_sha256"
TIMEOUT_S = 5.0
MOST_BYTES = 16 * 1024 * 1024
MOST_CONNECTIONS, MOST_CHANNELS = 10, 50
NOT_FOUND = 404


class ManagementAway(OSError):
    """The management API does not answer, or not now; the same call may succeed later."""


class ManagementRefused(Exception):
    """The management API says no; ``status`` is its answer."""

    def __init__(self, status: int, method: str, path: str, why: str) -> None:
        super().__init__(f"{status} to {method} {path}: {why[:200]}")
        self.status = status


@dataclass(frozen=True)
class Limits:
    """How much a queue holds; beyond that publishing is refused and the event waits with us."""

    messages: int
    bytes: int


class Management:
    """The administration of one virtual host; ``api`` is ``http(s)://user:password@host:port``."""

    def __init__(self, api: str, vhost: str) -> None:
        parts = urlsplit(api)
        self._open = (
            http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        )
        self._host, self._port = parts.hostname or "", parts.port
        self._base = parts.path.rstrip("/") + "/api/"
        self._user = unquote(parts.username or "")
        known = f"{self._user}:{unquote(parts.password or '')}".encode()
        self._headers = {
            "Authorization": f"Basic {base64.b64encode(known).decode()}",
            "Content-Type": "application/json",
        }
        self.vhost, self._place = vhost, quote(vhost, safe="")

    def prepare(self, limits: Limits) -> None:
        """Make the virtual host, the exchange and the limits all vendors' queues have."""
        self.call("PUT", f"vhosts/{self._place}")
        exchange_name = _literal(EXCHANGE)
        changed = rf"^(vendor\..*|{exchange_name})$"
        ours = {"configure": changed, "write": changed, "read": f"^{exchange_name}$"}
        self.call("PUT", f"permissions/{self._place}/{quote(self._user, safe='')}", ours)
        exchange = {"type": "topic", "durable": True}
        self.call("PUT", f"exchanges/{self._place}/{EXCHANGE}", exchange)
        bounds = {
            "max-length": limits.messages,
            "max-length-bytes": limits.bytes,
            "overflow": "reject-publish",
        }
        policy = {"pattern": r"^vendor\.", "apply-to": "queues", "definition": bounds}
        self.call("PUT", f"policies/{self._place}/{POLICY}", policy)

    def make_queue(self, queue: str) -> None:
        """Make a queue that gets what is published under its name."""
        quorum = {"durable": True, "arguments": {"x-queue-type": "quorum"}}
        self.call("PUT", f"queues/{self._place}/{queue}", quorum)
        bound = f"bindings/{self._place}/e/{EXCHANGE}/q/{queue}"
        self.call("POST", bound, {"routing_key": queue})

    def remove_queue(self, queue: str, *, only_if_empty: bool) -> int | None:
        """Remove a queue; return how many messages went with it, None where it is not empty.

        A quorum queue knows no ``if-empty``, and messages are counted every five seconds: who
        asks for that sees to it that nothing is published any more.
        """
        path = f"queues/{self._place}/{queue}"
        try:
            left = self.call("GET", path).get("messages")
            if only_if_empty and left != 0:
                return None
            self.call("DELETE", path)
        except ManagementRefused as refused:
            if refused.status != NOT_FOUND:
                raise
            return 0
        return left or 0

    def make_user(self, user: str, password_hash: str, queue: str) -> None:
        """Make a user that may read this queue and nothing else; it has no tag."""
        name = quote(user, safe="")
        secret = {"password_hash": password_hash, "hashing_algorithm": HASHING, "tags": ""}
        self.call("PUT", f"users/{name}", secret)
        for limit, value in (
            ("max-connections", MOST_CONNECTIONS), ("max-channels", MOST_CHANNELS),
        ):  # fmt: skip
            self.call("PUT", f"user-limits/{name}/{limit}", {"value": value})
        rights = {"configure": "^$", "write": "^$", "read": f"^{_literal(queue)}$"}
        self.call("PUT", f"permissions/{self._place}/{name}", rights)

    def remove_user(self, user: str) -> None:
        """Remove a user; the broker closes its connections."""
        try:
            self.call("DELETE", f"users/{quote(user, safe='')}")
        except ManagementRefused as refused:
            if refused.status != NOT_FOUND:
                raise

    def queues(self) -> list[dict[str, Any]]:
        """Return each queue as last counted: name, messages, message_bytes, consumers."""
        columns = "columns=name,messages,message_bytes,consumers"
        return list(self.call("GET", f"queues/{self._place}?{columns}") or ())

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Make one call; ManagementAway or ManagementRefused where it does not succeed."""
        line = self._open(self._host, self._port, timeout=TIMEOUT_S)
        try:
            sent = None if body is None else json.dumps(body)
            line.request(method, self._base + path, sent, self._headers)
            answer = line.getresponse()
            content = answer.read(MOST_BYTES)
        except (OSError, http.client.HTTPException) as error:
            raise ManagementAway(f"{type(error).__name__}: {error}"[:200]) from error
        finally:
            line.close()
        if answer.status >= http.client.INTERNAL_SERVER_ERROR:
            raise ManagementAway(f"{answer.status} to {method} {path}")
        if answer.status >= http.client.BAD_REQUEST:
            raise ManagementRefused(answer.status, method, path, content.decode(errors="replace"))
        return json.loads(content) if content else None


def _literal(name: str) -> str:
    """Return a pattern for exactly this name, as RabbitMQ's regular expressions have it."""
    return "".join(
        letter if letter.isalnum() or letter in "-_" else f"\\{letter}" for letter in name
    )
