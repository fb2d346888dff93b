"""Figures as they are read: of one service in each area, or of every service in Bavaria."""

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Self

from services.common.errors import NotFound
from services.orders.domain.figures import STEPS, WAITS_OF, added, area_of, measured, median_of
from services.orders.domain.overview import Standing
from services.orders.domain.waves import held_capacities
from services.orders.repositories.figures import REGION, Figures
from services.orders.repositories.register import Register
from services.orders.repositories.targeted_profiles import TargetedProfiles

Doc = dict[str, Any]
Sums = Mapping[str, Mapping[str, Mapping[str, int]]]

Target = tuple[frozenset[str], frozenset[str]]
"""The kinds of bodies a service is meant for, and what they have to be competent for."""

BY_REGION, BY_DISTRICT, BY_BODY = "region", "district", "body"
BAVARIA, DISTRICT = "09", 5
"""The key of the state, and how long the key of a district is."""
COUNTED = (Standing.ORDERED, Standing.IN_CONTRACT, Standing.IN_SETUP, Standing.LIVE)
LANDKREIS = "Landkreis "
"""What the name of a district begins with: it is looked for by what comes behind."""
FRESH_S = 60.0
"""So long the steps over all services are held in a process."""
INNER = ("ordered", "median_days")
"""What only operator and ministries are told: what is not decided yet, and who is how fast."""


