"""Orders' service class: the calls and handlers stand in ``entrypoints``, side by side."""

from typing import Any

from services.common.base_service import Service
from services.common.entrypoints import Part
from services.orders.entrypoints.events import Hearing
from services.orders.entrypoints.orders import OrderCalls
from services.orders.entrypoints.reviews import ReviewCalls
from services.orders.entrypoints.setups import SetupCalls
from services.orders.placing import Counter
from services.orders.repository import (
    Orders,
    bodies_copy,
    chains_copy,
    profiles_copy,
    systems_copy,
    vendors_copy,
)


def counter(runtime: Any) -> Counter:
    """Make the counter from the copies of this process."""
    makers = (
        bodies_copy,
        profiles_copy,
        vendors_copy,
        systems_copy,
        chains_copy,
    )
    copies = {copy.noun: copy for copy in map(runtime.part, makers)}
    return Counter(runtime.part(Orders.of), copies)


class OrdersService(OrderCalls, ReviewCalls, SetupCalls, Hearing, Service):
    """One service for one body, from the wish to the live link."""

    name = "orders"
    hearers = ("catalog", "contracts", "identity", "notify")
    counter = Part(counter)
