"""Makes py-amqp read message properties that cannot be decoded as absent ones.

It raises out of the connection's loop instead: the broker delivers the message again, and
one such message ends every replica in turn. Both the services and the gateway take messages,
so both install this.
"""

from typing import Any

from amqp.serialization import PROPERTY_CLASSES

BASIC = 60
"""AMQP's class of the methods that carry messages."""

_read = PROPERTY_CLASSES[BASIC]


def install() -> None:
    """Put the tolerant reader in place; again changes nothing."""
    PROPERTY_CLASSES[BASIC] = _read_what_can_be_read


def _read_what_can_be_read(buffer: Any, offset: int) -> tuple[dict[str, Any], int]:
    try:
        properties, end = _read(buffer, offset)
        return dict(properties), end
    except Exception:
        return {}, len(buffer)
