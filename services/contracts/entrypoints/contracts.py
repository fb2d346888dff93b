"""What contracts answers about the contracts of level 4 and their documents."""

import base64
from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.common.errors import NotFound
from services.common.names import NamesQuery, names_of
from services.contracts import schemas
from services.contracts.domain import sides
from services.contracts.domain.contracts import Contract
from services.contracts.domain.personal import personal
from services.contracts.parties import actions_of, side_of, visible_to
from services.contracts.repositories.contracts import MOST_COUNTED, Contracts
from services.contracts.repositories.documents import ContractDocuments

Payload = dict[str, Any]
CALLED_BY = ("number", "profile_title", "body_name")


class ContractCalls:
    """Reading a contract, its document and its chain."""

    contracts = Part(Contracts.of)
    documents = Part(ContractDocuments.of)

    @rpc(needs="contracts:read")
    def get(self, contract_id: str) -> Payload:
        """Return a contract to its parties."""
        contract, caller = self._seen(contract_id), context.principal()
        return sides.view(contract, side_of(contract, caller), actions_of(contract, caller))

    @rpc(needs="contracts:read", query=schemas.ContractQuery)
    def list(self, query: Payload) -> Payload:
        """Return the contracts of the bodies the caller acts for.

        ``total_is_least`` says that there are more than are counted.
        """
        caller = context.principal()
        contracts, cursor, total = self.contracts.listed(query, visible_to(caller))
        items = [
            sides.item(contract, side_of(contract, caller), actions_of(contract, caller))
            for contract in contracts
        ]
        told = {"total": min(total, MOST_COUNTED), "total_is_least": total > MOST_COUNTED}
        return {"items": items, "next": cursor, **told}

    @rpc(needs="contracts:read", query=NamesQuery)
    def names(self, query: Payload) -> Payload:
        """Return number, service and body of those of these contracts the caller may read."""
        visible = visible_to(context.principal())
        return names_of(self.contracts.collection, query, CALLED_BY, visible)

    @rpc(needs="contracts:read")
    def document(self, contract_id: str) -> Payload:
        """Return the PDF (base64) with its SHA-256 in hex."""
        contract = self._seen(contract_id)
        if contract.document_hash is None:
            if contract.paper.failure:
                raise NotFound("document-not-found", "document-failed")
            raise NotFound("document-not-found", "document-in-work")
        pdf = self.documents.get(contract.document_hash)
        return {
            "pdf_base64": base64.b64encode(pdf).decode(),
            "sha256": contract.document_hash,
            "filename": f"{contract.number}.pdf",
        }

    @rpc(needs="contracts:read")
    def chain(self, contract_id: str) -> Payload:
        """Return the upstream agreements this contract was issued on."""
        contract = self._seen(contract_id)
        return {"contract": contract.id, "items": contract.chain, "next": None,
                "total": len(contract.chain)}  # fmt: skip

    @rpc(needs="me:read")
    def export_person(self) -> Payload:
        """Return the files of what contracts holds about the caller: the own signatures."""
        account = context.principal().subject
        contracts = [self.contracts.get(id) for id in self.contracts.signed_by(account)]
        items = [line for contract in contracts for line in personal(contract, account)]
        return {"files": {"contracts/signatures.json": {"items": items}}}

    def _seen(self, contract_id: str) -> Contract:
        contract: Contract = self.contracts.get(contract_id)
        side_of(contract, context.principal())
        return contract
