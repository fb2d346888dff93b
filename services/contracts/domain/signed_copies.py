"""A copy of the offered document that was signed elsewhere with a qualified signature.

It is validated before it is taken in, and counts as the body's signature once somebody of the
operator has looked at who signed it and on what ground.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from services.common.errors import Conflict, NotFound
from services.contracts.domain.signatures import Signature

if TYPE_CHECKING:
    from services.contracts.domain.contracts import Contract

QUALIFIED = "qualified"
"""The level of assurance of a signature that replaces a sign-in."""


@dataclass
class SignedCopy:
    """Who handed the copy in, what they said of its signatory, and what the signature says.

    ``signer``, ``issuer`` and ``certificate`` (its SHA-256) come from the validated signature,
    ``title`` and ``basis`` from who handed it in.
    """

    document_hash: str
    signer: str
    issuer: str
    certificate: str
    signed_at: str
    title: str
    basis: str
    account: str
    name: str
    at: datetime
    rejected: str | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to look at it."""
        return self.rejected is None


def awaits_look(contract: "Contract") -> bool:
    """Tell whether a copy was handed in that nobody has looked at yet."""
    copy = contract.signed_copy
    return copy is not None and copy.is_open and contract.signature is None


def hand_in(contract: "Contract", copy: SignedCopy, offered: str) -> None:
    """Take in a copy of the document that is offered now; a later one replaces it."""
    contract.check_offered(offered, copy.at)
    contract.signed_copy = copy


def accept(contract: "Contract", seen: str) -> None:
    """Let the copy that was looked at count as the body's signature."""
    copy = _open_copy(contract, seen)
    contract.sign(
        Signature(
            account=copy.account,
            name=copy.signer,
            at=copy.at,
            document_hash=contract.document_hash or "",
            list_hash="",
            assertion_id="",
            signed_in_at=copy.signed_at,
            assurance=QUALIFIED,
            basis=copy.basis,
            title=copy.title,
            signed_copy=copy.document_hash,
        )
    )


def reject(contract: "Contract", seen: str, reason: str) -> None:
    """Say why the copy that was looked at does not count; the document is offered as before."""
    _open_copy(contract, seen).rejected = reason


def _open_copy(contract: "Contract", seen: str) -> SignedCopy:
    """Return the copy with this hash; the body may have handed in another one meanwhile."""
    copy = contract.signed_copy
    if copy is None:
        raise NotFound("signed-copy-not-found")
    if not awaits_look(contract):
        raise Conflict("signed-copy-judged")
    if copy.document_hash != seen:
        raise Conflict("signed-copy-changed")
    return copy


def copy_facts(contract: "Contract") -> dict[str, Any] | None:
    """Return what both sides see of the copy."""
    copy = contract.signed_copy
    if copy is None:
        return None
    return {
        "document_hash": copy.document_hash,
        "signer": copy.signer,
        "issuer": copy.issuer,
        "title": copy.title,
        "basis": copy.basis,
        "signed_at": copy.signed_at,
        "handed_in_by": copy.name,
        "handed_in_at": copy.at.isoformat(timespec="seconds"),
        "rejected": copy.rejected,
    }
