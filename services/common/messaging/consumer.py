"""One AMQP connection on which messages are taken, and settled, until the process stops.

RPC and events have a lane each, so that slow handlers of the one never hold the other.
"""

import math
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import amqp

from services.common.logs import Log
from services.common.messaging.connection import LOST, SILENT_AFTER_S, BrokerConnection, open_line
from services.common.messaging.outgoing import Outgoing, send
from services.common.metrics import QUEUES_MISSING

log = Log(__name__)

TICK_S = 0.5
STOPPING_TICK_S = 0.05
LOOK_AGAIN_S = 2.0
TOGETHER = 8
"""So many messages at most are acknowledged in one word: half of what is taken at once."""
TOGETHER_S = 0.02


@dataclass(frozen=True)
class Source:
    """A queue to take from.

    ``take`` gets py-amqp's raw message and returns quickly; ``park`` keeps the body of a
    message that ``take`` failed on, with the reason.
    """

    queue: str
    prefetch: int
    take: Callable[[Any], None]
    park: Callable[[str, bytes, str], None]


class Consumer:
    """Consumes its sources, reconnecting for as long as it is not stopped.

    A queue that is not there is looked for again and again while the others are taken from;
    ``found_again`` is told when it is back, as what it held is lost.
    """

    def __init__(
        self,
        uri: str,
        name: str,
        sources: Callable[[], list[Source]],
        found_again: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._uri, self._name, self._sources = uri, name, sources
        self._found_again = found_again
        self._writing = threading.RLock()
        self._line: BrokerConnection | None = None
        self._reply_channel: Any = None
        self._open: dict[int, Any] = {}
        self._due: list[Any] = []
        self._due_since = 0.0
        self._consumers: list[tuple[Any, str]] = []
        self._missing: dict[str, Source] = {}
        self._looked_at = 0.0
        self._pause_s = 0.2
        self.stopping = False

    @property
    def missing(self) -> list[str]:
        """Name the queues that are not on the broker."""
        return sorted(self._missing)

    @property
    def consuming(self) -> bool:
        """Tell whether messages are taken now: a broker that says nothing sends none."""
        line = self._line
        alive = line is not None and line.silent_s < SILENT_AFTER_S
        return alive and not self.stopping and not self._missing

    def run(self) -> None:
        """Take messages until stopped and everything taken is settled; never raises."""
        while not self.stopping:
            try:
                with open_line(self._uri, self._name) as line:
                    self._consume(line)
            except LOST as error:
                log.warning("lane_interrupted", lane=self._name, reason=str(error)[:200])
            except Exception as error:
                log.error("lane_failed", trace=error, lane=self._name)
            finally:
                self._line = self._reply_channel = None
                self._consumers.clear()
                self._open.clear()
                self._due.clear()
            if not self.stopping:
                time.sleep(self._pause_s)
                self._pause_s = min(self._pause_s * 2, 5.0)

    def holds(self, message: Any) -> bool:
        """Tell whether the message can still be settled; else the broker delivers it again."""
        return id(message) in self._open

    def ack(self, message: Any) -> None:
        """Tell the broker that the message is done with."""
        self._settle(message, lambda: message.channel.basic_ack(message.delivery_tag))

    def ack_soon(self, message: Any) -> None:
        """Tell it together with others: for what may be done again, as it is known by then.

        The others come at once under load; at most ``TOGETHER`` wait, for a tick at most.
        """
        if not self._due:
            self._due_since = time.monotonic()
        self._due.append(message)
        if len(self._due) >= TOGETHER:
            self._ack_due()

    def _ack_due(self) -> None:
        due, self._due = self._due, []
        self.ack_all(due)

    def ack_all(self, messages: Sequence[Any]) -> None:
        """Tell the broker that messages of one queue are done with, in one word where it can be.

        That word settles all that came before on the channel, so it names the newest one before
        which nothing is open. A queue that was gone comes on a new channel, which counts anew.
        """
        held = {id(message): message for message in messages if self.holds(message)}
        channels = {id(message.channel) for message in held.values()}
        open_tags = (
            other.delivery_tag
            for key, other in list(self._open.items())
            if key not in held and id(other.channel) in channels
        )
        first_open = min(open_tags, default=math.inf) if len(channels) == 1 else -math.inf
        before = [m for m in held.values() if m.delivery_tag < first_open]
        newest = max(before, key=lambda message: message.delivery_tag, default=None)
        for key, message in held.items():
            if message.delivery_tag >= first_open:
                self.ack(message)
            elif message is not newest:
                self._open.pop(key, None)
        if newest is not None:
            self._settle(
                newest, lambda: newest.channel.basic_ack(newest.delivery_tag, multiple=True)
            )

    def give_back(self, message: Any) -> None:
        """Let the broker deliver the message again."""
        self._settle(message, lambda: message.channel.basic_reject(message.delivery_tag, True))

    def reply(self, exchange: str, routing_key: str, message: Outgoing) -> None:
        """Send a reply unconfirmed; one that cannot be sent is only logged."""
        try:
            with self._writing:
                if self._reply_channel is None:
                    raise OSError("connection lost")
                send(self._reply_channel, exchange, routing_key, message)
        except LOST as error:
            log.warning("reply_lost", lane=self._name, reason=type(error).__name__)

    def _settle(self, message: Any, act: Callable[[], None]) -> None:
        try:
            with self._writing:
                if self._open.pop(id(message), None) is not None:
                    act()
        except LOST as error:
            log.warning("settle_lost", lane=self._name, reason=type(error).__name__)

    def _consume(self, line: BrokerConnection) -> None:
        self._reply_channel = line.channel()
        for source in self._sources():
            self._subscribe(line, source)
        self._line, self._pause_s = line, 0.2
        log.info("consuming", lane=self._name, queues=len(self._consumers))
        while not (self.stopping and not self._open):
            if self.stopping:
                self._cancel()
            self._look_for_missing(line)
            self._drain(line)

    def _subscribe(self, line: BrokerConnection, source: Source) -> None:
        """Take from a queue, or note that it is missing."""

        def take(message: Any) -> None:
            self._open[id(message)] = message
            try:
                source.take(message)
            except LOST:
                raise
            except Exception as error:
                log.error("take_failed", trace=error, queue=source.queue)
                self._park(source, message, repr(error)[:300])

        def gone(tag: str) -> None:
            self._consumers = [known for known in self._consumers if known[1] != tag]
            self._miss(source)

        try:
            with self._writing:
                channel = line.channel()
                channel.auto_decode = False
                channel.basic_qos(0, source.prefetch, False)
                tag = channel.basic_consume(source.queue, callback=take, on_cancel=gone)
        except amqp.NotFound:
            self._miss(source)
            return
        self._consumers.append((channel, tag))
        if self._missing.pop(source.queue, None):
            QUEUES_MISSING.labels(source.queue).set(0)
            log.warning("queue_found_again", lane=self._name, queue=source.queue)
            self._found_again(source.queue)

    def _miss(self, source: Source) -> None:
        if source.queue not in self._missing:
            log.error("queue_missing", lane=self._name, queue=source.queue)
        self._missing[source.queue] = source
        QUEUES_MISSING.labels(source.queue).set(1)

    def _look_for_missing(self, line: BrokerConnection) -> None:
        if not self._missing or self.stopping:
            return
        if time.monotonic() - self._looked_at > LOOK_AGAIN_S:
            for source in list(self._missing.values()):
                self._subscribe(line, source)
            self._looked_at = time.monotonic()

    def _park(self, source: Source, message: Any, why: str) -> None:
        def park() -> None:
            source.park(source.queue, bytes(message.body), why)
            self.ack(message)

        threading.Thread(target=park, daemon=True).start()

    def _cancel(self) -> None:
        while self._consumers:
            channel, tag = self._consumers.pop()
            with self._writing:
                channel.basic_cancel(tag, nowait=True)

    def _drain(self, line: BrokerConnection) -> None:
        """Take what has come before the line is judged: we may have been slow ourselves."""
        came = False
        with suppress(TimeoutError):
            line.drain_events(timeout=STOPPING_TICK_S if self.stopping else TICK_S)
            came = True
        if self._due and not (came and time.monotonic() - self._due_since < TOGETHER_S):
            self._ack_due()
        with self._writing:
            line.tend()
