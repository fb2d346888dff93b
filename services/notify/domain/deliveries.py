"""What vendors are told: CloudEvents with what a setup needs of an order, and new profiles.

The contract for vendors stands in ``docs/vendors/README.md``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.common import context
from services.common.events import Event
from services.common.moves import Moves, Turns, Wait
from services.notify.domain.statuses import concerns_vendor
from services.notify.links import order_resource, profile_page, profile_resource, setup_page

Doc = dict[str, Any]

SETUP_REQUESTED = "de.digitalmarkt.order.setup_requested.v1"
CHANGED = "de.digitalmarkt.order.changed.v1"
TERMINATED = "de.digitalmarkt.order.terminated.v1"
LINK_PUBLISHED = "de.digitalmarkt.link.published.v1"
PROFILE_PUBLISHED = "de.digitalmarkt.profile.published.v1"
TEST = "de.digitalmarkt.test.v1"
"""Posted to a webhook when its vendor wants it tested; nothing has happened."""
SOURCE = "urn:digitalmarkt"
EXCHANGE = "digitalmarkt.events"
"""Where vendors' queues are bound, on their virtual host."""
PUBLIC_TYPES = (SETUP_REQUESTED, CHANGED, TERMINATED, LINK_PUBLISHED, PROFILE_PUBLISHED)

TYPES = {
    "order.setup_requested": SETUP_REQUESTED,
    "order.setup_retried": SETUP_REQUESTED,
    "link.published": LINK_PUBLISHED,
}
"""Public types by ours; every other move of the order is a change."""
NOT_THEIRS = frozenset(
    {
        "order.support_requested", "order.support_answered", "order.support_reminded",
        "order.support_escalated", "order.link_proposed",
        "order.link_refused", "order.profile_changed", "order.reminded", "order.escalated",
        "link.dead", "link.works",
    }
)  # fmt: skip
"""Between the body and the operator, or no change: a setup party is reminded by mail."""

FIELDS = (
    "id", "number", "body", "body_name", "profile", "profile_title", "profile_version",
    "functional_contact", "technical_contact", "specialist_system", "wanted_on", "state", "link",
)  # fmt: skip
AT_THE_END = ("id", "number", "body", "body_name", "profile", "profile_title")


