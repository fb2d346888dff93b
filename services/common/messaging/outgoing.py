"""Messages on their way out, written by hand where py-amqp asks about each property.

The properties are the ones we use; a header is a text or a floating point number. Sending
reads nothing: py-amqp's own publish first takes what has come in, and would run the callbacks
of a line in whoever sends on it.
"""

import struct
from collections.abc import Mapping
from typing import Any

import amqp
from amqp import spec
from amqp.exceptions import RecoverableConnectionError

Headers = Mapping[str, str | float]

CONTENT_TYPE, CONTENT_ENCODING, HEADERS, DELIVERY_MODE = 1 << 15, 1 << 14, 1 << 13, 1 << 12
CORRELATION_ID, REPLY_TO, EXPIRATION, MESSAGE_ID = 1 << 10, 1 << 9, 1 << 8, 1 << 7
"""The flags of AMQP 0-9-1 (4.2.6.1), in the order in which the properties follow them."""
AFTER_MODE = (
    (CORRELATION_ID, "correlation_id"),
    (REPLY_TO, "reply_to"),
    (EXPIRATION, "expiration"),
    (MESSAGE_ID, "message_id"),
)
ALWAYS = CONTENT_TYPE | CONTENT_ENCODING | DELIVERY_MODE
MANDATORY = 1


class Outgoing(amqp.Message):  # type: ignore[misc]
    """A message of ours: UTF-8, and kept over a restart of the broker where it is ``durable``."""

    def __init__(
        self,
        body: str,
        content_type: str,
        *,
        durable: bool = False,
        headers: Headers | None = None,
        **ids: str,
    ) -> None:
        stated: dict[str, Any] = {"application_headers": dict(headers)} if headers else {}
        super().__init__(
            body.encode(),
            content_type=content_type,
            content_encoding="utf-8",
            delivery_mode=2 if durable else 1,
            **stated,
            **ids,
        )

    def _serialize_properties(self) -> bytes:
        given, flags = self.properties, ALWAYS
        parts = [_short(given["content_type"]), _short(given["content_encoding"])]
        if headers := given.get("application_headers"):
            flags |= HEADERS
            parts.append(_table(headers))
        parts.append(bytes((given["delivery_mode"],)))
        for flag, name in AFTER_MODE:
            if (value := given.get(name)) is not None:
                flags |= flag
                parts.append(_short(value))
        return flags.to_bytes(2, "big") + b"".join(parts)


def send(
    channel: Any, exchange: str, routing_key: str, message: Outgoing, *, mandatory: bool = False
) -> None:
    """Publish on a channel, and read nothing."""
    line = channel.connection
    if line is None:
        raise RecoverableConnectionError("the connection is gone")
    bits = MANDATORY if mandatory else 0
    stated = b"\0\0" + _short(exchange) + _short(routing_key) + bytes((bits,))
    line.frame_writer(1, channel.channel_id, spec.Basic.Publish, stated, message)


def _short(text: str) -> bytes:
    raw = text.encode("utf-8", "surrogatepass")
    return bytes((len(raw),)) + raw


def _table(headers: Headers) -> bytes:
    entries = b"".join(_short(name) + _value(value) for name, value in headers.items())
    return struct.pack(">I", len(entries)) + entries


def _value(value: str | float) -> bytes:
    if isinstance(value, str):
        raw = value.encode("utf-8", "surrogatepass")
        return b"S" + struct.pack(">I", len(raw)) + raw
    return b"d" + struct.pack(">d", value)
