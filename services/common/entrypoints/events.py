"""``@on_event``: the events a service hears, each handler on a durable queue of its own."""

import time
from collections import deque
from collections.abc import Sequence
from functools import partial
from typing import Any

from eventlet.event import Event as Signal
from eventlet.semaphore import Semaphore
from nameko.extensions import Entrypoint

from services.common.context import Call
from services.common.entrypoints.consumers import OnConsumer
from services.common.events import Event
from services.common.logs import Log
from services.common.messaging import names, rpc_messages
from services.common.messaging.consumer import Source

log = Log(__name__)

EVENT_PREFETCH = 4
EVENT_WORKERS = EVENT_PREFETCH + 1
"""So many handlers of one queue run at most: as many as are settled each by itself, and a list."""


class EventConsumer(OnConsumer):
    """Takes the events this service hears, one durable queue per handler."""

    purpose = "events"

    def sources(self) -> list[Source]:
        return [
            Source(
                entrypoint.queue,
                entrypoint.at_once or EVENT_PREFETCH,
                entrypoint.take,
                self.runtime.park_unreadable,
            )
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
    something, and asks its own state machine whether that is still due. With ``at_once`` the
    method is given a list: what came while it was at work, so many at most. Where that fails,
    each of them comes by itself.
    """

    lane = EventConsumer()

    def __init__(
        self, source: str, kind: str, *, copy: bool = False, at_once: int = 0, **kwargs: Any
    ) -> None:
        self.source, self.kind, self.copy, self.at_once = source, kind, copy, at_once
        self._taken: deque[Any] = deque()
        self._settling = False
        self._alone = Semaphore(EVENT_PREFETCH)
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
        """Settle the message in its own greenlet, or with those that come meanwhile."""
        if not self.at_once:
            self.container.spawn_managed_thread(partial(self._settle, message))
            return
        self._taken.append(message)
        if not self._settling:
            self._settling = True
            self.container.spawn_managed_thread(self._settle_taken)

    def apply(self, event: Event) -> None:
        """Run the method for one event in a worker and raise what it raised."""
        self._run([event] if self.at_once else event, event.call())

    def _run(self, heard: Event | Sequence[Event], call: Call) -> None:
        done: Any = Signal()

        def handled(_worker: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
            done.send(exc_info[1] if exc_info else None)
            return result, exc_info

        self.container.spawn_worker(
            self, (heard,), {}, context_data={"call": call}, handle_result=handled
        )
        error = done.wait()
        if error is not None:
            raise error

    def _settle_taken(self) -> None:
        """Settle all that was taken, what came meanwhile together."""
        try:
            while self._taken:
                some = [self._taken.popleft() for _ in range(min(len(self._taken), self.at_once))]
                held = [message for message in some if self.lane.lane.holds(message)]
                if len(held) > 1 and self._settle_together(held):
                    continue
                for message in held:
                    self._alone.acquire()
                    self.container.spawn_managed_thread(partial(self._settle_alone, message))
        finally:
            self._settling = False

    def _settle_together(self, messages: Sequence[Any]) -> bool:
        """Settle all or none; tell whether they are."""
        settled = self.lane.runtime.hearing.settle_together(
            self.queue,
            self.source,
            self.kind,
            bodies=[rpc_messages.body_bytes(message) for message in messages],
            apply=lambda events: self._run(events, Call(deadline=events[0].call().deadline)),
        )
        if settled:
            self.lane.lane.ack_all(messages)
        return settled

    def _settle_alone(self, message: Any) -> None:
        try:
            self._settle(message)
        finally:
            self._alone.release()

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
