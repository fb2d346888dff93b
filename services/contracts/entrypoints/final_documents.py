"""What contracts answers about final documents: the sealed file, and sealing begun again."""

import base64
from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.common.errors import NotFound
from services.contracts.domain import sides
from services.contracts.domain.closing import seal_again
from services.contracts.domain.contracts import Contract
from services.contracts.parties import actions_of, side_of
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments

Payload = dict[str, Any]


class FinalDocumentCalls:
    """The document a concluded contract is closed with."""

    contracts = Part(Contracts.of)
    documents = Part(ContractDocuments.of)

    @rpc(needs="contracts:read")
    def final_document(self, contract_id: str) -> Payload:
        """Return the sealed PDF (base64) with its SHA-256 in hex."""
        contract = self._seen(contract_id)
        digest = contract.final.document_hash
        if digest is None:
            raise NotFound("document-not-found", "not-sealed-yet")
        return {
            "pdf_base64": base64.b64encode(self.documents.get(digest)).decode(),
            "sha256": digest,
            "filename": f"{contract.number}-gesiegelt.pdf",
        }

    @rpc(needs="contracts:countersign")
    def seal(self, contract_id: str) -> Payload:
        """Have a concluded contract sealed that is not sealed yet."""
        self._seen(contract_id)
        changed = self.contracts.change(contract_id, seal_again)
        caller = context.principal()
        return sides.view(changed, side_of(changed, caller), actions_of(changed, caller))

    def _seen(self, contract_id: str) -> Contract:
        contract: Contract = self.contracts.get(contract_id)
        side_of(contract, context.principal())
        return contract
