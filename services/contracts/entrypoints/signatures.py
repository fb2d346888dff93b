"""What contracts answers to those who sign, for a body or for the operator."""

from collections.abc import Callable
from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.common.errors import Conflict, Forbidden
from services.common.principal import Principal
from services.contracts import schemas
from services.contracts.evidence.archive import LARGEST_CALL, SignInArchive
from services.contracts.repositories.chains import Chains
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments
from services.contracts.signing import Signing, is_fresh

Payload = dict[str, Any]
Check = Callable[[Signing], list[Payload]]


class SignatureCalls:
    """Signatures and countersignatures, each for a list of contracts."""

    contracts = Part(Contracts.of)
    documents = Part(ContractDocuments.of)
    chains = Part(Chains.of)
    archive = Part(SignInArchive.of)

    @rpc(needs="contracts:sign", payload=schemas.Signatures, largest=LARGEST_CALL)
    def sign(self, payload: Payload, sign_in: Payload | None) -> Payload:
        """Sign a list of up to 200 contracts after a fresh sign-in that carried it.

        ``sign_in`` is that sign-in as the gateway was given it, to be kept as evidence.
        """
        signing = self._signing(payload["contracts"], sign_in, Signing.check_for_body)
        return {"items": signing.for_body()}

    @rpc(needs="contracts:countersign", payload=schemas.Signatures, largest=LARGEST_CALL)
    def countersign(self, payload: Payload, sign_in: Payload | None) -> Payload:
        """Countersign a list for the operator, after such a sign-in."""
        signing = self._signing(payload["contracts"], sign_in, Signing.check_for_operator)
        return {"items": signing.for_operator()}

    @rpc(needs="contracts:sign", payload=schemas.Signatures)
    def check_signatures(self, payload: Payload) -> Payload:
        """Return what would become of each contract of a list if it were signed now."""
        return {"items": self._checking(payload["contracts"]).check_for_body()}

    @rpc(needs="contracts:countersign", payload=schemas.Signatures)
    def check_countersignatures(self, payload: Payload) -> Payload:
        """Return what would become of each contract of a list if it were countersigned now."""
        return {"items": self._checking(payload["contracts"]).check_for_operator()}

    def _signing(self, items: Any, sign_in: Payload | None, check: Check) -> Signing:
        """Make the signing of a list; nobody is sent to a sign-in for what cannot be signed."""
        caller = context.principal()
        if not is_fresh(caller, items):
            refused = [one for one in check(self._checking(items)) if not one["ok"]]
            if refused:
                raise Conflict("list-not-signable", count=len(refused), items=refused)
            raise Forbidden("fresh-sign-in-needed")
        kept = self.archive.keep(sign_in, items)
        return self._of(caller, items, kept)

    def _checking(self, items: Any) -> Signing:
        return self._of(context.principal(), items, None)

    def _of(self, caller: Principal, items: Any, kept: str | None) -> Signing:
        stores = (self.contracts, self.documents, self.chains)
        return Signing(*stores, caller, items, sign_in=kept)
