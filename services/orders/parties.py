"""The parties of an order: who may see it, and on which side they stand."""

from typing import Any

from services.common.errors import NotFound
from services.common.principal import EVERYWHERE, Principal
from services.orders.domain.orders import Order


def side_of(order: Order, caller: Principal) -> str:
    """Tell on which side the caller stands, or raise NotFound for a stranger."""
    if caller.may("orders:read", EVERYWHERE):
        return "operator"
    if any(caller.may("orders:read", place) for place in order.places):
        return "body"
    if order.setup_by and caller.may("setup:report", f"vendor:{order.setup_by}"):
        return "vendor"
    raise NotFound("order-not-found", "Diese Bestellung gibt es nicht. / Not found.")


def visible_to(caller: Principal) -> dict[str, Any] | None:
    """Give the criteria that limit a list to the caller's orders; None is no limit."""
    readable = caller.scopes("orders:read")
    if readable is None:
        return None
    vendors = caller.scopes("setup:report") or []
    setups = [scope.removeprefix("vendor:") for scope in vendors]
    return {"$or": [{"places": {"$in": readable}}, {"setup_by": {"$in": setups}}]}
