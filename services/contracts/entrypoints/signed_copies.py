"""What contracts answers about copies that were signed elsewhere with a qualified signature."""

import base64
import json
from collections.abc import Callable
from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.errors import Conflict, NotFound, Wrong, invalid_fields
from services.contracts import schemas
from services.contracts.child_printing import delivered, printed
from services.contracts.domain import sides, signed_copies
from services.contracts.domain.contracts import Contract
from services.contracts.domain.signed_copies import SignedCopy
from services.contracts.parties import actions_of, require, side_of
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments
from services.contracts.settings import read_settings
from services.contracts.uploads import LARGEST_CALL_BYTES, pdf_of

Payload = dict[str, Any]
PROGRAM = ("services.contracts.sealing.copy_check",)


class SignedCopyCalls:
    """Handing in, reading and judging a copy."""

    contracts = Part(Contracts.of)
    documents = Part(ContractDocuments.of)
    settings = Part(read_settings)

    @rpc(needs="orders:place", payload=schemas.CopyHandedIn, largest=LARGEST_CALL_BYTES)
    def hand_in_copy(self, contract_id: str, payload: Payload) -> Payload:
        """Keep a copy of the offered document with a qualified signature, for the operator to see.

        Raises Invalid where it is another document or bears no such signature.
        """
        contract, content = self._seen(contract_id), pdf_of(payload["content"])
        require(contract, context.principal(), "hand-in-copy")
        offered, now = contract.document_hash or "", clock.now()
        contract.check_offered(offered, now)
        found = self._judged(self.documents.get(offered), content)
        caller = context.principal()
        copy = SignedCopy(
            document_hash=self.documents.put(content, f"{contract.number}-unterschrieben.pdf"),
            **found,
            title=payload["title"],
            basis=payload["basis"],
            account=caller.subject,
            name=caller.name,
            at=now,
        )
        return self._changed(contract_id, lambda c: signed_copies.hand_in(c, copy, offered))

    @rpc(needs="contracts:read")
    def signed_copy(self, contract_id: str) -> Payload:
        """Return the copy that was handed in (base64) with its SHA-256 in hex."""
        contract = self._seen(contract_id)
        if contract.signed_copy is None:
            raise NotFound("signed-copy-not-found")
        pdf = self.documents.get(contract.signed_copy.document_hash)
        return delivered(pdf, f"{contract.number}-unterschrieben.pdf")

    @rpc(needs="contracts:countersign", payload=schemas.CopySeen)
    def accept_copy(self, contract_id: str, payload: Payload) -> Payload:
        """Let exactly the copy that was looked at count as the body's signature."""
        self._seen(contract_id)
        seen = payload["document_hash"]
        return self._changed(contract_id, lambda c: signed_copies.accept(c, seen))

    @rpc(needs="contracts:countersign", payload=schemas.CopyRejected)
    def reject_copy(self, contract_id: str, payload: Payload) -> Payload:
        """Say why the copy does not count; the contract is to be signed as before."""
        self._seen(contract_id)
        seen, reason = payload["document_hash"], payload["reason"]
        return self._changed(contract_id, lambda c: signed_copies.reject(c, seen, reason))

    def _judged(self, offered: bytes, copy: bytes) -> dict[str, str]:
        """Return whose qualified signature it is, as a process apart has found."""
        roots = self.settings.qualified_roots
        if not roots.strip():
            raise Conflict("signed-copies-not-taken")
        files = {"offered": offered, "copy": copy}
        asked = {name: base64.b64encode(content).decode() for name, content in files.items()}
        found: dict[str, str] = json.loads(printed(PROGRAM, {**asked, "roots": roots}))
        if code := found.get("code"):
            raise invalid_fields([("/content", Wrong(code))])
        return found

    def _seen(self, contract_id: str) -> Contract:
        contract: Contract = self.contracts.get(contract_id)
        side_of(contract, context.principal())
        return contract

    def _changed(self, contract_id: str, act: Callable[[Contract], None]) -> Payload:
        changed, caller = self.contracts.change(contract_id, act), context.principal()
        return sides.view(changed, side_of(changed, caller), actions_of(changed, caller))
