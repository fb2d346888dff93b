"""What tests of an order share: its contract, and for whom it waits."""

from services.orders.domain.orders import Order

CONTRACT = {"id": "c1"}


def waiting(order: Order) -> tuple[str, str]:
    held = order.waiting_for()
    assert held is not None
    return held["role"], held["due_on"]
