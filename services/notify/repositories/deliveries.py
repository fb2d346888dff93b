"""The events for vendors: one record per event and vendor, which queue, webhook and feed read."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from pymongo.database import Database

from services.common.storage.indexes import Declared, index
from services.notify.domain.deliveries import LastDelivery, QueueState
from services.notify.domain.lines import ERASED_NAME
from services.notify.repositories.leased_queue import ANY_CASE, LeasedQueue

Doc = dict[str, Any]


class Deliveries(LeasedQueue):
    """Vendor events; a broker short of memory may take a minute to confirm.

    ``state`` says how far the event is on the way to the vendor's queue. Its place in the feed is
    ``position`` (``repositories/vendor_feed.py``), its webhooks are kept by endpoint.
    """

    LEASE = timedelta(seconds=120)
    CONTACTS = tuple(
        f"envelope.data.order.{name}" for name in ("functional_contact", "technical_contact")
    )

    def __init__(self, database: Database[Doc], name: str, waiting: str) -> None:
        super().__init__(database, name, waiting)
        self._followers: list[Callable[[], None]] = []

    def indexes(self) -> Declared:
        """Return also those the contacts of orders, and what was told of one, are found by."""
        by_contact = tuple(
            index(f"by_{path.rpartition('.')[2]}", f"{path}.email", collation=ANY_CASE)
            for path in self.CONTACTS
        )
        by_order = index("by_order", "order", "sequence")
        aside = index("aside", "vendor", where={"state": QueueState.WITHOUT_QUEUE.value})
        return [*super().indexes(), (self.collection, (*by_contact, by_order, aside))]

    def follow(self, woken: Callable[[], None]) -> None:
        """Have it called whenever this process has kept events."""
        self._followers.append(woken)

    def put(self, docs: Sequence[Doc]) -> None:
        """Keep them and wake who passes them on."""
        super().put(docs)
        if docs:
            for woken in self._followers:
                woken()

    def set_aside(self, docs: Sequence[Doc]) -> None:
        """Wait no longer for the queue of a vendor that has none; feed and webhooks have them."""
        self.settle(docs, QueueState.WITHOUT_QUEUE.value, drop=("reason_code", "answer"))

    def bring_back(self, vendor: str) -> None:
        """Publish what was set aside to the queue the vendor has now."""
        aside = {"vendor": vendor, "state": QueueState.WITHOUT_QUEUE.value, "position": {"$ne": 0}}
        due = {"state": self._waiting, "due_at": self.now(), "attempts": 0}
        self.collection.update_many(aside, {"$set": due})

    def last_of(self, order_id: str) -> list[LastDelivery]:
        """Return what each vendor was told last of an order."""
        fields = {"vendor": 1, "sequence": 1, "envelope.type": 1}
        deliveries = self.collection.find({"order": order_id}, fields).sort("sequence", 1)
        last = {
            doc["vendor"]: LastDelivery(doc["vendor"], doc["sequence"], doc["envelope"]["type"])
            for doc in deliveries
        }
        return list(last.values())

    def make_due(self, vendor: str) -> None:
        """Have what waits for a vendor tried now: its queue is there."""
        waiting = {"vendor": vendor, "state": self._waiting}
        self.collection.update_many(waiting, {"$set": {"due_at": self.now()}})

    def forget(self, address: str) -> None:
        """Erase a contact from what is or was told to vendors."""
        for path in self.CONTACTS:
            erased = {f"{path}.name": ERASED_NAME, f"{path}.email": "", f"{path}.phone": ""}
            of_contact = {f"{path}.email": address}
            self.collection.update_many(of_contact, {"$set": erased}, collation=ANY_CASE)


def deliveries(runtime: Any) -> Deliveries:
    """Make the events for vendors of a running process."""
    return Deliveries(runtime.database, "deliveries", QueueState.WAITING.value)
