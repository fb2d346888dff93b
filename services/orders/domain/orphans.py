"""Which orders would wait for ever: nobody is waited for, reminded of, or able to act."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from services.common.clockwork import Flaw, is_overlooked
from services.common.moves import Wait
from services.orders.domain.states import OrderState
from services.orders.domain.waiting import Point, wait_in

Able = Mapping[tuple[str, str], Collection[str]]
"""By role and scope, active accounts that hold it: two of them, where there are several."""

OPERATOR = "*"
SIGNATORY = "signatory"
"""Whoever may sign for a body today may order for it, too."""
HELD: dict[str, frozenset[str]] = {
    "officer": frozenset({"officer", "body_admin", SIGNATORY}),
    "body": frozenset({"officer", "body_admin", SIGNATORY}),
    "signatory": frozenset({SIGNATORY}),
    "setup_party": frozenset({"vendor_manager"}),
    "reviewer": frozenset({"reviewer", "admin"}),
    "countersigner": frozenset({"reviewer", "admin"}),
    "support": frozenset({"support", "admin"}),
}
"""Who can act where each role is waited for; the document worker is no person."""

OF_BODY = frozenset({"officer", "body", "signatory"})


def role_of(order: Mapping[str, Any]) -> str | None:
    """Return whose turn a stored order says it is; None where it is nobody's or unknown."""
    turn = _turn_of(order)
    return turn[0].role if turn else None


def is_wound(order: Mapping[str, Any]) -> bool:
    """Tell whether a stored order has the clockwork of its wait, or waits for nobody."""
    turn, held = _turn_of(order), order.get("clockwork")
    if turn is None or held is None:
        return turn is None
    code = held.get("code")
    return code is None or (code, held.get("due_on")) == (turn[1], order.get("due_on"))


def _turn_of(order: Mapping[str, Any]) -> tuple[Wait, str] | None:
    kind = (order.get("open_point") or {}).get("kind")
    try:
        state, point = OrderState(order["state"]), Point(kind) if kind else None
    except ValueError:
        return None
    return wait_in(state, order.get("setup_by") is not None, point)


def flaw_of(
    order: Mapping[str, Any], able: Able | None, joint: str | None, now: datetime
) -> Flaw | None:
    """Return why a stored order would wait for ever; None where all is well.

    ``joint`` is the joint administration of its body; without ``able`` nobody is known. Who was
    lent the right to order or to sign is not known here, so an order placed by a delegation is
    not said to wait for nobody.
    """
    role = role_of(order)
    if role is None or not order.get("due_on"):
        return Flaw.NO_OWNER
    if is_overlooked((order.get("clockwork") or {}).get("next_at"), now):
        return Flaw.UNREMINDED
    is_judged = able is not None and not (role in OF_BODY and order.get("mandate"))
    if is_judged and not _is_able(order, role, able or {}, joint):
        return Flaw.NOBODY_ABLE
    return None


def _is_able(order: Mapping[str, Any], role: str, able: Able, joint: str | None) -> bool:
    """Tell whether somebody can act where this role is waited for; a program always can.

    Whoever released an order does not countersign its contract.
    """
    scopes = scopes_of(order, role, joint)
    pairs = ((held, scope) for held in HELD.get(role, ()) for scope in scopes)
    barred = order.get("released_by") if role == "countersigner" else None
    return role not in HELD or any({*able.get(pair, ())} - {barred} for pair in pairs)


def scopes_of(order: Mapping[str, Any], role: str | None, joint: str | None) -> list[str]:
    """Return where somebody must hold a role to act."""
    if role in OF_BODY:
        return [order["body"], *([joint] if joint else [])]
    return [f"vendor:{order['setup_by']}"] if role == "setup_party" else [OPERATOR]
