"""How a service goes live: the link a body tells, and who vouches for it where it must be."""

from collections.abc import Callable
from datetime import datetime

from services.common.errors import Conflict
from services.orders.domain.history import Actor
from services.orders.domain.links import Whose, checked_link
from services.orders.domain.orders import Order
from services.orders.domain.rollout import Rollout
from services.orders.domain.states import OrderState


def report_link(
    order: Order, url: str, by_postcode: Callable[[str], Whose], *, by: Actor, now: datetime
) -> None:
    """Take the link and go live; a link that does not prove whose it is waits for a person."""
    order.check("link")
    checked = checked_link(url, [order.body, *order.places], by_postcode)
    if checked.proven:
        _publish(order, checked.url, "link", by, now)
        return
    order.proposed_link = checked.url
    order.move("propose-link", by, now, checked.url)


def confirm_link(order: Order, url: str, *, by: Actor, now: datetime) -> None:
    """Let a person vouch for the link the body told, by its name."""
    order.check("confirm-link")
    _check_seen(order, url)
    _publish(order, url, "confirm-link", by, now)


def refuse_link(order: Order, url: str, reason: str, *, by: Actor, now: datetime) -> None:
    """Say that the link is not the body's; a link that was live stays."""
    order.check("refuse-link")
    _check_seen(order, url)
    order.proposed_link = None
    order.move("refuse-link", by, now, reason)


def _check_seen(order: Order, url: str) -> None:
    """Refuse a verdict on another link than the one proposed now: the body may tell a new one."""
    if url != order.proposed_link:
        raise Conflict("changed-meanwhile", "link-changed-meanwhile", url=order.proposed_link)


def _publish(order: Order, url: str, action: str, by: Actor, now: datetime) -> None:
    was_live = order.state is OrderState.LIVE
    order.link, order.proposed_link = url, None
    order.move(action, by, now)
    Rollout(order).end(by, now)
    order.tell("link.published", action, by)
    if not was_live:
        order.tell("service.live", action, by)
