"""What contracts answers to those who sign, for a body or for the operator."""

from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.contracts import schemas
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments
from services.contracts.signing import Signing

Payload = dict[str, Any]


class SignatureCalls:
    """Signatures and countersignatures, each for a list of contracts."""

    contracts = Part(Contracts.of)
    documents = Part(ContractDocuments.of)

    @rpc(needs="contracts:sign", payload=schemas.Signatures)
    def sign(self, payload: Payload) -> Payload:
        """Sign a list of up to 200 contracts after a fresh sign-in that carried it."""
        items = payload["contracts"]
        return {"items": self._signing(items).for_body()}

    @rpc(needs="contracts:countersign", payload=schemas.Signatures)
    def countersign(self, payload: Payload) -> Payload:
        """Countersign a list for the operator."""
        items = payload["contracts"]
        return {"items": self._signing(items).for_operator()}

    def _signing(self, items: Any) -> Signing:
        return Signing(self.contracts, self.documents, context.principal(), items)
