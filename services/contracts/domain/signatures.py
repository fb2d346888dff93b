"""A signature under a contract: who gave it, on what ground, and how long it is kept."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass
class Signature:
    """Who signed, with which authority, and the sign-in whose request carried the digest.

    ``sign_in`` is the hash by which the archive has that sign-in, for anybody to check;
    ``signed_copy`` of the file with a qualified signature that stands in its place.

    It outlives the account: where erasure was asked for, it is ``held_until`` the end of the
    retention; None then means that the contract has no end yet.
    """

    account: str
    name: str
    at: datetime
    document_hash: str
    list_hash: str
    assertion_id: str
    signed_in_at: str
    assurance: str
    authority: str | None = None
    basis: str | None = None
    title: str | None = None
    mandate: str | None = None
    sign_in: str | None = None
    signed_copy: str | None = None
    erasure_asked_at: datetime | None = None
    held_until: date | None = None


def who_signed(signature: Signature | None) -> dict[str, Any] | None:
    """Return who signed, as the parties of the contract see it."""
    if signature is None:
        return None
    return {
        "account": signature.account,
        "name": signature.name,
        "title": signature.title,
        "basis": signature.basis,
        "mandate": signature.mandate,
    }
