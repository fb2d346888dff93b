"""What contracts answers to those who sign, for a body or for the operator."""

from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.contracts import schemas
from services.contracts.evidence.archive import LARGEST_CALL, SignInArchive
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments
from services.contracts.signing import Signing, check_fresh

Payload = dict[str, Any]


class SignatureCalls:
    """Signatures and countersignatures, each for a list of contracts."""

    contracts = Part(Contracts.of)
    documents = Part(ContractDocuments.of)
    archive = Part(SignInArchive.of)

    @rpc(needs="contracts:sign", payload=schemas.Signatures, largest=LARGEST_CALL)
    def sign(self, payload: Payload, sign_in: Payload | None) -> Payload:
        """Sign a list of up to 200 contracts after a fresh sign-in that carried it.

        ``sign_in`` is that sign-in as the gateway was given it, to be kept as evidence.
        """
        return {"items": self._signing(payload["contracts"], sign_in).for_body()}

    @rpc(needs="contracts:countersign", payload=schemas.Signatures, largest=LARGEST_CALL)
    def countersign(self, payload: Payload, sign_in: Payload | None) -> Payload:
        """Countersign a list for the operator, after such a sign-in."""
        return {"items": self._signing(payload["contracts"], sign_in).for_operator()}

    def _signing(self, items: Any, sign_in: Payload | None) -> Signing:
        caller = context.principal()
        check_fresh(caller, items)
        kept = self.archive.keep(sign_in, items)
        return Signing(self.contracts, self.documents, caller, items, sign_in=kept)
