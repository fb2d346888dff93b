"""The parties of an order: who may see it, on which side they stand, and for whom they act."""

from typing import Any

from services.common import context
from services.common.errors import NotFound
from services.common.principal import EVERYWHERE, Principal
from services.orders.domain.orders import Order

LENT_FOR_TASKS, LENT_FOR_HELP = "orders:act", "orders:prepare"
"""Who may read by a delegation changes nothing by it; these are needed too."""
FOR_OPERATOR = ("orders:support", "orders:review")
"""Who of the operator changes something; an auditor only reads."""
TAKING_PART = ("orders:prepare", "setup:report", *FOR_OPERATOR)


def side_of(order: Order, caller: Principal) -> str:
    """Tell on which side the caller stands, or raise NotFound for a stranger."""
    if caller.may("orders:read", EVERYWHERE):
        return "operator"
    if any(caller.may("orders:read", place, order.profile) for place in _covered(order)):
        return "body"
    if order.setup_by and caller.may("setup:report", _vendor(order), order.profile):
        return "vendor"
    raise NotFound("order-not-found", "Diese Bestellung gibt es nicht. / Not found.")


def act_for_body(order: Order, permission: str) -> None:
    """Let the caller act for the ordering body; by the order's own delegation if it still holds."""
    lent = context.principal().delegated(permission, order.body, order.profile)
    own = context.principal().holds(permission, order.body)
    chosen = order.mandate if not own and order.mandate in {d.id for d in lent} else None
    context.act(permission, order.body, about=order.profile, mandate_id=chosen)


def act_for_vendor(order: Order) -> None:
    """Let the caller act for the setup party."""
    context.act("setup:report", _vendor(order), about=order.profile)


def act_on_own_side(order: Order, lent: str) -> str:
    """Let the caller act on whichever side they stand, and tell which."""
    caller = context.principal()
    side = side_of(order, caller)
    if side == "vendor":
        act_for_vendor(order)
    if side == "operator" and not any(caller.holds(p, EVERYWHERE) for p in FOR_OPERATOR):
        caller.require(FOR_OPERATOR[0], EVERYWHERE)
    if side == "body":
        own = [place for place in _covered(order) if caller.holds("orders:prepare", place)]
        if own:
            context.act("orders:prepare", own[0], about=order.profile)
        else:
            act_for_body(order, lent)
    return side


def visible_to(caller: Principal) -> dict[str, Any] | None:
    """Give the criteria that limit a list to the caller's orders; None is no limit."""
    readable = caller.scopes("orders:read")
    if readable is None:
        return None
    lent = caller.delegated("orders:read")
    bodies = sorted({*readable, *(d.scope for d in lent if not d.only)})
    vendors = caller.scopes("setup:report") or []
    setups = [scope.removeprefix("vendor:") for scope in vendors]
    seen: list[dict[str, Any]] = [{"setup_by": {"$in": setups}}]
    for name in ("places", "body"):
        seen.append({name: {"$in": bodies}})
        seen += [{name: d.scope, "profile": {"$in": sorted(d.only)}} for d in lent if d.only]
    return {"$or": seen}


def _covered(order: Order) -> list[str]:
    return [order.body, *order.places]


def _vendor(order: Order) -> str:
    return f"vendor:{order.setup_by}"
