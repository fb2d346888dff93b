"""Two active orders of one service for one body, as a merger leaves them: one of them ends."""

from datetime import datetime

from services.common.errors import Conflict
from services.orders.domain.history import Actor
from services.orders.domain.orders import Order
from services.orders.domain.reasons import Why


def end_for(order: Order, kept: Order, text: str, *, by: Actor, now: datetime) -> None:
    """End the order for another active one of the same service and body; its contract follows."""
    same = (order.profile, order.body) == (kept.profile, kept.body) and order.id != kept.id
    if not same or not kept.active:
        raise Conflict("order-no-duplicate")
    order.move("settle", by, now, Why(text, "duplicate-ended", {"number": kept.number}))


def stand_alone(order: Order, ended: str, *, by: Actor, now: datetime) -> None:
    """Let the order hold for its body alone, now that the one of that number has ended.

    One that stood beside the other has still the place of the body that was merged.
    """
    used = order.use()
    if order.body not in order.places:
        order.places = list(dict.fromkeys([order.body, *order.places[1:]]))
    order.note("stand-alone", by, now, Why(code="duplicate-settled", facts={"number": ended}))
    order.tell("order.changed", "stand-alone", by)
    order.tell_use(used)
