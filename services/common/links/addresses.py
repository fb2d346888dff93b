"""Which addresses outside may be called at all."""

import ipaddress
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from services.common.links.findings import LinkFailure

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

LONGEST_URL = 2000
HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
UNFIT = re.compile(r"[\x00-\x20\x7f\\]")

DENIED: tuple[Network, ...] = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    )
)  # fmt: skip
"""Never called. Our own list: Python 3.11 takes 192.0.0.8 for global. 168.63.129.16 is the
metadata service of Azure, although a public address."""

PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
"""All else is local, or holds another address: mapped, translated (64:ff9b::), loopback."""


def is_public(address: str, denied: Iterable[Network] = DENIED) -> bool:
    """Return whether this address lies in the public internet and in no denied network."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if parsed.version == 6 and (parsed not in PUBLIC_V6 or parsed.scope_id):
        return False
    return not any(parsed.version == net.version and parsed in net for net in denied)


def networks(text: str) -> tuple[Network, ...]:
    """Return the networks of a comma-separated text."""
    return tuple(ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip())


def stand_ins(text: str) -> dict[str, tuple[str, int]]:
    """Return address and port of each host another server stands in for."""
    pairs = (part.strip().split("=", 1) for part in text.split(",") if part.strip())
    split = {host: where.rpartition(":") for host, where in pairs}
    return {host: (address, int(port)) for host, (address, _, port) in split.items()}


class CheckStopped(Exception):
    """The look ends here, for this reason."""

    def __init__(self, reason: LinkFailure) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class Target:
    """Where one request goes."""

    host: str
    port: int
    path: str

    @classmethod
    def of(cls, url: str, ports: Collection[int]) -> "Target":
        """Read an address strictly; what two parsers could read differently is refused."""
        if len(url) > LONGEST_URL or UNFIT.search(url):
            raise CheckStopped(LinkFailure.MALFORMED)
        try:
            parts = urlsplit(url)
            host, port = _host(parts.hostname or ""), parts.port or 443
        except ValueError as error:
            raise CheckStopped(LinkFailure.MALFORMED) from error
        if parts.scheme != "https":
            raise CheckStopped(LinkFailure.NOT_HTTPS)
        if "@" in parts.netloc:
            raise CheckStopped(LinkFailure.MALFORMED)
        if port not in ports:
            raise CheckStopped(LinkFailure.OTHER_PORT)
        query = f"?{parts.query}" if parts.query else ""
        return cls(host, port, quote((parts.path or "/") + query, safe="/%:@!$&'()*+,;=~?"))

    @property
    def host_header(self) -> str:
        """Return the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == 443 else f"{host}:{self.port}"


def _host(name: str) -> str:
    """Return a name or address in ASCII, or raise ValueError."""
    if ":" in name:
        literal = ipaddress.IPv6Address(name)
        if literal.scope_id:
            raise ValueError(name)
        return str(literal)
    host = name.encode("idna").decode("ascii").lower().removesuffix(".")
    if not HOST.fullmatch(host):
        raise ValueError(name)
    return host
