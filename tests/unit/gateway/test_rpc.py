"""How many callers wait for a service, with a publisher that sends nothing."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from prometheus_client import REGISTRY

from deploy.local.ports import wait_until
from gateway.calls import client
from gateway.calls.bulkhead import BUSY_AFTER_S
from gateway.calls.client import DeadlinePassed, RpcClient
from services.common.errors import Unavailable
from services.common.principal import Principal

THREADS, PLACES = 24, 8


class FakeCallPublisher:
    """Keeps what is sent; a test answers it."""

    def __init__(self, uri: str, name: str) -> None:
        self.sent: list[Any] = []
        self.up = True

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def publish(self, message: Any, exchange: str, routing_key: str) -> None:
        self.sent.append(message)

    def consumers(self, queue: str) -> int:
        return 1


class FakeListener:
    """Listens at once."""

    def __init__(self, uri: str, name: str, subscription: Any) -> None:
        self.stopping, self.listening, self._begun = False, True, subscription.begun

    def start(self) -> None:
        self._begun("replies")


class Calling:
    """A client and the outcomes of calls from threads of their own."""

    def __init__(self, timeout_s: float = 5) -> None:
        self.client = RpcClient("", lambda *_: "", threads=THREADS, timeout_s=timeout_s)
        self.pool = ThreadPoolExecutor(THREADS)
        self.outcomes: Counter[str] = Counter()
        self._guard = threading.Lock()

    @property
    def sent(self) -> list[Any]:
        return self.client._publisher.sent  # type: ignore[attr-defined]

    def begin(self, calls: int) -> None:
        before = len(self.sent)
        for _ in range(calls):
            self.pool.submit(self._call)
        wait_until(lambda: len(self.sent) == before + calls, 10, "not all calls were sent", 0.005)

    def call(self, service: str = "orders") -> Any:
        return self.client.call(service, "place", arguments={}, principal=Principal("a1"))

    def answer(self, result: Any = 1) -> None:
        for message in self.sent:
            body = json.dumps({"result": result, "error": None})
            self.client._replied(SimpleNamespace(properties=message.properties, body=body))

    def _call(self) -> None:
        try:
            outcome = str(self.call())
        except Unavailable as refusal:
            outcome = refusal.code
        except DeadlinePassed:
            outcome = "deadline"
        with self._guard:
            self.outcomes[outcome] += 1


@pytest.fixture
def make_calling(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Calling]]:
    monkeypatch.setattr(client, "CallPublisher", FakeCallPublisher)
    monkeypatch.setattr(client, "Subscriber", FakeListener)
    made: list[Calling] = []

    def make(**facts: Any) -> Calling:
        made.append(Calling(**facts))
        return made[-1]

    yield make
    for calling in made:
        calling.client._lost()
        calling.pool.shutdown()


def test_a_burst_of_all_threads_is_answered(make_calling: Callable[..., Calling]) -> None:
    calling = make_calling()

    calling.begin(THREADS)
    calling.answer()

    wait_until(lambda: calling.outcomes.total() == THREADS, 10, "not all answered", 0.005)
    assert calling.outcomes == {"1": THREADS}


def test_a_stuck_service_holds_a_third_of_the_threads(make_calling: Callable[..., Calling]) -> None:
    calling, began = make_calling(), time.monotonic()

    calling.begin(THREADS)
    wait_until(lambda: calling.outcomes.total() == THREADS - PLACES, 10, "not all answered", 0.005)
    waited_s = time.monotonic() - began

    assert calling.outcomes == {"service-busy": THREADS - PLACES}
    assert BUSY_AFTER_S <= waited_s < 4.5
    with pytest.raises(Unavailable, match="service-busy") as refused:
        calling.call()
    assert refused.value.code == "service-busy"
    assert len(calling.sent) == THREADS, "who is refused at the door sends nothing"


def test_who_keeps_a_place_is_answered_or_told_of_the_deadline(
    make_calling: Callable[..., Calling],
) -> None:
    calling = make_calling(timeout_s=3)

    calling.begin(THREADS)

    wait_until(lambda: calling.outcomes.total() == THREADS, 10, "not all answered", 0.005)
    assert calling.outcomes == {"service-busy": THREADS - PLACES, "deadline": PLACES}


def test_each_of_several_in_one_message_counts_by_its_own_outcome(
    make_calling: Callable[..., Calling],
) -> None:
    def counted(method: str, outcome: str) -> float:
        labels = {"service": "orders", "method": method, "outcome": outcome}
        return REGISTRY.get_sample_value("rpc_calls_total", labels) or 0.0

    names = [("one", "ok"), ("two", "failed"), (client.TOGETHER, "ok")]
    before = [counted(*name) for name in names]
    calling = make_calling()
    asked = [("one", {}), ("two", {})]
    waiting = calling.pool.submit(calling.client.call_together, "orders", asked, Principal("a1"))
    wait_until(lambda: calling.sent, 10, "nothing was sent", 0.005)

    broken = {"exc_type": "Broken", "value": "secret"}
    calling.answer([{"result": 7, "error": None}, {"result": None, "error": broken}])

    first, second = waiting.result(timeout=10)
    assert (first, type(second)) == (7, client.CallFailed)
    after = [counted(*name) for name in names]
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 1, 0]
