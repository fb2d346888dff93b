"""What a person prefers: the language, and which groups of mails go out besides the inbox.

Everything mailed stands in the inbox whatever is preferred. What a person has to act on, and
what secures the account, is mailed in any case.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from services.notify.words.inbox import GROUPS, HOLDS


class Language(StrEnum):
    """A language mails are written in."""

    GERMAN = "de"
    ENGLISH = "en"


class MailGroup(StrEnum):
    """Kinds of mails a person thinks of as one thing."""

    ACCOUNT = "account"
    DUTIES = "duties"
    PROGRESS = "progress"
    MESSAGES = "messages"
    NOTICES = "notices"
    WATCHES = "watches"


MANDATORY = frozenset({MailGroup.ACCOUNT, MailGroup.DUTIES})

KINDS_OF: dict[MailGroup, tuple[str, ...]] = {
    MailGroup.ACCOUNT: (
        "registration_received", "confirm_address", "registration_asked_back",
        "registration_approved", "registration_rejected", "registration_expired",
        "registration_reminder", "authority_granted", "authority_revoked",
        "authority_ending", "authority_ended", "account_suspended",
        "account_resumed", "account_closed", "account_rebound", "roles_changed", "name_settled",
        "invitation", "account_erased", "test_mail", "mandate_requested", "mandate_granted",
        "mandate_revoked", "contacts_taken_over", "contact_named", "contacts_handed_over",
        "body_moved", "reply_refused", "newsletter_confirm", "newsletter_issue",
    ),
    MailGroup.DUTIES: (
        "registration_review_reminder", "registration_escalation", "authority_requested",
        "mandate_to_release", "order_asked_back", "order_profile_changed", "please_sign",
        "signatory_missing", "please_countersign", "notice_given", "contract_reminder",
        "contract_escalation", "contract_ending", "chain_refused", "setup_requested",
        "setup_party_missing", "vendor_question", "setup_question", "setup_retried",
        "setup_failed", "please_send_link", "link_to_check", "link_refused", "link_dead",
        "profile_sent_back",
        "portal_failing", "seal_failed", "chain_broken", "chain_ends", "document_failed",
        "declaration_review", "order_reminder", "order_escalation", "support_requested",
        "support_reminder", "support_escalation", "vendor_queue_filled", "vendor_broker_ended",
        "vendor_broker_denied", "vendor_broker_allowed", "webhook_disabled",
    ),
    MailGroup.PROGRESS: (
        "order_received", "order_rejected", "order_ended", "contract_offered", "contract_signed",
        "contract_concluded", "setup_acknowledged", "setup_done", "link_works", "service_live",
        "bulk_order_ended", "bulk_release_ended",
    ),
    MailGroup.MESSAGES: ("setup_answer", "support_answered", "comment_added"),
    MailGroup.NOTICES: ("notice",),
    MailGroup.WATCHES: ("watch_alert",),
}  # fmt: skip
GROUP_OF: dict[str, MailGroup] = {
    kind: group for group, kinds in KINDS_OF.items() for kind in kinds
}
CHOSEN = tuple(group for group in MailGroup if group not in MANDATORY)
"""The groups a person may have in the inbox only."""


@dataclass(frozen=True)
class Preferences:
    """What one account prefers; whoever has said nothing gets every mail, in both languages."""

    language: str | None = None
    without_mail: frozenset[MailGroup] = field(default_factory=frozenset)

    @classmethod
    def of_doc(cls, doc: Mapping[str, Any]) -> Self:
        """Build them from what is kept; a group this release does not know counts for nothing."""
        known = {group.value for group in CHOSEN}
        off = frozenset(MailGroup(name) for name in doc.get("without_mail", ()) if name in known)
        return cls(doc.get("language"), off)

    def public(self) -> dict[str, Any]:
        """Return them with every group, whether it is mailed and whether that can be chosen."""
        groups = [
            {
                "group": group.value, "label": GROUPS[group], "holds": HOLDS[group],
                "mail": group not in self.without_mail, "mandatory": group in MANDATORY,
            }
            for group in MailGroup
        ]  # fmt: skip
        return {"language": self.language, "groups": groups}


UNSAID = Preferences()


def is_mailed(kind: str, without_mail: Collection[MailGroup]) -> bool:
    """Tell whether a mail of this kind goes out to whoever is without these groups."""
    group = GROUP_OF.get(kind)
    return group is None or group in MANDATORY or group not in without_mail


def shared_language(held: Iterable[Preferences]) -> str | None:
    """Return the language all readers of a mailbox prefer; None where they differ."""
    languages = {one.language for one in held}
    return languages.pop() if len(languages) == 1 else None
