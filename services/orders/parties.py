"""The parties of an order: who may see it, on which side they stand, and for whom they act."""

from typing import Any

from services.common import clock, context
from services.common.errors import Forbidden, NotFound
from services.common.principal import EVERYWHERE, Principal
from services.orders.domain.orders import Order
from services.orders.domain.sides import SEES, OrderSide

LENT_FOR_TASKS, LENT_FOR_HELP = "orders:act", "orders:prepare"
"""Who may read by a delegation changes nothing by it; these are needed too."""
FOR_OPERATOR = ("orders:support", "orders:review")
"""Who of the operator changes something; an auditor only reads."""
SETTING_UP = ("setup:report", "orders:support")
"""The setup party; and support, which is asked where none is named."""
PARTIES = ("orders:read", "setup:report")
TAKING_PART = ("orders:prepare", "setup:report", *FOR_OPERATOR)

_BODY, _VENDOR, _OPERATOR = (OrderSide.BODY,), (OrderSide.VENDOR,), (OrderSide.OPERATOR,)
REPORTS = frozenset(
    {"acknowledge", "vendor-ask-back", "progress", "done", "failed", "answer-setup"}
)
NEEDED: dict[str, tuple[tuple[str, ...], tuple[OrderSide, ...]]] = {
    "submit": (("orders:place",), _BODY),
    "withdraw": (("orders:act",), _BODY),
    "answer": (("orders:act",), _BODY),
    "change-version": (("orders:place",), _BODY),
    **dict.fromkeys(("link", "retry", "ask-setup"), (("orders:act",), _BODY)),
    "sign": (("contracts:sign",), _BODY),
    "countersign": (("contracts:countersign",), _OPERATOR),
    **dict.fromkeys(("claim", "release", "reject", "ask-back"), (("orders:review",), _OPERATOR)),
    **dict.fromkeys(("retry-document", "confirm-link", "refuse-link"), (FOR_OPERATOR, _OPERATOR)),
    **dict.fromkeys(("request-setup", "take-over", "cancel"), (("orders:support",), _OPERATOR)),
    **dict.fromkeys(REPORTS, (("setup:report",), _VENDOR)),
    "answer-support": (("orders:support",), _OPERATOR),
    "request-support": (TAKING_PART, (*_BODY, *_VENDOR, *_OPERATOR)),
}
"""Which permission each action takes, and on which side; the rpcs check the same ones."""
OF_ANOTHER = frozenset({"claim", "release", "reject", "ask-back"})
"""What is not for others while a reviewer has claimed the order."""


def side_of(order: Order, caller: Principal) -> OrderSide:
    """Tell on which side the caller stands, or raise NotFound for whom it is none of theirs."""
    side = _standing(order, caller)
    if side is None or order.state not in SEES[side]:
        raise NotFound("order-not-found")
    return side


def _standing(order: Order, caller: Principal) -> OrderSide | None:
    if caller.may("orders:read", EVERYWHERE):
        return OrderSide.OPERATOR
    if any(caller.may("orders:read", place, order.profile) for place in _covered(order)):
        return OrderSide.BODY
    if order.setup_by and caller.may("setup:report", _vendor(order), order.profile):
        return OrderSide.VENDOR
    return None


def actions_of(order: Order, caller: Principal) -> list[str]:
    """Return what the caller can do now, of all that can be done."""
    others = OF_ANOTHER if order.is_claimed_from(caller.subject, clock.now()) else frozenset()
    if order.released_by == caller.subject:
        others |= {"countersign"}
    return [a for a in order.actions() if a not in others and _may(order, caller, a)]


def _may(order: Order, caller: Principal, action: str) -> bool:
    if action in REPORTS and order.setup_by is None:
        return caller.may("orders:support", EVERYWHERE)
    permissions, sides = NEEDED[action]
    return any(
        caller.may(permission, scope, order.profile)
        for side in sides
        for scope in _scopes(order, side, action)
        for permission in permissions
    )


def _scopes(order: Order, side: OrderSide, action: str) -> list[str]:
    """Return where a side needs the permission for an action."""
    if side is OrderSide.OPERATOR:
        return [EVERYWHERE]
    if side is OrderSide.VENDOR:
        return [_vendor(order)] if order.setup_by else []
    return _covered(order) if action == "request-support" else [order.body]


def act_for_body(order: Order, permission: str) -> None:
    """Let the caller act for the ordering body; by the order's own delegation if it still holds."""
    lent = context.principal().delegated(permission, order.body, order.profile)
    own = context.principal().holds(permission, order.body)
    chosen = order.mandate if not own and order.mandate in {d.id for d in lent} else None
    act_for(order.body, permission, profile=order.profile, mandate=chosen)


def act_for(body: str, permission: str, *, profile: str | None, mandate: str | None = None) -> None:
    """Let the caller act for a body, or raise Forbidden that says what they can do about it."""
    try:
        context.act(permission, body, about=profile, mandate_id=mandate)
    except Forbidden as refusal:
        if refusal.code != "not-permitted":
            raise
        advice = "ask-role" if body in context.principal().grants else "register"
        key = f"not-permitted-{advice}"
        raise Forbidden(
            "not-permitted", key, permission=permission, body=body, advice=advice
        ) from refusal


def act_for_vendor(order: Order) -> None:
    """Let the caller act for the setup party; where none is named, support sets it up."""
    if order.setup_by is None:
        context.principal().require("orders:support", EVERYWHERE)
        return
    context.act("setup:report", _vendor(order), about=order.profile)


def act_on_own_side(order: Order, lent: str) -> OrderSide:
    """Let the caller act on whichever side they stand, and tell which."""
    caller = context.principal()
    side = side_of(order, caller)
    if side is OrderSide.VENDOR:
        act_for_vendor(order)
    if side is OrderSide.OPERATOR and not any(caller.holds(p, EVERYWHERE) for p in FOR_OPERATOR):
        caller.require(FOR_OPERATOR[0], EVERYWHERE)
    if side is OrderSide.BODY:
        own = [place for place in _covered(order) if caller.holds("orders:prepare", place)]
        if own:
            context.act("orders:prepare", own[0], about=order.profile)
        else:
            act_for_body(order, lent)
    return side


def visible_to(caller: Principal) -> dict[str, Any] | None:
    """Return the criteria that limit a list to the caller's orders; None is no limit."""
    readable = caller.scopes("orders:read")
    if readable is None:
        return None
    lent = caller.delegated("orders:read")
    bodies = sorted({*readable, *(d.scope for d in lent if not d.only)})
    vendors = caller.scopes("setup:report") or []
    setups = [scope.removeprefix("vendor:") for scope in vendors]
    states = sorted(SEES[OrderSide.VENDOR])
    of_vendors = {"setup_by": {"$in": setups}, "state": {"$in": states}}
    seen: list[dict[str, Any]] = [of_vendors] if setups or not bodies else []
    for name in ("places", "body"):
        seen += [{name: {"$in": bodies}}] if bodies else []
        seen += [{name: d.scope, "profile": {"$in": sorted(d.only)}} for d in lent if d.only]
    return {"$or": seen}


def _covered(order: Order) -> list[str]:
    return [order.body, *order.places]


def _vendor(order: Order) -> str:
    return f"vendor:{order.setup_by}"
