"""Settings only orders has: how the pages behind links are looked at."""

from dataclasses import dataclass
from typing import Any

from services.common import config


@dataclass(frozen=True)
class OrdersSettings:
    """How patiently pages are looked at, how often, and which hosts are not.

    ``link_unseen_hosts`` (comma separated) are hosts whose pages count as being there without a
    look: an installation without a way out names the portal's. ``link_stands_in`` names servers
    that stand in for a host, wherever they are: ``www.bayernportal.de=127.0.0.1:8443``; tests
    list them. ``link_denied_networks`` are never called, beside those that are not public
    anyway. ``public_url`` stands in the robot's User-Agent, so that a host can ask whose it is.
    """

    link_timeout_s: int = 3
    link_host_pause_s: int = 2
    link_denied_networks: str = ""
    link_unseen_hosts: str = ""
    link_stands_in: str = ""
    public_url: str = ""


def read_settings(_runtime: Any) -> OrdersSettings:
    """Read them once per process: ``runtime.part(read_settings)``."""
    return config.read(OrdersSettings)


def hosts(text: str) -> frozenset[str]:
    """Return the hosts of a comma-separated text."""
    return frozenset(part.strip().lower() for part in text.split(",") if part.strip())
