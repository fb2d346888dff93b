"""The document worker: ``python -m services.contracts.worker``.

A plain consumer with a process pool and without eventlet: rendering would block an event
loop, and its missed heartbeats would cost the connection. Idempotent by document hash.
"""

import multiprocessing
import os
import signal
import threading
import time
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from queue import SimpleQueue
from typing import Any

from services.common import children, clock, config, context, health, logs
from services.common.errors import Refusal, Unavailable
from services.common.events import Event
from services.common.logs import Log
from services.common.messaging import names, rpc_messages
from services.common.messaging.consumer import Consumer, Source
from services.common.runtime import Runtime
from services.common.storage import mongo
from services.contracts.domain.contracts import Contract
from services.contracts.domain.papers import REFUSED
from services.contracts.rendering import RenderedDocument, render_contract
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments

log = Log(__name__)

SOURCE, KIND = "contracts", "contract.drafted"
QUEUE = names.event_queue(SOURCE, KIND, "contracts", "worker")
PARALLEL = 2
RENDER_TIMEOUT_S = 60
HARD_END_S = 25


class Worker:
    """Hears drafted contracts, renders them in child processes and offers the result."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._contracts = runtime.part(Contracts.of)
        self._documents = runtime.part(ContractDocuments.of)
        self._threads = ThreadPoolExecutor(PARALLEL)
        self._renderers: SimpleQueue[ProcessPoolExecutor] = SimpleQueue()
        for _ in range(PARALLEL):
            self._renderers.put(_renderer())
        self._owed: set[str] = set()
        source = Source(QUEUE, PARALLEL, self._take, runtime.park_unreadable)
        self.lane = Consumer(runtime.settings.amqp_uri, "contracts-worker", lambda: [source])
        runtime.lanes.append(self.lane)

    def run(self) -> None:
        """Work until the lane is stopped, redelivering parked messages on the side."""
        threading.Thread(
            target=self._runtime.redeliver, args=([QUEUE], self._again), daemon=True
        ).start()
        self.lane.run()
        self._threads.shutdown()
        self.end_renderers()

    def end_renderers(self) -> None:
        """End the child processes."""
        for _ in range(PARALLEL):
            self._renderers.get().shutdown(cancel_futures=True)

    def apply(self, event: Event) -> None:
        """Make the document of one drafted contract and offer it, or say that it cannot be.

        An attempt is counted before it begins, outside of what the event does once: what
        kills its renderer, or this process, comes back only so often.
        """
        began, call = time.monotonic(), event.call()
        facts, contract = event.data["facts"], event.data["contract"]
        context.enter(replace(call, once=None))
        with mongo.bounded(mongo.DEFAULT_TIMEOUT_S):
            if self._is_made(contract["id"], facts):
                log.info("document_made_already", contract=contract["id"])
                return
            self._give_back(contract["id"], facts)
            begun = self._contracts.change(contract["id"], lambda c: c.begin_document(facts))
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

    def _is_made(self, id: str, facts: dict[str, Any]) -> bool:
        """Tell whether the document is there: a message that comes again makes no attempt."""
        contract = self._contracts.get(id)
        made = contract.document_hash if contract.states(facts) else None
        return made is not None and self._documents.holds(made)

    def _fail(self, id: str, facts: dict[str, Any], detail: str) -> None:
        def fail(drafted: Contract) -> None:
            if drafted.states(facts):
                drafted.fail(REFUSED, detail)

        with mongo.bounded(mongo.DEFAULT_TIMEOUT_S):
            self._contracts.change(id, fail)

    def _render(self, facts: dict[str, Any]) -> RenderedDocument:
        """Render in a process of its own: one that dies or hangs takes no other with it."""
        renderer = self._renderers.get()
        try:
            made: Future[RenderedDocument] = renderer.submit(render_contract, facts)
            return made.result(timeout=RENDER_TIMEOUT_S)
        except (TimeoutError, BrokenProcessPool) as error:
            for child in list((renderer._processes or {}).values()):
                child.kill()
            renderer.shutdown(wait=False, cancel_futures=True)
            renderer = _renderer()
            raise Unavailable("renderer-ended") from error
        finally:
            self._renderers.put(renderer)

    def _take(self, message: Any) -> None:
        self._threads.submit(self._settle, message)

    def _settle(self, message: Any) -> None:
        runtime, lane = self._runtime, self.lane
        try:
            settled = runtime.hearing.settle(
                QUEUE,
                SOURCE,
                KIND,
                body=rpc_messages.body_bytes(message),
                apply=self.apply,
                gone=lambda: runtime.stopping or not lane.holds(message),
            )
        except Exception as error:
            log.error("event_unsettled", trace=error, queue=QUEUE)
            settled = False
        (lane.ack if settled else lane.give_back)(message)

    def _again(self, record: dict[str, Any]) -> None:
        self._runtime.hearing.again(record, SOURCE, KIND, self.apply)


def _renderer() -> ProcessPoolExecutor:
    """Make a renderer: a pool of one, which knows when its process has died."""
    spawning = multiprocessing.get_context("spawn")
    known = (os.getpid(),)
    return ProcessPoolExecutor(1, spawning, children.end_with_parent, known)


def main() -> None:
    """Serve until SIGTERM; the kernel ends the process after 25 seconds at the latest."""
    settings = config.read(config.ServiceSettings)
    logs.start("contracts-worker", settings.log_level)
    runtime = Runtime("contracts", settings)
    health.serve(settings.http_host, settings.http_port, runtime.ready)
    worker = Worker(runtime)

    def begin_to_end(*_: object) -> None:
        signal.alarm(HARD_END_S)
        runtime.stop_taking()

    signal.signal(signal.SIGTERM, begin_to_end)
    signal.signal(signal.SIGINT, begin_to_end)
    runtime.relay.start()
    log.info("started", port=settings.http_port)
    worker.run()
    runtime.stop()
    log.info("stopped")
    os._exit(0)


if __name__ == "__main__":
    main()
