"""What waits for a webhook, and the log of what was posted to it."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from pymongo import UpdateOne

from services.common.errors import NotFound
from services.common.paging import newest_first_after, written
from services.common.storage.indexes import Declared, index
from services.common.storage.inserting import insert_new
from services.notify.domain.deliveries import TEST
from services.notify.domain.webhook_deliveries import MOST_LOGGED, Attempt, WebhookDeliveryState
from services.notify.repositories.leased_queue import LeasedQueue

Doc = dict[str, Any]

WAITING, HELD = WebhookDeliveryState.WAITING.value, WebhookDeliveryState.HELD.value
STATES = [state.value for state in WebhookDeliveryState]
KEPT_S = 90 * 24 * 3600
MOST_COUNTED = 10_000
LEASED = ("due_at", "taken")


class WebhookDeliveries(LeasedQueue):
    """Each is taken by one process at a time, those of one webhook together."""

    LEASE = timedelta(seconds=30)

    def indexes(self) -> Declared:
        """Return those the sender, the log and its retention read by."""
        own = (
            index("due_of", "state", "webhook", "due_at", where={"state": WAITING}),
            index("held", "state", "webhook", where={"state": HELD}),
            index("log", "webhook", "state", "-queued_at", "_id"),
            index("kept", "queued_at", expire_after_s=KEPT_S),
        )
        return [(self.collection, own)]

    def webhooks_due(self) -> list[str]:
        """Return the webhooks something is due for."""
        due = {"state": WAITING, "due_at": {"$lte": self.now()}}
        return list(self.collection.distinct("webhook", due))

    def webhooks_held(self) -> list[str]:
        """Return the webhooks something is held for."""
        return list(self.collection.distinct("webhook", {"state": HELD}))

    def put_new(self, docs: Sequence[Doc]) -> list[Doc]:
        """Keep them, those that wait due at once or leased; give those that are new."""
        now = self.now()
        refused = insert_new(self.collection, [{"due_at": now, **doc} for doc in docs])
        known = {doc["_id"] for doc in refused}
        return [doc for doc in docs if doc["_id"] not in known]

    def leased(self, docs: Sequence[Doc]) -> list[Doc]:
        """Return new ones as this process keeps them to post them right away."""
        mine = {"taken": uuid.uuid4().hex, "due_at": self.now() + self.LEASE}
        return [{**doc, **mine} for doc in docs]

    def take_of(self, webhook: str, limit: int) -> list[Doc]:
        """Take what is due for one webhook, oldest first."""
        due = {"state": WAITING, "webhook": webhook, "due_at": {"$lte": self.now()}}
        found = self.collection.find(due, {"_id": 1}).sort("due_at", 1).limit(limit)
        return self._take([doc["_id"] for doc in found])

    def _take(self, ids: list[str]) -> list[Doc]:
        """Lease those of them that no other process has, and give them in this order.

        How often does not count here.
        """
        if not ids:
            return []
        taken, now = uuid.uuid4().hex, self.now()
        due = {"_id": {"$in": ids}, "state": WAITING, "due_at": {"$lte": now}}
        mine = {"$set": {"due_at": now + self.LEASE, "taken": taken}}
        self.collection.update_many(due, mine)
        mine_now = self.collection.find({"_id": {"$in": ids}, "taken": taken}, {"log": 0})
        by_id = {doc["_id"]: doc for doc in mine_now}
        return [by_id[id] for id in ids if id in by_id]

    def arrived(self, done: Sequence[tuple[Doc, Attempt]]) -> None:
        """Note what the receiver has, in one write; what is not ours any more stays as it is."""
        writes = [
            UpdateOne(
                {"_id": doc["_id"], "taken": doc["taken"]},
                {
                    "$set": {
                        "state": WebhookDeliveryState.DELIVERED.value,
                        "delivered_at": attempt.at,
                    },
                    "$inc": {"attempts": 1},
                    "$unset": dict.fromkeys(LEASED, ""),
                    "$push": _logging(attempt),
                },
            )
            for doc, attempt in done
        ]
        if writes:
            self.collection.bulk_write(writes, ordered=False)

    def failed(self, doc: Doc, attempt: Attempt, pause: timedelta | None) -> None:
        """Note a failed attempt; without a pause it is given up."""
        change: Doc = {"$inc": {"attempts": 1}, "$push": _logging(attempt)}
        if pause is None:
            change["$set"] = {"state": WebhookDeliveryState.FAILED.value}
            change["$unset"] = dict.fromkeys(LEASED, "")
        else:
            change["$set"] = {"due_at": self.now() + pause}
            change["$unset"] = {"taken": ""}
        self._change([doc], change)

    def hold_all(self, webhook: str) -> None:
        """Keep what waits until the webhook is enabled."""
        self._hold({"webhook": webhook, "state": WAITING})

    def hold_idle(self, webhook: str) -> None:
        """Keep what waits, but for what is being posted now: that arrives, or waits again."""
        idle = [{"taken": {"$exists": False}}, {"due_at": {"$lte": self.now()}}]
        self._hold({"webhook": webhook, "state": WAITING, "$or": idle})

    def _hold(self, waiting: Doc) -> None:
        change = {"$set": {"state": HELD}, "$unset": dict.fromkeys(LEASED, "")}
        self.collection.update_many(waiting, change)

    def resume(self, webhook: str, states: Iterable[WebhookDeliveryState]) -> int:
        """Send what was held, or also given up, from the first attempt on; tell how many.

        All of it is due at once, the oldest first.

        A test is over with its one attempt: it has no event that could be sent again.
        """
        theirs = {
            "webhook": webhook,
            "state": {"$in": [state.value for state in states]},
            "type": {"$ne": TEST},
        }
        in_order = {"$set": {**self._fresh(), "due_at": {"$min": ["$queued_at", self.now()]}}}
        return self.collection.update_many(theirs, [in_order]).modified_count

    def retry(self, webhook: str, id: str) -> Doc:
        """Send one again now, whatever became of it; return it."""
        doc = self.get(webhook, id)
        self.collection.update_one({"_id": id, "state": doc["state"]}, {"$set": self._fresh()})
        return self.get(webhook, id)

    def send_again(self, docs: Sequence[Doc]) -> None:
        """Send these, those that were sent before once more under their id."""
        now = self.now()
        known = insert_new(self.collection, [{**doc, "due_at": now} for doc in docs])
        again = {"_id": {"$in": [doc["_id"] for doc in known]}, "state": {"$ne": WAITING}}
        if known:
            self.collection.update_many(again, {"$set": self._fresh()})

    def _fresh(self) -> Doc:
        return {"state": WAITING, "due_at": self.now(), "attempts": 0}

    def note(self, doc: Doc, attempt: Attempt) -> None:
        """Keep a test in the log, which is done with whatever came of it."""
        state = "DELIVERED" if attempt.arrived else "FAILED"
        facts = {"state": WebhookDeliveryState[state].value, "attempts": 1}
        done = {"delivered_at": attempt.at} if attempt.arrived else {}
        self.collection.insert_one({**doc, **facts, **done, "log": [attempt.logged()]})

    def get(self, webhook: str, id: str) -> Doc:
        """Return one of a webhook, or raise NotFound."""
        doc = self.collection.find_one({"_id": id, "webhook": webhook})
        if doc is None:
            raise NotFound("webhook-delivery-not-found")
        return doc

    def log(self, webhook: str, state: str | None, after: str | None, limit: int) -> list[Doc]:
        """Return what was and will be posted, newest first."""
        criteria: Doc = {"webhook": webhook, "state": {"$in": [state] if state else STATES}}
        if after is not None:
            criteria |= newest_first_after(after, "queued_at")
        docs = self.collection.find(criteria).sort([("queued_at", -1), ("_id", 1)])
        return list(docs.limit(limit))

    def count(self, webhook: str, state: str | None) -> int:
        """Count those of a state, up to ten thousand."""
        criteria: Doc = {"webhook": webhook, "state": {"$in": [state] if state else STATES}}
        return self.collection.count_documents(criteria, limit=MOST_COUNTED)

    def forget(self, webhook: str) -> None:
        """Delete everything about a webhook that is gone."""
        self.collection.delete_many({"webhook": webhook})


def cursor_of(doc: Doc) -> str:
    """Return where the log goes on behind this one."""
    return written(doc["queued_at"], doc["_id"])


def _logging(attempt: Attempt) -> Doc:
    return {"log": {"$each": [attempt.logged()], "$slice": -MOST_LOGGED}}


def webhook_deliveries(runtime: Any) -> WebhookDeliveries:
    """Make those of a running process."""
    return WebhookDeliveries(runtime.database, "webhook_deliveries", WAITING)
