"""What the broker allows the gateway's user, in the terms of RabbitMQ's definitions."""

from typing import Any

GATEWAY_RIGHTS: dict[str, Any] = {
    "configure": r"^(rpc\.reply-gateway-.*|gateway-.*)$",
    "write": r"^(nameko-rpc|rpc\.reply-gateway-.*|gateway-.*)$",
    "read": r"^(nameko-rpc|catalog\.events|rpc\.reply-gateway-.*|gateway-.*)$",
    "topics": [
        {
            "exchange": "nameko-rpc",
            "write": r"^(identity|catalog|orders|contracts|notify)\..*",
            "read": r"^rpc\.reply-gateway-.*",
        }
    ],
}
"""It calls every service and takes its own replies, and hears the catalogue; nothing else."""
