"""Publishing with confirms: many messages, one wait, and nothing confirmed that nobody holds."""

import json
import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import amqp

from services.common.logs import Log
from services.common.messaging.connection import GOODBYE_S, LOST, BrokerConnection, open_line
from services.common.messaging.outgoing import Outgoing, send

log = Log(__name__)

CONFIRM_WAIT_S = 10.0
BLOCKED_WAIT_S = 60.0
"""What a broker short of memory was given it will still take; sent again it would come twice."""
TEND_EVERY_S = 1.0
CONTENT_TYPE = "application/cloudevents+json"


class NotConfirmed(OSError):
    """The broker did not confirm in time, or refused; the messages may be sent again."""


class Blocked(NotConfirmed):
    """The broker takes no messages for now; nothing was sent."""


class NotDeclared(NotConfirmed):
    """The marker of a topology is not on the broker: queues may not be bound."""


class Refused(NotConfirmed):
    """The broker has no room for the messages at these places of the batch; it holds the others."""

    def __init__(self, places: frozenset[int]) -> None:
        super().__init__(f"{len(places)} messages refused by the broker")
        self.places = places


class NotRouted(NotConfirmed):
    """The broker has no queue for the messages with these routing keys; the others arrived."""

    def __init__(self, routing_keys: frozenset[str]) -> None:
        super().__init__(f"no queue for {', '.join(sorted(routing_keys))}")
        self.routing_keys = routing_keys


