"""Which places have an active order of a profile, as far as a batch needs to know."""

from collections.abc import Iterable, Mapping
from typing import Any

from services.orders.domain.orders import Order

Place = tuple[str, str]
"""A profile and a body it is ordered for or covers."""


class Coverage:
    """The active orders that are there, and those a batch has planned so far."""

    def __init__(self, active: Iterable[Mapping[str, Any]]) -> None:
        self._active = {
            (order["profile"], place): {"id": order["_id"], "number": order["number"]}
            for order in active
            for place in (*order["places"], order["body"])
        }
        self._planned: set[Place] = set()

    def taken(self, order: Order) -> Mapping[str, str] | None:
        """Return the active order (``id``, ``number``) that covers one of the order's places."""
        found = (self._active.get(place) for place in _places(order))
        return next((one for one in found if one and one["id"] != order.id), None)

    def plan(self, order: Order) -> None:
        """Note that this order is going to be placed."""
        self._planned.update(_places(order))

    def is_planned(self, order: Order) -> bool:
        """Tell whether another one of the batch covers one of its places."""
        return not self._planned.isdisjoint(_places(order))


def _places(order: Order) -> list[Place]:
    return [(order.profile, place) for place in order.places]
