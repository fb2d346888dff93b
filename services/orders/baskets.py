"""The basket of a body as its people read it: what lies in it, at what cost, and what may not."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from services.common import context
from services.common.errors import NotFound
from services.common.messaging.read_copies import ReadCopy
from services.common.storage.aggregates import to_plain
from services.orders.domain.baskets import Basket, BasketEntry
from services.orders.domain.competence import NEIGHBOURS
from services.orders.domain.costs import interface_cost
from services.orders.domain.eligibility import (
    Eligibility,
    Surroundings,
    already_ordered,
    may_order,
)
from services.orders.parties import act_for
from services.orders.repositories.baskets import active_numbers, ordered_since
from services.orders.repositories.copies import bodies_copy
from services.orders.repositories.orders import Orders
from services.orders.repositories.targeted_profiles import TargetedProfiles

Doc = dict[str, Any]
FILLS = "orders:prepare"
TERMS = ("profile_version", "kind", "financing", "sphere", "vg_contracts", "contract_partner")
"""What a reader sees of a service at a glance, beside its title."""


class BasketReader:
    """Reads a basket in seven reads by index, whatever lies in it."""

    def __init__(self, bodies: ReadCopy, profiles: TargetedProfiles, orders: Orders) -> None:
        self._bodies, self._profiles, self._orders = bodies, profiles, orders

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(*map(runtime.part, (bodies_copy, TargetedProfiles.of, Orders.of)))

    def let_go(self, basket: Basket) -> None:
        """Let the basket forget what was ordered meanwhile; done with each change of it."""
        basket.let_go(ordered_since(self._orders, basket))

    def shown(self, basket: Basket, today: date) -> Doc:
        """Return the basket with what holds of each service today."""
        body = self._bodies.find(basket.id)
        if body is None:
            raise NotFound("body-not-found", "body-unknown")
        entries = basket.waiting(ordered_since(self._orders, basket))
        profiles = self._profiles.offered(entry.profile for entry in entries)
        verdicts = self._verdicts(profiles, body, today)
        shown = [
            _shown(entry, profiles[entry.profile], verdicts[entry.profile])
            for entry in entries
            if entry.profile in profiles
        ]
        return {"body": basket.id, "version": basket.version, "entries": shown}

    def _verdicts(
        self, profiles: Mapping[str, Doc], body: Doc, today: date
    ) -> dict[str, Eligibility]:
        """Return for each service whether the body may order it, or has done so."""
        active = active_numbers(self._orders, body["_id"], profiles)
        around = self._around(profiles, body, today)
        return {
            id: already_ordered(active[id])
            if id in active
            else may_order(profile, body, around[id])
            for id, profile in profiles.items()
        }

    def _around(
        self, profiles: Mapping[str, Doc], body: Doc, today: date
    ) -> dict[str, Surroundings]:
        """Return what else counts for each service."""
        chains, successors = self._profiles.chains_of(profiles), self._successors(profiles)
        authority, neighbour = body.get("joint_administration"), NEIGHBOURS.get(body["_id"])
        known = self._bodies.find_many([key for key in (authority, neighbour) if key])
        names = {key: known[key]["name"] for key in known}
        return {
            id: Surroundings(
                today=today,
                chain=chains.get(id),
                authority=names.get(authority or ""),
                neighbour=names.get(neighbour or ""),
                successor=successors.get(profile.get("successor") or ""),
            )
            for id, profile in profiles.items()
        }

    def _successors(self, profiles: Mapping[str, Doc]) -> dict[str, Doc]:
        named = {str(p["successor"]) for p in profiles.values() if p.get("successor")}
        titles = self._profiles.titles(named) if named else {}
        return {id: {"profile": id, "title": title} for id, title in titles.items()}


def act_on(body: str, *profiles: str) -> None:
    """Let the caller change what lies in the body's basket of these services, or refuse."""
    context.principal().require("orders:read", body)
    for profile in profiles:
        act_for(body, FILLS, profile=profile)


def _shown(entry: BasketEntry, profile: Doc, verdict: Eligibility) -> Doc:
    return {
        "profile": entry.profile,
        "title": profile["title"],
        **{name: profile.get(name) for name in TERMS},
        "interface_cost": interface_cost(profile),
        "added_at": to_plain(entry.added_at),
        "added_by": entry.added_by,
        "added_by_name": entry.added_by_name,
        **verdict.answer(),
    }
