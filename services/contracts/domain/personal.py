"""What a contract holds about one person: the own signatures, and until when."""

from typing import Any

from services.common.storage.aggregates import to_plain
from services.contracts.domain.contracts import Contract
from services.contracts.domain.retention import retained_until

FACTS = (
    "at", "document_hash", "list_hash", "assertion_id", "signed_in_at", "assurance", "authority",
    "basis", "title", "mandate", "sign_in", "erasure_asked_at",
)  # fmt: skip


def personal(contract: Contract, account: str) -> list[dict[str, Any]]:
    """Return the person's signatures under the contract, with the end of their retention."""
    sides = {"body": contract.signature, "operator": contract.countersignature}
    about = {"contract": contract.id, "number": contract.number, "body": contract.body}
    until = to_plain(retained_until(contract)) if contract.valid_until else None
    return [
        {
            **about,
            "side": side,
            **{name: to_plain(getattr(signature, name)) for name in FACTS},
            "held_until": until,
        }
        for side, signature in sides.items()
        if signature is not None and signature.account == account
    ]
