"""Health on a port of its own: answered beside the work, by whichever process is free."""

import socket
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from services.common import health

LONGEST_S = 30


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with health.listen("127.0.0.1", 0) as opened:
        yield opened


def get(listener: socket.socket, path: str) -> tuple[int, bytes]:
    connection = HTTPConnection(*listener.getsockname(), timeout=LONGEST_S)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_it_says_what_lives_what_is_ready_and_what_was_counted(listener: socket.socket) -> None:
    server = health.answer(listener, lambda: {"broker": False}, lambda: b"seen 1\n")

    live, ready, metrics = (
        get(listener, f"/{it}") for it in ("health/live", "health/ready", "metrics")
    )

    assert live == (200, b'{"live": true}')
    assert ready == (503, b'{"ready": false, "broker": false}')
    assert metrics == (200, b"seen 1\n")
    server.shutdown()


def test_slow_probes_keep_nobody_from_asking(listener: socket.socket) -> None:
    server = health.answer(listener, dict, lambda: b"")

    slow = [socket.create_connection(listener.getsockname()) for _ in range(50)]

    assert get(listener, "/health/live")[0] == 200
    for one in slow:
        one.close()
    server.shutdown()


def test_a_probe_that_says_nothing_is_ended(
    listener: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "PATIENCE_S", 0.1)
    server = health.answer(listener, dict, lambda: b"")

    slow = socket.create_connection(listener.getsockname(), timeout=LONGEST_S)

    assert slow.recv(1) == b""
    server.shutdown()
