"""How a service goes live: the link a body tells, and who vouches for it where it must be."""

from dataclasses import dataclass, field
from datetime import datetime

from services.common.errors import Wrong, invalid_fields
from services.orders.domain.history import Actor
from services.orders.domain.link_checks import LinkCheck
from services.orders.domain.links import LinkKnowledge, checked_link
from services.orders.domain.orders import Order
from services.orders.domain.portal_pages import DEAD, REFUSED, PageFinding
from services.orders.domain.reasons import Why
from services.orders.domain.refusals import acted_meanwhile
from services.orders.domain.rollout import Rollout
from services.orders.domain.states import OrderState

NOT_PROVEN = "link-not-proven"


@dataclass(frozen=True)
class ToldLink:
    """What a body tells, what is known to judge it by, and what a look at the page found."""

    url: str
    known: LinkKnowledge = field(default_factory=LinkKnowledge)
    found: PageFinding = PageFinding.THERE


def vetted(order: Order, told: ToldLink) -> tuple[str, str | None]:
    """Return the link and the code of what a person decides about, if anything.

    Raises Invalid where it is no link of a service, another body's, or leads to no such page.
    """
    order.check("link")
    link = checked_link(told.url, [order.body, *order.places], told.known)
    if told.found in REFUSED:
        raise invalid_fields([("/url", Wrong(told.found.value))], "link-invalid")
    # Whose it is comes first: who confirms the page alone must not vouch for the body unasked.
    if not link.proven:
        return link.url, NOT_PROVEN
    return link.url, None if told.found is PageFinding.THERE else told.found.value


def report_link(order: Order, told: ToldLink, *, by: Actor, now: datetime) -> None:
    """Take the link and go live; where something is doubtful it waits for a person."""
    url, doubt = vetted(order, told)
    if doubt is None:
        _publish(order, url, "link", by, now)
        return
    order.proposed_link = url
    facts = {"url": url, "page": told.found.value}
    order.move("propose-link", by, now, Why(code=doubt, facts=facts))


def confirm_link(order: Order, url: str, *, by: Actor, now: datetime) -> None:
    """Let a person vouch for the link the body told, by its name."""
    order.check("confirm-link")
    _check_seen(order, url)
    _publish(order, url, "confirm-link", by, now, accepted=_doubted(order))


def refuse_link(order: Order, url: str, reason: str, *, by: Actor, now: datetime) -> None:
    """Say that the link is not the body's; a link that was live stays."""
    order.check("refuse-link")
    _check_seen(order, url)
    order.proposed_link = None
    order.move("refuse-link", by, now, reason)


def _check_seen(order: Order, url: str) -> None:
    """Refuse a verdict on another link than the one proposed now: the body may tell a new one."""
    if url != order.proposed_link:
        raise acted_meanwhile(order, "link-changed-meanwhile", url=order.proposed_link)


def _doubted(order: Order) -> PageFinding | None:
    """Return what a person was to judge of the page, where it was there to be judged."""
    found = order.open_point.reason_facts.get("page") if order.open_point else None
    return PageFinding(found) if found in DEAD else None


def _publish(
    order: Order,
    url: str,
    action: str,
    by: Actor,
    now: datetime,
    *,
    accepted: PageFinding | None = None,
) -> None:
    was_live = order.state is OrderState.LIVE
    order.link, order.proposed_link = url, None
    order.link_check = LinkCheck.first(order.id, now, accepted)
    order.move(action, by, now)
    Rollout(order).end(by, now)
    order.tell("link.published", action, by)
    if not was_live:
        order.tell("service.live", action, by)
