"""One queue of our own events, heard outside of nameko by a few threads of the document worker."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from services.common.events import Event
from services.common.logs import Log
from services.common.messaging import names, rpc_messages
from services.common.messaging.consumer import Consumer, Source
from services.common.runtime import Runtime

log = Log(__name__)

SOURCE = "contracts"


def queue_of(kind: str, handler: str) -> str:
    """Return the name of the queue a process of this service takes its own events from."""
    return names.event_queue(SOURCE, kind, SOURCE, handler)


class Hearing:
    """Takes the events of one kind and applies each until it is settled."""

    def __init__(
        self,
        runtime: Runtime,
        kind: str,
        handler: str,
        *,
        parallel: int,
        apply: Callable[[Event], None],
    ) -> None:
        self._runtime, self._kind, self._apply = runtime, kind, apply
        self.queue = queue_of(kind, handler)
        self._threads = ThreadPoolExecutor(parallel)
        source = Source(self.queue, parallel, self._take, runtime.park_unreadable)
        uri, name = runtime.settings.amqp_uri, f"contracts-{handler}"
        self.lane = Consumer(uri, name, lambda: [source])
        runtime.lanes.append(self.lane)

    def run(self) -> None:
        """Work until the lane is stopped, redelivering parked messages on the side."""
        threading.Thread(
            target=self._runtime.redeliver, args=([self.queue], self._again), daemon=True
        ).start()
        self.lane.run()
        self.end()

    def end(self) -> None:
        """Wait for what was taken."""
        self._threads.shutdown()

    def _take(self, message: Any) -> None:
        self._threads.submit(self._settle, message)

    def _settle(self, message: Any) -> None:
        runtime, lane = self._runtime, self.lane
        try:
            settled = runtime.hearing.settle(
                self.queue,
                SOURCE,
                self._kind,
                body=rpc_messages.body_bytes(message),
                apply=self._apply,
                gone=lambda: runtime.stopping or not lane.holds(message),
            )
        except Exception as error:
            log.error("event_unsettled", trace=error, queue=self.queue)
            settled = False
        (lane.ack if settled else lane.give_back)(message)

    def _again(self, record: dict[str, Any]) -> None:
        self._runtime.hearing.again(record, SOURCE, self._kind, self._apply)
