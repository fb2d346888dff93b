"""One look at an address outside, which can never be made to reach an address inside.

The name is resolved once, every address it has is vetted, the connection goes to a vetted
one and its peer is compared; a redirect is a new look. Only HTTPS on its own port is spoken,
and no more than the head of the answer is read, with as much of the page as is asked for.
"""

import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from services.common.links.addresses import CheckStopped, Target, is_public
from services.common.links.findings import CheckResult, FoundPage, LinkFailure

Resolve = Callable[[str, int], list[str]]

MOST_REDIRECTS = 3
MOST_ADDRESSES = 3
MOST_BYTES = 64 * 1024
LONGEST_HEAD = 16 * 1024
REDIRECTS = frozenset({301, 302, 303, 307, 308})
STATUS_LINE = re.compile(rb"HTTP/1\.[01] ([1-5]\d\d)(?: [^\r\n]*)?")


def resolve(host: str, port: int) -> list[str]:
    """Return all addresses of a name, those of IPv4 first."""
    addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return sorted({str(entry[4][0]) for entry in addresses}, key=lambda address: ":" in address)


@dataclass(frozen=True)
class Answer:
    """The part of an answer that counts; ``beginning`` is the first part of the page."""

    status: int
    location: str | None
    media_type: str = ""
    beginning: bytes = b""

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether the page is not this one, whatever is written on it."""
        return 300 <= self.status < 400


class Checker:
    """Looks at links; what it may call and how a name is resolved can be given by tests.

    ``stands_in`` lists hosts another server stands in for, by address and port: it is called in
    their place, wherever it is. ``most_read`` is how many bytes of a page are read.
    """

    def __init__(
        self,
        *,
        timeout_s: float,
        user_agent: str,
        may_call: Callable[[str], bool] = is_public,
        resolve: Resolve = resolve,
        ports: Collection[int] = (443,),
        trust: ssl.SSLContext | None = None,
        stands_in: Mapping[str, tuple[str, int]] | None = None,
        most_read: int = 0,
    ) -> None:
        self._timeout_s, self._user_agent = timeout_s, user_agent
        self._may_call, self._resolve, self._ports = may_call, resolve, ports
        self._trust = trust or ssl.create_default_context()
        self._stands_in, self._most_read = stands_in or {}, most_read

    def check(self, url: str) -> CheckResult:
        """Look once, following a few redirects, and say what was found."""
        try:
            page = self.look(url)
        except CheckStopped as stopped:
            return CheckResult(stopped.reason)
        return CheckResult(None if page.is_there else LinkFailure.STATUS, page.status)

    def look(self, url: str) -> FoundPage:
        """Return the page at the end of a few redirects, or raise CheckStopped."""
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._ask(Target.of(url, self._ports))
            if answer.location is None:
                return FoundPage(url, answer.status, answer.media_type, answer.beginning)
            try:
                url = urljoin(url, answer.location)
            except ValueError as error:
                raise CheckStopped(LinkFailure.MALFORMED) from error
        raise CheckStopped(LinkFailure.REDIRECTS)

    def _ask(self, target: Target) -> Answer:
        until = time.monotonic() + self._timeout_s
        try:
            with self._reach(target, until) as connection:
                exchange = _Exchange(connection, self._trust, target.host, until)
                answer = _read(exchange.ask(self._request(target)))
                if answer.is_elsewhere:
                    return answer
                return replace(answer, beginning=exchange.beginning(self._most_read))
        except TimeoutError as error:
            raise CheckStopped(LinkFailure.TIMEOUT) from error
        except ssl.CertificateError as error:
            raise CheckStopped(LinkFailure.CERTIFICATE) from error
        except OSError as error:
            raise CheckStopped(LinkFailure.NO_CONNECTION) from error

    def _reach(self, target: Target, until: float) -> socket.socket:
        """Connect to the vetted addresses of the host, or to what stands in for it."""
        if target.host in self._stands_in:
            address, port = self._stands_in[target.host]
            return socket.create_connection((address, port), timeout=_left(until))
        return self._connect(self._vetted(target), target.port, until)

    def _vetted(self, target: Target) -> list[str]:
        """Resolve once; one bad address among good ones is a trap."""
        try:
            addresses = self._resolve(target.host, target.port)
        except (OSError, UnicodeError) as error:
            raise CheckStopped(LinkFailure.UNKNOWN_HOST) from error
        if not addresses:
            raise CheckStopped(LinkFailure.UNKNOWN_HOST)
        if not all(self._may_call(address) for address in addresses):
            raise CheckStopped(LinkFailure.INTERNAL)
        return addresses[:MOST_ADDRESSES]

    def _connect(self, addresses: list[str], port: int, until: float) -> socket.socket:
        """Connect to the first that answers, each with its share of the time left."""
        failed: OSError = TimeoutError()
        for number, address in enumerate(addresses):
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            connection = socket.socket(family, socket.SOCK_STREAM)
            try:
                connection.settimeout(_left(until) / (len(addresses) - number))
                connection.connect((address, port))
                self._compare(connection.getpeername()[0], address)
                return connection
            except OSError as error:
                connection.close()
                failed = error
            except CheckStopped:
                connection.close()
                raise
        raise failed

    def _compare(self, peer: str, address: str) -> None:
        same = ipaddress.ip_address(peer) == ipaddress.ip_address(address)
        if not same or not self._may_call(peer):
            raise CheckStopped(LinkFailure.INTERNAL)

    def _request(self, target: Target) -> bytes:
        lines = (
            f"GET {target.path} HTTP/1.1",
            f"Host: {target.host_header}",
            f"User-Agent: {self._user_agent}",
            "Accept: */*",
            "Connection: close",
        )
        return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii")


class _Exchange:
    """TLS by hand over a socket, so that every wait ends at the same deadline."""

    def __init__(
        self, connection: socket.socket, trust: ssl.SSLContext, host: str, until: float
    ) -> None:
        self._connection, self._until, self._taken = connection, until, 0
        self._begun = b""
        self._in, self._out = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = trust.wrap_bio(self._in, self._out, server_hostname=host)

    def ask(self, request: bytes) -> bytes:
        """Send the request and give the head of the final answer."""
        self._until_done(self._tls.do_handshake)
        self._until_done(lambda: self._tls.write(request))
        head = b""
        while len(head) < LONGEST_HEAD:
            chunk: bytes = self._until_done(lambda: self._tls.read(4096))
            head += chunk
            while head.startswith(b"HTTP/1.1 1") and b"\r\n\r\n" in head:
                head = head.partition(b"\r\n\r\n")[2]
            if b"\r\n\r\n" in head:
                head, _, self._begun = head.partition(b"\r\n\r\n")
                return head
            if not chunk:
                break
        raise CheckStopped(LinkFailure.NOT_HTTP)

    def beginning(self, most: int) -> bytes:
        """Return up to so many bytes of what follows the head.

        A page cut short is one, too, whether its server hangs up, breaks off or stalls.
        """
        page = self._begun
        while len(page) < most:
            try:
                chunk: bytes = self._until_done(lambda: self._tls.read(4096))
            except OSError:
                break
            if not chunk:
                break
            page += chunk
        return page[:most]

    def _until_done(self, act: Callable[[], Any]) -> Any:
        while True:
            try:
                result = act()
            except ssl.SSLWantReadError:
                self._send()
                self._receive()
            except ssl.SSLZeroReturnError:
                return b""
            except ssl.SSLError:
                self._send()
                raise
            else:
                self._send()
                return result

    def _send(self) -> None:
        if waiting := self._out.read():
            self._connection.settimeout(_left(self._until))
            self._connection.sendall(waiting)

    def _receive(self) -> None:
        self._connection.settimeout(_left(self._until))
        chunk = self._connection.recv(16384)
        self._taken += len(chunk)
        if self._taken > MOST_BYTES:
            raise CheckStopped(LinkFailure.NOT_HTTP)
        if chunk:
            self._in.write(chunk)
        else:
            self._in.write_eof()


def _read(head: bytes) -> Answer:
    first, *lines = head.split(b"\r\n")
    status_line = STATUS_LINE.fullmatch(first)
    if status_line is None:
        raise CheckStopped(LinkFailure.NOT_HTTP)
    status = int(status_line.group(1))
    location = _header(lines, b"location")
    media_type = (_header(lines, b"content-type") or "").partition(";")[0].strip().lower()
    return Answer(status, location if status in REDIRECTS else None, media_type)


def _header(lines: Collection[bytes], name: bytes) -> str | None:
    """Return the value of the first header of this name."""
    for line in lines:
        said, _, value = line.partition(b":")
        if said.lower() == name:
            return value.strip().decode("latin-1")
    return None


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
