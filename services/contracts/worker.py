"""The document worker: ``python -m services.contracts.worker``.

Plain consumers with processes of their own and without eventlet: rendering would block an event
loop, and its missed heartbeats would cost the connection. Idempotent by document hash. It makes
the documents that are offered here, and closes concluded contracts (``sealing``).
"""

import os
import signal
import threading
import time
from dataclasses import replace
from typing import Any

from services.common import clock, config, context, health, logs, spans
from services.common.errors import Refusal, Unavailable
from services.common.events import Event
from services.common.logs import Log
from services.common.runtime import Runtime
from services.common.storage import mongo
from services.contracts.child_processes import ChildProcesses
from services.contracts.domain.contracts import Contract
from services.contracts.domain.papers import REFUSED
from services.contracts.hearing import Hearing, queue_of
from services.contracts.rendering import RenderedDocument, render_contract
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments
from services.contracts.sealing.closing import Closer

log = Log(__name__)

KIND, HANDLER = "contract.drafted", "worker"
QUEUE = queue_of(KIND, HANDLER)
PARALLEL = 2
HARD_END_S = 25


class Worker:
    """Hears drafted contracts, renders them in child processes and offers the result."""

    def __init__(self, runtime: Runtime) -> None:
        self._contracts: Contracts = runtime.part(Contracts.of)
        self._documents = runtime.part(ContractDocuments.of)
        self._children = ChildProcesses(PARALLEL)
        self._owed: set[str] = set()
        self._hearing = Hearing(runtime, KIND, HANDLER, parallel=PARALLEL, apply=self.apply)

    def run(self) -> None:
        """Work until the process is told to end."""
        self._hearing.run()
        self.end()

    def end(self) -> None:
        """End the child processes, when what was taken is done."""
        self._hearing.end()
        self._children.end()

    def apply(self, event: Event) -> None:
        """Make the document of one drafted contract and offer it, or say that it cannot be.

        An attempt is counted before it begins, outside of what the event does once: what
        kills its renderer, or this process, comes back only so often.
        """
        began, call = time.monotonic(), event.call()
        facts, contract = event.data["facts"], event.data["contract"]
        context.enter(replace(call, once=None))
        with mongo.bounded(mongo.DEFAULT_TIMEOUT_S):
            self._give_back(contract["id"], facts)
            begun = self._begin(contract["id"], facts)
        if begun is None:
            log.info("document_made_already", contract=contract["id"])
            return
        if not begun.awaits(facts):
            log.info("document_not_awaited", contract=contract["id"], failure=begun.paper.failure)
            return
        context.enter(call)
        try:
            rendered = self._render(facts)
        except Refusal as refusal:
            if isinstance(refusal, Unavailable):
                raise
            why = {"code": refusal.code, "fields": refusal.fields}
            log.warning("document_refused", contract=contract["id"], **why)
            wrong = ", ".join(pointer for pointer, _ in refusal.wrong)[:500]
            self._fail(contract["id"], facts, wrong or refusal.code)
            return

        try:
            self._offer(contract, facts, rendered)
        except Exception:
            self._owe(replace(call, once=None), contract["id"], facts)
            raise
        took_ms = round((time.monotonic() - began) * 1000, 1)
        made = {"sha256": rendered.sha256, "duration_ms": took_ms}
        log.info("document_made", contract=contract["id"], **made)

    def _offer(
        self, contract: dict[str, Any], facts: dict[str, Any], rendered: RenderedDocument
    ) -> None:
        def offer(drafted: Contract) -> None:
            if drafted.states(facts):
                drafted.offer(rendered.sha256, rendered.template_version, clock.now())

        with mongo.bounded(mongo.DEFAULT_TIMEOUT_S):
            self._documents.put(rendered.pdf, f"{contract['number']}.pdf")
            self._contracts.change(contract["id"], offer)

    def _owe(self, call: context.Call, id: str, facts: dict[str, Any]) -> None:
        """Give the attempt back at once, or before the next one where the database is away.

        The document was rendered; that it was not stored is no fault of its own.
        """
        self._owed.add(id)
        context.enter(call)
        try:
            with mongo.bounded(mongo.DEFAULT_TIMEOUT_S):
                self._give_back(id, facts)
        except Exception as error:
            log.warning("attempt_owed", contract=id, reason=repr(error))

    def _give_back(self, id: str, facts: dict[str, Any]) -> None:
        if id in self._owed:
            self._contracts.change(id, lambda c: c.forget_attempts(facts))
            self._owed.discard(id)

    def _begin(self, id: str, facts: dict[str, Any]) -> Contract | None:
        """Count an attempt; None, and no attempt, where the document is there already."""

        def begin(contract: Contract) -> None:
            if not contract.paper.is_made_of(facts):
                contract.begin_document(facts)

        contract = self._contracts.change(id, begin)
        if not contract.paper.is_made_of(facts):
            return contract
        if self._documents.holds(contract.document_hash or ""):
            return None
        return self._contracts.change(id, lambda c: c.begin_document(facts))

    def _fail(self, id: str, facts: dict[str, Any], detail: str) -> None:
        def fail(drafted: Contract) -> None:
            if drafted.states(facts):
                drafted.fail(REFUSED, detail)

        with mongo.bounded(mongo.DEFAULT_TIMEOUT_S):
            self._contracts.change(id, fail)

    def _render(self, facts: dict[str, Any]) -> RenderedDocument:
        return self._children.run(render_contract, facts)


def main() -> None:
    """Serve until SIGTERM; the kernel ends the process after 25 seconds at the latest."""
    settings = config.read(config.ServiceSettings)
    logs.start("contracts-worker", settings.log_level)
    spans.start("contracts-worker", settings)
    runtime = Runtime("contracts", settings)
    health.serve(settings.http_host, settings.http_port, runtime.ready)
    worker, closer = Worker(runtime), Closer(runtime)

    def begin_to_end(*_: object) -> None:
        signal.alarm(HARD_END_S)
        runtime.stop_taking()

    signal.signal(signal.SIGTERM, begin_to_end)
    signal.signal(signal.SIGINT, begin_to_end)
    runtime.relay.start()
    log.info("started", port=settings.http_port)
    closing = threading.Thread(target=closer.run, name="closing")
    closing.start()
    worker.run()
    closing.join()
    runtime.stop()
    log.info("stopped")
    os._exit(0)


if __name__ == "__main__":
    main()
