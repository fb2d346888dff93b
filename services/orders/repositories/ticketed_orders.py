"""The numbers of the tickets that notify opened, at their orders."""

from collections.abc import Mapping
from typing import Any, Self

from pymongo import UpdateOne

from services.orders.repositories.orders import Orders


class TicketedOrders:
    """Writes what is told of many orders at once, without reading any."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders.collection

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(runtime.part(Orders.of))

    def note(self, numbers: Mapping[str, str]) -> None:
        """Write the number of its ticket to each order of these ids; the same again changes none.

        It is a change like any other to who compares versions, and says nothing.
        """
        writes = [
            UpdateOne(
                {"_id": id, "ticket": {"$ne": number}},
                {"$set": {"ticket": number}, "$inc": {"version": 1}},
            )
            for id, number in numbers.items()
        ]
        if writes:
            self._orders.bulk_write(writes, ordered=False)
