"""Successive release: from when which bodies may order.

A wave fits whoever meets all it states; what it leaves empty restricts nobody. Bodies are as
the copies of identity's hold them. Orders decides by the same rules; a test holds both alike.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

Doc = Mapping[str, Any]

ONLY_BY_WAVE = {"health_office": date(2025, 7, 1)}
"""Services aimed at these capacities are closed from that day on, but for their waves."""


def release_of(waves: list[dict[str, Any]], stated: dict[str, Any]) -> dict[str, Any]:
    """Return whether and from when it can be ordered; the first wave says so where there is one."""
    if not waves:
        return stated
    return {"status": "orderable", "from_date": min(wave["opens_on"] for wave in waves)}


def fits(wave: Doc, body: Doc, today: date) -> bool:
    """Return whether the wave is meant for this body."""
    places = {body.get("region"), body.get("district")}
    stated: tuple[tuple[Iterable[str], set[Any]], ...] = (
        (wave["kinds"], {body["kind"]}),
        (wave["capacities"], held_capacities(body, today)),
        (wave["regions"], places),
        (wave["pilots"], {body["_id"]}),
    )
    return all(not values or not actual.isdisjoint(values) for values, actual in stated)


def held_capacities(body: Doc, day: date) -> set[str]:
    """Return what the body is competent for on this day."""
    on = day.isoformat()
    return {
        capacity["capacity"]
        for capacity in body["capacities"]
        if capacity["valid_from"] <= on <= (capacity.get("valid_until") or on)
    }


def is_open(profile: Doc, body: Doc, today: date) -> bool:
    """Return whether the profile is released for the body today."""
    if profile["waves"]:
        opened = (w for w in profile["waves"] if w["opens_on"] <= today.isoformat())
        return any(fits(wave, body, today) for wave in opened)
    release, closed = profile["release"], closed_without_wave(profile, today)
    begun = (release["from_date"] or "") <= today.isoformat()
    return release["status"] == "orderable" and begun and not closed


def closed_without_wave(profile: Doc, today: date) -> bool:
    """Return whether the profile needs a wave to be open, whatever its release says."""
    return any(today >= ONLY_BY_WAVE.get(c, date.max) for c in profile["capacities"])


def contracts_jointly(profile: Doc) -> bool:
    """Return whether a joint administration contracts once for its members."""
    override = profile.get("vg_contracts")
    return bool(override == "joint" if override else profile["sphere"] == "delegated")


def orderable_for(profile: Doc, body: Doc, today: date) -> bool:
    """Return whether the body may order by what the catalogue knows: all but the contract chain."""
    capacities, by_joint = set(profile["capacities"]), body.get("joint_administration")
    in_joint_administration = by_joint and "joint_administration" in profile["target_kinds"]
    return bool(
        profile["kind"] == "efa"
        and profile["status"] == "published"
        and body["kind"] in profile["target_kinds"]
        and (not capacities or capacities & held_capacities(body, today))
        and not (in_joint_administration and contracts_jointly(profile))
        and is_open(profile, body, today)
    )
