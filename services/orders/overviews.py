"""The overview of a body: put together from its orders, its declarations and the copies."""

from datetime import date
from typing import Any, Self

from services.common.errors import NotFound
from services.common.messaging.read_copies import ReadCopy
from services.orders.domain.eligibility import Eligibility, Surroundings, may_order
from services.orders.domain.overview import Known, by_profile
from services.orders.repositories.bodies import Declarations, UncontractedUses
from services.orders.repositories.copies import bodies_copy
from services.orders.repositories.orders import Orders
from services.orders.repositories.targeted_profiles import TargetedProfiles

Doc = dict[str, Any]


class Overviews:
    """Six reads for each overview, whatever the number of its services."""

    def __init__(
        self,
        bodies: ReadCopy,
        profiles: TargetedProfiles,
        orders: Orders,
        declarations: Declarations,
        gaps: UncontractedUses,
    ) -> None:
        self._bodies, self._profiles = bodies, profiles
        self._orders, self._declarations, self._gaps = orders, declarations, gaps

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        kept = (TargetedProfiles.of, Orders.of, Declarations.of, UncontractedUses.of)
        return cls(runtime.part(bodies_copy), *map(runtime.part, kept))

    def rows(self, key: str, today: date) -> list[Doc]:
        """Return how the body stands to every service meant for it, or that it has to do with."""
        body = self._bodies.find(key)
        if body is None:
            raise NotFound("body-not-found", "body-unknown")
        orders = by_profile(self._orders.active_of(key))
        declared = {d.profile: d for d in self._declarations.of_body(key) if d.kind}
        gaps = self._gaps.of_body(key).days()
        profiles = self._profiles.for_kind(body["kind"], {*orders, *declared, *gaps})
        titles = {id: order.profile_title for id, order in orders.items()}
        titles |= {profile["_id"]: profile["title"] for profile in profiles}
        known = Known(
            titles=titles,
            orders=orders,
            declarations=declared,
            uncontracted=gaps,
            verdicts=self._verdicts(profiles, body, today),
        )
        return known.rows(today)

    def _verdicts(self, profiles: list[Doc], body: Doc, today: date) -> dict[str, Eligibility]:
        chains = self._profiles.chains_of(profile["_id"] for profile in profiles)
        return {
            profile["_id"]: may_order(
                profile, body, Surroundings(today=today, chain=chains.get(profile["_id"]))
            )
            for profile in profiles
        }
