"""The connection that calls are sent on."""

import select
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import amqp

from gateway.calls.connection import (
    SEND_TIMEOUT_S,
    TICK_S,
    broker_away,
    check_open,
    connect,
    note_failure,
)
from services.common.logs import Log
from services.common.messaging import outgoing
from services.common.messaging.connection import LOST, SILENT_AFTER_S, BrokerConnection
from services.common.messaging.outgoing import Outgoing

log = Log(__name__)

T = TypeVar("T")

LOOK_TIMEOUT_S = 0.7
RETRY_CONNECT_S = 1.0


class CallPublisher:
    """The connection that calls are sent on; safe to use from all threads.

    A broker that was found silent is asked again by the watching thread only: those who call
    meanwhile are refused at once.
    """

    def __init__(self, uri: str, name: str) -> None:
        self._uri, self._name = uri, name
        self._lock = threading.Lock()
        self._connection: BrokerConnection | None = None
        self._channels: dict[str, Any] = {}
        self._failed_at = float("-inf")
        self._silent = False
        self.blocked = False
        self.stopping = False

    def start(self) -> None:
        """Watch the connection from a thread, so that heartbeats and blocks are seen."""
        threading.Thread(target=self._watch, daemon=True, name=self._name).start()

    @property
    def up(self) -> bool:
        """Tell whether something could be sent now."""
        line = self._connection
        return line is not None and line.silent_s < SILENT_AFTER_S and not self.blocked

    def publish(self, message: Outgoing, exchange: str, routing_key: str) -> None:
        """Send, once more on a new connection where the old one turns out dead."""

        def send() -> None:
            channel = self._channel("calls")
            if _readable(channel.connection, 0):
                self._hear()
            self._refuse_if_deaf()
            outgoing.send(channel, exchange, routing_key, message)

        self._on_live_line(send)

    def consumers(self, queue: str) -> int:
        """Count who takes from a queue; none where the queue does not exist."""

        def look() -> int:
            channel = self._channel("asks")
            try:
                with channel.connection.answering(LOOK_TIMEOUT_S):
                    return int(channel.queue_declare(queue, passive=True).consumer_count)
            except amqp.NotFound:
                self._channels.pop("asks", None)
                return 0

        return self._on_live_line(look)

    def stop(self) -> None:
        """Close for good."""
        self.stopping = True
        with self._lock:
            self._drop()

    def _on_live_line(self, act: Callable[[], T]) -> T:
        with self._using():
            try:
                return act()
            except TimeoutError:
                self._silent = True
                raise
            except LOST:
                if self._connection is None:
                    raise
                self._drop()
                return act()

    @contextmanager
    def _using(self) -> Iterator[None]:
        self._refuse_if_deaf()
        if not self._lock.acquire(timeout=SEND_TIMEOUT_S):
            raise broker_away("it is slow")
        try:
            self._refuse_if_deaf()
            yield
        except LOST as error:
            self._drop()
            raise broker_away(type(error).__name__) from error
        finally:
            self._lock.release()

    def _channel(self, purpose: str) -> Any:
        line = self._connection or self._open()
        check_open(line)
        if purpose not in self._channels:
            self._channels[purpose] = line.channel()
        return self._channels[purpose]

    def _open(self) -> BrokerConnection:
        if time.monotonic() - self._failed_at < RETRY_CONNECT_S:
            raise ConnectionRefusedError("away a moment ago")
        try:
            line = connect(
                self._uri, self._name, on_blocked=self._block, on_unblocked=self._unblock
            )
        except LOST as error:
            self._failed_at = time.monotonic()
            self._silent = isinstance(error, TimeoutError)
            raise
        self._connection = line
        self.blocked = self._silent = False
        return line

    def _refuse_if_deaf(self) -> None:
        if self.blocked:
            raise broker_away("it takes no messages")
        if self._silent:
            raise broker_away("it does not answer")

    def _block(self, reason: str) -> None:
        log.warning("broker_blocks", line=self._name)
        self.blocked = True

    def _unblock(self) -> None:
        log.info("broker_unblocks", line=self._name)
        self.blocked = False

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        self._channels.clear()
        self.blocked = False
        if connection is not None:
            connection.abort()

    def _watch(self) -> None:
        while not self.stopping:
            connection = self._connection
            try:
                if connection is not None:
                    _readable(connection, TICK_S)
                with self._lock:
                    if connection is self._connection:
                        self._tend()
            except Exception as error:
                self._give_up(connection, error)
                time.sleep(TICK_S)

    def _give_up(self, connection: Any, error: Exception) -> None:
        """Drop a failed line, unless another thread has done so and that was the failure."""
        with self._lock:
            if connection is self._connection:
                note_failure(error, "publisher_failed", self._name)
                self._silent = self._silent or isinstance(error, TimeoutError)
                self._drop()

    def _tend(self) -> None:
        self._channel("calls")
        self._hear()
        if self._connection is not None:
            self._connection.tend()

    def _hear(self) -> None:
        """Take what the broker said meanwhile: a block, or that it closed the connection."""
        line = self._connection
        if line is not None:
            check_open(line)
            line.take_what_came()


def _readable(connection: Any, wait_s: float) -> bool:
    """Tell whether bytes are there, waiting for them this long.

    By poll: select cannot look at a file descriptor above 1,023.
    """
    check_open(connection)
    poll = select.poll()
    poll.register(connection.transport.sock, select.POLLIN)
    return bool(poll.poll(wait_s * 1000))
