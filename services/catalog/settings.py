"""Settings only catalog has: figures of the link robot an operator may want to change."""

from dataclasses import dataclass
from typing import Any

from services.common import config


@dataclass(frozen=True)
class CatalogSettings:
    """How often links are looked at, how patiently, and when one counts as dead.

    ``link_denied_networks`` (comma separated) are networks the robot never calls, beside
    those that are not public anyway: the installation's own public addresses, for example.
    ``public_url`` stands in the robot's User-Agent, so that a host can ask whose it is.
    """

    link_check_hours: int = 24
    link_timeout_s: int = 5
    link_host_pause_s: int = 10
    link_dead_after_failures: int = 3
    link_dead_after_hours: int = 24
    link_denied_networks: str = ""
    public_url: str = ""


def read_settings(_runtime: Any) -> CatalogSettings:
    """Read them once per process: ``runtime.part(read_settings)``."""
    return config.read(CatalogSettings)
