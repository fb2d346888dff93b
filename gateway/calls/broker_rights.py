"""What the broker allows the gateway's user, in the terms of RabbitMQ's definitions."""

from typing import Any

GATEWAY_RIGHTS: dict[str, Any] = {
    "configure": r"^(rpc\.reply-gateway-.*|gateway-.*)$",
    "write": r"^(nameko-rpc|rpc\.reply-gateway-.*|gateway-.*)$",
    "read": r"^(nameko-rpc|(catalog|identity)\.events|rpc\.reply-gateway-.*|gateway-.*)$",
    "topics": [
        {
            "exchange": "nameko-rpc",
            "write": r"^(identity|catalog|orders|contracts|notify)\.\w+$",
            "read": r"^rpc\.reply-gateway-.*",
        },
        {
            "exchange": "catalog.events",
            "write": "^$",
            "read": r"^(profile|vendor|system)\.#$",
        },
        {
            "exchange": "identity.events",
            "write": "^$",
            "read": r"^(account|authority|client|mandate|body)\.\*$",
        },
    ],
}
"""It calls every service and takes its own replies, hears that the catalogue has changed, and of
identity what changes who may do what; nothing else. An exchange without a row in ``topics`` would
be open for any key, so every one that may be read has its own."""
