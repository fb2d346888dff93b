"""What follows for a live order from a look at its link: a dead one is its body's to mend."""

from datetime import datetime

from services.orders.domain.history import Actor
from services.orders.domain.link_checks import LinkCheck
from services.orders.domain.orders import Order
from services.orders.domain.portal_pages import PageFinding
from services.orders.domain.reasons import Why
from services.orders.domain.states import OrderState
from services.orders.domain.waiting import Point

ROBOT = Actor("service:orders", "DigitalMarkt")


def note_look(
    order: Order, url: str, found: PageFinding, now: datetime, *, counts: bool = True
) -> None:
    """Take what was found at the address; of one that was changed meanwhile nothing follows.

    Nothing follows either where it does not count, for it is not this page alone that is gone.

    The service stays live: its body has the task to mend the link, until it works again or
    another one is told. While a person decides about another one, that comes first.
    """
    if order.state is not OrderState.LIVE or order.link != url:
        return
    known = order.link_check or LinkCheck(now)
    check = known.after(found, order.id, now) if counts else known.held_back(now)
    order.link_check = check
    if check.is_dead and order.point is None:
        order.move("link-dead", ROBOT, now, Why(code=found.value, facts={"url": url}))
    elif check.found is PageFinding.THERE and order.point is Point.LINK_DEAD:
        order.move("link-works", ROBOT, now)
