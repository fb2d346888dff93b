"""The way to an address outside, which can never be made to lead to an address inside.

The name is resolved once, every address it has is vetted, the connection goes to a vetted one
and its peer is compared. Only HTTPS on its own port is spoken.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from services.common.links.addresses import CheckStopped, Target, is_public
from services.common.links.findings import LinkFailure

Resolve = Callable[[str, int], list[str]]

MOST_ADDRESSES = 3


def resolve(host: str, port: int) -> list[str]:
    """Return all addresses of a name, those of IPv4 first."""
    addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return sorted({str(entry[4][0]) for entry in addresses}, key=lambda address: ":" in address)


@dataclass(frozen=True, kw_only=True)
class Reach:
    """What may be called, and how a name is resolved; tests give their own.

    ``stands_in`` lists hosts another server stands in for, by address and port: it is called in
    their place, wherever it is.
    """

    may_call: Callable[[str], bool] = is_public
    resolve: Resolve = resolve
    ports: Collection[int] = (443,)
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    stands_in: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def target(self, url: str) -> Target:
        """Return where an address leads, or raise CheckStopped where it may not be called."""
        return Target.of(url, self.ports)

    def connect(self, target: Target, until: float) -> socket.socket:
        """Connect to the vetted addresses of the host, or to what stands in for it."""
        if target.host in self.stands_in:
            address, port = self.stands_in[target.host]
            return socket.create_connection((address, port), timeout=left(until))
        return self._connect(self._vetted(target), target.port, until)

    def _vetted(self, target: Target) -> list[str]:
        """Resolve once; one bad address among good ones is a trap."""
        try:
            addresses = self.resolve(target.host, target.port)
        except (OSError, UnicodeError) as error:
            raise CheckStopped(LinkFailure.UNKNOWN_HOST) from error
        if not addresses:
            raise CheckStopped(LinkFailure.UNKNOWN_HOST)
        if not all(self.may_call(address) for address in addresses):
            raise CheckStopped(LinkFailure.INTERNAL)
        return addresses[:MOST_ADDRESSES]

    def _connect(self, addresses: list[str], port: int, until: float) -> socket.socket:
        """Connect to the first that answers, each with its share of the time left."""
        failed: OSError = TimeoutError()
        for number, address in enumerate(addresses):
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            connection = socket.socket(family, socket.SOCK_STREAM)
            try:
                connection.settimeout(left(until) / (len(addresses) - number))
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
        if not same or not self.may_call(peer):
            raise CheckStopped(LinkFailure.INTERNAL)


def left(until: float) -> float:
    """Return the seconds left, or raise TimeoutError."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def failure_of(error: OSError) -> LinkFailure:
    """Return why a request came to nothing."""
    if isinstance(error, TimeoutError):
        return LinkFailure.TIMEOUT
    if isinstance(error, ssl.CertificateError):
        return LinkFailure.CERTIFICATE
    return LinkFailure.NO_CONNECTION
