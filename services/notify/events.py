"""What notify says to the world, and which events of the others it follows."""

SAYS = {
    "ticket.commented": "somebody wrote into a ticket: the comment and the order as last seen",
    "ticket.reply_refused": "an answer by mail was not taken; says to whom that is told, and why",
    "delivery.mail_failed": "a mail could not be delivered: its kind, what it was about, why",
    "delivery.queue_filled": "a vendor's queue is nearly full, or full",
    "delivery.broker_ended": "a vendor's queue is gone, with how many events in it",
    "delivery.broker_denied": "the operator ends a vendor's access to the broker: why, until when",
    "delivery.broker_allowed": "a vendor may ask for access to the broker again",
    "webhook.disabled": "a webhook gets no events any more until its vendor enables it",
    "newsletter.confirmation_wanted": "an address is to be confirmed: address, language, token",
    "newsletter.issued": "an issue of the newsletter is to be sent: the whole issue",
    "copy.wanted": "notify asks an owner for a snapshot",
    "news.counted": "what notify heard of another service, which tells again what got lost",
    "audit.recorded": "who did what to which thing, for whom; ids only",
}

SNAPSHOTS = ()

AUTHORITY_GRANTED = "authority.granted"
REGISTRATION_EVENTS = (
    "registration.submitted",
    "registration.confirmation_wanted",
    "registration.asked_back",
    "registration.approved",
    "registration.rejected",
    "registration.expired",
    "registration.reminded",
    "registration.escalated",
    "authority.requested",
    AUTHORITY_GRANTED,
    "authority.revoked",
    "authority.ending",
    "authority.ended",
)

ACCOUNT_EVENTS = (
    "account.suspended",
    "account.resumed",
    "account.closed",
    "account.rebound",
    "account.roles_changed",
    "account.name_settled",
    "account.invited",
)

DELEGATION_EVENTS = (
    "mandate.requested",
    "mandate.granted",
    "mandate.revoked",
    "contact.handed_over",
    "body.moved",
)

ORDER_EVENTS = (
    "order.submitted",
    "order.asked_back",
    "order.answered",
    "order.released",
    "order.rejected",
    "order.withdrawn",
    "order.setup_requested",
    "order.acknowledged",
    "order.vendor_asked",
    "order.setup_asked",
    "order.setup_answered",
    "order.setup_retried",
    "order.progressed",
    "order.setup_done",
    "order.setup_failed",
    "order.link_awaited",
    "order.changed",
    "order.profile_changed",
    "order.support_requested",
    "order.support_reminded",
    "order.support_escalated",
    "order.support_answered",
    "order.document_failed",
    "order.reminded",
    "order.escalated",
    "order.terminated",
    "order.link_proposed",
    "order.link_refused",
    "link.published",
    "link.dead",
    "link.works",
    "service.live",
)

BODY_EVENTS = ("declaration.review_due", "body_contact.handed_over")

VENDOR_EVENTS = (
    "delivery.queue_filled",
    "delivery.broker_ended",
    "delivery.broker_denied",
    "delivery.broker_allowed",
    "webhook.disabled",
)

BULK_EVENTS = ("bulk_order.ended", "bulk_release.ended")

SEAL_EVENTS = ("contract.seal_failed",)

CHAIN_EVENTS = ("chain.broken", "chain.ending")

PORTAL_EVENTS = ("portal.failing",)

CONTRACT_EVENTS = (
    "contract.offered",
    "contract.signed",
    "contract.concluded",
    "contract.refused",
    "contract.withdrawn",
    "contract.notice_given",
    "contract.ending",
    "contract.reminded",
    "contract.escalated",
)

TICKET_EVENTS = ("ticket.commented", "ticket.reply_refused")
