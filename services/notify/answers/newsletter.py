"""What is answered about newsletter."""

from typing import Any, Literal, TypedDict

from services.common.answers import Both, Count, MailAddress, Moment, Page
from services.notify.domain.preferences import Language


class Issue(TypedDict):
    """An issue of the newsletter."""

    id: str
    subject: Both
    text: Both
    sent_at: Moment
    recipients: Count
    profile: str | None


class NoticeMailing(TypedDict):
    """How far the mails of a notice are."""

    state: Literal["not_begun", "waiting", "sent"]
    services: Count


class NoticeReach(TypedDict):
    """Whom a notice would reach."""

    bodies: Count
    people: Count
    is_complete: bool


class Subscriber(TypedDict):
    """A confirmed address."""

    id: str
    address: MailAddress
    language: Language
    confirmed_at: Moment | None


class SubscriptionAsked(TypedDict):
    """That a confirmation is mailed, if the address is new."""

    asked: bool


class SubscriptionConfirmed(TypedDict):
    """That the address is confirmed."""

    language: Language


class SubscriptionLeft(TypedDict):
    """That the address is off the list."""

    left: bool


ANSWERS: dict[str, Any] = {
    "list_subscribers": Page[Subscriber],
    "list_issues": Page[Issue],
    "get_notice_mailing": NoticeMailing,
    "count_notice_recipients": NoticeReach,
    "subscribe": SubscriptionAsked,
    "confirm_subscription": SubscriptionConfirmed,
    "unsubscribe": SubscriptionLeft,
    "send_issue": Issue,
}
