"""What orders says to the world; an order's events carry it whole, without its history."""

from services.orders.domain.bulk_requests import ENDED
from services.orders.domain.states import EVENT_OF

SAYS = {
    **{kind: f"the move '{action}' was made" for action, kind in reversed(EVENT_OF.items())},
    "order.changed": "tasks or contacts changed, or the body has a successor",
    "order.reminded": "whoever is waited for is to be reminded; ``to`` is their role",
    "order.escalated": "the due day is over; ``to`` is the role that hears of it",
    "order.support_requested": "someone asks the operator for help, with the text",
    "order.support_reminded": "help asked for is still wanted; ``to`` is who is reminded",
    "order.support_escalated": "help asked for is late; ``to`` is the role that hears of it",
    "order.support_answered": "support has answered; ``side`` is that of whoever asked",
    "order.profile_changed": "a waiting order's service is newer, paused, retired, or back",
    "link.published": "the body told us the link",
    "link.dead": "the page behind the link of a live service is gone for more than a day",
    "link.works": "the page of a dead link is there again",
    "portal.failing": "all pages of a host of links seem gone for a day; once, until one is there",
    "service.live": "the service is live for the body",
    "use.changed": "who uses what with which system by an order, and whether it counts",
    "body_systems.changed": "a body has said with which specialist systems it works",
    **dict.fromkeys(ENDED.values(), "many are done or cancelled, with counts by result"),
    "declaration.review_due": "what a body declared is to be looked at again; ``to`` is the role",
    "body_contact.handed_over": "another person is contact of a body's open orders from now on",
    "copy.wanted": "orders asks an owner for a snapshot",
    "news.counted": "what orders heard of another service, which tells again what got lost",
    "audit.recorded": "who did what to which thing, for whom; ids only",
}

SNAPSHOTS = ("use", "body_systems")