@dataclass(frozen=True)
class Meant:
    """The bodies a service is meant for; joint administrations only where not for members."""

    bodies: Mapping[str, Doc]

    @classmethod
    def of(cls, profile: Doc, register: Mapping[str, Doc], today: date) -> Self:
        """Choose from the register those whose kind and capacities fit on a day."""
        kinds, needed = set(profile["target_kinds"]), set(profile["capacities"])
        if "municipality" in kinds:
            kinds.discard("joint_administration")
        return cls({
            key: body
            for key, body in register.items()
            if body["kind"] in kinds
            and body.get("may_register")
            and not body.get("ended_on")
            and (not needed or needed & held_capacities(body, today))
        })  # fmt: skip

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Return of what kinds they are."""
        return frozenset(body["kind"] for body in self.bodies.values())

    def by_area(self, length: int) -> Mapping[str, int]:
        """Return how many there are in each area whose key is so long."""
        return Counter(area_of(key, body)[:length] for key, body in self.bodies.items())

    def row(self, named: Doc, meant_for: int, sums: Sums) -> Doc:
        """Return what the sums say of an area with so many of them."""
        counts = {str(standing): _count(sums, self.kinds, standing) for standing in COUNTED}
        share = min(100, round(100 * counts["live"] / meant_for)) if meant_for else 0
        days = {step: median_of(sums["days"].get(step, {})) for step in STEPS}
        return {**named, "meant_for": meant_for, **counts, "share": share, "median_days": days}


class FigureReader:
    """Puts the kept sums beside the bodies a service is meant for; counts no orders."""

    def __init__(self, figures: Figures, profiles: TargetedProfiles, register: Register) -> None:
        self._figures, self._profiles, self._register = figures, profiles, register
        self._steps: list[Doc] = []
        self._steps_read_at = float("-inf")

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(*map(runtime.part, (Figures.of, TargetedProfiles.of, Register.of)))

    def of_profile(self, profile_id: str, by: str, within: str, today: date) -> Doc:
        """Return ``items``, a row for each area within another one, and the ``whole`` of them."""
        profile = self._profiles.one(profile_id)
        if profile is None:
            raise NotFound("profile-not-found")
        meant = Meant.of(profile, self._register.all(), today)
        cells = [c for c in self._figures.by_area(profile_id) if c["area"].startswith(within)]
        if by == BY_BODY:
            rows = self._of_bodies(profile_id, meant, within)
        else:
            rows = self._of_areas(cells, meant, within, REGION if by == BY_REGION else DISTRICT)
        here = meant.by_area(len(within))[within]
        whole = meant.row({"area": within, "name": self._name(within)}, here, added(cells))
        return {**_named(profile), "items": rows, "whole": whole}

    def of_services(
        self, within: str, today: date, named: Iterable[str] | None = None
    ) -> list[Doc]:
        """Return a row for each service on sale, or of those named, by title."""
        profiles, register = self._profiles.on_sale(named), self._register.all()
        kept = self._figures.by_region(profile["_id"] for profile in profiles)
        rows, by_target = [], dict[Target, tuple[Meant, int]]()
        for profile in sorted(profiles, key=lambda p: p["title"]["de"].casefold()):
            if (target := target_of(profile)) not in by_target:
                meant = Meant.of(profile, register, today)
                by_target[target] = meant, meant.by_area(len(within))[within]
            meant, meant_for = by_target[target]
            regions = kept.get(profile["_id"], {})
            sums = added(s for region, s in regions.items() if region.startswith(within))
            rows.append(meant.row(_named(profile), meant_for, sums))
        return rows

    def steps(self) -> list[Doc]:
        """Return each step of an order over all services and places, with its median.

        What was read is held for a minute: it looks at the sums of every service.
        """
        now = time.monotonic()
        if now - self._steps_read_at > FRESH_S:
            self._steps, self._steps_read_at = self._read_steps(), now
        return self._steps

    def _read_steps(self) -> list[Doc]:
        whole: dict[str, Counter[str]] = {step: Counter() for step in WAITS_OF}
        for days in self._figures.days():
            for step, counted in whole.items():
                counted.update(days.get(step, {}))
        return [measured(step, days) for step, days in whole.items()]

    def _of_areas(self, cells: list[Doc], meant: Meant, within: str, length: int) -> list[Doc]:
        inside: dict[str, list[Doc]] = {}
        for cell in cells:
            inside.setdefault(cell["area"][:length], []).append(cell)
        here, areas = meant.by_area(length), self._areas(length)
        rows = [
            meant.row({"area": a, "name": name}, here[a], added(inside.get(a, ())))
            for a, name in areas.items()
            if a.startswith(within)
        ]
        return _by_name(rows)

    def _of_bodies(self, profile: str, meant: Meant, within: str) -> list[Doc]:
        standings = self._figures.held([(profile, within)])[profile, within].standings()
        rows = []
        for key, body in meant.bodies.items():
            if area_of(key, body) == within:
                kind, standing = standings.get(key, (body["kind"], ""))
                sums: Sums = {"counts": {kind: {str(standing): 1}}, "days": {}}
                rows.append(meant.row({"area": key, "name": body["name"]}, 1, sums))
        return _by_name(rows)

    def _areas(self, length: int) -> dict[str, str]:
        """Return the names of all regions, or of all districts and independent cities."""
        kinds = {"region"} if length == REGION else {"district", "independent_city"}
        bodies = self._register.all().items()
        return {key[:length]: self._name(key[:length]) for key, b in bodies if b["kind"] in kinds}

    def _name(self, area: str) -> str:
        """Return the name of an area; an independent city is the only body of its district."""
        body = self._register.all().get(area) or self._register.all().get(f"{area}000") or {}
        name = str(body.get("name", "Bayern" if area == BAVARIA else area))
        return name.removeprefix("Bezirk ") if len(area) == REGION else name


def target_of(profile: Doc) -> Target:
    """Return what decides which bodies a service is meant for: many services have the same."""
    return frozenset(profile["target_kinds"]), frozenset(profile["capacities"])


def without_inner(row: Doc) -> Doc:
    """Return a row as everyone may read it."""
    return {name: value for name, value in row.items() if name not in INNER}


def _named(profile: Doc) -> Doc:
    """Return a service by its id and title, and whether it is there only to be tried."""
    demo = bool(profile.get("demo"))
    return {"profile": profile["_id"], "title": profile["title"], "demo": demo}


def _count(sums: Sums, kinds: Iterable[str], standing: Standing) -> int:
    return sum(sums["counts"].get(kind, {}).get(str(standing), 0) for kind in kinds)


def _by_name(rows: list[Doc]) -> list[Doc]:
    return sorted(rows, key=lambda row: row["name"].removeprefix(LANDKREIS).casefold())
