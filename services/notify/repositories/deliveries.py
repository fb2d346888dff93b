"""The events that wait for their vendors, and what each vendor was told last."""

from datetime import timedelta
from typing import Any

from services.common.storage.indexes import Declared, index
from services.notify.domain.deliveries import LastDelivery
from services.notify.domain.lines import ERASED_NAME
from services.notify.repositories.leased_queue import ANY_CASE, LeasedQueue


class Deliveries(LeasedQueue):
    """Vendor events; a broker short of memory may take a minute to confirm."""

    LEASE = timedelta(seconds=120)
    CONTACTS = tuple(
        f"envelope.data.order.{name}" for name in ("functional_contact", "technical_contact")
    )

    def indexes(self) -> Declared:
        """Return also those the contacts of orders, and what was told of one, are found by."""
        by_contact = tuple(
            index(f"by_{path.rpartition('.')[2]}", f"{path}.email", collation=ANY_CASE)
            for path in self.CONTACTS
        )
        by_order = index("by_order", "order", "sequence")
        return [*super().indexes(), (self.collection, (*by_contact, by_order))]

    def last_of(self, order_id: str) -> list[LastDelivery]:
        """Return what each vendor was told last of an order."""
        fields = {"vendor": 1, "sequence": 1, "envelope.type": 1}
        deliveries = self.collection.find({"order": order_id}, fields).sort("sequence", 1)
        last = {
            doc["vendor"]: LastDelivery(doc["vendor"], doc["sequence"], doc["envelope"]["type"])
            for doc in deliveries
        }
        return list(last.values())

    def forget(self, address: str) -> None:
        """Erase a contact from what is or was told to vendors."""
        for path in self.CONTACTS:
            erased = {f"{path}.name": ERASED_NAME, f"{path}.email": "", f"{path}.phone": ""}
            of_contact = {f"{path}.email": address}
            self.collection.update_many(of_contact, {"$set": erased}, collation=ANY_CASE)


def deliveries(runtime: Any) -> Deliveries:
    """Make the events that wait for their vendors."""
    return Deliveries(runtime.database, "deliveries", "waiting")
