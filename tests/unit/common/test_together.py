"""Several calls in one message: each is judged, answered and named by itself."""

import time
from dataclasses import replace
from typing import Any, ClassVar

import pytest
from prometheus_client import REGISTRY

from services.common import context, spans
from services.common.context import Call
from services.common.entrypoints import rpc, together
from services.common.errors import Invalid
from services.common.messaging.rpc_messages import Request
from services.common.principal import Principal
from services.common.words import Catalogue

CALLER = Principal("a1", grants={"*": frozenset({"orders:read"})})


moments = [0.0]


class Orders:
    """A service of a few calls."""

    name = "orders"
    words: ClassVar[Catalogue] = {}
    effects: ClassVar[list[str | None]] = []

    @rpc(needs="orders:read")
    def get(self, order_id: str) -> dict[str, Any]:
        self.effects.append(context.current().once)
        return {"id": order_id, "as": context.current().action}

    @rpc(needs="orders:review")
    def review(self) -> str:
        raise AssertionError("nobody here may")

    @rpc(public=True)
    def broken(self) -> None:
        raise RuntimeError("secret")

    @rpc(public=True)
    def slow(self) -> None:
        moments[0] += 3.0

    @rpc(public=True)
    def together(self, calls: list[Any]) -> list[Any]:
        return together.answers(self, calls)

    def helper(self) -> str:
        return "no call"


class Taking:
    """Keeps the spans that have ended."""

    def __init__(self, taken: list[spans.Ended]) -> None:
        self.take = taken.append

    def stop(self) -> None: ...


@pytest.fixture(autouse=True)
def called() -> None:
    Orders.effects.clear()
    context.enter(Call(once="r1", principal=CALLER, deadline=time.time() + 5, language="en"))


def one(method: str, **arguments: Any) -> dict[str, Any]:
    return {"method": method, "arguments": arguments}


def codes(*asked: dict[str, Any]) -> list[str | None]:
    answers = Orders().together(list(asked))
    return [one["error"]["exc_type"] if one["error"] else None for one in answers]


def test_each_is_answered_in_its_place_as_its_own_call() -> None:
    first, second = Orders().together([one("get", order_id="o1"), one("get", order_id="o2")])

    assert first == {"result": {"id": "o1", "as": "orders.get"}, "error": None}
    assert second["result"]["id"] == "o2"
    assert Orders.effects == ["r1.0", "r1.1"]


def test_what_one_is_refused_or_fails_on_is_its_own_answer() -> None:
    asked = (one("review"), one("broken"), one("get", order_id="o1"), one("get"))

    assert codes(*asked) == ["Forbidden", "Failed", None, "Invalid"]
    assert "secret" not in str(Orders().together([one("broken")]))


@pytest.mark.parametrize("method", ["helper", "nothing", "__init__", "together", "effects"])
def test_only_calls_of_the_service_are_called(method: str) -> None:
    assert codes(one(method)) == ["NotFound"]


def test_what_comes_after_the_deadline_is_not_begun() -> None:
    context.enter(Call(once="r1", principal=CALLER, deadline=time.time() - 1))

    assert codes(one("get", order_id="o1")) == ["Unavailable"]
    assert Orders.effects == []


def test_the_last_is_given_up_before_the_answers_of_the_others_come_too_late() -> None:
    context.enter(Call(once="r1", principal=CALLER, deadline=time.time() + together.MARGIN_S / 2))

    assert codes(one("get", order_id="o1")) == ["Unavailable"]
    assert Orders.effects == []


def test_each_is_a_span_within_that_of_the_message() -> None:
    outer = "00-" + "a" * 32 + "-" + "b" * 16 + "-01"
    context.enter(replace(context.current(), traceparent=outer))
    taken: list[spans.Ended] = []
    spans.use(Taking(taken))
    try:
        codes(one("get", order_id="o1"), one("broken"))
    finally:
        spans.use()

    assert [(span.name, span.parent, span.failed) for span in taken] == [
        ("orders.get", outer, False), ("orders.broken", outer, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "calls",
    [
        [],
        [one("get", order_id="o1")] * (together.MOST + 1),
        ["get"],
        [{"method": "get"}],
        [{"method": 1, "arguments": {}}],
        [{"method": "get", "arguments": []}],
    ],
)
def test_what_is_no_list_of_calls_is_refused_as_a_whole(calls: list[Any]) -> None:
    with pytest.raises(Invalid):
        Orders().together(calls)

    assert Orders.effects == []


def test_each_takes_its_own_time_only(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = lambda one: Request(one.method, [], one.arguments, "", "", {}, moments[0])  # noqa: E731
    monkeypatch.setattr(together.One, "begin", begun)
    monkeypatch.setattr("time.monotonic", lambda: moments[0])

    def took(method: str) -> float:
        return (
            REGISTRY.get_sample_value("rpc_seconds_sum", {"method": method, "outcome": "ok"}) or 0
        )

    before = took("slow"), took("get")
    Orders().together([one("slow"), one("get", order_id="o1")])

    assert (took("slow") - before[0], took("get") - before[1]) == (3.0, 0.0)
