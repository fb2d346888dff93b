"""What is answered about mails."""

from typing import Any, NotRequired, TypedDict

from services.common.answers import Count, MailAddress, Moment, Page
from services.notify.domain.mails import MailState


class About(TypedDict):
    """What a mail is about."""

    order: str | None
    contract: NotRequired[str]


class MailTry(TypedDict):
    """A try that did not succeed."""

    at: Moment
    reason: str | None
    answer: str | None


class Mail(TypedDict):
    """A mail, without its words."""

    id: str
    kind: str
    event: str | None
    state: MailState | None
    reason_code: str | None
    address: MailAddress
    name: str | None
    subject: str | None
    message_id: str | None
    queued_at: Moment
    bundle: str | None
    due_at: Moment | None
    sent_at: Moment | None
    failed_at: Moment | None
    bounced_at: Moment | None
    paused_at: Moment | None
    attempts: Count
    resent_by: str | None
    resent_at: Moment | None
    about: About
    kind_label: str
    state_label: str
    reason: str | None
    answer: str | None
    tries: list[MailTry]


class Mailbox(TypedDict):
    """What the last look into the mailbox found."""

    polled_at: Moment | None
    unclaimed: Count


class PausedAddress(TypedDict):
    """An address that is not reached."""

    id: str
    address: MailAddress
    since: Moment
    mail: str | None
    reason_code: str | None
    reason: str | None
    answer: str | None


ANSWERS: dict[str, Any] = {
    "list_mails": Page[Mail],
    "get_mail": Mail,
    "list_paused_addresses": Page[PausedAddress],
    "get_mailbox": Mailbox,
    "resend_mail": Mail,
    "resume_address": PausedAddress,
}
