"""``@on_event``: the events a service hears, each handler on a durable queue of its own."""

import time
from functools import partial
from typing import Any

from eventlet.event import Event as Signal
from nameko.extensions import Entrypoint

from services.common.entrypoints.consumers import OnConsumer
from services.common.events import Event
from services.common.logs import Log
from services.common.messaging import names, rpc_messages
from services.common.messaging.consumer import Source

log = Log(__name__)

EVENT_PREFETCH = 4


class EventConsumer(OnConsumer):
    """Takes the events this service hears, one durable queue per handler."""

    purpose = "events"

    def sources(self) -> list[Source]:
        return [
            Source(entrypoint.queue, EVENT_PREFETCH, entrypoint.take, self.runtime.park_unreadable)
            for entrypoint in self.entrypoints.values()
        ]

    def start(self) -> None:
        super().start()
        if self.entrypoints:
            self._redelivery = self.container.spawn_managed_thread(self._redeliver)

    def stop(self) -> None:
        super().stop()
        if self.entrypoints:
            self._redelivery.kill()

    def _redeliver(self) -> None:
        self.runtime.redeliver(self.entrypoints, self._try_again)

    def _try_again(self, record: dict[str, Any]) -> None:
        entrypoint = self.entrypoints[record["queue"]]
        self.runtime.hearing.again(record, entrypoint.source, entrypoint.kind, entrypoint.apply)


class OnEvent(Entrypoint):
    """``@on_event(source, type)``: a method that hears one type of event at least once.

    ``copy=True`` marks a handler that only keeps the newest whole state; any other makes
    something, and asks its own state machine whether that is still due.
    """

    lane = EventConsumer()

    def __init__(self, source: str, kind: str, *, copy: bool = False, **kwargs: Any) -> None:
        self.source, self.kind, self.copy = source, kind, copy
        super().__init__(**kwargs)

    @property
    def queue(self) -> str:
        """Return the name of the durable queue of this handler."""
        return names.event_queue(
            self.source, self.kind, self.container.service_name, self.method_name
        )

    def setup(self) -> None:
        self.lane.entrypoints[self.queue] = self

    def take(self, message: Any) -> None:
        """Settle the message in its own greenlet."""
        self.container.spawn_managed_thread(partial(self._settle, message))

    def apply(self, event: Event) -> None:
        """Run the method in a worker and raise what it raised."""
        done: Any = Signal()

        def handled(_worker: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
            done.send(exc_info[1] if exc_info else None)
            return result, exc_info

        self.container.spawn_worker(
            self, (event,), {}, context_data={"call": event.call()}, handle_result=handled
        )
        error = done.wait()
        if error is not None:
            raise error

    def _settle(self, message: Any) -> None:
        runtime, lane = self.lane.runtime, self.lane.lane
        try:
            settled = runtime.hearing.settle(
                self.queue,
                self.source,
                self.kind,
                body=rpc_messages.body_bytes(message),
                apply=self.apply,
                gone=lambda: runtime.stopping or not lane.holds(message),
            )
        except Exception as error:
            log.error("event_unsettled", trace=error, queue=self.queue)
            settled = False
            time.sleep(1)
        (lane.ack if settled else lane.give_back)(message)


on_event = OnEvent.decorator
