"""Successive release: from when a profile is open for a body.

A wave fits whoever meets all it states; what it leaves empty restricts nobody. Catalog
filters by the same rules; a test holds both alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Doc = Mapping[str, Any]

ONLY_BY_WAVE = {"health_office": date(2025, 7, 1)}
"""Services aimed at these capacities are closed from that day on, but for their waves.

Rule of July 2025; an editor opens a further service for health offices by giving it a wave.
"""


@dataclass(frozen=True)
class Opening:
    """Whether a profile is open for a body, for anyone, and from when (ISO days)."""

    is_open: bool
    for_anyone: bool
    opens_on: str | None


def opening(profile: Doc, body: Doc, today: date) -> Opening:
    """Say from when the profile is open for this body, by its waves or else its release."""
    waves, day = profile.get("waves") or [], today.isoformat()
    if not waves:
        return _by_release(profile, today)
    fitting = sorted(wave["opens_on"] for wave in waves if fits(wave, body, today))
    return Opening(
        is_open=bool(fitting) and fitting[0] <= day,
        for_anyone=any(wave["opens_on"] <= day for wave in waves),
        opens_on=fitting[0] if fitting else None,
    )


def fits(wave: Doc, body: Doc, today: date) -> bool:
    """Tell whether the wave is meant for this body."""
    places = {body.get("region"), body.get("district")}
    stated: tuple[tuple[Iterable[str], set[Any]], ...] = (
        (wave["kinds"], {body["kind"]}),
        (wave["capacities"], held_capacities(body, today)),
        (wave["regions"], places),
        (wave["pilots"], {body["_id"]}),
    )
    return all(not asked or not actual.isdisjoint(asked) for asked, actual in stated)


def held_capacities(body: Doc, day: date) -> set[str]:
    """Return what the body is competent for on this day."""
    on = day.isoformat()
    return {
        capacity["capacity"]
        for capacity in body["capacities"]
        if capacity["valid_from"] <= on <= (capacity.get("valid_until") or on)
    }


def contracts_jointly(profile: Doc) -> bool:
    """Tell whether a joint administration contracts once for its members."""
    override = profile.get("vg_contracts")
    return bool(override == "joint" if override else profile["sphere"] == "delegated")


def _by_release(profile: Doc, today: date) -> Opening:
    release = profile["release"]
    start = release.get("from_date")
    begun = release["status"] == "orderable" and (start or "") <= today.isoformat()
    closed = any(today >= ONLY_BY_WAVE.get(c, date.max) for c in profile["capacities"])
    return Opening(is_open=begun and not closed, for_anyone=begun, opens_on=start)
