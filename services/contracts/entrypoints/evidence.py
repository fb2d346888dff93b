"""What contracts answers about evidence: a contract's package, and whether a file is genuine."""

import base64
import hashlib
from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.contracts import schemas
from services.contracts.evidence.package import EvidencePackage
from services.contracts.evidence.recognition import Recognition
from services.contracts.parties import side_of
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments
from services.contracts.repositories.packages import GivenPackages

Payload = dict[str, Any]


class EvidenceCalls:
    """Evidence for the parties of a contract, and its check for anybody."""

    contracts = Part(Contracts.of)
    documents = Part(ContractDocuments.of)
    package = Part(EvidencePackage.of)
    packages = Part(GivenPackages.of)
    recognition = Part(Recognition.of)

    @rpc(needs="contracts:read")
    def evidence(self, contract_id: str) -> Payload:
        """Return the evidence package (ZIP, base64) with its SHA-256; it is known again later."""
        contract = self.contracts.get(contract_id)
        side_of(contract, context.principal())
        content = self.package.made(contract)
        sha256 = hashlib.sha256(content).hexdigest()
        if self.packages.contract_of(sha256) is None:
            self.documents.put(content, f"{contract.number}.zip")
            self.packages.note(sha256, contract.id, clock.now())
        return {
            "zip_base64": base64.b64encode(content).decode(),
            "sha256": sha256,
            "filename": f"{contract.number}-Nachweise.zip",
        }

    @rpc(public=True, payload=schemas.CheckedFile)
    def verify(self, payload: Payload) -> Payload:
        """Return whether a file of these digests is genuine, altered (where) or unknown."""
        return self.recognition.judge(payload)
