"""A connection that hears: a queue of its own on an exchange, opened anew whenever it is lost."""

import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from typing import Any

from gateway.calls.connection import TICK_S, connect, note_failure
from services.common.messaging.connection import SILENT_AFTER_S, BrokerConnection

QUEUE_LIFE_MS = 60_000
FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 5.0
STEADY_AFTER_S = 10.0


@dataclass(frozen=True)
class Subscription:
    """What a listener wants: an own queue on an exchange, and what to do with messages."""

    queue_prefix: str
    exchange: str
    keys: Callable[[str], list[str]]
    take: Callable[[Any], None]
    begun: Callable[[str], None]
    lost: Callable[[], None]


class Subscriber:
    """Consumes from a queue that lives as long as its connection, and connects anew for ever."""

    def __init__(self, uri: str, name: str, subscription: Subscription) -> None:
        self._uri, self._name, self._wants = uri, name, subscription
        self._line: BrokerConnection | None = None
        self.stopping = False

    @property
    def listening(self) -> bool:
        """Tell whether what is said is heard: a broker that says nothing passes nothing on."""
        line = self._line
        return line is not None and line.silent_s < SILENT_AFTER_S

    def start(self) -> None:
        """Listen from a thread of its own."""
        Thread(target=self.run, daemon=True, name=self._name).start()

    def run(self) -> None:
        """Listen until stopped; nothing that goes wrong ends it, not even our own defects."""
        pause_s = FIRST_PAUSE_S
        while not self.stopping:
            began = time.monotonic()
            try:
                self._listen(connect(self._uri, self._name))
            except Exception as error:
                note_failure(error, "listener_failed", self._name)
            if time.monotonic() - began > STEADY_AFTER_S:
                pause_s = FIRST_PAUSE_S
            if not self.stopping:
                time.sleep(pause_s)
                pause_s = min(pause_s * 2, LONGEST_PAUSE_S)

    def _listen(self, line: BrokerConnection) -> None:
        try:
            queue = self._subscribe(line.channel())
            self._line = line
            self._wants.begun(queue)
            while not self.stopping:
                with suppress(TimeoutError):
                    line.drain_events(timeout=TICK_S)
                line.tend()
        finally:
            self._line = None
            line.abort()
            self._wants.lost()

    def _subscribe(self, channel: Any) -> str:
        """Declare under a new name: the broker may still hold the queue of a lost connection."""
        queue = f"{self._wants.queue_prefix}{uuid.uuid4().hex}"
        channel.queue_declare(
            queue, durable=False, auto_delete=True, arguments={"x-expires": QUEUE_LIFE_MS}
        )
        for key in self._wants.keys(queue):
            channel.queue_bind(queue, self._wants.exchange, key)
        channel.basic_consume(queue, no_ack=True, callback=self._wants.take)
        return queue
