"""Contracts whose document cannot be read back: found by a patient walk, made again.

Equal facts give equal bytes, so the worker makes the very document again whose hash the
contract states. Where it no longer does (another template), what nobody has signed yet is
drafted anew; a signed one stays missing, is counted, and comes back from a backup only. It is
asked for ever more rarely: each time is an event and a line of the audit trail.
"""

import time
from typing import Any, Self

from services.common import context
from services.common.background import BackgroundTask, database_bound
from services.common.context import Call
from services.common.logs import Log
from services.common.metrics import DOCUMENTS_MISSING
from services.common.storage.leases import Lease
from services.contracts.domain.contracts import Contract
from services.contracts.drafting import Drafter
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments

log = Log(__name__)

PAGE = 20
LEASE_S = 60.0
REST_S = 60.0
"""Between two walks over all contracts."""
ASKED_BEFORE_ANEW = 5


class DocumentRepair:
    """Walks over the contracts with a document, a page every two seconds, in one process."""

    def __init__(
        self, contracts: Contracts, documents: ContractDocuments, drafter: Drafter, lease: Lease
    ) -> None:
        self._contracts, self._documents = contracts, documents
        self._drafter, self._lease = drafter, lease
        self._after, self._next, self._missing = "", 0.0, 0
        self._asked: dict[str, int] = {}
        self.loop = BackgroundTask("documents", self._round)

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        contracts, documents = runtime.part(Contracts.of), runtime.part(ContractDocuments.of)
        return cls(contracts, documents, runtime.part(Drafter.of), runtime.lease("documents"))

    def _round(self) -> bool:
        if time.monotonic() >= self._next:
            with database_bound():
                if not self._lease.take(LEASE_S):
                    self._next = time.monotonic() + LEASE_S / 2
                elif not self.walk():
                    self._next = time.monotonic() + REST_S
        return False

    def walk(self) -> bool:
        """Look at the next page; tell whether there may be more of this walk."""
        context.enter(Call())
        page = self._contracts.with_document(after=self._after, limit=PAGE)
        for contract in page:
            if self._documents.holds(contract.document_hash or ""):
                self._asked.pop(contract.id, None)
            else:
                self._missing += 1
                self._restore(contract)
        if len(page) == PAGE:
            self._after = page[-1].id
            return True
        DOCUMENTS_MISSING.set(self._missing)
        self._after, self._missing = "", 0
        self._documents.tidy()
        return False

    def _restore(self, contract: Contract) -> None:
        asked = self._asked[contract.id] = self._asked.get(contract.id, 0) + 1
        log.error("document_missing", contract=contract.id, sha256=contract.document_hash)
        if asked > ASKED_BEFORE_ANEW and contract.signature is None:
            self._drafter.draft_anew(contract.id)
        elif contract.signature is None or asked.bit_count() == 1:
            self._contracts.change(contract.id, Contract.make_again)