class ConfirmingPublisher:
    """One connection that returns only when the broker holds every message it was given.

    ``markers`` are looked for on each new connection before anything is published: the
    broker may have come back without its queues. An event whose type is in ``heard`` needs a
    queue, or NotRouted is raised.
    """

    def __init__(
        self,
        uri: str,
        name: str,
        *,
        markers: Iterable[str] = (),
        heard: Collection[str] = (),
    ) -> None:
        self._uri, self._name = uri, name
        self._markers, self._heard = [marker for marker in markers if marker], frozenset(heard)
        self._line: BrokerConnection | None = None
        self._channel: Any = None
        self._unconfirmed: set[int] = set()
        self._sent = 0
        self._nacked: set[int] = set()
        self._blocked = False
        self._taking_since = 0.0
        self._returned: set[str] = set()
        self._lock = threading.Lock()

    def publish(self, exchange: str, events: Iterable[Mapping[str, Any]]) -> None:
        """Send events, each with its type as routing key, and wait for all the confirms."""
        self.publish_to(exchange, [(str(event["type"]), event) for event in events])

    def publish_to(
        self,
        exchange: str,
        routed: Iterable[tuple[str, Mapping[str, Any]]],
        *,
        mandatory: bool = False,
    ) -> None:
        """Send events under the given routing keys and wait for all the confirms.

        With ``mandatory``, raise NotRouted for any that no queue takes.
        """
        with self._using():
            self._publish(exchange, routed, mandatory)

    def connect(self) -> None:
        """Open the connection where there is none; NotDeclared where a marker is missing."""
        with self._using():
            self._open()

    @contextmanager
    def _using(self) -> Iterator[None]:
        """Hold the line; one on which something failed is left, and the next is a new one."""
        with self._lock:
            try:
                yield
            except (NotRouted, Refused, Blocked):
                raise
            except NotConfirmed:
                self._drop()
                raise
            except LOST as error:
                self._drop()
                raise NotConfirmed(str(error)) from error
            except BaseException:
                self._drop()
                raise

    def exchange_exists(self, name: str) -> bool:
        """Ask the broker, without creating anything."""
        with self._lock:
            try:
                self._open().exchange_declare(name, "fanout", passive=True)
                return True
            except LOST:
                self._drop()
                return False

    def close(self) -> None:
        """Say goodbye, for two seconds at most; the next call opens a new connection."""
        locked = self._lock.acquire(timeout=GOODBYE_S)
        try:
            line, self._line = self._line, None
            self._drop()
            if line is not None:
                line.close() if locked else line.abort()
        finally:
            if locked:
                self._lock.release()

    def _drop(self) -> None:
        """Leave a line that failed without a word: its goodbye would wait for an answer."""
        line, self._line, self._channel = self._line, None, None
        self._unconfirmed.clear()
        self._blocked = False
        if line is not None:
            line.abort()

    def _publish(
        self, exchange: str, routed: Iterable[tuple[str, Mapping[str, Any]]], mandatory: bool
    ) -> None:
        channel = self._open()
        if self._blocked:
            raise Blocked("the broker takes no messages")
        self._nacked.clear()
        self._returned.clear()
        first = self._sent + 1
        for routing_key, event in routed:
            needs_queue = mandatory or routing_key in self._heard
            send(channel, exchange, routing_key, _message(event), mandatory=needs_queue)
            self._sent += 1
            self._unconfirmed.add(self._sent)
        self._wait_for_confirms()
        if self._nacked:
            raise Refused(frozenset(tag - first for tag in self._nacked))
        if self._returned:
            raise NotRouted(frozenset(self._returned))

    def _open(self) -> Any:
        if self._channel is None:
            self._line = line = open_line(
                self._uri, self._name, on_blocked=self._on_blocked, on_unblocked=self._on_unblocked
            )
            self._look_for_markers(line)
            channel = line.channel()
            channel.confirm_select()
            channel.events["basic_ack"].add(self._on_ack)
            channel.events["basic_nack"].add(self._on_nack)
            channel.events["basic_return"].add(self._on_return)
            self._sent = 0
            self._channel = channel
            threading.Thread(target=self._tend, args=(line,), name=self._name, daemon=True).start()
        return self._channel

    def _look_for_markers(self, line: BrokerConnection) -> None:
        for marker in self._markers:
            try:
                line.channel().exchange_declare(marker, "fanout", passive=True)
            except amqp.NotFound as missing:
                raise NotDeclared(marker) from missing

    def _tend(self, line: BrokerConnection) -> None:
        """Keep an idle line alive, and notice when it is dead, until another takes its place."""
        while self._line is line:
            time.sleep(TEND_EVERY_S)
            with self._lock:
                if self._line is not line:
                    return
                try:
                    line.take_what_came()
                    line.tend()
                except LOST as error:
                    log.warning("line_lost", line=self._name, reason=str(error)[:200])
                    self._drop()

    def _wait_for_confirms(self) -> None:
        """Wait; a broker that takes messages again has as long for its confirms as any other."""
        began = self._taking_since = time.monotonic()
        while self._unconfirmed:
            longest_s = BLOCKED_WAIT_S if self._blocked else CONFIRM_WAIT_S
            last = min(self._taking_since + longest_s, began + CONFIRM_WAIT_S + BLOCKED_WAIT_S)
            left = last - time.monotonic()
            if left <= 0 or self._line is None:
                raise NotConfirmed(f"{len(self._unconfirmed)} messages not confirmed")
            try:
                self._line.drain_events(timeout=min(left, TEND_EVERY_S))
            except TimeoutError:
                self._line.tend()

    def _on_ack(self, tag: int, multiple: bool) -> None:
        self._unconfirmed -= self._answered(tag, multiple)

    def _on_return(self, error: Any, exchange: str, routing_key: str, message: Any) -> None:
        self._returned.add(routing_key)

    def _on_nack(self, tag: int, multiple: bool) -> None:
        refused = self._answered(tag, multiple)
        self._nacked |= refused
        self._unconfirmed -= refused

    def _answered(self, tag: int, multiple: bool) -> set[int]:
        """Return which of the open messages an answer is about."""
        if not multiple:
            return {tag} & self._unconfirmed
        return {open for open in self._unconfirmed if open <= tag}

    def _on_blocked(self, reason: str) -> None:
        log.warning("broker_blocks", line=self._name)
        self._blocked = True

    def _on_unblocked(self) -> None:
        log.info("broker_unblocks", line=self._name)
        self._blocked = False
        self._taking_since = time.monotonic()


def _message(event: Mapping[str, Any]) -> Outgoing:
    return Outgoing(
        json.dumps(event, ensure_ascii=False),
        CONTENT_TYPE,
        durable=True,
        message_id=str(event["id"]),
        headers={
            "correlation_id": str(event.get("correlationid", "")),
            "traceparent": str(event.get("traceparent", "")),
        },
    )
