"""How a setup is begun again, goes over to support, or is done."""

from datetime import datetime

from services.orders.domain.history import Actor
from services.orders.domain.orders import Order
from services.orders.domain.reasons import Why


def take_over(order: Order, by: Actor, now: datetime, note: str | None = None) -> None:
    """Let support set the service up itself, in the place of the setup party."""
    order.check("take-over")
    order.setup_by = None
    order.move("take-over", by, now, note)


def set_up_anew(
    order: Order, setup_by: str | None, by: Actor, now: datetime, note: str | None = None
) -> None:
    """Begin the setup again, with another setup party where one is named."""
    order.check("request-setup")
    order.setup_by = setup_by or order.setup_by
    ask(order, by, now, note)


def ask(order: Order, by: Actor, now: datetime, note: str | None = None) -> None:
    """Ask the setup party that is named, and write down which one it is."""
    facts = {"setup_by": order.setup_by} if order.setup_by else {}
    order.move("request-setup", by, now, Why(note, facts=facts))


def done(order: Order, by: Actor, now: datetime, note: str | None = None) -> None:
    """Note that the setup is finished; the body stores the link next."""
    order.move("done", by, now, note)
    for task in order.tasks:
        if task.who == "vendor" and not task.done:
            task.tick(True, by.id, now)
