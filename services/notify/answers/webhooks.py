"""What is answered about webhooks."""

from typing import Any, NotRequired, TypedDict

from services.common.answers import Count, Moment, Open, Page, WebAddress
from services.notify.domain.webhook_deliveries import WebhookDeliveryState
from services.notify.domain.webhooks import DisabledReason, WebhookState


class Events(TypedDict):
    """Events as CloudEvents, oldest first; `next` is where to go on, now or later."""

    items: list[Open]
    next: str | None
    has_more: bool


class WebhookSecret(TypedDict):
    """Since when and until when a secret signs."""

    created_at: Moment
    expires_at: Moment | None


ReplayState = TypedDict(
    "ReplayState",
    {"state": str, "from": Moment, "to": Moment, "events": Count, "asked_at": Moment},
)
ReplayState.__doc__ = "How far a replay is."


class Webhook(TypedDict):
    """A webhook; its secret is in the answer that made it only."""

    id: str
    vendor: str
    url: WebAddress
    description: str
    types: list[str]
    state: WebhookState
    state_label: str
    disabled_reason: DisabledReason | None
    disabled_reason_label: str | None
    disabled_at: Moment | None
    disabled_by: str | None
    created_at: Moment
    version: Count
    secrets: list[WebhookSecret]
    failures: Count
    failing_since: Moment | None
    rests_until: Moment | None
    replay: ReplayState | None
    secret: NotRequired[str]
    resumed: NotRequired[Count]


class WebhookAttempt(TypedDict):
    """A try to post an event."""

    at: Moment
    outcome: str
    outcome_label: str
    status: Count | None
    duration_ms: Count
    answer: str


class WebhookDelivery(TypedDict):
    """An event that was or will be posted, with each try."""

    id: str
    event: str
    type: str
    state: WebhookDeliveryState
    state_label: str
    attempts: Count
    queued_at: Moment
    due_at: Moment | None
    delivered_at: Moment | None
    log: list[WebhookAttempt]


class NoFacts(TypedDict):
    """NoFacts."""


ANSWERS: dict[str, Any] = {
    "list_webhooks": Page[Webhook],
    "list_events": Events,
    "add_webhook": Webhook,
    "get_webhook": Webhook,
    "change_webhook": Webhook,
    "delete_webhook": NoFacts,
    "test_webhook": WebhookDelivery,
    "pause_webhook": Webhook,
    "enable_webhook": Webhook,
    "rotate_webhook_secret": Webhook,
    "list_webhook_deliveries": Page[WebhookDelivery],
    "retry_webhook_delivery": WebhookDelivery,
    "replay_webhook": Webhook,
}
