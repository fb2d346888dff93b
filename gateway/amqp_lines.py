"""Connections to the broker, and the one that calls are sent on.

They use py-amqp's connection as kombu opens it, without kombu's silent reconnects: what was
open on a lost connection must be told so.
"""

import select
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import amqp
from kombu import Connection  # type: ignore[attr-defined]

from services.common import amqp_properties
from services.common.errors import Unavailable
from services.common.logs import Log

log = Log(__name__)
amqp_properties.install()

T = TypeVar("T")

HEARTBEAT_S = 10
TICK_S = 0.5
CONNECT_TIMEOUT_S = 2
SEND_TIMEOUT_S = 2
RETRY_CONNECT_S = 1.0
LOST = (OSError, amqp.AMQPError)


def connect(uri: str, name: str, **options: Any) -> Any:
    """Give an open py-amqp connection that shows up on the broker under this name."""
    wanted = {"client_properties": {"connection_name": name}, **options}
    described = Connection(  # type: ignore[no-untyped-call]
        uri,
        connect_timeout=CONNECT_TIMEOUT_S,
        heartbeat=HEARTBEAT_S,
        transport_options={
            "read_timeout": SEND_TIMEOUT_S,
            "write_timeout": SEND_TIMEOUT_S,
            **wanted,
        },
    )
    return described.transport.establish_connection()


def broker_away(why: str) -> Unavailable:
    """Make the refusal for a broker that cannot be talked to."""
    return Unavailable(
        "broker-away",
        "Das System ist kurz nicht erreichbar. Bitte versuchen Sie es gleich noch einmal."
        f" / The message broker is away for a moment ({why}).",
    )


class Publisher:
    """The connection that calls are sent on; safe to use from all threads."""

    def __init__(self, uri: str, name: str) -> None:
        self._uri, self._name = uri, name
        self._lock = threading.Lock()
        self._connection: Any = None
        self._channels: dict[str, Any] = {}
        self._failed_at = float("-inf")
        self.blocked = False
        self.stopping = False

    def start(self) -> None:
        """Watch the connection from a thread, so that heartbeats and blocks are seen."""
        threading.Thread(target=self._watch, daemon=True, name=self._name).start()

    @property
    def up(self) -> bool:
        """Tell whether something could be sent now."""
        return self._connection is not None and not self.blocked

    def publish(self, message: amqp.Message, exchange: str, routing_key: str) -> None:
        """Send, once more on a new connection where the old one turns out dead."""

        def send() -> None:
            channel = self._channel("calls")
            self._hear()
            self._refuse_if_blocked()
            channel.basic_publish(message, exchange, routing_key)

        self._on_live_line(send)

    def consumers(self, queue: str) -> int:
        """Count who takes from a queue; none where the queue does not exist."""

        def look() -> int:
            try:
                return int(self._channel("asks").queue_declare(queue, passive=True).consumer_count)
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
            except LOST:
                if self._connection is None:
                    raise
                self._drop()
                return act()

    @contextmanager
    def _using(self) -> Iterator[None]:
        self._refuse_if_blocked()
        if not self._lock.acquire(timeout=SEND_TIMEOUT_S):
            raise broker_away("it is slow")
        try:
            yield
        except LOST as error:
            self._drop()
            raise broker_away(type(error).__name__) from error
        finally:
            self._lock.release()

    def _channel(self, purpose: str) -> Any:
        if self._connection is None:
            self._open()
        if purpose not in self._channels:
            self._channels[purpose] = self._connection.channel()
        return self._channels[purpose]

    def _open(self) -> None:
        if time.monotonic() - self._failed_at < RETRY_CONNECT_S:
            raise ConnectionRefusedError("away a moment ago")
        try:
            self._connection = connect(
                self._uri, self._name, on_blocked=self._block, on_unblocked=self._unblock
            )
        except LOST:
            self._failed_at = time.monotonic()
            raise
        self.blocked = False

    def _refuse_if_blocked(self) -> None:
        if self.blocked:
            raise broker_away("it takes no messages")

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
            close_quietly(connection)

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
                self._drop()

    def _tend(self) -> None:
        self._channel("calls")
        check_open(self._connection)
        self._connection.heartbeat_tick()
        self._hear()

    def _hear(self) -> None:
        """Take what the broker said meanwhile: a block, or that it closed the connection."""
        try:
            while _readable(self._connection, 0):
                self._connection.drain_events(timeout=0.01)
        except TimeoutError:
            return


def _readable(connection: Any, wait_s: float) -> bool:
    """Tell whether bytes are there, waiting for them this long.

    By poll: select cannot look at a file descriptor above 1,023.
    """
    check_open(connection)
    poll = select.poll()
    poll.register(connection.transport.sock, select.POLLIN)
    return bool(poll.poll(wait_s * 1000))


def check_open(connection: Any) -> None:
    """Raise where the connection is gone: py-amqp would silently open another one."""
    if not connection.connected:
        raise ConnectionResetError("the connection is gone")


def close_quietly(connection: Any) -> None:
    """Close without a farewell: a goodbye on a dead line would wait for its answer."""
    try:
        connection.collect()
    except Exception as error:
        log.info("line_was_dead", reason=type(error).__name__)


def note_failure(error: Exception, event: str, line: str) -> None:
    """Log why a line is opened anew: a lost broker is to be expected, the rest is a defect."""
    if isinstance(error, LOST):
        log.warning("broker_away", line=line, reason=type(error).__name__)
    else:
        log.error(event, trace=error, line=line)
