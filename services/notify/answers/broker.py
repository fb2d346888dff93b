"""What is answered about broker."""

from typing import Any, Literal, NotRequired, TypedDict

from services.common.answers import Count, Day, Moment, Page
from services.notify.domain.broker_access import Filling, Standing


class Queue(TypedDict):
    """A vendor's queue on the broker."""

    name: str
    most_messages: Count
    most_bytes: Count
    messages: Count | None
    bytes: Count | None
    seen_at: Moment | None
    read_at: Moment | None


class User(TypedDict):
    """A user of the queue."""

    name: str
    made_at: Moment
    ends_at: Moment | None
    ready: bool


class Denial(TypedDict):
    """Since when and why access is barred."""

    at: Moment
    reason: str
    lifted_at: Moment | None
    by: NotRequired[str | None]
    lifted_by: NotRequired[str | None]


class Trouble(TypedDict):
    """What does not work, and when it is tried again."""

    tries: Count
    next_try_at: Moment | None
    code: str


class BrokerAccess(TypedDict):
    """A vendor's access to the broker; the secret is in the answer that made it only."""

    host: str
    port: Count
    tls: bool
    vhost: str
    exchange: str
    queue: Queue
    asked_at: Moment | None
    drain_until: Moment | None
    vendor: str | None
    vendor_name: str
    state: Standing | None
    users: list[User]
    filling: Filling
    is_denied: bool
    denial: Denial | None
    trouble: Trouble | None
    version: Count
    user: NotRequired[str]
    secret: NotRequired[str]


class BrokerAccessItem(TypedDict):
    """A vendor's access, as the operator lists it."""

    asked_at: Moment | None
    drain_until: Moment | None
    vendor: str | None
    vendor_name: str
    state: Standing | None
    users: list[User]
    filling: Filling
    is_denied: bool
    denial: Denial | None
    trouble: Trouble | None
    queue: Queue


class Tickets(TypedDict):
    """Tickets that wait."""

    count: Count
    overdue: Count
    due_on: Day | None


class Mails(TypedDict):
    """Mails that failed."""

    count: Count
    since: Moment | None
    new: Count | None


class Addresses(TypedDict):
    """Addresses that are not reached."""

    count: Count
    since: Moment | None


class Deliveries(TypedDict):
    """Ways to vendors that wait."""

    count: Count
    since: Moment | None


class WaitingCounts(TypedDict):
    """What waits for the operator; each kind for those who may see it."""

    tickets: Tickets
    mails: NotRequired[Mails]
    addresses: NotRequired[Addresses]
    deliveries: NotRequired[Deliveries]


class WayRetried(TypedDict):
    """What was tried again."""

    id: str
    way: Literal["queue", "webhook"]


class WaitingWay(TypedDict):
    """A way to a vendor on which events wait or nothing is sent."""

    id: str
    way: Literal["queue", "webhook"]
    vendor: str
    vendor_name: str
    host: str | None
    state: str
    state_label: str
    reason: str | None
    waiting: Count
    is_complete: bool
    since: Moment | None
    can_retry: bool


ANSWERS: dict[str, Any] = {
    "get_broker_access": BrokerAccess,
    "ask_for_broker": BrokerAccess,
    "get_vendors_broker_access": BrokerAccess,
    "list_broker_accesses": Page[BrokerAccessItem],
    "list_waiting_deliveries": Page[WaitingWay],
    "count_waiting": WaitingCounts,
    "rotate_broker_secret": BrokerAccess,
    "end_broker_access": BrokerAccess,
    "deny_broker_access": BrokerAccess,
    "allow_broker_access": BrokerAccess,
    "retry_queue_deliveries": WayRetried,
    "retry_webhook_deliveries": WayRetried,
}
