"""What became of the service of an order before it is released: newer, paused or retired."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.orders.domain.orders import Order
from services.orders.domain.reasons import Why
from services.orders.domain.states import OrderState
from services.orders.domain.terms import terms_digest
from services.orders.words.reasons import reason_text

Doc = Mapping[str, Any]
S = OrderState

BEFORE_RELEASE = (S.PREPARED, S.SUBMITTED, S.ASKED_BACK)
"""No contract is made yet: the order still goes by what holds of the profile today."""
FIRST = 1
"""The version of a profile in a copy from before there were versions."""


@dataclass(frozen=True)
class ProfileChange:
    """Why an order cannot just go on as it was placed; ``successor`` is id and title."""

    kind: str
    version: int
    why: Why
    successor: Doc | None = None

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
