"""Whether anybody takes a service's calls: looked at seldom, and not given up at one look."""

from collections.abc import Iterator

import pytest

from gateway.calls import client
from gateway.calls.client import RpcClient
from services.common.errors import Unavailable


class Broker:
    """In the place of the publisher: what it answers, look by look."""

    def __init__(self, *answers: int | Exception) -> None:
        self.answers: Iterator[int | Exception] = iter(answers)
        self.looks = 0

    def start(self) -> None:
        """Connect to nothing."""

    def consumers(self, queue: str) -> int:
        self.looks += 1
        answer = next(self.answers)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> RpcClient:
    monkeypatch.setattr(client, "CHECK_EVERY_S", 0.0)
    monkeypatch.setattr(client, "AGAIN_AFTER_S", 0.0)
    made = RpcClient("amqp://nowhere", lambda *_: "", threads=1)
    made._listener = made._publisher = Broker()  # type: ignore[assignment]
    return made


def asking(calls: RpcClient, *answers: int | Exception) -> Broker:
    broker = Broker(*answers)
    calls._publisher = broker  # type: ignore[assignment]
    return broker


def test_one_look_that_finds_nobody_is_not_believed(calls: RpcClient) -> None:
    asking(calls, 1, 0, 1)

    assert [calls.takers("rpc-orders"), calls.takers("rpc-orders")] == [1, 1]


def test_two_looks_that_find_nobody_are(calls: RpcClient) -> None:
    broker = asking(calls, 1, 0, 0, 0)

    assert [calls.takers("rpc-orders") for _ in range(3)] == [1, 0, 0]
    assert broker.looks == 4


def test_a_look_that_failed_does_not_count_as_nobody(calls: RpcClient) -> None:
    asking(calls, Unavailable("broker-away"), 1)

    with pytest.raises(Unavailable):
        calls.takers("rpc-orders")

    assert calls.takers("rpc-orders") == 1