class QueueState(StrEnum):
    """How far an event is on the way to its vendor's queue on RabbitMQ."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    WITHOUT_QUEUE = "without_queue"


QUEUE_MOVES = Moves(
    {
        (QueueState.WAITING, "publish"): QueueState.DELIVERED,
        (QueueState.WAITING, "set-aside"): QueueState.WITHOUT_QUEUE,
        (QueueState.WITHOUT_QUEUE, "bring-back"): QueueState.WAITING,
        (QueueState.WAITING, "let-go"): QueueState.WITHOUT_QUEUE,
    },
    "changed-meanwhile",
    Turns(
        # Webhooks and feed wait for no queue; what one did not take for 90 days is let go.
        waits={QueueState.WAITING: Wait("broker", 1)},
        by={"publish": {"broker"}, "set-aside": {"broker"}, "bring-back": {"operator"},
            "let-go": {"clock"}},
        rests={QueueState.WITHOUT_QUEUE},
        ends={QueueState.DELIVERED},
    ),
)  # fmt: skip


@dataclass(frozen=True)
class LastDelivery:
    """What a vendor was told last of an order."""

    vendor: str
    sequence: int
    kind: str


def vendor_of(order: Mapping[str, Any]) -> str | None:
    """Return the setup party an order is with, from the request to set up on."""
    return str(order["setup_by"]) if concerns_vendor(order) else None


def delivery_of(
    event: Event, newest: Mapping[str, Any], public_url: str, now: datetime
) -> Doc | None:
    """Return what an order event makes for its setup party; None where it makes nothing.

    ``newest`` is the order as last heard of: events of different types overtake each other,
    and who is no longer the setup party is told nothing late.
    """
    vendor = vendor_of(event.data["order"])
    if vendor is None or vendor != vendor_of(newest) or event.type in NOT_THEIRS:
        return None
    kind = TYPES.get(event.type, CHANGED)
    return _delivery(f"{event.id}:{vendor}", vendor, vendor_event(event, kind, public_url), now)


def ends_of(
    event: Event,
    newest: Mapping[str, Any],
    last_of_each: Iterable[LastDelivery],
    public_url: str,
    now: datetime,
) -> list[Doc]:
    """Return the last word for each vendor told of an order which is not theirs any more."""
    current = vendor_of(newest)
    return [
        _delivery(
            f"{event.subject}:end:{last.vendor}:{last.sequence}",
            last.vendor,
            end_event(event, public_url),
            now,
        )
        for last in last_of_each
        if last.vendor != current and last.kind != TERMINATED and last.sequence < event.sequence
    ]


def vendor_event(event: Event, kind: str, public_url: str) -> Doc:
    """Write the public event; it is information, never a commission."""
    order = event.data["order"]
    waiting = order.get("waiting_for") or {}
    facts = {
        **{name: order[name] for name in FIELDS},
        "due_on": waiting.get("due_on") if waiting.get("role") == "setup_party" else None,
        "leika_keys": list(order.get("leika_keys") or ()),
        "contract_number": order.get("contract_number"),
        "url": order_resource(public_url, order["id"]),
    }
    return _envelope(event, event.id, kind, facts, public_url)


def end_event(event: Event, public_url: str) -> Doc:
    """Write that the order is no longer theirs; of the people in it, nothing."""
    order = event.data["order"]
    facts = {name: order[name] for name in AT_THE_END} | {"state": "terminated"}
    return _envelope(event, f"{event.id}:end", TERMINATED, facts, public_url)


def profile_news(
    event: Event, vendors: Iterable[str], public_url: str, now: datetime
) -> Iterator[Doc]:
    """Yield for each vendor that a version of a profile was published."""
    profile = event.data["profile"]
    facts = {
        "id": profile,
        "title": event.data["title"],
        "version": event.data["profile_version"],
        "resource": profile_resource(public_url, profile),
        "page": profile_page(public_url, profile),
    }
    envelope = _cloud_event(event, event.id, PROFILE_PUBLISHED, profile, {"profile": facts})
    for vendor in vendors:
        yield _record(f"{event.id}:{vendor}", vendor, envelope, now)


def _envelope(event: Event, id: str, kind: str, order: Doc, public_url: str) -> Doc:
    told = {
        "order": order,
        "act_at": {
            "resource": order_resource(public_url, order["id"]),
            "page": setup_page(public_url, order["id"]),
        },
        "commissioned": False,
    }
    return _cloud_event(event, id, kind, order["id"], told)


def _cloud_event(event: Event, id: str, kind: str, subject: str, told: Doc) -> Doc:
    return {
        "specversion": "1.0",
        "id": id,
        "source": SOURCE,
        "type": kind,
        "subject": subject,
        "time": event.raw["time"],
        "datacontenttype": "application/json",
        "dataschema": f"urn:digitalmarkt:{kind}",
        "data": told,
        "sequence": f"{event.sequence:012d}",
        "correlationid": event.correlation_id,
        "traceparent": context.traceparent(),
        "partitionkey": subject,
    }


def webhook_test(id: str, webhook: str, now: datetime) -> Doc:
    """Return an event like any other that tells of nothing."""
    return {
        "specversion": "1.0",
        "id": id,
        "source": SOURCE,
        "type": TEST,
        "subject": webhook,
        "time": now.isoformat(timespec="milliseconds"),
        "datacontenttype": "application/json",
        "dataschema": f"urn:digitalmarkt:{TEST}",
        "data": {"webhook": webhook, "commissioned": False},
        "sequence": "0" * 12,
        "correlationid": id,
        "traceparent": context.traceparent(),
        "partitionkey": webhook,
    }


def _delivery(id: str, vendor: str, envelope: Doc, now: datetime) -> Doc:
    """Return the record of an order's event, by which is known what a vendor was told last."""
    about = {"order": envelope["subject"], "sequence": int(envelope["sequence"])}
    return {**_record(id, vendor, envelope, now), **about}


def _record(id: str, vendor: str, envelope: Doc, now: datetime) -> Doc:
    """Return the one record of an event for a vendor; ``state`` is that of its queue alone."""
    return {
        "_id": id,
        "vendor": vendor,
        "envelope": envelope,
        "state": QueueState.WAITING.value,
        "attempts": 0,
        "queued_at": now,
    }


def as_published(doc: Doc) -> Doc:
    """Return the event as it goes out: marked where it may have gone out before."""
    envelope: Doc = doc["envelope"]
    again = doc.get("unconfirmed") or doc.get("again")
    return {**envelope, "redelivered": True} if again else envelope


def routing_key(vendor: str) -> str:
    """Name the vendor's own queue on its virtual host."""
    return f"vendor.{vendor}"


def log_facts(doc: Doc) -> dict[str, Any]:
    """Return what a log line says of a delivery: ids, never what is in it."""
    envelope = doc["envelope"]
    return {
        "delivery": doc["_id"],
        "vendor": doc["vendor"],
        "type": envelope["type"],
        "event_id": str(envelope["id"]).removesuffix(":end"),
        "correlation_id": envelope.get("correlationid"),
        "object_id": envelope["subject"],
    }
