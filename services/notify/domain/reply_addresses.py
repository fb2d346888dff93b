"""Addresses answers by mail come back to: each names a ticket and proves whose it is."""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass

from services.common.validation import mail_addresses

PROOF_BYTES = 10
"""80 bits: nobody guesses one by sending mails."""
LOCAL = re.compile(r"ticket\+([a-z0-9]{1,32})-([a-z2-7]{16})")


@dataclass(frozen=True)
class ReplyAddresses:
    """``ticket+<ticket>-<proof>@domain``; the proof is an HMAC over the ticket and the recipient.

    It counts only in a mail whose ``From`` is that recipient. Whoever has the address, as one who
    got the mail passed on or stood in its Cc, can write such a ``From``: only the mailbox's server
    can tell (``sender_proofs.py``).
    """

    keys: tuple[bytes, ...]
    """The first makes addresses, each of them is believed: while keys are changed there are two."""
    domain: str

    def make(self, ticket: str, recipient: str) -> str:
        """Return the address at which this recipient answers into this ticket."""
        return f"ticket+{ticket}-{self.proof(ticket, recipient)}@{self.domain}"

    def ticket_of(self, address: str) -> str | None:
        """Return the ticket an address names, proven or not; None where it is none of ours."""
        found = self._read(address)
        return found[0] if found else None

    def read(self, address: str, sender: str) -> str | None:
        """Return the ticket, if the address was made for this sender; else None."""
        ticket, proof = self._read(address) or ("", "")
        return ticket if ticket and self.proves(proof, ticket, sender) else None

    def proof(self, thing: str, recipient: str = "") -> str:
        """Return what only we can write of a thing of ours and the recipient it was told."""
        return _proof(self.keys[0], thing, recipient)

    def proves(self, proof: str, thing: str, recipient: str = "") -> bool:
        """Tell whether we wrote it."""
        made = [_proof(key, thing, recipient) for key in self.keys]
        return any(hmac.compare_digest(proof.encode(), one.encode()) for one in made)

    def _read(self, address: str) -> tuple[str, str] | None:
        local, _, domain = address.strip().lower().rpartition("@")
        found = LOCAL.fullmatch(local) if domain == self.domain else None
        return (found[1], found[2]) if found else None


def _proof(key: bytes, thing: str, recipient: str) -> str:
    named = f"{thing}\n{_spelled(recipient)}".encode()
    proof = hmac.digest(key, named, hashlib.sha256)[:PROOF_BYTES]
    return base64.b32encode(proof).decode().lower()


def _spelled(address: str) -> str:
    """Return an address in the one spelling that counts, its domain as DNS knows it."""
    plain = address.strip().lower()
    try:
        return mail_addresses.deliverable(plain)
    except mail_addresses.Undeliverable:
        return plain
