"""What waits on its way to each vendor, by queue and by webhook, and why; for support.

Whoever reads the feed is waited for by nobody: nothing waits there.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Self

from services.common.errors import Conflict, NotFound
from services.common.storage.aggregates import to_plain
from services.notify.delivery_publisher import DeliveryPublisher
from services.notify.domain.deliveries import QueueState
from services.notify.domain.webhook_deliveries import WebhookDeliveryState
from services.notify.domain.webhooks import Webhook, WebhookState
from services.notify.repositories.broker_accesses import BrokerAccesses
from services.notify.repositories.deliveries import Deliveries, deliveries
from services.notify.repositories.people import People
from services.notify.webhooks.managing import WebhookDesk
from services.notify.words.failures import DELIVERY_FAILURES
from services.notify.words.vendor_ways import ALARMS, FAILING, STATES, STOPPED

Doc = dict[str, Any]

MOST_SEEN = 20_000
"""So many waiting events are looked at; of more than that a count says at least as many."""
PAUSED = "paused"
WAITS = (WebhookDeliveryState.WAITING.value, WebhookDeliveryState.HELD.value)


class VendorWays:
    """Reads what waits, and has it sent now."""

    def __init__(
        self, queued: Deliveries, desk: WebhookDesk, people: People, accesses: BrokerAccesses,
        wake: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        self._queued, self._desk, self._people, self._wake = queued, desk, people, wake
        self._accesses = accesses

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        parts = deliveries, WebhookDesk.of, People.of, BrokerAccesses.of
        queued, desk, people, accesses = map(runtime.part, parts)
        return cls(queued, desk, people, accesses, runtime.part(DeliveryPublisher.of).loop.wake)

    def waiting(self) -> list[Doc]:
        """Return each way on which something waits or nothing is sent, the oldest first."""
        found = [*self._queues(), *self._webhooks()]
        return sorted(found, key=lambda way: (way["since"] or "", way["id"]))

    def count(self) -> Doc:
        """Return how many ways wait for somebody, and since when the first of them does."""
        found = [way for way in self.waiting() if way["state"] != PAUSED]
        since = next((way["since"] for way in found if way["since"]), None)
        return {"count": len(found), "since": since}

    def retry_queue(self, vendor: str) -> Doc:
        """Have what waits for a vendor's queue published now."""
        if not any(way["vendor"] == vendor and way["can_retry"] for way in self._queues()):
            raise NotFound("nothing-waits")
        self._queued.make_due(vendor)
        self._wake()
        return {"id": vendor, "way": "queue"}

    def retry_webhook(self, webhook_id: str) -> Doc:
        """Post to a webhook again, beginning with what was held or given up."""
        webhook = self._desk.webhooks.get(webhook_id)
        if webhook.state is WebhookState.DELETED:
            raise NotFound("webhook-not-found")
        if webhook.is_paused:
            raise Conflict("webhook-paused", webhook=webhook_id)
        self._desk.take_up(webhook_id)
        return {"id": webhook_id, "way": "webhook"}

    def _queues(self) -> Iterator[Doc]:
        """Yield the queues events wait for, and those that fill up or cannot be set up."""
        waiting = {"state": QueueState.WAITING.value, "attempts": {"$gt": 0}}
        groups = {one["_id"]: one for one in _grouped(self._queued.collection, waiting, "vendor")}
        alarmed = {access.id: access for access in self._accesses.alarmed()}
        for vendor in sorted({*groups, *alarmed}):
            group, access = groups.get(vendor, NOTHING), alarmed.get(vendor)
            state, reason = "waiting", DELIVERY_FAILURES.get(group["reason"] or "")
            if not group["count"] and access is not None:
                state = "filling" if access.failure is None else "not_set_up"
                reason = ALARMS[state]
            yield self._way(vendor, "queue", vendor, group, state, reason)

    def _webhooks(self) -> Iterator[Doc]:
        store, found = self._desk.webhooks, dict[str, Doc]()
        for state in WAITS:
            # Of the first attempt nobody needs to know: it is under way.
            wanted = {"state": state} | ({"attempts": {"$gt": 0}} if state == WAITS[0] else {})
            for group in _grouped(self._desk.deliveries.collection, wanted, "webhook"):
                found[group["_id"]] = _joined(found.get(group["_id"]), group)
        stopped = store.collection.distinct("_id", {"state": WebhookState.DISABLED.value})
        for id in sorted({*found, *stopped}):
            webhook = store.find(id)
            if webhook is not None and webhook.state is not WebhookState.DELETED:
                yield self._webhook(webhook, found.get(id) or NOTHING)

    def _webhook(self, webhook: Webhook, group: Doc) -> Doc:
        is_stopped = webhook.state is WebhookState.DISABLED
        state, reason = "waiting", FAILING
        if is_stopped:
            state = PAUSED if webhook.is_paused else "stopped"
            reason = STOPPED.get(webhook.disabled_reason or "", FAILING)
            group = {**group, "since": group["since"] or webhook.disabled_at}
        way = self._way(webhook.vendor, "webhook", webhook.id, group, state, reason)
        return {**way, "host": webhook.host}

    def _way(
        self, vendor: str, way: str, id: str, group: Mapping[str, Any], state: str, reason: Any
    ) -> Doc:
        name = (self._people.vendor(vendor) or {}).get("name") or vendor
        return {
            "id": id, "way": way, "vendor": vendor, "vendor_name": name, "host": None,
            "state": state, "state_label": STATES[state], "reason": reason,
            "waiting": group["count"], "is_complete": group["seen"] < MOST_SEEN,
            "since": to_plain(group["since"]),
            "can_retry": state != PAUSED and (way == "webhook" or bool(group["count"])),
        }  # fmt: skip


NOTHING: Doc = {"count": 0, "since": None, "reason": None, "seen": 0}


def _grouped(collection: Any, waiting: Doc, by: str) -> Iterator[Doc]:
    """Return how many wait of each, since when, and why the last of them does."""
    steps = [
        {"$match": waiting},
        {"$limit": MOST_SEEN},
        {"$group": {
            "_id": f"${by}", "count": {"$sum": 1}, "since": {"$min": "$queued_at"},
            "reason": {"$last": "$reason_code"},
        }},
    ]  # fmt: skip
    groups = list(collection.aggregate(steps))
    seen = sum(group["count"] for group in groups)
    return ({**group, "seen": seen} for group in groups)


def _joined(one: Doc | None, other: Doc) -> Doc:
    if one is None:
        return other
    return {
        **one, "count": one["count"] + other["count"],
        "since": min(one["since"], other["since"]), "seen": max(one["seen"], other["seen"]),
    }  # fmt: skip
