"""Files nobody reads without the key: AES-256-GCM, a part at a time, whatever their size.

A part is 4 bytes of length, 12 of nonce, then the ciphertext. Each is sealed together with the
name of its file, its number and whether it is the last, so that none can be taken out, moved or
put elsewhere.
"""

import base64
import binascii
import hmac
import io
import os
from typing import Any, BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES, NONCE_BYTES, LENGTH_BYTES = 32, 12, 4
PART_BYTES: Final = 1 << 20


class NotReadable(ValueError):
    """The key is another one, or the file was changed or cut."""


class BackupKey:
    """The value of ``BACKUP_KEY``: 32 bytes in base64 (``openssl rand -base64 32``)."""

    def __init__(self, text: str) -> None:
        try:
            key = base64.b64decode(text.strip(), validate=True)
        except binascii.Error as error:
            raise NotReadable("BACKUP_KEY is not base64") from error
        if len(key) != KEY_BYTES:
            raise NotReadable(f"BACKUP_KEY must be {KEY_BYTES} bytes in base64")
        self._key, self.cipher = key, AESGCM(key)

    def sign(self, stated: bytes) -> str:
        """Return what proves that a holder of the key stated this."""
        return hmac.new(self._key, b"manifest:" + stated, "sha256").hexdigest()


class SealingFile(io.RawIOBase):
    """Takes bytes and writes them sealed; what was written is whole once it is closed."""

    def __init__(self, target: BinaryIO, key: BackupKey, name: str) -> None:
        self._target, self._key, self._name = target, key, name
        self._number, self._held = 0, bytearray()

    def writable(self) -> bool:
        """Tell that it takes bytes."""
        return True

    def write(self, taken: Any) -> int:
        """Keep the bytes, and seal each part that is full."""
        self._held += taken
        while len(self._held) > PART_BYTES:
            self._seal(bytes(self._held[:PART_BYTES]), is_last=False)
            del self._held[:PART_BYTES]
        return len(taken)

    def close(self) -> None:
        """Seal what is left as the last part."""
        if not self.closed:
            self._seal(bytes(self._held), is_last=True)
        super().close()

    def _seal(self, plain: bytes, *, is_last: bool) -> None:
        nonce = os.urandom(NONCE_BYTES)
        about = _about(self._name, self._number, is_last=is_last)
        closed = self._key.cipher.encrypt(nonce, plain, about)
        self._target.write(len(closed).to_bytes(LENGTH_BYTES) + nonce + closed)
        self._number += 1


class OpeningFile(io.RawIOBase):
    """Gives the bytes of a sealed file; raises NotReadable where it is not as it was written."""

    def __init__(self, source: BinaryIO, key: BackupKey, name: str) -> None:
        self._source, self._key, self._name = source, key, name
        self._number, self._held, self._is_last = 0, b"", False

    def readable(self) -> bool:
        """Tell that it gives bytes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as one part goes."""
        while not self._held and not self._is_last:
            self._open()
        taken = self._held[: len(buffer)]
        buffer[: len(taken)] = taken
        self._held = self._held[len(taken) :]
        return len(taken)

    def _open(self) -> None:
        length = int.from_bytes(self._source.read(LENGTH_BYTES))
        if length > PART_BYTES + 64:
            raise NotReadable(f"{self._name} is no sealed file")
        nonce, closed = self._source.read(NONCE_BYTES), self._source.read(length)
        self._is_last = not self._source.peek(1)  # type: ignore[attr-defined]
        about = _about(self._name, self._number, is_last=self._is_last)
        try:
            self._held = self._key.cipher.decrypt(nonce, closed, about)
        except (InvalidTag, ValueError) as error:
            raise NotReadable(f"{self._name}: another key, or changed") from error
        self._number += 1


def _about(name: str, number: int, *, is_last: bool) -> bytes:
    return f"{name}:{number}:{'last' if is_last else 'more'}".encode()
