"""What the reader of an order may do with it, as far as the API leaves that to their rights."""

from collections.abc import Mapping
from typing import Any

from gateway.web.body.order_steps import ENDED, side_of
from services.common.principal import Principal

Doc = Mapping[str, Any]


def _scopes(order: Doc) -> list[str]:
    """Return in whose name somebody may take part in the order."""
    vendor = [f"vendor:{order['setup_by']}"] if order.get("setup_by") else []
    return [order["body"], *order.get("places", []), *vendor]


def may_tick(order: Doc, principal: Principal) -> bool:
    """Tell whether the reader changes something for their side; who only reads does not."""
    if side_of(order) == "operator":
        return any(principal.holds(p, "*") for p in ("orders:support", "orders:review"))
    if side_of(order) == "vendor":
        return any(principal.may("setup:report", scope) for scope in _scopes(order))
    own = any(principal.holds("orders:prepare", scope) for scope in _scopes(order))
    return own or principal.may("orders:act", order["body"], order["profile"])


def own_task(order: Doc, principal: Principal) -> Doc | None:
    """Return the task that waits for the reader's side, to those who may tick it."""
    task: Doc | None = order["own_task"]
    return task if task and may_tick(order, principal) else None


def changes_contacts(order: Doc, principal: Principal) -> bool:
    """Tell whether the reader names the contacts of this order."""
    may = principal.may("orders:act", order["body"], order["profile"])
    return may and order["state"] not in ENDED


def writes(order: Doc, principal: Principal) -> bool:
    """Tell whether the reader may write into the thread."""
    return any(principal.may("tickets:write", s, order["profile"]) for s in _scopes(order))
