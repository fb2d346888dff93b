"""Whose a postcode is, as far as the register knows: each body's own, but not all of a city."""

from collections.abc import Callable
from typing import Any, Self

from services.common.messaging.read_copies import ReadCopy
from services.common.storage.indexes import Declared, Stored, index
from services.orders.domain.links import Whose
from services.orders.domain.orders import Order
from services.orders.repositories.copies import bodies_copy

MUNICIPAL = ("municipality", "independent_city")
MOST = 200


class Postcodes(Stored):
    """Looks postcodes up in the copy of the register."""

    def __init__(self, bodies: ReadCopy) -> None:
        self._bodies = bodies

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(runtime.part(bodies_copy))

    def indexes(self) -> Declared:
        """Return the index of the look-up."""
        return [(self._bodies.collection, (index("by_postcode", "address.postcode"),))]

    def for_order(self, order: Order) -> Callable[[str], Whose]:
        """Return the look-up for the places of an order."""
        return lambda code: self._whose(code, [order.body, *order.places])

    def _whose(self, code: str, places: list[str]) -> Whose:
        """Tell whose it is; shared by several municipalities or unknown it stays open.

        A municipality lies in the district whose key begins its own, and belongs to the joint
        administration that names it.
        """
        criteria = {"address.postcode": code, "ended_on": None}
        bodies = [
            body
            for body in self._bodies.collection.find(criteria).limit(MOST)
            if body["kind"] in MUNICIPAL or body["_id"] in places
        ]
        own = [body for body in bodies if _belongs(body, places)]
        if len(own) == len(bodies):
            return Whose.OWN if own else Whose.OPEN
        return Whose.OPEN if own else Whose.ANOTHER


def _belongs(body: dict[str, Any], places: list[str]) -> bool:
    key, joint = str(body["_id"]), body.get("joint_administration")
    return joint in places or any(key.startswith(place) for place in places)
