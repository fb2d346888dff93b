"""Which bodies have an active order of which services already."""

from collections.abc import Collection
from typing import Any

from services.orders.repositories.orders import Orders


def covered(
    orders: Orders, bodies: Collection[str], profiles: Collection[str]
) -> set[tuple[str, str]]:
    """Return body and service of each active order that is of, or covers, one of these bodies."""
    found = orders.collection.find(
        ordered(bodies, profiles), {"body": 1, "places": 1, "profile": 1}
    )
    return {
        (place, order["profile"])
        for order in found
        for place in (order["body"], *order["places"])
        if place in bodies
    }


def ordered(bodies: Collection[str], profiles: Collection[str]) -> dict[str, Any]:
    """Return the criteria of the active orders of these services that concern these bodies."""
    active = {"profile": {"$in": sorted(profiles)}, "active": True}
    return {"$or": [{**active, name: {"$in": sorted(bodies)}} for name in ("places", "body")]}
