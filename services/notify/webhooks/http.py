"""POSTs over connections that may be used again, to vetted addresses only.

A connection is bound to the address that was vetted when it was made, so using it again leads
nowhere else; it is used for a short time only, after which the name is looked up anew.
"""

import re
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

from services.common.links.addresses import CheckStopped, Target
from services.common.links.exchange import MOST_BYTES, Exchange
from services.common.links.findings import LinkFailure
from services.common.links.reach import Reach, failure_of

STATUS_LINE = re.compile(rb"HTTP/1\.([01]) ([1-5]\d\d)(?: [^\r\n]*)?")
LONGEST_KEPT_S = 30.0
"""From when a connection was made."""
MOST_KEPT = 200
SHOWN_BYTES = 1024


@dataclass(frozen=True)
class Answered:
    """What a receiver answered; ``beginning`` is the first part of the body."""

    status: int
    beginning: bytes
    retry_after: str | None


@dataclass
class _Kept:
    exchange: Exchange
    made_at: float


class Poster:
    """Posts, each within ``timeout_s``; safe to use from several threads."""

    def __init__(self, reach: Reach, timeout_s: float, user_agent: str) -> None:
        self._reach, self._timeout_s, self._user_agent = reach, timeout_s, user_agent
        self._kept: dict[tuple[str, int], list[_Kept]] = {}
        self._count, self._lock = 0, threading.Lock()

    def post(
        self, url: str, body: bytes, headers: Mapping[str, str], timeout_s: float | None = None
    ) -> Answered:
        """Return the answer, whatever its status, or raise CheckStopped."""
        target = self._reach.target(url)
        until = time.monotonic() + (timeout_s or self._timeout_s)
        request = self._request(target, body, headers)
        try:
            if kept := self._kept_for(target):
                try:
                    return self._over(kept, target, request, until)
                except (OSError, CheckStopped) as error:
                    # The receiver may have hung up in between: once more on a new one, with
                    # the same id. A timeout says nothing of the sort.
                    if isinstance(error, TimeoutError):
                        raise
            return self._over(self._connect(target, until), target, request, until)
        except OSError as error:
            raise CheckStopped(failure_of(error)) from error

    def close(self) -> None:
        """Hang up all that are kept."""
        with self._lock:
            kept, self._kept, self._count = self._kept, {}, 0
        for some in kept.values():
            for one in some:
                one.exchange.close()

    def _connect(self, target: Target, until: float) -> _Kept:
        connection = self._reach.connect(target, until)
        exchange = Exchange(connection, self._reach.trust, target.host, until)
        return _Kept(exchange, time.monotonic())

    def _over(self, kept: _Kept, target: Target, request: bytes, until: float) -> Answered:
        exchange, again = kept.exchange, False
        exchange.until = until
        try:
            answered, again = _read(exchange, exchange.ask(request))
            return answered
        finally:
            if not (again and self._keep(target, kept)):
                exchange.close()

    def _kept_for(self, target: Target) -> _Kept | None:
        """Take the newest connection there is to this host, if it is still of use."""
        oldest = time.monotonic() - LONGEST_KEPT_S
        with self._lock:
            some = self._kept.get((target.host, target.port), [])
            kept = some.pop() if some else None
            self._count -= kept is not None
        if kept is not None and kept.made_at < oldest:
            kept.exchange.close()
            return None
        return kept

    def _keep(self, target: Target, kept: _Kept) -> bool:
        """Keep it for the next one; tell whether there was room."""
        if time.monotonic() - kept.made_at > LONGEST_KEPT_S:
            return False
        with self._lock:
            if self._count >= MOST_KEPT:
                return False
            self._kept.setdefault((target.host, target.port), []).append(kept)
            self._count += 1
        return True

    def _request(self, target: Target, body: bytes, headers: Mapping[str, str]) -> bytes:
        lines = (
            f"POST {target.path} HTTP/1.1",
            f"Host: {target.host_header}",
            f"User-Agent: {self._user_agent}",
            f"Content-Length: {len(body)}",
            *(f"{name}: {value}" for name, value in headers.items()),
        )
        return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii") + body


def _read(exchange: Exchange, head: bytes) -> tuple[Answered, bool]:
    """Return the answer, and whether its end was found, so that another may follow."""
    first, *lines = head.split(b"\r\n")
    status_line = STATUS_LINE.fullmatch(first)
    if status_line is None:
        raise CheckStopped(LinkFailure.NOT_HTTP)
    named = {}
    for line in lines:
        name, _, value = line.partition(b":")
        named[name.strip().lower()] = value.strip().decode("latin-1")
    status = int(status_line.group(2))
    stays = status_line.group(1) == b"1" and named.get(b"connection", "").lower() != "close"
    length = _length(status, named)
    if length is None:
        body, again = exchange.at_hand, False
    else:
        body = exchange.beginning(length)
        again = stays and len(body) == length and not exchange.is_ahead(length)
    return Answered(status, body[:SHOWN_BYTES], named.get(b"retry-after")), again


def _length(status: int, named: Mapping[bytes, str]) -> int | None:
    """Return how long the body is; None where only waiting would tell, or it is too long."""
    if status in (204, 304):
        return 0
    said = named.get(b"content-length", "")
    if b"transfer-encoding" in named or not (said.isascii() and said.isdigit()):
        return None
    length = int(said[:9])
    return length if length <= MOST_BYTES // 2 else None
