"""An aggregate survives its document, and its news are CloudEvents."""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from services.common import context
from services.common.context import Call
from services.common.storage.aggregates import Aggregate, to_plain
from services.orders.domain.states import OrderState
from services.orders.domain.tasks import Task
from tests import builders

CLOUD_EVENTS = {"specversion", "id", "source", "type"}
OURS = {
    "subject", "time", "datacontenttype", "dataschema", "data", "sequence", "correlationid",
    "traceparent", "causationid", "authid", "onbehalfof", "mandateid", "partitionkey",
}  # fmt: skip


def full_order() -> Aggregate:
    order = builders.order(tasks=[Task(1, "a", {"de": "x", "en": "y"}, "body", 2)])
    order.move("submit", builders.CLERK, builders.NOW)
    order.tasks[0].tick(True, "clerk", builders.NOW)
    order.take_news("orders")
    return order


def full_contract() -> Aggregate:
    held = builders.signature(account="nina", authority=None, basis=None, title=None)
    return builders.signed(countersignature=held, valid_until=date(2028, 12, 31))


def full_account() -> Aggregate:
    return builders.account(
        registrations=[builders.registration(due_on=date(2026, 11, 25))],
        authorities=[builders.authority(valid_until=date(2030, 4, 30), decided_at=builders.NOW)],
    )


AGGREGATES = [full_order(), full_contract(), full_account(), builders.chain(), builders.profile()]


@pytest.fixture(autouse=True)
def own_call() -> Any:
    context.enter(Call(correlation_id="trace-1", once="request-1", principal=builders.principal()))
    yield
    context.enter(None)  # type: ignore[arg-type]


@pytest.mark.parametrize("aggregate", AGGREGATES, ids=lambda a: type(a).__name__)
def test_an_aggregate_comes_back_from_its_document_unchanged(aggregate: Aggregate) -> None:
    doc = aggregate.to_doc()

    back = type(aggregate).from_doc({**doc, "outbox": [], "done": ["request-0"]})

    assert back == aggregate
    assert back.to_doc() == doc


@pytest.mark.parametrize("aggregate", AGGREGATES, ids=lambda a: type(a).__name__)
def test_a_document_holds_times_as_times_and_days_as_texts(aggregate: Aggregate) -> None:
    def leaves(value: Any) -> list[Any]:
        if isinstance(value, dict):
            return [leaf for inner in value.values() for leaf in leaves(inner)]
        if isinstance(value, list):
            return [leaf for inner in value for leaf in leaves(inner)]
        return [value]

    found = leaves(aggregate.to_doc())

    assert all(isinstance(leaf, str | int | datetime | None) for leaf in found)


def test_states_and_dates_come_back_as_what_they_were() -> None:
    order = full_order()

    back = type(order).from_doc(order.to_doc())

    assert back.state is OrderState.SUBMITTED  # type: ignore[attr-defined]
    assert back.wanted_on == date(2026, 12, 24)  # type: ignore[attr-defined]
    assert back.created_at == builders.NOW  # type: ignore[attr-defined]


def test_news_wait_in_their_order_and_are_told_once() -> None:
    order = builders.order(version=4)
    order.say("order.changed", order=1)
    order.say("link.published", order=2)

    told, again = order.take_news("orders"), order.take_news("orders")

    assert [(t["type"], t["id"]) for t in told] == [
        ("order.changed", "o1:4:0"),
        ("link.published", "o1:4:1"),
    ]
    assert again == []


def test_news_are_complete_cloud_events() -> None:
    order = builders.order()
    order.move("submit", builders.CLERK, builders.NOW)

    (told,) = builders.news(order, "orders")

    assert told.keys() == CLOUD_EVENTS | OURS
    assert (told["specversion"], told["source"], told["subject"]) == ("1.0", "orders", "o1")
    assert told["dataschema"] == "urn:digitalmarkt:orders:order.submitted:1"
    assert (told["sequence"], told["partitionkey"]) == (1, "o1")
    assert datetime.fromisoformat(told["time"]).utcoffset() is not None
    assert all(name.isalnum() and name == name.lower() and len(name) <= 20 for name in told)


def test_news_say_who_caused_them_for_whom_and_in_which_request() -> None:
    call = Call(correlation_id="trace-7", once="request-7", principal=builders.principal())
    context.enter(replace(call, on_behalf_of="mayor", mandate_id="m1"))
    order = builders.order()
    order.say("order.changed")

    (told,) = order.take_news("orders")

    assert (told["correlationid"], told["causationid"]) == ("trace-7", "request-7")
    assert (told["authid"], told["onbehalfof"], told["mandateid"]) == ("clerk", "mayor", "m1")


def test_news_of_an_event_name_that_event_as_their_cause() -> None:
    context.enter(builders.event(id="c1:3:0").call())
    order = builders.order()
    order.say("order.changed")

    (told,) = order.take_news("orders")

    assert told["causationid"] == "c1:3:0"


def test_what_is_said_later_does_not_change_what_was_said_before() -> None:
    account = full_account()
    account.tell()  # type: ignore[attr-defined]
    account.name = "Somebody else"  # type: ignore[attr-defined]

    told, _ = builders.news(account, "identity")

    assert told["data"]["name"] == "Sabine Huber"


def test_plain_values_are_json() -> None:
    plain = to_plain(
        {"at": builders.NOW, "on": date(2026, 11, 20), "state": OrderState.LIVE, "n": [1]}
    )

    assert json.loads(json.dumps(plain)) == {
        "at": "2026-11-20T10:00:00+00:00", "on": "2026-11-20", "state": "live", "n": [1],
    }  # fmt: skip
