"""What notify tells of tickets stands at the orders, once and whatever else changes them."""

from typing import Any

from pymongo.database import Database

from services.common import clock
from services.orders.domain.history import Actor
from services.orders.domain.states import OrderState
from services.orders.repositories.orders import Orders
from services.orders.repositories.ticketed_orders import TicketedOrders
from tests import builders

BY = Actor("a1", "Nina")


def test_numbers_of_tickets_are_noted_at_their_orders_and_only_once(
    database: Database[dict[str, Any]],
) -> None:
    orders = Orders(database, "orders", lambda *_: None)
    orders.prepare()
    for n in (1, 2, 3):
        id, places = f"o{n}", [f"place{n}"]
        orders.place(builders.order_in(OrderState.SUBMITTED, id=id, number=str(n), places=places))
    ticketed, told = TicketedOrders(orders), {"o1": "T-1", "o2": "T-2", "unknown": "T-9"}

    ticketed.note(told)
    ticketed.note({})
    orders.change("o1", lambda o: o.request_support("Hilfe", BY, clock.now()))
    ticketed.note(told)

    found = {doc["_id"]: (doc["ticket"], doc["version"]) for doc in orders.collection.find()}
    assert found == {"o1": ("T-1", 3), "o2": ("T-2", 2), "o3": (None, 1)}
