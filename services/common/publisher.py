"""Publishing with confirms: many messages, one wait."""

import json
import threading
import time
from collections.abc import Iterable, Mapping
from typing import Any

import amqp
from kombu import Connection

CONFIRM_WAIT_S = 10.0
CONTENT_TYPE = "application/cloudevents+json"


class NotConfirmed(OSError):
    """The broker did not confirm in time, or refused; the messages may be sent again."""


def open_connection(uri: str, name: str, heartbeat_s: int = 0) -> Connection:
    """Give a connected connection that shows up on the broker under this name."""
    connection = Connection(
        uri,
        connect_timeout=3,
        heartbeat=heartbeat_s,
        transport_options={"client_properties": {"connection_name": name}},
    )
    connection.connect()
    return connection


class NotRouted(NotConfirmed):
    """The broker has no queue for the messages with these routing keys; the others arrived."""

    def __init__(self, routing_keys: frozenset[str]) -> None:
        super().__init__(f"no queue for {', '.join(sorted(routing_keys))}")
        self.routing_keys = routing_keys


class ConfirmingPublisher:
    """One connection that returns only when the broker holds every message it was given."""

    def __init__(self, uri: str, name: str) -> None:
        self._uri, self._name = uri, name
        self._connection: Connection | None = None
        self._channel: Any = None
        self._unconfirmed: set[int] = set()
        self._sent = 0
        self._nacked = False
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

        With ``mandatory``, raise NotRouted for those no queue takes.
        """
        with self._lock:
            try:
                self._publish(exchange, routed, mandatory)
            except NotRouted:
                raise
            except Exception as error:
                self.close()
                if isinstance(error, (OSError, amqp.AMQPError)):
                    raise NotConfirmed(str(error)) from error
                raise

    def exchange_exists(self, name: str) -> bool:
        """Ask the broker, without creating anything."""
        with self._lock:
            try:
                self._open().exchange_declare(name, "fanout", passive=True)
                return True
            except (amqp.AMQPError, OSError):
                self.close()
                return False

    def close(self) -> None:
        """Drop the connection; the next call opens a new one."""
        connection, self._connection, self._channel = self._connection, None, None
        self._unconfirmed.clear()
        if connection is not None:
            try:
                connection.close()
            except (OSError, amqp.AMQPError):
                return

    def _publish(
        self, exchange: str, routed: Iterable[tuple[str, Mapping[str, Any]]], mandatory: bool
    ) -> None:
        channel = self._open()
        self._nacked = False
        self._returned.clear()
        for routing_key, event in routed:
            channel.basic_publish(_message(event), exchange, routing_key, mandatory=mandatory)
            self._sent += 1
            self._unconfirmed.add(self._sent)
        self._wait_for_confirms()
        if self._returned:
            raise NotRouted(frozenset(self._returned))

    def _open(self) -> Any:
        if self._channel is None:
            self._connection = open_connection(self._uri, self._name)
            self._channel = self._connection.channel()
            self._channel.confirm_select()
            self._channel.events["basic_ack"].add(self._on_ack)
            self._channel.events["basic_nack"].add(self._on_nack)
            self._channel.events["basic_return"].add(self._on_return)
            self._sent = 0
        return self._channel

    def _wait_for_confirms(self) -> None:
        give_up = time.monotonic() + CONFIRM_WAIT_S
        while self._unconfirmed:
            left = give_up - time.monotonic()
            if left <= 0 or self._nacked or self._connection is None:
                raise NotConfirmed(f"{len(self._unconfirmed)} messages not confirmed")
            try:
                self._connection.drain_events(timeout=left)
            except TimeoutError:
                continue
        if self._nacked:
            raise NotConfirmed("refused by the broker")

    def _on_ack(self, tag: int, multiple: bool) -> None:
        if multiple:
            self._unconfirmed = {open for open in self._unconfirmed if open > tag}
        else:
            self._unconfirmed.discard(tag)

    def _on_return(self, error: Any, exchange: str, routing_key: str, message: Any) -> None:
        self._returned.add(routing_key)

    def _on_nack(self, tag: int, multiple: bool) -> None:
        self._nacked = True


def _message(event: Mapping[str, Any]) -> amqp.Message:
    return amqp.Message(
        json.dumps(event, ensure_ascii=False).encode(),
        content_type=CONTENT_TYPE,
        content_encoding="utf-8",
        delivery_mode=2,
        message_id=str(event["id"]),
        application_headers={"correlation_id": str(event.get("correlationid", ""))},
    )
