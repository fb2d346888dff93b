"""The refusal of what an order's present state does not allow: it says whose turn it is."""

from typing import TYPE_CHECKING

from services.common.errors import Conflict
from services.orders.words.labels import STATES
from services.orders.words.turns import turn_text

if TYPE_CHECKING:
    from services.orders.domain.orders import Order


def wrong_state(order: "Order", action: str, key: str) -> Conflict:
    """Return the refusal; ``key`` names its sentence where somebody is waited for."""
    waiting = order.waiting_for()
    if waiting is None:
        key = "order-resting" if order.active else "order-closed"
    turn = turn_text(waiting, yours=False) if waiting else ""
    return Conflict(
        "order-wrong-state",
        key,
        state=order.state.value,
        action=action,
        waiting_for=waiting,
        parameters={"turn": turn, "state_label": STATES[order.state]},
    )
