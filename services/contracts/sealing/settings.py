"""Settings of the operator's seal; only the document worker has them."""

import base64
import binascii
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.serialization import pkcs12

from services.common import config
from services.common.config import SettingsWrong


@dataclass(frozen=True)
class SealSettings:
    """The operator's seal and the authority that says when it was set.

    ``seal_pkcs12`` is the PKCS#12 file (key, certificate and those above it) in base64,
    ``timestamp_url`` an authority that answers by RFC 3161.
    """

    seal_pkcs12: str = field(repr=False)
    seal_passphrase: str = field(repr=False)
    timestamp_url: str

    @property
    def pkcs12(self) -> bytes:
        """Return the bytes of the PKCS#12 file."""
        return base64.b64decode(self.seal_pkcs12, validate=True)


def read_settings(_runtime: Any) -> SealSettings:
    """Return those of this process, having opened the seal once: ``runtime.part(read_settings)``.

    Raises SettingsWrong, which ends the process at its start and not with its first contract.
    """
    settings = config.read(SealSettings)
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(
            settings.pkcs12, settings.seal_passphrase.encode()
        )
    except (binascii.Error, ValueError) as error:
        raise SettingsWrong("SEAL_PKCS12", f"cannot be opened: {error}") from error
    if key is None or certificate is None:
        raise SettingsWrong("SEAL_PKCS12", "holds no key with its certificate")
    if urlsplit(settings.timestamp_url).scheme not in {"http", "https"}:
        raise SettingsWrong("TIMESTAMP_URL", "is no address by http or https")
    return settings
