"""What is answered about inbox."""

from typing import Any, TypedDict

from services.common.answers import Both, Count, Day, MailAddress, Moment, Page
from services.notify.domain.preferences import Language


class MailAddressState(TypedDict):
    """Whether one's address is reached."""

    address: MailAddress | None
    state: str | None
    state_label: str
    since: Moment | None
    reason: str | None
    answer: str | None
    held: Count
    from_address: MailAddress | None
    envelope_domain: str | None
    hosts: list[str]


class InboxEntry(TypedDict):
    """Something one was told."""

    id: str
    kind: str
    kind_label: str
    at: Moment
    read: bool
    path: str
    order: str | None
    contract: str | None
    body: str | None
    service: Both | None
    due_on: Day | None
    yours: bool


class Unread(TypedDict):
    """How much was not read."""

    count: Count
    most: Count
    is_reached: bool


class Group(TypedDict):
    """A group of messages."""

    group: str
    label: str
    holds: str
    mail: bool
    mandatory: bool


class Preferences(TypedDict):
    """One's language, and what is mailed."""

    language: Language | None
    groups: list[Group]


class AllRead(TypedDict):
    """How much was marked as read."""

    read: Count


ANSWERS: dict[str, Any] = {
    "get_mail_address": MailAddressState,
    "list_inbox": Page[InboxEntry],
    "count_unread": Unread,
    "mark_read": InboxEntry,
    "get_preferences": Preferences,
    "send_test_mail": MailAddressState,
    "confirm_mail_address": MailAddressState,
    "mark_all_read": AllRead,
    "set_preferences": Preferences,
}
