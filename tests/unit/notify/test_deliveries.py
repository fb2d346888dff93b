"""What setup parties are told: exact CloudEvents, what a setup needs, and the end."""

from datetime import UTC, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from services.common.messaging.publisher import BLOCKED_WAIT_S, CONFIRM_WAIT_S
from services.notify.delivery_publisher import LONGEST_DELIVERY_S
from services.notify.domain.deliveries import (
    CHANGED,
    LINK_PUBLISHED,
    SETUP_REQUESTED,
    TERMINATED,
    LastDelivery,
    as_published,
    delivery_of,
    ends_of,
)
from services.notify.repositories.deliveries import Deliveries
from services.orders.domain.states import OrderState
from services.orders.events import SAYS
from tests.unit.notify import samples

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
URL = "https://markt.example"
IN_SETUP = {"setup_requested", "in_setup", "setup_failed", "awaiting_link", "live"}
VENDOR = "demo-it-dienst"
OF_ORDERS = [kind for kind in SAYS if kind.partition(".")[0] in ("order", "link", "service")]
CLOUD_EVENT = {
    "type": "object",
    "required": ["specversion", "id", "source", "type"],
    "propertyNames": {"pattern": "^[a-z0-9]{1,20}$"},
    "properties": {
        "specversion": {"const": "1.0"},
        "id": {"type": "string", "minLength": 1},
        "source": {"type": "string", "minLength": 1, "format": "uri-reference"},
        "type": {"type": "string", "pattern": r"^de\.digitalmarkt\.[a-z_.]+\.v1$"},
        "subject": {"type": "string", "minLength": 1},
        "time": {"type": "string", "format": "date-time"},
        "datacontenttype": {"const": "application/json"},
        "dataschema": {"type": "string", "format": "uri"},
        "sequence": {"type": "string", "pattern": "^[0-9]{12}$"},
        "data": {"type": "object"},
    },
    "additionalProperties": {"type": ["string", "boolean", "integer"]},
}
"""The attributes as CloudEvents 1.0.2 and its extension "sequence" have them."""


def told(kind: str, newest: dict[str, Any] | None = None, **changed: Any) -> dict[str, Any] | None:
    event = samples.order_event(kind, **changed)
    return delivery_of(event, newest or event.data["order"], URL, NOW)


def envelope_of(kind: str, **changed: Any) -> dict[str, Any]:
    delivery = told(kind, **changed)
    assert delivery is not None
    envelope: dict[str, Any] = delivery["envelope"]
    return envelope


def ends(
    state: str, *last: LastDelivery, sequence: int = 9, **changed: Any
) -> list[dict[str, Any]]:
    event = samples.order_event("order.changed", sequence=sequence, state=state, **changed)
    return ends_of(event, event.data["order"], last, URL, NOW)


@pytest.mark.parametrize("kind", OF_ORDERS)
def test_every_event_for_a_vendor_is_a_cloud_event(kind: str) -> None:
    delivery = told(kind, state="in_setup")
    made = [delivery] if delivery else []
    made += ends("terminated", LastDelivery(VENDOR, 1, CHANGED))

    for each in made:
        again = as_published({**each, "again": True})
        Draft202012Validator(CLOUD_EVENT, format_checker=FormatChecker()).validate(again)


def test_a_requested_setup_carries_what_a_setup_needs_and_is_no_commission() -> None:
    waiting = {"role": "setup_party", "due_on": "2026-12-04"}
    facts = {"leika_keys": ["99115005104000"], "contract_number": "V-2026-000123"}

    envelope = envelope_of(
        "order.setup_requested", state="setup_requested", waiting_for=waiting, **facts
    )

    order = envelope["data"]["order"]
    assert envelope["type"] == SETUP_REQUESTED
    assert envelope["id"] == "o1:1:0"
    assert envelope["data"]["commissioned"] is False
    assert order["due_on"] == "2026-12-04"
    assert {name: order[name] for name in facts} == facts
    assert envelope["data"]["act_at"] == {
        "resource": f"{URL}/api/v1/orders/o1", "page": f"{URL}/setups/o1",
    }  # fmt: skip


