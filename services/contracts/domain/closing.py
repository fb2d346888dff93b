"""Closing a concluded contract: the final document with its signature page, under the seal.

The countersignature concludes the contract; that its final document is made and sealed is work
that follows, with attempts of its own. Where it cannot be done, somebody of the operator begins
it again.
"""

from datetime import datetime
from typing import Any

from services.common.errors import Conflict
from services.common.storage.aggregates import to_plain
from services.contracts.domain.contracts import Contract
from services.contracts.domain.papers import Paper
from services.contracts.domain.signatures import Signature

SEALING_BROKE_OFF, SEALING_WAITED = "sealing-broke-off", "sealing-waited"


def closing_facts(contract: Contract) -> dict[str, Any]:
    """Return what the final document, and the evidence, says of what was signed and by whom."""
    parties = {"body": contract.signature, "operator": contract.countersignature}
    return {
        "contract": contract.id,
        "contract_number": contract.number,
        "document_hash": contract.document_hash,
        "template_version": contract.paper.template_version,
        "chain": contract.chain,
        "mandates": contract.facts.get("mandates", []),
        "signatures": [
            _record(side, contract.facts[side]["name"], signature)
            for side, signature in parties.items()
            if signature is not None
        ],
    }


def _record(side: str, party: str, signature: Signature) -> dict[str, Any]:
    return {
        "side": side,
        "party": party,
        "name": signature.name,
        "title": signature.title,
        "basis": signature.basis,
        "mandate": signature.mandate,
        "at": to_plain(signature.at),
        "signed_in": signature.signed_in_at,
        "assurance": signature.assurance,
        "assertion_id": signature.assertion_id,
        "list_hash": signature.list_hash,
        "sign_in_record": signature.sign_in,
        "signed_copy": signature.signed_copy,
    }


def awaits_seal(contract: Contract) -> bool:
    """Tell whether its final document is to be made now."""
    return can_be_sealed(contract) and contract.final.failure is None


def can_be_sealed(contract: Contract) -> bool:
    """Tell whether it was concluded and has no final document yet."""
    return contract.countersignature is not None and contract.final.document_hash is None


def begin_sealing(contract: Contract) -> None:
    """Count an attempt before it is made; after the last one a person decides."""
    if awaits_seal(contract) and not contract.final.begin():
        fail_sealing(contract, SEALING_BROKE_OFF)


def fail_sealing(contract: Contract, code: str) -> None:
    """Note that it cannot be closed; somebody of the operator has to look."""
    if can_be_sealed(contract) and contract.final.fail(code):
        _tell(contract, "contract.seal_failed", reason_code=code)


def seal(contract: Contract, document_hash: str, version: str, now: datetime) -> None:
    """Note the final document; the first one stays."""
    if can_be_sealed(contract):
        contract.final = Paper(document_hash=document_hash, template_version=version)
        contract.sealed_at = now
        _tell(contract, "contract.sealed")


def seal_again(contract: Contract) -> None:
    """Have a concluded contract closed that is not closed yet, whatever failed before."""
    if not can_be_sealed(contract):
        raise Conflict("nothing-to-seal")
    contract.final.forget()
    _tell(contract, "contract.seal_wanted")


def _tell(contract: Contract, kind: str, **more: Any) -> None:
    contract.say(kind, contract=contract.summary(), order=contract.order_summary, **more)
