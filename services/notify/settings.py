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
    """

    smtp_uri: str
    mail_from: str
    public_url: str
    vendor_amqp_uri: str
    secrets_key: str


def read_settings(_runtime: Any) -> NotifySettings:
    """Read them once per process: ``runtime.part(read_settings)``."""
    return config.read(NotifySettings)
