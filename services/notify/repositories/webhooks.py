"""The webhooks of vendors, and how the attempts at each went lately."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from services.common import clock
from services.common.errors import Conflict
from services.common.storage.indexes import index
from services.common.storage.repository import Repository
from services.notify.domain.webhook_schedule import Health
from services.notify.domain.webhooks import MOST_WEBHOOKS, Webhook, WebhookState

Doc = dict[str, Any]


class Webhooks(Repository[Webhook]):
    """One document each; ``health`` stands beside the facts and is written by the sender."""

    kind = Webhook
    collection_name = "webhooks"
    not_found = "webhook-not-found"

    own_indexes = (
        index("by_slot", "vendor", "slot", unique=True, where={"slot": {"$gt": 0}}),
        index("by_vendor", "vendor", "_id"),
        index("by_state", "state", "disabled_at", "_id"),
    )

    def add_to(self, vendor: str, webhook: Webhook) -> Webhook:
        """Store a new one in a free place of its vendor, or raise Conflict without any."""
        if known := self.find(webhook.id):
            return known
        for _ in range(MOST_WEBHOOKS):
            taken = {doc["slot"] for doc in self.collection.find(self._of(vendor), {"slot": 1})}
            free = set(range(1, MOST_WEBHOOKS + 1)) - taken
            if not free:
                break
            webhook.slot = min(free)
            try:
                return self.add(webhook)
            except DuplicateKeyError:
                continue
        raise Conflict("too-many-webhooks", most=MOST_WEBHOOKS)

    def count_in(self, state: WebhookState) -> int:
        """Count those in a state."""
        return self.collection.count_documents({"state": state.value})

    def of_vendors(self, vendors: Iterable[str]) -> list[Doc]:
        """Return all webhooks of some vendors, as they are kept."""
        theirs = {"vendor": {"$in": list(vendors)}, "slot": {"$gt": 0}}
        return list(self.collection.find(theirs, {"outbox": 0, "done": 0}))

    def page_of(self, vendors: list[str], after: str | None, limit: int) -> list[Webhook]:
        """Return those of some vendors."""
        return self.page(self._of(*vendors), after=after, limit=limit)

    def count_of(self, vendors: list[str]) -> int:
        """Count those of some vendors."""
        return self.collection.count_documents(self._of(*vendors))

    def _of(self, *vendors: str) -> Doc:
        return {"vendor": {"$in": list(vendors)}, "slot": {"$gt": 0}}

    def to_send(self, id: str) -> tuple[Webhook, Health] | None:
        """Return a webhook with its health; None where it was deleted."""
        doc = self.collection.find_one({"_id": id})
        if doc is None or doc["state"] == WebhookState.DELETED.value:
            return None
        return self.kind.from_doc(doc), health_of(doc)

    def health(self, id: str) -> Health:
        """Return how the last attempts went."""
        return health_of(self.collection.find_one({"_id": id}, {"health": 1}) or {})

    def failed(self, id: str, now: datetime) -> Health:
        """Count a failed attempt, and return what follows from it."""
        one, count = {"_id": id}, {"$inc": {"health.failures": 1}}
        since = {"$min": {"health.failing_since": now}}
        after = ReturnDocument.AFTER
        doc = self.collection.find_one_and_update(one, {**count, **since}, return_document=after)
        health = health_of(doc or {})
        if rest := health.rest(now):
            self.collection.update_one(one, {"$set": {"health.rests_until": rest}})
        return replace(health, rests_until=rest)

    def sealed_by_others(self, key_id: str) -> Iterator[tuple[str, str]]:
        """Return the secrets in use that other keys sealed, each with its webhook's id."""
        now = clock.now()
        for doc in self.collection.find({"secrets.0": {"$exists": True}}, {"secrets": 1}):
            for one in doc["secrets"]:
                over = one.get("expires_at") is not None and one["expires_at"] <= now
                if not over and not one["sealed"].startswith(f"{key_id}."):
                    yield str(doc["_id"]), one["sealed"]

    def reseal(self, id: str, sealed: str, fresh: str) -> int:
        """Put the same secret, sealed anew, in its place; return 1 where it was there still.

        It is no change of the webhook: who has it open may go on.
        """
        held, change = {"_id": id, "secrets.sealed": sealed}, {"secrets.$.sealed": fresh}
        return self.collection.update_one(held, {"$set": change}).modified_count

    def arrived(self, id: str) -> None:
        """Forget the failures before."""
        self.collection.update_one({"_id": id}, {"$unset": {"health": ""}})


def health_of(doc: Doc) -> Health:
    """Read how the last attempts at a webhook went."""
    return Health(**doc.get("health") or {})
