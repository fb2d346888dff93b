"""One line per call answered, event said, event heard and message parked, with the same ids."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from services.common import trace
from services.common.context import Call
from services.common.entrypoints.calls import RpcConsumer
from services.common.errors import Conflict, Forbidden, TooEarly, Unavailable
from services.common.events import Event
from services.common.messaging import log_lines, rpc_messages
from services.common.messaging.inbox import EventInbox
from services.common.messaging.rpc_messages import Answer
from services.common.principal import Principal
from services.common.reconciliation import publish_again
from tests import builders

QUEUE = "evt-orders-order.changed--notify.follow_order"
ENVELOPE = {
    "id": "o1:3:0", "source": "orders", "type": "order.changed", "subject": "o1", "sequence": 3,
    "data": {"secret": "Geheim"}, "correlationid": "r1", "authid": "anna", "causationid": "q1",
}  # fmt: skip
HEARD = {
    "type": "order.changed", "id": "o1:3:0", "source": "orders", "subject": "o1",
    "correlation_id": "r1", "trace_id": trace.id_of(trace.begun("r1")), "handler": "follow_order",
}  # fmt: skip
EACH_TIME = {"duration_ms", "span_id"}


class Lines:
    """The lines written so far, without what differs each time."""

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level("INFO")
        self._caplog = caplog

    def of(self, name: str) -> list[dict[str, Any]]:
        found = [r.facts for r in self._caplog.records if r.getMessage() == name]  # type: ignore[attr-defined]
        return [{n: v for n, v in facts.items() if n not in EACH_TIME} for facts in found]

    def levels(self, name: str) -> list[str]:
        return [r.levelname for r in self._caplog.records if r.getMessage() == name]

    @property
    def text(self) -> str:
        return repr([getattr(record, "facts", {}) for record in self._caplog.records])


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Lines:
    return Lines(caplog)


class NoParking:
    """Takes what is parked and keeps nothing."""

    def park(self, *_: Any) -> None: ...
    def park_unreadable(self, *_: Any) -> None: ...
    def failed_again(self, *_: Any) -> None: ...
    def settled(self, *_: Any) -> None: ...


def hear(apply: Any, body: bytes = json.dumps(ENVELOPE).encode()) -> bool:
    inbox = EventInbox(NoParking())  # type: ignore[arg-type]
    return inbox.settle(QUEUE, "orders", "order.changed", body=body, apply=apply, gone=lambda: True)


def hear_again(error: Exception | None, failures: int) -> None:
    parked = {"queue": QUEUE, "body": json.dumps(ENVELOPE), "failures": failures}
    EventInbox(NoParking()).again(parked, "orders", "order.changed", raising(error))  # type: ignore[arg-type]


def raising(error: Exception | None) -> Any:
    def apply(_: Event) -> None:
        if error is not None:
            raise error

    return apply


def request(**kwargs: Any) -> rpc_messages.Request:
    headers = {"nameko.correlation_id": "r1"}
    return rpc_messages.Request("place", [], kwargs, "rpc.reply-1", "c1", headers)


def answered(answer: Answer, call: Call | None, **kwargs: Any) -> None:
    log_lines.call_answered(request(**kwargs), "orders.place", answer, call)


CALL = Call(correlation_id="r1", principal=Principal("anna"))


def test_a_call_says_who_did_what_to_which_object(lines: Lines) -> None:
    answered(Answer.of_result({"id": "o1", "note": "Geheim"}), CALL)

    assert lines.of("call_answered") == [
        {
            "method": "orders.place", "outcome": "ok", "correlation_id": "r1",
            "actor_id": "anna", "object_id": "o1",
        }
    ]  # fmt: skip
    assert "Geheim" not in lines.text


def test_a_refused_call_says_its_code_and_the_object_it_was_for(lines: Lines) -> None:
    answered(
        Answer.of_error(Conflict("order-exists", "Geheim", "[]")), CALL, order_id="o1", payload={}
    )

    (line,) = lines.of("call_answered")
    assert (line["outcome"], line["object_id"]) == ("order-exists", "o1")
    assert "Geheim" not in lines.text


def test_a_call_refused_at_the_border_has_its_line_too(lines: Lines) -> None:
    answered(Answer.of_error(Forbidden("not-permitted", "No.", "[]")), None, order_id="o" * 10_000)

    assert lines.of("call_answered") == [
        {"method": "orders.place", "outcome": "not-permitted", "correlation_id": "r1",
         "actor_id": None}
    ]  # fmt: skip


def test_each_call_taken_from_the_queue_is_answered_by_one_line(lines: Lines) -> None:
    consumer = RpcConsumer()
    consumer.container = SimpleNamespace(service_name="orders")
    consumer.lane = SimpleNamespace(reply=lambda *_: None, ack_soon=lambda _: None)  # type: ignore[assignment]
    message = builders.call_message('{"args": [], "kwargs": {}}')

    consumer._take(message)

    assert [line["outcome"] for line in lines.of("call_answered")] == ["method-unknown"]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (None, {"outcome": "applied"}),
        (Conflict("order-exists", "Geheim", "[]"), {"outcome": "refused", "code": "order-exists"}),
        (RuntimeError("Geheim"), {"outcome": "parked"}),
        (TooEarly("Geheim"), {"outcome": "parked"}),
    ],
)
def test_an_event_that_was_heard_is_one_line(lines: Lines, error: Any, told: Any) -> None:
    hear(raising(error))

    assert lines.of("event_heard") == [HEARD | told]
    assert "Geheim" not in lines.text


def test_an_event_that_waits_for_a_dependency_has_no_line_yet(lines: Lines) -> None:
    hear(raising(Unavailable("database-away", "Away.", "[]")))

    assert lines.of("event_heard") == []


def test_a_parked_event_is_an_error_at_once(lines: Lines) -> None:
    hear(raising(RuntimeError("broken")))

    (line,) = lines.of("event_parked")
    assert lines.levels("event_parked") == ["ERROR"]
    assert (line["queue"], line["reason"], line["failures"]) == (QUEUE, "RuntimeError", 1)
    assert (line["id"], line["correlation_id"]) == ("o1:3:0", "r1")


def test_what_nobody_can_read_is_an_error_at_once(lines: Lines) -> None:
    hear(raising(None), b"Geheim")

    assert lines.levels("event_parked") == ["ERROR"]
    assert lines.of("event_parked")[0]["reason"] == "Unreadable"


def test_an_event_before_the_one_it_needs_is_an_error_only_when_that_stays_away(
    lines: Lines,
) -> None:
    hear(raising(TooEarly("no contract yet")))
    hear_again(TooEarly("no contract yet"), failures=1)
    hear_again(TooEarly("no contract yet"), failures=2)

    assert lines.levels("event_parked") == ["WARNING", "WARNING", "ERROR"]
    assert [line["failures"] for line in lines.of("event_parked")] == [1, 2, 3]


def test_a_parked_event_that_had_its_effect_is_heard(lines: Lines) -> None:
    hear_again(None, failures=1)

    assert lines.of("event_heard") == [HEARD | {"outcome": "replayed"}]


def test_what_is_told_again_is_said_so_under_its_old_ids(lines: Lines) -> None:
    publisher = SimpleNamespace(publish=lambda *_: None)

    publish_again(publisher, "orders", [ENVELOPE])

    assert lines.of("event_said_again") == [
        {
            "type": "order.changed", "id": "o1:3:0", "subject": "o1", "correlation_id": "r1",
            "actor_id": "anna", "cause_id": "q1",
        }
    ]  # fmt: skip
    assert lines.of("event_said") == []
