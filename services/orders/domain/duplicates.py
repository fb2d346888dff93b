"""Two active orders of one service for one body, as a merger leaves them: one of them ends."""

from datetime import datetime

from services.common.errors import Conflict
from services.orders.domain.history import Actor
from services.orders.domain.orders import Order
from services.orders.domain.reasons import Why

ASKED = "two-active-orders"
"""Why support is asked; to settle it is the answer."""


def contested(order: Order) -> dict[str, str]:
    """Return by each place that has ended the one it became, where another order holds that."""
    moved = [e.reason_facts for e in order.history if e.action == "body-moved"]
    became = {facts["from"]: facts["to"] for facts in moved}
    return {old: new for old, new in became.items() if old in order.places}


def claimed(order: Order) -> set[str]:
    """Return all places the order covers, or would cover if no other one stood in its way."""
    return {order.body, *order.places, *contested(order).values()}


def end_for(order: Order, kept: Order, text: str, *, by: Actor, now: datetime) -> None:
    """End the order for another active one of the same service and place; its contract follows."""
    same = order.profile == kept.profile and order.id != kept.id
    if not (same and kept.active and claimed(order) & claimed(kept)):
        raise Conflict("order-no-duplicate")
    facts = {"number": kept.number, "kept": kept.id}
    order.move("settle", by, now, Why(text, "duplicate-ended", facts))
    _is_answered(order)


def kept_for(ended: Order) -> str | None:
    """Return the id of the order that goes on in the place of one that was ended for it."""
    facts = [e.reason_facts for e in ended.history if e.action == "settle"]
    return facts[-1].get("kept") if facts else None


def stand_alone(order: Order, ended: str, *, by: Actor, now: datetime) -> None:
    """Let the order hold for its places alone, now that the one of that number has ended.

    One that stood beside the other has still the place of the body that was merged.
    """
    used, became = order.use(), contested(order)
    places = [became.get(place, place) for place in order.places]
    if order.body not in places:
        places = [order.body, *places[1:]]
    order.places = list(dict.fromkeys(places))
    _is_answered(order)
    order.note("stand-alone", by, now, Why(code="duplicate-settled", facts={"number": ended}))
    order.tell("order.changed", "stand-alone", by)
    order.tell_use(used)


def _is_answered(order: Order) -> None:
    """Close the request for support that was about this, and about nothing else."""
    if order.support and order.support.code == ASKED:
        order.support = None
