"""What became of the services of orders that are not released yet, as the copies say."""

from collections.abc import Mapping
from typing import Any, Self

from services.orders.domain.orders import Order
from services.orders.domain.profile_changes import BEFORE_RELEASE, ProfileChange, change_of
from services.orders.repositories.copies import held_copies_of
from services.orders.repositories.held_copies import Copy

Doc = dict[str, Any]


class ProfileChanges:
    """Looks at an order's profile as it is now."""

    def __init__(self, profiles: Copy) -> None:
        self._profiles = profiles

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        copies: Mapping[str, Copy] = runtime.part(held_copies_of)
        return cls(copies["profile"])

    def about(self, order: Order) -> ProfileChange | None:
        """Return what touches the order; None where it can go on as it is."""
        if order.state not in BEFORE_RELEASE:
            return None
        profile = self._profiles.find(order.profile)
        if profile is None:
            return None
        return change_of(order, profile, self._successor(profile.get("successor")))

    def shown(self, order: Order) -> Doc | None:
        """Return the same as the body and the operator read it."""
        change = self.about(order)
        return change.public() if change else None

    def _successor(self, id: str | None) -> Doc | None:
        profile = self._profiles.find(id) if id else None
        return {"profile": id, "title": profile["title"]} if profile else None
