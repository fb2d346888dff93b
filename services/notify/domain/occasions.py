"""Who is told what: the one table from an event's type to mails, as data."""

from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """A group of people an event concerns; ``domain/recipients.py`` finds them."""

    APPLICANT = "applicant"
    PERSON = "person"
    BODY_PEOPLE = "body_people"
    SIGNATORIES = "signatories"
    NO_SIGNATORY = "no_signatory"
    SIGNED_BY = "signed_by"
    REVIEWERS = "reviewers"
    COUNTERSIGNERS = "countersigners"
    SUPPORT = "support"
    SETUP_PARTY = "setup_party"
    NO_SETUP_PARTY = "no_setup_party"
    OTHER_SIDE = "other_side"
    CONCERNED = "concerned"
    ERASED = "erased"
    INVITED = "invited"
    GRANTOR = "grantor"
    GRANTEE = "grantee"
    HANDING_OVER = "handing_over"
    TAKING_OVER = "taking_over"
    MOVED_PEOPLE = "moved_people"
    LIVE_PEOPLE = "live_people"
    TOLD = "told"
    TOLD_APPLICANT = "told_applicant"
    TOLD_OPERATOR = "told_operator"
    BEGINNER = "beginner"
    ORDERING = "ordering"
    HELPED = "helped"
    EDITORS = "editors"
    VENDOR_MANAGERS = "vendor_managers"
    SENDER = "sender"
    SUBSCRIBER = "subscriber"
    WATCHERS = "watchers"
    AUTHORS = "authors"


PLEASE_SIGN = "please_sign"
ERASURE = "account_erased"
"""The kind of the last mail to a person; once it is sent, its address is forgotten too."""


TEST_MAIL = "test_mail"
ASKED_FOR = (TEST_MAIL,)
"""Kinds that no event makes: somebody asked for the mail itself."""
ADDRESS_PROOFS = frozenset({"confirm_address", TEST_MAIL})
"""Kinds that find out whether an address is reached, and go to one that was not, too."""


@dataclass(frozen=True)
class MailRule:
    """A kind of mail (a table of ``templates/wording.toml``) and who gets it."""

    kind: str
    to: tuple[Audience, ...]


def _one(kind: str, *to: Audience) -> tuple[MailRule, ...]:
    return (MailRule(kind, to),)


