"""Where baskets are kept, and what of them was ordered meanwhile."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import Any

from services.common.storage.indexes import index
from services.orders.domain.baskets import Basket
from services.orders.repositories.bodies import WithFirstWord
from services.orders.repositories.covered_places import ordered
from services.orders.repositories.order_lists import NEWEST_FIRST
from services.orders.repositories.orders import Orders

Doc = dict[str, Any]

MOST_ORDERS = 5000
"""Of one body since the oldest entry of its basket: more than there are services."""


class Baskets(WithFirstWord[Basket]):
    """The baskets of bodies, one document each."""

    kind = Basket
    collection_name = "baskets"

    own_indexes = (index("by_author", "entries.added_by"),)

    def of_body(self, body: str) -> Basket:
        """Return the basket of a body; an empty one where nobody has put anything in."""
        return self.find(body) or Basket(id=body)

    def change_of(self, body: str, act: Callable[[Basket], Any]) -> Basket:
        """Let a verb act on the basket of a body."""
        return self.write(Basket(id=body), act)

    def by(self, account: str) -> Iterator[str]:
        """Return the bodies in whose baskets something lies that this person put in."""
        for doc in self.collection.find({"entries.added_by": account}, {"_id": 1}):
            yield doc["_id"]


def ordered_since(orders: Orders, basket: Basket) -> dict[str, datetime]:
    """Return when each service was last ordered by or for the body, since the oldest entry."""
    if not basket.entries:
        return {}
    asked = since(basket.id, min(entry.added_at for entry in basket.entries))
    found = orders.collection.find(asked, {"profile": 1, "created_at": 1})
    newest = found.sort(NEWEST_FIRST).limit(MOST_ORDERS)
    return {doc["profile"]: doc["created_at"] for doc in reversed(list(newest))}


def since(body: str, at: datetime) -> Doc:
    """Return the criteria of the orders that concern the body, placed at or after a time."""
    placed = {"created_at": {"$gte": at}}
    return {"$or": [{name: body, **placed} for name in ("places", "body")]}


def active_numbers(orders: Orders, body: str, profiles: Collection[str]) -> dict[str, Doc]:
    """Return ``id`` and ``number`` of the active order of each of these services for the body."""
    docs = orders.collection.find(ordered({body}, profiles), {"number": 1, "profile": 1})
    return {doc["profile"]: {"id": doc["_id"], "number": doc["number"]} for doc in docs}