def test_the_due_date_of_somebody_else_is_not_told_as_the_vendor_s() -> None:
    waiting = {"role": "body", "due_on": "2026-12-04"}

    envelope = envelope_of("order.setup_done", state="awaiting_link", waiting_for=waiting)

    assert envelope["data"]["order"]["due_on"] is None


def test_a_vendor_is_told_no_more_than_a_setup_needs() -> None:
    order = envelope_of("order.setup_requested", state="setup_requested")["data"]["order"]

    hidden = {"remark", "contract", "ordered_by", "costs_acknowledged", "waiting_for", "usage"}
    assert not hidden & set(order)


@pytest.mark.parametrize(
    ("kind", "state", "expected"),
    [
        ("order.setup_requested", "setup_requested", SETUP_REQUESTED),
        ("order.acknowledged", "in_setup", CHANGED),
        ("order.setup_done", "awaiting_link", CHANGED),
        ("link.published", "live", LINK_PUBLISHED),
        ("service.live", "live", CHANGED),
    ],
)
def test_each_move_is_told_under_its_public_type(kind: str, state: str, expected: str) -> None:
    envelope = envelope_of(kind, state=state, link="https://www.example.bayern/dienst")

    assert envelope["type"] == expected
    assert envelope["data"]["order"]["state"] == state


@pytest.mark.parametrize("kind", OF_ORDERS)
@pytest.mark.parametrize("state", sorted(set(OrderState) - IN_SETUP))
def test_before_the_request_to_set_up_a_vendor_is_told_nothing(kind: str, state: str) -> None:
    assert told(kind, state=state) is None


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        ("order.setup_requested", {"state": "setup_requested", "setup_by": None}),
        ("order.support_requested", {"state": "in_setup"}),
    ],
)
def test_what_is_between_body_and_operator_is_told_to_no_vendor(
    kind: str, changed: dict[str, Any]
) -> None:
    assert told(kind, **changed) is None


@pytest.mark.parametrize(
    "changed",
    [{"state": "terminated"}, {"state": "withdrawn"}, {"state": "in_setup", "setup_by": None},
     {"state": "setup_requested", "setup_by": "another"}],
)  # fmt: skip
def test_whoever_is_no_longer_the_setup_party_is_told_the_end(changed: dict[str, Any]) -> None:
    state, more = changed["state"], {k: v for k, v in changed.items() if k != "state"}

    (end,) = ends(state, LastDelivery(VENDOR, 5, CHANGED), **more)

    assert (end["vendor"], end["envelope"]["type"]) == (VENDOR, TERMINATED)
    assert end["envelope"]["data"]["order"]["state"] == "terminated"
    assert "functional_contact" not in end["envelope"]["data"]["order"]


def test_the_end_is_told_once_and_only_to_whom_it_ends_for() -> None:
    assert ends("terminated", LastDelivery(VENDOR, 5, TERMINATED)) == []
    assert ends("terminated") == []
    assert ends("live", LastDelivery(VENDOR, 5, CHANGED)) == []
    assert ends("terminated", LastDelivery(VENDOR, 12, CHANGED), sequence=9) == []


def test_two_events_after_the_end_make_one_last_word() -> None:
    first = ends("terminated", LastDelivery(VENDOR, 5, CHANGED), sequence=9)
    second = ends("terminated", LastDelivery(VENDOR, 5, CHANGED), sequence=10)

    assert [end["_id"] for end in first] == [end["_id"] for end in second]


def test_an_event_that_was_overtaken_by_the_end_is_told_no_more() -> None:
    ended = samples.order(state="terminated")

    assert told("order.progressed", newest=ended, state="in_setup") is None


@pytest.mark.parametrize("mark", ["unconfirmed", "again"])
def test_what_may_have_gone_out_before_is_marked_and_keeps_its_id(mark: str) -> None:
    delivery = told("order.acknowledged", state="in_setup") or {}

    first, second = as_published(delivery), as_published({**delivery, mark: True})

    assert "redelivered" not in first
    assert second == {**first, "redelivered": True}


def test_a_delivery_a_blocked_broker_holds_ends_within_its_lease() -> None:
    lease_s = Deliveries.LEASE.total_seconds()

    assert lease_s > LONGEST_DELIVERY_S > BLOCKED_WAIT_S + CONFIRM_WAIT_S
