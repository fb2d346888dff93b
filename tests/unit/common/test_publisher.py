"""How long a publisher waits for the confirms of a broker that took no messages for a while."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from services.common.messaging import publisher as publishing
from services.common.messaging.publisher import (
    BLOCKED_WAIT_S,
    CONFIRM_WAIT_S,
    ConfirmingPublisher,
    NotConfirmed,
)

EVENT = {"id": "o1:1:0", "type": "t"}
Happening = tuple[float, Callable[[], Any]]


class Line:
    """A line on which things happen, each so many seconds after the one before."""

    def __init__(self, now: list[float]) -> None:
        self.now, self.happens = now, list[Happening]()

    def channel(self) -> Any:
        events: dict[str, set[Any]] = {
            name: set() for name in ("basic_ack", "basic_nack", "basic_return")
        }
        return SimpleNamespace(
            confirm_select=lambda: None, connection=self, channel_id=1, events=events
        )

    def frame_writer(self, *frame: Any) -> None:
        """Write nothing."""

    def drain_events(self, timeout: float) -> None:
        after_s, happen = self.happens.pop(0)
        self.now[0] += after_s
        happen()

    def tend(self) -> None: ...
    def take_what_came(self) -> None: ...
    def abort(self) -> None: ...


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    now = [1_000.0]
    line = Line(now)
    time = SimpleNamespace(monotonic=lambda: now[0], sleep=lambda _: None)
    monkeypatch.setattr(publishing, "time", time)
    monkeypatch.setattr(publishing, "open_line", lambda *_, **__: line)
    idle = SimpleNamespace(start=lambda: None)
    threads = SimpleNamespace(Thread=lambda **_: idle, Lock=publishing.threading.Lock)
    monkeypatch.setattr(publishing, "threading", threads)
    return line


@pytest.fixture
def publisher(line: Line) -> ConfirmingPublisher:
    return ConfirmingPublisher("", "line")


def test_a_broker_that_takes_messages_again_has_time_to_confirm(
    line: Line, publisher: ConfirmingPublisher
) -> None:
    line.happens = [
        (1, lambda: publisher._on_blocked("memory")),
        (CONFIRM_WAIT_S + 30, publisher._on_unblocked),
        (CONFIRM_WAIT_S - 1, lambda: publisher._on_ack(1, False)),
    ]

    publisher.publish("x", [EVENT])

    assert line.happens == []


@pytest.mark.parametrize(
    "happens",
    [
        [(CONFIRM_WAIT_S, "nothing")],
        [(1.0, "blocked"), (BLOCKED_WAIT_S, "nothing")],
        [(1.0, "blocked"), (BLOCKED_WAIT_S - 5, "unblocked"), (CONFIRM_WAIT_S, "nothing")],
    ],
    ids=lambda happens: happens[-2][1] if len(happens) > 1 else "never blocked",
)
def test_what_is_not_confirmed_in_time_may_be_sent_again(
    line: Line, publisher: ConfirmingPublisher, happens: list[tuple[float, str]]
) -> None:
    heard: dict[str, Callable[[], Any]] = {
        "blocked": lambda: publisher._on_blocked("memory"),
        "unblocked": publisher._on_unblocked,
        "nothing": lambda: None,
    }
    line.happens = [(after_s, heard[name]) for after_s, name in happens]

    with pytest.raises(NotConfirmed):
        publisher.publish("x", [EVENT])

    assert line.happens == []


def test_one_that_blocks_again_and_again_is_not_waited_for_for_ever(
    line: Line, publisher: ConfirmingPublisher
) -> None:
    blocks = [(9.0, lambda: publisher._on_blocked("memory")), (9.0, publisher._on_unblocked)]
    line.happens = blocks * 20

    with pytest.raises(NotConfirmed):
        publisher.publish("x", [EVENT])

    assert line.now[0] - 1_000 <= CONFIRM_WAIT_S + BLOCKED_WAIT_S + 9
