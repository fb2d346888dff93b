"""Settings only notify has."""

from dataclasses import dataclass
from typing import Any

from services.common import config


@dataclass(frozen=True)
class NotifySettings:
    """Where mails and vendor events go, and which address the links in them have.

    ``smtp_uri`` is ``smtps://``, ``smtp+starttls://`` or, without a password,
    ``smtp://``; ``public_url`` is the gateway as people reach it; ``secrets_key``
    seals what is kept secret and used again: see ``services.notify.secrets_box``.
    ``vendor_broker_api`` is the management API of the vendors' broker with its user,
    ``vendor_broker_address`` that broker as vendors reach it (``amqps://host:port``); a
    vendor's queue holds so many ``messages`` and ``bytes``, and what is beyond waits here.
    """

    smtp_uri: str
    mail_from: str
    public_url: str
    vendor_amqp_uri: str
    secrets_key: str
    vendor_broker_api: str
    vendor_broker_address: str
    vendor_queue_messages: int = 100_000
    vendor_queue_bytes: int = 256 * 1024 * 1024


def read_settings(_runtime: Any) -> NotifySettings:
    """Read them once per process: ``runtime.part(read_settings)``."""
    return config.read(NotifySettings)
