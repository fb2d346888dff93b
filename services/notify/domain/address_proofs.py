"""Proofs that a mail arrived: a token that only who reads the mailbox can know."""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.common.digests import address_hash

GOOD_FOR = timedelta(days=2)
PROOF_BYTES = 20
TOKEN = re.compile(r"([0-9a-f]{1,12})-([A-Z2-7]{32})")


@dataclass(frozen=True)
class AddressProofs:
    """Tokens that name an address and an end; the first key writes them, each is believed."""

    keys: tuple[bytes, ...]

    def token(self, address: str, now: datetime) -> str:
        """Return the token that is mailed to this address."""
        end = f"{int((now + GOOD_FOR).timestamp()):x}"
        return f"{end}-{_proof(self.keys[0], address, end)}"

    def holds(self, token: str, address: str, now: datetime) -> bool:
        """Tell whether the token was mailed to this address, and not too long ago."""
        found = TOKEN.fullmatch(token)
        if not found or int(found[1], 16) < now.timestamp():
            return False
        made = (_proof(key, address, found[1]) for key in self.keys)
        return any(hmac.compare_digest(found[2], proof) for proof in made)


def _proof(key: bytes, address: str, end: str) -> str:
    named = f"{address_hash(address)} {end}".encode()
    return base64.b32encode(hmac.digest(key, named, hashlib.sha256)[:PROOF_BYTES]).decode()
