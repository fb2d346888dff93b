"""A passkey in software, as a browser would hand on its answers."""

import hashlib
import json
import os
import struct
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT = 0x01
ATTESTED = 0x40


class Authenticator:
    """One credential; ``origin`` is the page it believes to be on."""

    def __init__(self, origin: str, rp_id: str) -> None:
        self.origin, self.rp_id, self.sign_count = origin, rp_id, 1
        self.key, self.id = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer ``navigator.credentials.create``."""
        numbers = self.key.public_key().public_numbers()
        x, y = (n.to_bytes(32, "big") for n in (numbers.x, numbers.y))
        public_key = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        attested = bytes(16) + struct.pack(">H", len(self.id)) + self.id + public_key
        statement = {"fmt": "none", "attStmt": {}, "authData": self._about(ATTESTED) + attested}
        return self._credential(
            clientDataJSON=self._client_data("webauthn.create", options),
            attestationObject=cbor2.dumps(statement),
        )

    def show(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer ``navigator.credentials.get``."""
        self.sign_count += 1
        about, client_data = self._about(), self._client_data("webauthn.get", options)
        signed = about + hashlib.sha256(client_data).digest()
        return self._credential(
            clientDataJSON=client_data,
            authenticatorData=about,
            signature=self.key.sign(signed, ec.ECDSA(hashes.SHA256())),
        )

    def _about(self, flags: int = 0) -> bytes:
        rp_id = hashlib.sha256(self.rp_id.encode()).digest()
        return rp_id + bytes([PRESENT | flags]) + struct.pack(">I", self.sign_count)

    def _client_data(self, kind: str, options: dict[str, Any]) -> bytes:
        challenge = bytes_to_base64url(base64url_to_bytes(options["challenge"]))
        stated = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps(stated).encode()

    def _credential(self, **response: bytes) -> dict[str, Any]:
        id = bytes_to_base64url(self.id)
        shown = {name: bytes_to_base64url(value) for name, value in response.items()}
        return {"id": id, "rawId": id, "type": "public-key", "response": shown}
