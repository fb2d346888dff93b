"""Settings of the webhooks: how patiently they are posted, and where never."""

from dataclasses import dataclass
from typing import Any

from services.common import config


@dataclass(frozen=True)
class WebhookSettings:
    """``webhook_timeout_s`` is how long a receiver may take for one POST, at most 15.

    ``webhook_stands_in`` names servers that stand in for a host, wherever they are:
    ``vendor.example=127.0.0.1:8443``; tests list them. ``link_denied_networks`` are never called,
    beside those that are not public anyway. ``public_url`` stands in the User-Agent.
    """

    public_url: str
    webhook_timeout_s: int = 15
    webhook_stands_in: str = ""
    link_denied_networks: str = ""


def read_settings(_runtime: Any) -> WebhookSettings:
    """Read them once per process: ``runtime.part(read_settings)``."""
    return config.read(WebhookSettings)
