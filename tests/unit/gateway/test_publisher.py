"""The threads that hold the lines to the broker outlive whatever goes wrong on them."""

import fcntl
import logging
import os
import resource
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from amqp.serialization import PROPERTY_CLASSES

from gateway.calls import publisher as publishers
from gateway.calls import subscriber
from gateway.calls.publisher import CallPublisher
from gateway.calls.subscriber import LONGEST_PAUSE_S, Subscriber, Subscription
from services.common.messaging import tolerant_properties

UNREADABLE = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")
HIGH = 1_100


class FakeConnection:
    """A line on which ``drain`` decides what is heard."""

    connected = True
    silent_s = 0.0

    def __init__(self, drain: Callable[[], None]) -> None:
        self._drain = drain
        self.aborted = False

    def channel(self) -> Any:
        return SimpleNamespace(
            queue_declare=lambda *_, **__: None,
            queue_bind=lambda *_: None,
            basic_consume=lambda *_, **__: None,
        )

    def tend(self) -> None: ...

    def drain_events(self, timeout: float) -> None:
        self._drain()

    def abort(self) -> None:
        self.aborted = True


class Listening:
    """A listener that goes from one broken line to the next until it has had enough."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, failures: list[BaseException]) -> None:
        self.failures, self.lines, self.pauses = list(failures), [], []
        self.begun: list[str] = []
        self.lost = 0
        wants = Subscription("q-", "x", lambda _: [], lambda _: None, self.begun.append, self._lose)
        self.listener = Subscriber("", "line", wants)
        monkeypatch.setattr(subscriber, "connect", self._connect)
        now = SimpleNamespace(sleep=self.pauses.append, monotonic=lambda: 0.0)
        monkeypatch.setattr(subscriber, "time", now)

    def _connect(self, uri: str, name: str) -> FakeConnection:
        self.lines.append(FakeConnection(self._drain))
        return self.lines[-1]

    def _drain(self) -> None:
        if not self.failures:
            self.listener.stopping = True
            raise TimeoutError
        raise self.failures.pop(0)

    def _lose(self) -> None:
        self.lost += 1


@pytest.mark.parametrize("failure", [UNREADABLE, KeyError("x"), ConnectionResetError()])
def test_a_listener_goes_on_after_any_failure(
    monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    listening = Listening(monkeypatch, [failure])

    listening.listener.run()

    assert len(listening.begun) == len(listening.lines) == listening.lost == 2
    assert [line.aborted for line in listening.lines] == [True, True]
    assert not listening.listener.listening


def test_a_defect_is_logged_with_its_trace(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    Listening(monkeypatch, [UNREADABLE]).listener.run()

    record = next(r for r in caplog.records if r.getMessage() == "listener_failed")
    assert record.levelno == logging.ERROR
    assert record.exc_info is not None


def test_a_listener_backs_off_while_it_keeps_failing(monkeypatch: pytest.MonkeyPatch) -> None:
    listening = Listening(monkeypatch, [UNREADABLE] * 7)

    listening.listener.run()

    assert listening.pauses[:3] == [0.2, 0.4, 0.8]
    assert listening.pauses[-1] == LONGEST_PAUSE_S


def test_the_watch_over_the_publisher_goes_on_after_any_failure(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    publisher, looks = CallPublisher("", "calls"), []

    def look() -> None:
        looks.append(1)
        publisher.stopping = len(looks) == 3
        raise UNREADABLE

    monkeypatch.setattr(publisher, "_tend", look)
    monkeypatch.setattr(publishers, "TICK_S", 0)

    publisher._watch()

    assert len(looks) == 3
    assert [r.getMessage() for r in caplog.records] == ["publisher_failed"] * 3


def test_a_message_with_properties_that_cannot_be_decoded_has_none() -> None:
    correlation_id = b"\x04\x00" + b"\x02\xff\xfe"

    properties, _ = PROPERTY_CLASSES[tolerant_properties.BASIC](correlation_id, 0)

    assert properties == {}


@pytest.fixture
def high_pipe() -> Iterator[tuple[Any, int]]:
    """A pipe whose reading end has a file descriptor above what select can look at."""
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(limits[0], HIGH + 100), limits[1]))
    reading, writing = os.pipe()
    high = os.fdopen(fcntl.fcntl(reading, fcntl.F_DUPFD, HIGH))
    yield high, writing
    high.close()
    os.close(reading)
    os.close(writing)
    resource.setrlimit(resource.RLIMIT_NOFILE, limits)


def test_bytes_are_seen_on_a_high_file_descriptor(high_pipe: tuple[Any, int]) -> None:
    reading, writing = high_pipe
    connection = SimpleNamespace(connected=True, transport=SimpleNamespace(sock=reading))
    before = publishers._readable(connection, 0)

    os.write(writing, b"x")

    assert reading.fileno() >= HIGH
    assert (before, publishers._readable(connection, 1)) == (False, True)
