"""What a setup party is told."""

from datetime import UTC, datetime

import pytest

from services.notify.domain.deliveries import CHANGED, SETUP_REQUESTED, delivery_of
from tests.unit.notify import samples

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
URL = "https://markt.example"


def test_a_requested_setup_is_information_and_no_commission() -> None:
    event = samples.order_event("order.setup_requested", state="setup_requested")

    delivery = delivery_of(event, URL, NOW)

    assert delivery is not None
    assert delivery["_id"] == "o1:1:0:demo-it-dienst"
    assert delivery["envelope"]["type"] == SETUP_REQUESTED
    assert delivery["envelope"]["data"]["commissioned"] is False
    assert delivery["envelope"]["data"]["order"]["url"] == f"{URL}/api/v1/orders/o1"


def test_a_vendor_is_told_no_more_than_a_setup_needs() -> None:
    event = samples.order_event("order.setup_requested", state="setup_requested")

    delivery = delivery_of(event, URL, NOW)

    assert delivery is not None
    hidden = {"remark", "contract", "ordered_by", "costs_acknowledged"}
    assert not hidden & set(delivery["envelope"]["data"]["order"])


def test_later_changes_are_told_under_their_own_type() -> None:
    event = samples.order_event("order.acknowledged", state="in_setup")

    delivery = delivery_of(event, URL, NOW)

    assert delivery is not None
    assert delivery["envelope"]["type"] == CHANGED


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        ("order.submitted", {}),
        ("order.setup_requested", {"state": "setup_requested", "setup_by": None}),
        ("service.live", {"state": "live"}),
    ],
)
def test_other_events_are_not_for_vendors(kind: str, changed: dict[str, object]) -> None:
    event = samples.order_event(kind, **changed)

    assert delivery_of(event, URL, NOW) is None
