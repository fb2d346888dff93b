"""What became of the service of an order before it is released: newer, paused or retired."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.orders.domain.history import Actor
from services.orders.domain.orders import Order
from services.orders.domain.reasons import Why
from services.orders.domain.states import OrderState
from services.orders.domain.terms import terms_digest
from services.orders.words.reasons import reason_text

Doc = Mapping[str, Any]
S = OrderState

BEFORE_RELEASE = (S.PREPARED, S.SUBMITTED, S.ASKED_BACK)
"""No contract is made yet: the order still goes by what holds of the profile today."""
TOLD_OF = (S.SUBMITTED, S.ASKED_BACK)
"""These are the reviewer's and the body's, who hear of it by themselves."""
CATALOG = Actor("service:catalog", "DigitalMarkt")
SAYS = "order.profile_changed"
FIRST = 1
"""The version of a profile in a copy from before there were versions."""


@dataclass(frozen=True)
class ProfileChange:
    """Why an order cannot just go on as it was placed; ``successor`` is id and title."""

    kind: str
    version: int
    why: Why
    successor: Doc | None = None

    @property
    def mark(self) -> str:
        """Return what tells this change from another one of the same order."""
        return self.kind if self.kind == "retired" else f"{self.kind}:{self.version}"

    def public(self) -> dict[str, Any]:
        """Return it as the body and the operator read it."""
        return {
            "kind": self.kind,
            "version": self.version,
            "successor": self.successor,
            "reason_code": self.why.code,
            "reason": reason_text(None, self.why.code, self.why.facts),
        }


def change_of(order: Order, profile: Doc, successor: Doc | None = None) -> ProfileChange | None:
    """Return what became of the profile, where the order is touched by it."""
    if order.state not in BEFORE_RELEASE:
        return None
    version = profile.get("profile_version", FIRST)
    if profile["status"] == "retired" and successor:
        why = Why(code="profile-replaced", facts={"successor": dict(successor["title"])})
        return ProfileChange("retired", version, why, dict(successor))
    if profile["status"] in ("retired", "paused"):
        return ProfileChange(profile["status"], version, Why(code=f"profile-{profile['status']}"))
    if version != order.profile_version and order.terms_digest != terms_digest(profile):
        versions = {"ordered": order.profile_version, "current": version}
        return ProfileChange("newer", version, Why(code="profile-newer", facts=versions))
    return None


def tell_change(order: Order, change: ProfileChange | None, now: datetime) -> None:
    """Say what became of the service, or that it goes on; each once, whoever asks again."""
    mark, before = change.mark if change else None, order.profile_told
    if order.state not in TOLD_OF or mark == before:
        return
    order.profile_told = mark
    if change is None and str(before).startswith("newer"):
        return
    reason = change.why if change else Why(code="profile-resumed")
    kind = change.kind if change else "resumed"
    order.note("profile-changed", CATALOG, now, reason)
    order.tell(SAYS, "profile-changed", CATALOG, reason, change=kind)
