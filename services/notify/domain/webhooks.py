"""Webhooks of vendors: where their events are posted, with which secret, and whether at all."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from services.common.bounds import AtMost
from services.common.errors import Conflict
from services.common.moves import Moves, Turns, Wait
from services.common.storage.aggregates import Aggregate, to_plain
from services.notify.words.webhooks import DISABLED_REASONS, WEBHOOK_STATES

MOST_WEBHOOKS = 10
"""Of one vendor."""
OVERLAP = timedelta(hours=24)
"""How long a secret that was replaced goes on signing beside the new one."""
MOST_SECRETS = 2


class WebhookState(StrEnum):
    """Whether events are posted; what comes meanwhile waits for a disabled one."""

    ENABLED = "enabled"
    DISABLED = "disabled"
    DELETED = "deleted"


class DisabledReason(StrEnum):
    """Why a webhook was disabled."""

    GONE = "gone"
    EXHAUSTED = "exhausted"
    PAUSED = "paused"


MOVES = Moves(
    {
        (WebhookState.ENABLED, "disable"): WebhookState.DISABLED,
        (WebhookState.ENABLED, "pause"): WebhookState.DISABLED,
        (WebhookState.DISABLED, "enable"): WebhookState.ENABLED,
        (WebhookState.ENABLED, "delete"): WebhookState.DELETED,
        (WebhookState.DISABLED, "delete"): WebhookState.DELETED,
    },
    "webhook-wrong-state",
    Turns(
        waits={WebhookState.DISABLED: Wait("vendor", 90)},
        by={
            "disable": {"clock"}, "pause": {"vendor"}, "enable": {"vendor"},
            "delete": {"vendor"},
        },
        rests={WebhookState.ENABLED},
        ends={WebhookState.DELETED},
    ),
)  # fmt: skip


@dataclass(frozen=True)
class SealedSecret:
    """A signing secret at rest; ``expires_at`` is set once another one has replaced it.

    ``call`` is the request it was made for: one that came twice gets the same secret.
    """

    sealed: str
    created_at: datetime
    expires_at: datetime | None = None
    call: str = ""


@dataclass(kw_only=True)
class Webhook(Aggregate):
    """``types`` are the event types wanted, all of them where it is empty.

    ``slot`` is one of those a vendor has, by which a unique index keeps their number.
    """

    bounds = {"types": AtMost(20), "secrets": AtMost(MOST_SECRETS)}

    vendor: str
    url: str
    description: str = ""
    types: list[str] = field(default_factory=list)
    slot: int | None
    secrets: list[SealedSecret]
    state: WebhookState = WebhookState.ENABLED
    disabled_reason: DisabledReason | None = None
    disabled_at: datetime | None = None
    disabled_by: str | None = None
    created_by: str
    created_at: datetime

    def change(self, facts: dict[str, Any], version: int) -> None:
        """Replace some of address, description and types, as of the version seen."""
        if self.version != version:
            raise Conflict("changed-meanwhile", "changed-since-read")
        for name, value in facts.items():
            setattr(self, name, value)

    def rotate(self, secret: SealedSecret, renewed: Callable[[str, str], str]) -> None:
        """Sign with a new secret; the one before, sealed anew, signs beside it for a day."""
        newest = self.secrets[-1]
        sealed = renewed(self.id, newest.sealed)
        before = replace(newest, sealed=sealed, expires_at=secret.created_at + OVERLAP)
        self.secrets = [before, secret]

    def made_by(self, call: str) -> SealedSecret:
        """Return the newest secret to the call that made it; where another came since, refuse."""
        newest = self.secrets[-1]
        if newest.call != call:
            raise Conflict("changed-meanwhile")
        return newest

    def disable(self, reason: DisabledReason, now: datetime) -> None:
        """Post nothing more until somebody enables it, and say so; once."""
        if self.state is not WebhookState.ENABLED:
            return
        self.state = MOVES.next(self.state, "disable")
        self.disabled_reason, self.disabled_at = reason, now
        told = {"id": self.id, "host": self.host, "reason": reason.value}
        self.say("webhook.disabled", webhook=told, vendor={"id": self.vendor})

    def pause(self, by: str, now: datetime) -> None:
        """Post nothing more until the vendor enables it, as it wishes; there is nobody to tell."""
        self.state = MOVES.next(self.state, "pause")
        self.disabled_reason, self.disabled_at, self.disabled_by = DisabledReason.PAUSED, now, by

    def enable(self) -> None:
        """Post again."""
        if self.state is not WebhookState.ENABLED:
            self.state = MOVES.next(self.state, "enable")
            self.disabled_reason = self.disabled_at = self.disabled_by = None

    @property
    def is_paused(self) -> bool:
        """Tell whether its vendor has stopped it, and nothing is wrong."""
        return self.disabled_reason is DisabledReason.PAUSED

    def delete(self) -> None:
        """End it for good, and forget its secrets and its place among the vendor's."""
        self.state = MOVES.next(self.state, "delete")
        self.secrets, self.slot = [], None

    @property
    def host(self) -> str:
        """Return the host of the address, as people know the webhook."""
        return urlsplit(self.url).hostname or self.url

    def public(self) -> dict[str, Any]:
        """Return what its vendor sees; never a secret."""
        shown = (
            "id", "vendor", "url", "description", "types", "state", "disabled_reason",
            "disabled_at", "created_at", "version",
        )  # fmt: skip
        secrets = [{"created_at": one.created_at, "expires_at": one.expires_at}
                   for one in self.secrets]  # fmt: skip
        labels = {
            "state_label": WEBHOOK_STATES[self.state.value],
            "disabled_reason_label": DISABLED_REASONS.get(self.disabled_reason or ""),
        }
        facts = {name: getattr(self, name) for name in shown}
        return {**to_plain({**facts, "secrets": secrets}), **labels}


def wants(types: list[str], kind: str) -> bool:
    """Tell whether a webhook with these types is sent events of this one."""
    return not types or kind in types
