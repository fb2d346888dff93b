"""One AMQP connection on which messages are taken, and settled, until the process stops.

RPC and events have a lane each, so that slow handlers of the one never hold the other.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import amqp
from amqp import spec

from services.common import amqp_properties
from services.common.logs import Log
from services.common.publisher import open_connection

log = Log(__name__)

HEARTBEAT_S = 20
TICK_S = 0.5
STOPPING_TICK_S = 0.05
LOST = (OSError, amqp.AMQPError)

amqp_properties.install()


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


class Lane:
    """Consumes its sources, reconnecting for as long as it is not stopped."""

    def __init__(self, uri: str, name: str, sources: Callable[[], list[Source]]) -> None:
        self._uri, self._name, self._sources = uri, name, sources
        self._writing = threading.Lock()
        self._reply_channel: Any = None
        self._open: dict[int, object] = {}
        self._pause_s = 0.2
        self.stopping = False
        self.consuming = False

    def run(self) -> None:
        """Take messages until stopped and everything taken is settled; never raises."""
        while not self.stopping:
            try:
                with open_connection(self._uri, self._name, HEARTBEAT_S) as connection:
                    self._consume(connection.connection)
            except LOST as error:
                log.warning("lane_interrupted", lane=self._name, reason=str(error)[:200])
            except Exception as error:
                log.error("lane_failed", trace=error, lane=self._name)
            finally:
                self.consuming = False
                self._reply_channel = None
                self._open.clear()
            if not self.stopping:
                time.sleep(self._pause_s)
                self._pause_s = min(self._pause_s * 2, 5.0)

    def holds(self, message: Any) -> bool:
        """Tell whether the message can still be settled; else the broker delivers it again."""
        return id(message) in self._open

    def ack(self, message: Any) -> None:
        """Tell the broker that the message is done with."""
        self._settle(message, lambda: message.channel.basic_ack(message.delivery_tag))

    def give_back(self, message: Any) -> None:
        """Let the broker deliver the message again."""
        self._settle(message, lambda: message.channel.basic_reject(message.delivery_tag, True))

    def reply(self, exchange: str, routing_key: str, message: amqp.Message) -> None:
        """Send a reply unconfirmed; one that cannot be sent is only logged."""
        try:
            with self._writing:
                if self._reply_channel is None:
                    raise OSError("connection lost")
                _send(self._reply_channel, exchange, routing_key, message)
        except LOST as error:
            log.warning("reply_lost", lane=self._name, reason=type(error).__name__)

    def _settle(self, message: Any, act: Callable[[], None]) -> None:
        try:
            with self._writing:
                if self._open.pop(id(message), None) is not None:
                    act()
        except LOST as error:
            log.warning("settle_lost", lane=self._name, reason=type(error).__name__)

    def _consume(self, raw: Any) -> None:
        """Work on py-amqp's own connection: kombu's would silently open another one."""
        self._reply_channel = raw.channel()
        consumers = [self._subscribe(raw.channel(), source) for source in self._sources()]
        self.consuming, self._pause_s = True, 0.2
        log.info("consuming", lane=self._name, queues=len(consumers))
        while not (self.stopping and not self._open):
            if self.stopping and consumers:
                self._cancel(consumers)
            self._drain(raw)

    def _subscribe(self, channel: Any, source: Source) -> tuple[Any, str]:
        def take(message: Any) -> None:
            self._open[id(message)] = message
            try:
                source.take(message)
            except LOST:
                raise
            except Exception as error:
                log.error("take_failed", trace=error, queue=source.queue)
                self._park(source, message, repr(error)[:300])

        channel.auto_decode = False
        channel.basic_qos(0, source.prefetch, False)
        return channel, channel.basic_consume(source.queue, callback=take)

    def _park(self, source: Source, message: Any, why: str) -> None:
        def park() -> None:
            source.park(source.queue, bytes(message.body), why)
            self.ack(message)

        threading.Thread(target=park, daemon=True).start()

    def _cancel(self, consumers: list[tuple[Any, str]]) -> None:
        self.consuming = False
        while consumers:
            channel, tag = consumers.pop()
            with self._writing:
                channel.basic_cancel(tag, nowait=True)

    def _drain(self, raw: Any) -> None:
        if not raw.connected:
            raise ConnectionResetError("the connection is gone")
        with self._writing:
            raw.heartbeat_tick()
        try:
            raw.drain_events(timeout=STOPPING_TICK_S if self.stopping else TICK_S)
        except TimeoutError:
            return


def _send(channel: Any, exchange: str, routing_key: str, message: amqp.Message) -> None:
    """Publish without reading: py-amqp's own publish first takes what has come in.

    That would run this lane's callbacks in whoever replies, while it holds the lock they need.
    """
    channel.send_method(
        spec.Basic.Publish, "Bssbb", (0, exchange, routing_key, False, False), message
    )
