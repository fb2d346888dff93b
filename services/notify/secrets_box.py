"""Secrets that have to be used again later, sealed while they rest in the database.

AES-256-GCM. ``SECRETS_KEY`` is a key of 32 bytes in base64; while keys are changed it is the new
key and the ones before, with commas between them. The first seals, each of them opens; what was
sealed names its key. ``services.notify.reseal`` seals anew what older ones sealed.
"""

import base64
import binascii
import hashlib
import hmac
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.common.config import SettingsWrong
from services.notify.settings import read_settings

KEY_BYTES = 32
NONCE_BYTES = 12


class NotSealedHere(ValueError):
    """No key at hand opens it, or it was sealed for something else, or changed since."""


class SecretsBox:
    """Seals texts for one purpose each; what was sealed for another is not opened."""

    def __init__(self, keys: str) -> None:
        made = [_key(part.strip()) for part in keys.split(",")]
        self._keys = {_key_id(key): AESGCM(key) for key in made}
        self.key_id = _key_id(made[0])

    @classmethod
    def of(cls, runtime: Any) -> "SecretsBox":
        """Make the one of a running process."""
        return cls(runtime.part(read_settings).secrets_key)

    def seal(self, secret: str, purpose: str) -> str:
        """Return ``<key id>.<nonce and ciphertext>``; ``purpose`` names the one thing it is for."""
        nonce = os.urandom(NONCE_BYTES)
        closed = self._keys[self.key_id].encrypt(nonce, secret.encode(), purpose.encode())
        return f"{self.key_id}.{base64.urlsafe_b64encode(nonce + closed).decode()}"

    def open(self, sealed: str, purpose: str) -> str:
        """Return what was sealed for this purpose, or raise NotSealedHere."""
        key_id, _, text = sealed.partition(".")
        if key_id not in self._keys:
            raise NotSealedHere(
                f"sealed with the key {key_id[:16]}, which SECRETS_KEY does not list"
            )
        try:
            closed = base64.urlsafe_b64decode(text)
            nonce, rest = closed[:NONCE_BYTES], closed[NONCE_BYTES:]
            return self._keys[key_id].decrypt(nonce, rest, purpose.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise NotSealedHere("changed, or sealed for something else") from error

    def renew(self, sealed: str, purpose: str) -> str:
        """Return the same secret sealed with the first key, or raise NotSealedHere."""
        if sealed.startswith(f"{self.key_id}."):
            return sealed
        return self.seal(self.open(sealed, purpose), purpose)


def derived_keys(keys: str, label: bytes) -> tuple[bytes, ...]:
    """Return a key for another use from each key, as different as the label is."""
    made = (_key(part.strip()) for part in keys.split(","))
    return tuple(hmac.digest(key, b"digitalmarkt " + label, "sha256") for key in made)


def _key(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise SettingsWrong("SECRETS_KEY", "a key is no base64") from error
    if len(key) != KEY_BYTES:
        raise SettingsWrong("SECRETS_KEY", f"a key has {len(key)} bytes in place of {KEY_BYTES}")
    return key


def _key_id(key: bytes) -> str:
    """Return the name of a key, which tells nothing of it."""
    return hashlib.sha256(b"digitalmarkt secrets key" + key).hexdigest()[:8]
