"""What is recorded of a contract's signatures: the same in the sealed document and its evidence."""

from typing import Any

from services.common.storage.aggregates import to_plain
from services.contracts.domain.contracts import Contract
from services.contracts.domain.signatures import Signature

BODY, OPERATOR = "body", "operator"
"""The two sides; in the facts of a document their parties have the same names."""


def signature_records(contract: Contract) -> dict[str, Any]:
    """Return what was signed, on which ground, by whom, when, and by which sign-in."""
    signed = {BODY: contract.signature, OPERATOR: contract.countersignature}
    return {
        "contract": contract.id,
        "contract_number": contract.number,
        "document_hash": contract.document_hash,
        "template_version": contract.paper.template_version,
        "chain": contract.chain,
        "mandates": contract.facts.get("mandates", []),
        "signatures": [
            _record(side, contract.facts.get(side, {}).get("name"), signature)
            for side, signature in signed.items()
            if signature is not None
        ],
    }


def _record(side: str, party: str | None, signature: Signature) -> dict[str, Any]:
    return {
        "side": side,
        "party": party,
        "name": signature.name,
        "title": signature.title,
        "basis": signature.basis,
        "authority": signature.authority,
        "mandate": signature.mandate,
        "at": to_plain(signature.at),
        "signed_in": signature.signed_in_at,
        "assurance": signature.assurance,
        "assertion_id": signature.assertion_id,
        "document_hash": signature.document_hash,
        "list_hash": signature.list_hash,
        "sign_in": signature.sign_in,
    }
