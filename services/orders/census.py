"""Counts orders by state and age, and those whose due day is over, by their indexes alone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from services.common.census import Census, Count, by_state_and_age, overdue
from services.orders.domain.states import OrderState
from services.orders.repositories.order_lists import BY_STATE, WAITING
from services.orders.repositories.orders import Orders

NOUN = "order"
STATES = [state.value for state in OrderState]
"""Setups are orders too: those that were asked for, are under way, failed or await their link."""


def census(runtime: Any) -> Census:
    """Return the census of a running process."""
    collection = runtime.part(Orders.of).collection

    def counting(now: datetime) -> Iterable[Count]:
        yield from by_state_and_age(collection, BY_STATE, NOUN, STATES, now)
        yield from overdue(collection, WAITING, NOUN, STATES, now)

    return Census.of(runtime, counting)
