"""The refusals of what an order's present state does not allow.

They say what happened last and by whom, and whose turn it is.
"""

from typing import TYPE_CHECKING, Any

from services.common.errors import Conflict
from services.common.words import Text
from services.orders.words.acts import last_text
from services.orders.words.labels import STATES
from services.orders.words.turns import turn_text

if TYPE_CHECKING:
    from services.orders.domain.orders import Order


def wrong_state(order: "Order", action: str, key: str) -> Conflict:
    """Return the refusal; ``key`` names its sentence where somebody is waited for."""
    waiting = order.waiting_for()
    if waiting is None:
        key = "order-resting" if order.active else "order-closed"
    last = _last_of(order)
    turn = turn_text(waiting, yours=False) if waiting else ""
    return Conflict(
        "order-wrong-state",
        key,
        state=order.state.value,
        action=action,
        waiting_for=waiting,
        parameters={"turn": turn, "state_label": STATES[order.state], "last": last},
    )


def acted_meanwhile(order: "Order", key: str = "acted-meanwhile", **facts: Any) -> Conflict:
    """Return the refusal for whoever acted at the same moment as somebody else, and lost."""
    return Conflict("changed-meanwhile", key, parameters={"last": _last_of(order)}, **facts)


def _last_of(order: "Order") -> Text:
    return last_text(order.history[-1].line() if order.history else None)
