"""What is answered about tickets."""

from typing import Any, NotRequired, TypedDict

from services.common.answers import Both, Count, Day, Listed, Moment, Page
from services.notify.domain.attachments import FileType
from services.notify.domain.lines import LineKind, TicketSide
from services.notify.domain.statuses import Visibility
from services.notify.domain.ticket_states import TicketState


class TicketTurn(TypedDict):
    """Whose turn a ticket is."""

    role: str
    label: str
    due_on: Day


class Ticket(TypedDict):
    """The ticket of an order."""

    order: str | None
    number: str
    order_number: str
    state: TicketState | None
    state_label: str
    waiting_for: TicketTurn | None
    body: str | None
    body_name: str
    profile: str
    profile_title: Both


class Attachment(TypedDict):
    """A file of a comment."""

    id: str
    name: str
    media_type: FileType
    bytes: Count


class ThreadLine(TypedDict):
    """A comment, or a change of the ticket's state."""

    id: str
    at: Moment
    kind: LineKind
    author: NotRequired[str]
    author_name: str
    visibility: Visibility
    text: str
    side: TicketSide | None
    state: str | None
    code: str | None
    reason: str | None
    reason_code: str | None
    attachments: list[Attachment]
    by_mail: bool
    sender_proven: bool | None
    left_out: list[str]


class FailedIssue(TypedDict):
    """A ticket that could not be told to Jira."""

    order: str
    state: str | None
    state_label: str | None
    issue: str | None
    reason: str | None
    tries: Count | None
    number: NotRequired[str | None]
    body: NotRequired[str | None]
    body_name: NotRequired[str | None]
    profile: NotRequired[str | None]
    profile_title: NotRequired[Both | None]


ANSWERS: dict[str, Any] = {
    "get_ticket": Ticket,
    "list_jira": Listed[FailedIssue],
    "list_tickets": Page[Ticket],
    "list_comments": Page[ThreadLine],
    "add_comment": ThreadLine,
    "retry_jira": FailedIssue,
    "add_attachment": Attachment,
}
