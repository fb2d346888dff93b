"""One event on its way to one webhook, and the log of its attempts."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.common.moves import Moves, Turns, Wait
from services.common.storage.aggregates import to_plain
from services.notify.words.webhooks import DELIVERY_STATES, OUTCOMES

Doc = dict[str, Any]

MOST_LOGGED = 20
"""Attempts of one delivery, the newest."""


class WebhookDeliveryState(StrEnum):
    """``held`` waits for its webhook to be enabled."""

    WAITING = "waiting"
    HELD = "held"
    DELIVERED = "delivered"
    FAILED = "failed"


MOVES = Moves(
    {
        (WebhookDeliveryState.WAITING, "deliver"): WebhookDeliveryState.DELIVERED,
        (WebhookDeliveryState.WAITING, "give-up"): WebhookDeliveryState.FAILED,
        (WebhookDeliveryState.WAITING, "hold"): WebhookDeliveryState.HELD,
        (WebhookDeliveryState.HELD, "resume"): WebhookDeliveryState.WAITING,
        (WebhookDeliveryState.FAILED, "retry"): WebhookDeliveryState.WAITING,
        (WebhookDeliveryState.DELIVERED, "replay"): WebhookDeliveryState.WAITING,
    },
    "changed-meanwhile",
    Turns(
        # The clock of the schedule gives up after ten attempts, and disables the webhook.
        waits={WebhookDeliveryState.WAITING: Wait("receiver", 4),
               WebhookDeliveryState.HELD: Wait("vendor", 90),
               WebhookDeliveryState.FAILED: Wait("vendor", 90)},
        by={"deliver": {"receiver"}, "give-up": {"clock"}, "hold": {"clock"},
            "resume": {"vendor"}, "retry": {"vendor"}, "replay": {"vendor"}},
        rests={WebhookDeliveryState.DELIVERED},
    ),
)  # fmt: skip


class WebhookFailure(StrEnum):
    """What became of an attempt that did not arrive."""

    ANSWERED = "status"
    GONE = "gone"
    INTERNAL = "internal-address"
    UNKNOWN_HOST = "unknown-host"
    NO_CONNECTION = "no-connection"
    TIMEOUT = "timeout"
    CERTIFICATE = "certificate"
    NOT_HTTP = "not-http"
    ADDRESS = "address-unfit"
    EVENT_GONE = "event-gone"
    UNFORESEEN = "unforeseen"


@dataclass(frozen=True)
class Attempt:
    """One POST: when, what came of it, and the beginning of the answer as plain text."""

    at: datetime
    duration_ms: int
    failure: WebhookFailure | None = None
    status: int | None = None
    answer: str = ""
    retry_after: str | None = None

    @property
    def arrived(self) -> bool:
        """Tell whether the receiver has it."""
        return self.failure is None

    def logged(self) -> Doc:
        """Return what the log keeps."""
        return {
            "at": self.at,
            "duration_ms": self.duration_ms,
            "outcome": self.failure.value if self.failure else "arrived",
            "status": self.status,
            "answer": self.answer,
        }


def delivery_id(record: str, webhook: str) -> str:
    """Return the ``webhook-id``: the same whenever this event is sent to this webhook."""
    return "msg_" + hashlib.sha256(f"{record}>{webhook}".encode()).hexdigest()[:32]


def delivery(record: Doc, webhook: str, now: datetime, *, held: bool) -> Doc:
    """Return a new one of a vendor event."""
    state = WebhookDeliveryState.HELD if held else WebhookDeliveryState.WAITING
    return {
        "_id": delivery_id(record["_id"], webhook),
        "webhook": webhook,
        "record": record["_id"],
        "event": record["envelope"]["id"],
        "type": record["envelope"]["type"],
        "state": state.value,
        "attempts": 0,
        "queued_at": now,
    }


def shown(doc: Doc) -> Doc:
    """Return what the log shows of a delivery, its codes in words beside them."""
    log = [
        {**to_plain(entry), "outcome_label": OUTCOMES[entry["outcome"]]}
        for entry in doc.get("log", [])
    ]
    names = ("event", "type", "state", "attempts", "queued_at", "due_at", "delivered_at")
    facts = {name: to_plain(doc.get(name)) for name in names}
    if doc["state"] != WebhookDeliveryState.WAITING:
        facts["due_at"] = None
    label = DELIVERY_STATES[doc["state"]]
    return {"id": doc["_id"], **facts, "state_label": label, "log": log}
