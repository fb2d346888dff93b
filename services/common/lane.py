"""One AMQP connection on which messages are taken, and settled, until the process stops.

RPC and events have a lane each, so that slow handlers of the one never hold the other.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import amqp
from amqp.serialization import PROPERTY_CLASSES
from kombu import Connection

from services.common.logs import Log
from services.common.publisher import open_connection

log = Log(__name__)

HEARTBEAT_S = 20
TICK_S = 0.5
LOST = (OSError, amqp.AMQPError)
BASIC = 60
"""AMQP's class of the methods that carry messages."""

_read_properties = PROPERTY_CLASSES[BASIC]


def _read_any_properties(buffer: Any, offset: int) -> tuple[dict[str, Any], int]:
    """Read a message's properties; those that cannot be decoded count as absent.

    py-amqp raises out of the connection instead: the broker delivers again, and one such
    message ends every replica in turn.
    """
    try:
        properties, end = _read_properties(buffer, offset)
        return dict(properties), end
    except Exception:
        return {}, len(buffer)


PROPERTY_CLASSES[BASIC] = _read_any_properties


@dataclass(frozen=True)
class Source:
    """A queue to take from; ``take`` gets py-amqp's raw message and returns quickly."""

    queue: str
    prefetch: int
    take: Callable[[Any], None]


class Lane:
    """Consumes its sources, reconnecting for as long as it is not stopped."""

    def __init__(self, uri: str, name: str, sources: Callable[[], list[Source]]) -> None:
        self._uri, self._name, self._sources = uri, name, sources
        self._writing = threading.Lock()
        self._reply_channel: Any = None
        self._open: dict[int, object] = {}
        self.stopping = False
        self.consuming = False

    def run(self) -> None:
        """Take messages until stopped and everything taken is settled; never raises."""
        pause = 0.2
        while not self.stopping:
            try:
                with open_connection(self._uri, self._name, HEARTBEAT_S) as connection:
                    pause = 0.2
                    self._consume(connection)
            except LOST as error:
                log.warning("broker_away", lane=self._name, reason=str(error)[:200])
            except Exception as error:
                log.error("lane_failed", trace=error, lane=self._name)
            finally:
                self.consuming = False
                self._reply_channel = None
                self._open.clear()
            if not self.stopping:
                time.sleep(pause)
                pause = min(pause * 2, 5.0)

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
                self._reply_channel.basic_publish(message, exchange, routing_key)
        except LOST as error:
            log.warning("reply_lost", lane=self._name, reason=type(error).__name__)

    def _settle(self, message: Any, act: Callable[[], None]) -> None:
        try:
            with self._writing:
                if self._open.pop(id(message), None) is not None:
                    act()
        except LOST as error:
            log.warning("settle_lost", lane=self._name, reason=type(error).__name__)

    def _consume(self, connection: Connection) -> None:
        self._reply_channel = connection.channel()
        consumers = [self._subscribe(connection.channel(), source) for source in self._sources()]
        self.consuming = True
        log.info("consuming", lane=self._name, queues=len(consumers))
        while not (self.stopping and not self._open):
            if self.stopping and consumers:
                self._cancel(consumers)
            self._drain(connection)

    def _subscribe(self, channel: Any, source: Source) -> tuple[Any, str]:
        def take(message: Any) -> None:
            self._open[id(message)] = message
            source.take(message)

        channel.basic_qos(0, source.prefetch, False)
        return channel, channel.basic_consume(source.queue, callback=take)

    def _cancel(self, consumers: list[tuple[Any, str]]) -> None:
        self.consuming = False
        while consumers:
            channel, tag = consumers.pop()
            channel.basic_cancel(tag)

    def _drain(self, connection: Connection) -> None:
        with self._writing:
            connection.heartbeat_check()
        try:
            connection.drain_events(timeout=0.05 if self.stopping else TICK_S)
        except TimeoutError:
            return