OCCASIONS: dict[str, tuple[MailRule, ...]] = {
    "registration.submitted": _one("registration_received", Audience.APPLICANT),
    "registration.confirmation_wanted": _one("confirm_address", Audience.APPLICANT),
    "registration.asked_back": _one("registration_asked_back", Audience.APPLICANT),
    "registration.approved": _one("registration_approved", Audience.APPLICANT),
    "registration.rejected": _one("registration_rejected", Audience.APPLICANT),
    "registration.expired": _one("registration_expired", Audience.APPLICANT),
    "registration.reminded": (
        MailRule("registration_reminder", (Audience.TOLD_APPLICANT,)),
        MailRule("registration_review_reminder", (Audience.TOLD_OPERATOR,)),
    ),
    "registration.escalated": _one("registration_escalation", Audience.TOLD_OPERATOR),
    "account.suspended": _one("account_suspended", Audience.CONCERNED),
    "account.resumed": _one("account_resumed", Audience.CONCERNED),
    "account.closed": _one("account_closed", Audience.CONCERNED),
    "account.rebound": _one("account_rebound", Audience.PERSON),
    "account.roles_changed": _one("roles_changed", Audience.PERSON),
    "account.name_settled": _one("name_settled", Audience.PERSON),
    "account.invited": _one("invitation", Audience.INVITED),
    "account.erased": _one(ERASURE, Audience.ERASED),
    "mandate.requested": (
        MailRule("mandate_to_release", (Audience.REVIEWERS,)),
        MailRule("mandate_requested", (Audience.GRANTOR, Audience.GRANTEE)),
    ),
    "mandate.granted": _one("mandate_granted", Audience.GRANTOR, Audience.GRANTEE),
    "mandate.revoked": _one("mandate_revoked", Audience.GRANTOR, Audience.GRANTEE),
    "contact.handed_over": (
        MailRule("contacts_taken_over", (Audience.TAKING_OVER,)),
        MailRule("contacts_handed_over", (Audience.HANDING_OVER,)),
    ),
    "body_contact.handed_over": _one("contact_named", Audience.TAKING_OVER),
    "body.moved": _one("body_moved", Audience.MOVED_PEOPLE),
    "authority.requested": _one("authority_requested", Audience.REVIEWERS),
    "authority.granted": _one("authority_granted", Audience.PERSON),
    "authority.revoked": _one("authority_revoked", Audience.PERSON),
    "authority.ending": _one("authority_ending", Audience.PERSON),
    "authority.ended": _one("authority_ended", Audience.PERSON),
    "order.submitted": _one("order_received", Audience.BODY_PEOPLE),
    "order.asked_back": _one("order_asked_back", Audience.BODY_PEOPLE),
    "order.rejected": _one("order_rejected", Audience.BODY_PEOPLE),
    "order.profile_changed": _one("order_profile_changed", Audience.BODY_PEOPLE),
    "contract.offered": (
        MailRule(PLEASE_SIGN, (Audience.SIGNATORIES,)),
        MailRule("contract_offered", (Audience.BODY_PEOPLE,)),
        MailRule("signatory_missing", (Audience.NO_SIGNATORY,)),
    ),
    "contract.signed": (
        MailRule("please_countersign", (Audience.COUNTERSIGNERS,)),
        MailRule("contract_signed", (Audience.SIGNED_BY,)),
    ),
    "contract.concluded": _one("contract_concluded", Audience.BODY_PEOPLE, Audience.SIGNED_BY),
    "contract.notice_given": _one(
        "notice_given", Audience.BODY_PEOPLE, Audience.SIGNED_BY, Audience.COUNTERSIGNERS
    ),
    "contract.reminded": _one("contract_reminder", Audience.TOLD),
    "contract.escalated": _one("contract_escalation", Audience.TOLD),
    "contract.ending": _one("contract_ending", Audience.BODY_PEOPLE, Audience.SIGNED_BY),
    "contract.refused": _one("chain_refused", Audience.SUPPORT, Audience.REVIEWERS),
    "contract.seal_failed": _one("seal_failed", Audience.COUNTERSIGNERS),
    "chain.broken": _one("chain_broken", Audience.EDITORS, Audience.REVIEWERS),
    "chain.ending": _one("chain_ends", Audience.EDITORS),
    "order.setup_requested": (
        MailRule("setup_requested", (Audience.SETUP_PARTY,)),
        MailRule("setup_party_missing", (Audience.NO_SETUP_PARTY,)),
    ),
    "order.withdrawn": _one("order_ended", Audience.BODY_PEOPLE),
    "order.terminated": _one("order_ended", Audience.BODY_PEOPLE, Audience.SETUP_PARTY),
    "order.link_proposed": _one("link_to_check", Audience.SUPPORT),
    "order.link_refused": _one("link_refused", Audience.BODY_PEOPLE),
    "order.document_failed": _one("document_failed", Audience.REVIEWERS),
    "order.acknowledged": _one("setup_acknowledged", Audience.BODY_PEOPLE),
    "order.vendor_asked": _one("vendor_question", Audience.BODY_PEOPLE),
    "order.setup_asked": _one("setup_question", Audience.SETUP_PARTY, Audience.NO_SETUP_PARTY),
    "order.setup_answered": _one("setup_answer", Audience.BODY_PEOPLE),
    "order.setup_retried": (
        MailRule("setup_retried", (Audience.SETUP_PARTY,)),
        MailRule("setup_party_missing", (Audience.NO_SETUP_PARTY,)),
    ),
    "order.setup_done": _one("setup_done", Audience.BODY_PEOPLE),
    "order.setup_failed": _one("setup_failed", Audience.BODY_PEOPLE, Audience.SUPPORT),
    "order.link_awaited": _one("please_send_link", Audience.BODY_PEOPLE),
    "link.dead": _one("link_dead", Audience.BODY_PEOPLE),
    "link.works": _one("link_works", Audience.BODY_PEOPLE),
    "portal.failing": _one("portal_failing", Audience.SUPPORT),
    "service.live": _one("service_live", Audience.BODY_PEOPLE),
    "order.reminded": _one("order_reminder", Audience.TOLD),
    "order.escalated": _one("order_escalation", Audience.TOLD),
    "declaration.review_due": _one("declaration_review", Audience.ORDERING),
    "bulk_order.ended": _one("bulk_order_ended", Audience.BEGINNER),
    "bulk_release.ended": _one("bulk_release_ended", Audience.BEGINNER),
    "order.support_requested": _one("support_requested", Audience.SUPPORT),
    "order.support_reminded": _one("support_reminder", Audience.TOLD),
    "order.support_escalated": _one("support_escalation", Audience.TOLD),
    "order.support_answered": _one("support_answered", Audience.HELPED),
    "delivery.queue_filled": _one("vendor_queue_filled", Audience.VENDOR_MANAGERS),
    "delivery.broker_ended": _one("vendor_broker_ended", Audience.VENDOR_MANAGERS),
    "delivery.broker_denied": _one("vendor_broker_denied", Audience.VENDOR_MANAGERS),
    "delivery.broker_allowed": _one("vendor_broker_allowed", Audience.VENDOR_MANAGERS),
    "webhook.disabled": _one("webhook_disabled", Audience.VENDOR_MANAGERS),
    "notice.published": _one("notice", Audience.LIVE_PEOPLE),
    "newsletter.confirmation_wanted": _one("newsletter_confirm", Audience.SUBSCRIBER),
    "profile.sent_back": _one("profile_sent_back", Audience.AUTHORS),
    "watch.alerted": _one("watch_alert", Audience.WATCHERS),
    "newsletter.issued": _one("newsletter_issue"),
    "ticket.commented": _one("comment_added", Audience.OTHER_SIDE),
    "ticket.reply_refused": _one("reply_refused", Audience.SENDER),
}
"""Of two notices to one address the first one wins, so the more urgent one stands first."""

BUNDLE = "bundle"
"""The kind of a mail that lists what would have been several."""
HELD_NOUNS = frozenset(
    {"order", "contract", "link", "service", "chain", "declaration", "ticket", "notice"}
)
"""Mails of these events may wait a while; of accounts, registrations and codes never."""
HELD_BACK = frozenset(
    rule.kind
    for event_type, rules in OCCASIONS.items()
    if event_type.partition(".")[0] in HELD_NOUNS
    for rule in rules
)
MADE_BY_CLOCK = frozenset(
    rule.kind
    for event_type, rules in OCCASIONS.items()
    if event_type.endswith((".reminded", ".escalated", ".ending", ".review_due", "link.dead"))
    for rule in rules
)
"""Kinds one day may bring many of; all of one kind have one cause."""

KINDS = (
    *(notice.kind for notices in OCCASIONS.values() for notice in notices),
    *ASKED_FOR,
)
