"""When a profile becomes orderable: by a publication, after a pause, or by the day of a wave.

A profile keeps as its *offer* the facts by which bodies may order it, as they were told last.
Whoever may order by a wider one, and might not by the one before, is told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, Self

from services.catalog.domain import waves
from services.catalog.domain.availability import availability_of
from services.common import clock
from services.common.bounds import AtMost
from services.common.storage.aggregates import Aggregate

PAGE = 200
STATED = ("kind", "target_kinds", "capacities", "sphere", "vg_contracts", "release")
"""What of a profile decides who may order it, besides its waves."""
SCOPE = ("kinds", "capacities", "regions", "pilots")
Scope = tuple[tuple[str, ...], ...]
FOR_ALL: Scope = ((),) * len(SCOPE)

Doc = dict[str, Any]


class Offered(Protocol):
    """A profile, as far as its offer goes."""

    id: str
    title: Doc
    topic: str
    offered: Doc | None
    opens_at: datetime | None


def settle(profile: Offered, now: datetime) -> Doc | None:
    """Note by what bodies may order it now; return what is to be said of a wider offer."""
    facts, today, before = vars(profile), clock.local_date(now), profile.offered
    profile.offered, profile.opens_at = offer_of(facts, today), next_opening(facts, today)
    if not is_wider(profile.offered, before):
        return None
    service = {"id": profile.id, "title": profile.title, "topic": profile.topic}
    return {"service": service, "offer": profile.offered, "before": before}


def offer_of(profile: Mapping[str, Any], today: date) -> Doc | None:
    """Return by what bodies may order today, the opened waves among it; None where none may."""
    if not availability_of(profile, today).orderable:
        return None
    opened = [wave for wave in profile["waves"] if wave["opens_on"] <= today.isoformat()]
    stated = {name: profile[name] for name in STATED}
    return {**stated, "status": "published", "waves": opened}


def next_opening(profile: Mapping[str, Any], today: date) -> datetime | None:
    """Return when the next day begins on which a published profile opens for somebody."""
    if profile["status"] != "published":
        return None
    days = [wave["opens_on"] for wave in profile["waves"]]
    if not days and profile["release"]["status"] == "orderable":
        days = [profile["release"]["from_date"] or ""]
    later = [day for day in days if day > today.isoformat()]
    return clock.start_of(date.fromisoformat(min(later))) if later else None


def is_wider(offer: Doc | None, before: Doc | None) -> bool:
    """Tell whether somebody may order by the offer who might not by the one before."""
    if offer is None or before is None:
        return offer is not None
    kinds = set(offer["target_kinds"]) - set(before["target_kinds"])
    added = set(offer["capacities"]) - set(before["capacities"])
    capacities = before["capacities"] and (added or not offer["capacities"])
    known = _scopes(before)
    scopes = [new for new in _scopes(offer) if not any(_covers(old, new) for old in known)]
    freed = _jointly(before) and not _jointly(offer)
    return bool(kinds or capacities or scopes or freed)


def _covers(old: Scope, new: Scope) -> bool:
    """Tell whether the old wave was for all whom the new one is for."""
    pairs = zip(SCOPE, old, new, strict=True)
    return all(
        not known or (stated and _holds(name, known, stated)) for name, known, stated in pairs
    )


def _holds(name: str, known: Sequence[str], stated: Sequence[str]) -> bool:
    """Tell whether all that is stated is known; a region has its districts."""
    return all(one in known or (name == "regions" and one[:3] in known) for one in stated)


def _jointly(offer: Doc) -> bool:
    """Tell whether a joint administration orders in the place of its members."""
    return "joint_administration" in offer["target_kinds"] and waves.contracts_jointly(offer)


def _scopes(offer: Doc) -> set[Scope]:
    """Return whom the waves are for; without any it is everybody."""
    stated = {tuple(tuple(sorted(wave[n])) for n in SCOPE) for wave in offer["waves"]}
    return stated or {FOR_ALL}


def newly_entitled(
    bodies: Iterable[Doc], offer: Doc, before: Doc | None, today: date
) -> Iterator[Doc]:
    """Yield the bodies that may order by the offer and might not by the one before."""
    for body in bodies:
        known = before is not None and waves.orderable_for(before, body, today)
        if not known and waves.orderable_for(offer, body, today):
            yield body


@dataclass(kw_only=True)
class Opening(Aggregate):
    """A page of the bodies a profile opened for; the same opening and page make the same id."""

    bounds = {"bodies": AtMost(2 * PAGE)}

    bodies: list[str]
    """With their joint administrations, whose people act for them."""
    upto: str
    at: datetime

    @classmethod
    def of_page(cls, id: str, page: Sequence[Doc], told: Doc, now: datetime) -> Self:
        """Return the page of these bodies, which says what they may order."""
        acting = [joint for body in page if (joint := body.get("joint_administration"))]
        bodies = sorted({*(body["_id"] for body in page), *acting})
        opening = cls(id=id, bodies=bodies, upto=page[-1]["_id"], at=now)
        opening.say("opening.announced", **told, bodies=bodies)
        return opening
