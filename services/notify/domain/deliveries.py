"""What the setup party is told of an order: a CloudEvent with what a setup needs, no more."""

from datetime import datetime
from typing import Any

from services.common.event import Event
from services.notify.domain.statuses import concerns_vendor
from services.notify.links import order_resource

SETUP_REQUESTED = "de.digitalmarkt.order.setup_requested.v1"
CHANGED = "de.digitalmarkt.order.changed.v1"
SOURCE = "urn:digitalmarkt"

FIELDS = (
    "id", "number", "body", "body_name", "profile", "profile_title", "profile_version",
    "functional_contact", "technical_contact", "specialist_system", "wanted_on", "state",
)  # fmt: skip


def delivery_of(event: Event, public_url: str, now: datetime) -> dict[str, Any] | None:
    """Give the delivery an order event makes for its setup party; None where it makes none."""
    order = event.data["order"]
    if not event.type.startswith("order.") or not concerns_vendor(order):
        return None
    vendor = str(order["setup_by"])
    return {
        "_id": f"{event.id}:{vendor}",
        "vendor": vendor,
        "envelope": vendor_event(event, public_url),
        "state": "waiting",
        "attempts": 0,
        "queued_at": now,
    }


def vendor_event(event: Event, public_url: str) -> dict[str, Any]:
    """Write the public event; it is information, never a commission."""
    order = event.data["order"]
    kind = SETUP_REQUESTED if event.type == "order.setup_requested" else CHANGED
    shown = {name: order[name] for name in FIELDS}
    return {
        "specversion": "1.0",
        "id": event.id,
        "source": SOURCE,
        "type": kind,
        "subject": order["id"],
        "time": event.raw["time"],
        "datacontenttype": "application/json",
        "dataschema": f"urn:digitalmarkt:{kind}",
        "data": {
            "order": {**shown, "url": order_resource(public_url, order["id"])},
            "commissioned": False,
        },
        "sequence": event.sequence,
        "correlationid": event.correlation_id,
        "partitionkey": order["id"],
    }


def routing_key(vendor: str) -> str:
    """Name the vendor's own queue on its virtual host."""
    return f"vendor.{vendor}"
