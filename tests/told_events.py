"""Vendor events as notify writes them, from the events of the other services."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from services.common import context
from services.common.context import Call
from services.notify.domain.deliveries import (
    LastDelivery,
    delivery_of,
    ends_of,
    profile_news,
    webhook_test,
)
from services.notify.domain.event_schemas import STATES
from services.orders.events import SAYS
from tests.unit.notify import samples

Doc = dict[str, Any]
SPAN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
URL, VENDOR = "https://markt.example", "demo-it-dienst"
OF_ORDERS = sorted(k for k in SAYS if k.partition(".")[0] in ("order", "link", "service"))


def all_told() -> Iterator[Doc]:
    """Yield what a vendor is told of each event in each state, and the two that are no order's."""
    for kind in OF_ORDERS:
        for state in STATES:
            event = samples.order_event(kind, state=state)
            if delivery := delivery_of(event, event.data["order"], URL, NOW):
                yield delivery["envelope"]
    yield end()
    yield profile()
    yield webhook_test("msg_1", "w1", NOW)


def end() -> Doc:
    """Return the last word about an order that went to somebody else."""
    event = samples.order_event("order.terminated", state="terminated", sequence=7)
    last = LastDelivery(VENDOR, 3, "x")
    return dict(
        ends_of(event, {**event.data["order"], "setup_by": None}, [last], URL, NOW)[0]["envelope"]
    )


def profile() -> Doc:
    """Return the news of a version of a profile."""
    title = {"de": "Wohnsitz ummelden", "en": "Change of residence"}
    facts = {"profile": "ewa", "title": title, "profile_version": 4}
    return dict(
        next(profile_news(samples.event("profile.published", facts), [VENDOR], URL, NOW))[
            "envelope"
        ]
    )


def examples_of_events() -> dict[str, Doc]:
    """Return one event of each type."""
    with context.entered(Call(traceparent=SPAN)):
        return {event["type"]: event for event in reversed(list(all_told()))}
