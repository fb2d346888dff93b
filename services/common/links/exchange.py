"""TLS by hand over a socket, so that every wait ends at the same deadline."""

import socket
import ssl
from collections.abc import Callable
from typing import Any

from services.common.links.addresses import CheckStopped
from services.common.links.findings import LinkFailure
from services.common.links.reach import left

MOST_BYTES = 64 * 1024
LONGEST_HEAD = 16 * 1024


class Exchange:
    """Requests and answers over one connection, one after the other.

    ``until`` is when the present one has to be over; of each answer so many bytes at most are
    taken.
    """

    def __init__(
        self, connection: socket.socket, trust: ssl.SSLContext, host: str, until: float
    ) -> None:
        self._connection, self.until, self._taken = connection, until, 0
        self._begun = b""
        self._in, self._out = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = trust.wrap_bio(self._in, self._out, server_hostname=host)
        self._shaken = False

    def ask(self, request: bytes) -> bytes:
        """Send the request and give the head of the final answer."""
        self._taken, self._begun = 0, b""
        if not self._shaken:
            self._until_done(self._tls.do_handshake)
            self._shaken = True
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
        self._begun = page
        return page[:most]

    @property
    def at_hand(self) -> bytes:
        """Return what has come of the body without waiting for more."""
        return self._begun

    def is_ahead(self, length: int) -> bool:
        """Tell whether more was sent than an answer with a body of this length."""
        return len(self._begun) > length

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

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
            self._connection.settimeout(left(self.until))
            self._connection.sendall(waiting)

    def _receive(self) -> None:
        self._connection.settimeout(left(self.until))
        chunk = self._connection.recv(16384)
        self._taken += len(chunk)
        if self._taken > MOST_BYTES:
            raise CheckStopped(LinkFailure.NOT_HTTP)
        if chunk:
            self._in.write(chunk)
        else:
            self._in.write_eof()
