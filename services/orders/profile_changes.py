"""What became of the services of orders that are not released yet, as the copies say."""

from collections.abc import Mapping
from typing import Any, Self

from services.common import clock, context
from services.common.background import BackgroundTask, database_bound
from services.common.context import Call
from services.common.storage.leases import Lease
from services.orders.domain.orders import Order
from services.orders.domain.profile_changes import (
    BEFORE_RELEASE,
    ProfileChange,
    change_of,
    tell_change,
)
from services.orders.repositories.changed_profiles import ChangedProfiles
from services.orders.repositories.copies import held_copies_of, profiles_copy
from services.orders.repositories.held_copies import Copy, HeldCopy, WholeCopy
from services.orders.repositories.orders import Orders

Doc = dict[str, Any]

LEASE_S = 60.0


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


class ProfileChangeTeller:
    """Tells the orders that wait what became of their service: one process at a time, in batches.

    An order remembers what it was told, so that a batch that is done again says nothing twice.
    """

    def __init__(
        self, profiles: WholeCopy, noted: ChangedProfiles, orders: Orders, lease: Lease
    ) -> None:
        self._profiles, self._noted, self._orders = profiles, noted, orders
        self._lease = lease
        self.loop = BackgroundTask("profile-changes", self.round)

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        profiles, noted = runtime.part(profiles_copy), runtime.part(ChangedProfiles.of)
        return cls(profiles, noted, runtime.part(Orders.of), runtime.lease("profile-changes"))

    def round(self) -> bool:
        """Tell a batch of orders; say whether there may be more at once."""
        with database_bound():
            note = self._noted.first()
            if note is None or not self._lease.take(LEASE_S):
                return False
            ids = self._noted.next_orders(note)
            changes = ProfileChanges(HeldCopy(self._profiles))
            for id in ids:
                self._tell(id, changes)
            self._noted.told(note, ids[-1] if ids else None)
            return True

    def _tell(self, id: str, changes: ProfileChanges) -> None:
        context.enter(Call())
        now = clock.now()
        self._orders.change(id, lambda order: tell_change(order, changes.about(order), now))
