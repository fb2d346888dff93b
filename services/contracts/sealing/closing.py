"""Closing contracts in the document worker: make the final document, seal it, keep it."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from services.common import clock, context
from services.common.errors import NotFound, Refusal, Unavailable
from services.common.events import Event
from services.common.logs import Log
from services.common.runtime import Runtime
from services.common.storage import mongo
from services.contracts.child_processes import ChildProcesses
from services.contracts.domain import closing
from services.contracts.domain.contracts import Contract
from services.contracts.hearing import Hearing
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments
from services.contracts.sealing.final_document import VERSION, render_final
from services.contracts.sealing.settings import SealSettings, read_settings

log = Log(__name__)

KIND = "contract.seal_wanted"
PARALLEL = 2
LONGEST_WAIT = timedelta(days=1)
"""So long a contract waits for the timestamp authority before a person is told."""


def make_final(
    facts: dict[str, Any],
    records: dict[str, Any],
    offered: bytes,
    copy: bytes | None,
    settings: SealSettings,
) -> bytes:
    """Return the final document under the operator's seal; for a child process."""
    from services.contracts.sealing.seals import seal

    return seal(render_final(facts, records, offered, copy), settings)


class Closer:
    """Hears which contracts are to be closed, and closes them one by one."""

    def __init__(self, runtime: Runtime) -> None:
        self._contracts: Contracts = runtime.part(Contracts.of)
        self._documents: ContractDocuments = runtime.part(ContractDocuments.of)
        self._settings: SealSettings = runtime.part(read_settings)
        self._children = ChildProcesses(PARALLEL)
        self._begun: set[str] = set()
        self._hearing = Hearing(runtime, KIND, "closer", parallel=PARALLEL, apply=self.apply)

    def run(self) -> None:
        """Work until the process is told to end."""
        self._hearing.run()
        self.end()

    def end(self) -> None:
        """End the child processes, when what was taken is done."""
        self._hearing.end()
        self._children.end()

    def apply(self, event: Event) -> None:
        """Close one contract, or say that it cannot be done.

        An attempt is counted before it begins, outside of what the event does once: what kills
        its child, or this process, comes back only so often. One that waits for the timestamp
        authority or the database stays the same attempt, and after a day somebody's task.
        """
        began, call, id = time.monotonic(), event.call(), str(event.subject)
        context.enter(replace(call, once=None))
        contract = self._begin(id)
        if not closing.awaits_seal(contract):
            self._begun.discard(id)
            log.info("contract_closed_already", contract=id, failure=contract.final.failure)
            return
        context.enter(call)
        try:
            self._close(contract)
        except Unavailable:
            if _age(event) < LONGEST_WAIT:
                raise
            self._fail(id, closing.SEALING_WAITED)
        except Refusal as refusal:
            self._fail(id, refusal.code)
        except Exception:
            self._begun.discard(id)  # the next try is another attempt
            raise
        else:
            log.info("contract_closed", contract=id, duration_ms=_ms_since(began))
        self._begun.discard(id)

    def _fail(self, id: str, why: str) -> None:
        log.warning("contract_not_closed", contract=id, code=why)
        self._change(id, lambda c: closing.fail_sealing(c, why))

    def _begin(self, id: str) -> Contract:
        if id in self._begun:
            with mongo.bounded(mongo.DEFAULT_TIMEOUT_S):
                return self._contracts.get(id)
        begun = self._change(id, closing.begin_sealing)
        self._begun.add(id)
        return begun

    def _close(self, contract: Contract) -> None:
        sealed = self._made(contract)
        digest = hashlib.sha256(sealed).hexdigest()
        with mongo.bounded(mongo.DEFAULT_TIMEOUT_S):
            self._documents.put(sealed, f"{contract.number}-gesiegelt.pdf")
        self._change(contract.id, lambda c: closing.seal(c, digest, VERSION, clock.now()))

    def _made(self, contract: Contract) -> bytes:
        with mongo.bounded(mongo.DEFAULT_TIMEOUT_S):
            offered = self._file(contract.document_hash or "")
            copy = self._file(signed) if (signed := _signed_copy(contract)) else None
        records = closing.closing_facts(contract)
        try:
            return self._children.run(
                make_final, contract.facts, records, offered, copy, self._settings
            )
        except Unavailable as away:
            if away.code == "renderer-ended":
                self._begun.discard(contract.id)
            raise

    def _file(self, digest: str) -> bytes:
        """Return a file that was signed; while it is away it is being restored."""
        try:
            return self._documents.get(digest)
        except NotFound as missing:
            raise Unavailable("document-missing") from missing

    def _change(self, id: str, act: Callable[[Contract], None]) -> Contract:
        with mongo.bounded(mongo.DEFAULT_TIMEOUT_S):
            return self._contracts.change(id, act)


def _signed_copy(contract: Contract) -> str | None:
    """Return the hash of the copy that counts as the body's signature, where one does."""
    return contract.signature.signed_copy if contract.signature else None


def _age(event: Event) -> timedelta:
    """Return how long ago the event was said."""
    now = clock.now()
    return now - datetime.fromisoformat(event.raw.get("time") or now.isoformat())


def _ms_since(began: float) -> float:
    return round((time.monotonic() - began) * 1000, 1)
