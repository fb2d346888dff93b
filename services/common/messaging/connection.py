"""A connection to the broker that is never waited for without end.

A broker that hangs, or a line that is half open, says nothing: no write fails and no read
ends. So every wait for an answer is bounded, heartbeats go both ways, and a line on which
nothing was heard for ``SILENT_AFTER_S`` is given up by its owner.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from socket import TCP_KEEPCNT, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_USER_TIMEOUT
from typing import Any

import amqp
from kombu import Connection
from kombu.transport import pyamqp

from services.common.messaging import tolerant_properties

tolerant_properties.install()

LOST = (OSError, amqp.AMQPError)
"""What a broken line raises; a wait that is over is an OSError too."""
HEARTBEAT_S = 6
"""Each side speaks twice as often, and the broker drops whom it did not hear for twice as long."""
SILENT_AFTER_S = 8.0
CONNECT_S = 3
ANSWER_S = 5.0
GOODBYE_S = 2.0
WRITE_S = 5.0
"""How long a write may make no progress."""
SOCKET = {
    TCP_USER_TIMEOUT: int(SILENT_AFTER_S * 1000),
    TCP_KEEPIDLE: 4,
    TCP_KEEPINTVL: 2,
    TCP_KEEPCNT: 2,
}


class BrokerSilent(TimeoutError):
    """Nothing was heard on the line for too long."""


class _Channel(pyamqp.Channel):  # type: ignore[misc]
    """A channel whose answers are waited for as long as its line allows."""

    def wait(self, *args: Any, **kwargs: Any) -> Any:
        line = self.connection
        if line is None:
            raise ConnectionResetError("the connection is gone")
        with line.answering():
            return super().wait(*args, **kwargs)


class BrokerConnection(pyamqp.Connection):  # type: ignore[misc]
    """py-amqp's own connection, bounded: a timeout while an answer is waited for ends it."""

    Channel = _Channel

    def __init__(self, *args: Any, write_s: float = WRITE_S, **kwargs: Any) -> None:
        self._answer_by: float | None = None
        self._write_s = write_s
        self._heard_at = time.monotonic()
        super().__init__(*args, **kwargs)

    def __exit__(self, *error: Any) -> None:
        self.abort() if error[0] else self.close()

    def Transport(self, *args: Any, **kwargs: Any) -> Any:  # noqa: N802 - py-amqp's name
        """Return a transport that is over when a write failed: half a frame may be on its way.

        Greenlets and threads that read and write the same socket share its timeout, so it is
        set before each piece.
        """
        transport = super().Transport(*args, **kwargs)

        def write_or_end(frame: bytes | memoryview) -> None:
            left = memoryview(frame)
            try:
                while left:
                    if not transport.connected:
                        raise ConnectionResetError("the connection is gone")
                    transport.sock.settimeout(self._write_s)
                    left = left[transport.sock.send(left) :]
            except BaseException:
                transport.connected = False
                raise

        transport.write = write_or_end
        return transport

    @contextmanager
    def answering(self, within_s: float = ANSWER_S) -> Iterator[None]:
        """Bound what is asked of the broker inside; the outermost bound counts."""
        before = self._answer_by
        self._answer_by = before or time.monotonic() + within_s
        try:
            yield
        finally:
            self._answer_by = before

    def wait(self, *args: Any, **kwargs: Any) -> Any:
        """Wait for the answer to what was asked on the connection itself."""
        with self.answering():
            return super().wait(*args, **kwargs)

    def blocking_read(self, timeout: float | None = None) -> Any:
        """Take one frame, but wait no longer than the answer may take."""
        left = ANSWER_S if self._answer_by is None else self._answer_by - time.monotonic()
        if timeout is None and left <= 0:
            raise TimeoutError("the broker does not answer")
        bound = max(0.0, left) if timeout is None else min(timeout, max(0.0, left))
        with self.transport.having_timeout(bound):
            frame = self.transport.read_frame()
        self._heard_at = time.monotonic()
        return self.on_inbound_frame(frame)

    @property
    def silent_s(self) -> float:
        """Tell for how long nothing was heard."""
        return time.monotonic() - self._heard_at

    def tend(self) -> None:
        """Speak where it is time to; raise where the other side is gone.

        To be called about once a second, after what has come in was taken.
        """
        if not self.connected:
            raise ConnectionResetError("the connection is gone")
        self.heartbeat_tick()
        if self.silent_s > SILENT_AFTER_S:
            raise BrokerSilent(f"nothing heard for {self.silent_s:.0f} s")

    def take_what_came(self) -> None:
        """Act on everything that has come in, without waiting."""
        try:
            while True:
                self.drain_events(timeout=0.001)
        except TimeoutError:
            return

    def close(self, *args: Any, **kwargs: Any) -> None:
        """Say goodbye, and leave after two seconds whatever the other side does."""
        try:
            with self.answering(GOODBYE_S):
                super().close(*args, **kwargs)
        except LOST:
            return
        finally:
            self.abort()

    def abort(self) -> None:
        """Leave without a word."""
        try:
            self.collect()
        except Exception:
            self._transport = self.connection = self.channels = None


def open_line(
    uri: str, name: str, *, connect_s: float = CONNECT_S, **options: Any
) -> BrokerConnection:
    """Return a connected line that shows up on the broker under this name.

    Over TLS (``amqps``) the broker's certificate must be of the host that was asked for: kombu
    writes the host into the options it is given, and without them asks for the issuer only.
    """
    tls = {"server_hostname": None} if uri.startswith("amqps:") else None
    described = Connection(
        uri,
        ssl=tls,
        connect_timeout=connect_s,
        heartbeat=HEARTBEAT_S,
        transport_options={
            "client_properties": {"connection_name": name},
            "read_timeout": SILENT_AFTER_S,
            "write_timeout": SILENT_AFTER_S,
            "socket_settings": SOCKET,
            **options,
        },
    )
    transport = described.transport
    transport.Connection = BrokerConnection
    line: BrokerConnection = transport.establish_connection()
    return line
