"""The directory of vendors and specialist systems, as the copies of the catalogue have it."""

from collections.abc import Iterable
from typing import Any, Self

from services.common.errors import Fault, NotFound, Unavailable, Wrong, invalid_fields
from services.common.messaging.read_copies import ReadCopy
from services.orders.repositories.copies import (
    bodies_copy,
    profiles_copy,
    systems_copy,
    vendors_copy,
)

PROVIDES = frozenset({"it_provider", "it_association"})
"""The kinds of vendor a body can have as its IT provider."""


class Directory:
    """Says whether what is named is known."""

    def __init__(
        self, bodies: ReadCopy, profiles: ReadCopy, vendors: ReadCopy, systems: ReadCopy
    ) -> None:
        self._bodies, self._profiles = bodies, profiles
        self._vendors, self._systems = vendors, systems

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(*map(runtime.part, (bodies_copy, profiles_copy, vendors_copy, systems_copy)))

    def check_profile(self, profile: str) -> None:
        """Raise NotFound where there is no such service."""
        if self._profiles.find(profile) is None:
            _check_filled(self._profiles)
            raise NotFound("profile-not-found")

    def check_body(self, body: str) -> None:
        """Raise NotFound where there is no such body."""
        if self._bodies.find(body) is None:
            _check_filled(self._bodies)
            raise NotFound("body-not-found", "body-unknown")

    def name_of(self, body: str) -> str:
        """Return the name of a body, or raise NotFound where there is none."""
        self.check_body(body)
        return str((self._bodies.find(body) or {})["name"])

    def known(self, bodies: set[str], profiles: set[str]) -> tuple[set[str], set[str]]:
        """Return those of these bodies and services that there are."""
        found = (_known(self._bodies, bodies), _known(self._profiles, profiles))
        for copy, ids in zip((self._bodies, self._profiles), found, strict=True):
            if not ids:
                _check_filled(copy)
        return found

    def check_listed(self, body: str, profiles: list[str]) -> None:
        """Raise NotFound where there is no such body, Invalid naming each unknown service."""
        self.check_body(body)
        if problems := _unknown(self._profiles, "profiles", profiles, "profile-unknown"):
            _check_filled(self._profiles)
            raise invalid_fields(problems)

    def check(self, systems: list[str], it_provider: str | None) -> None:
        """Raise Invalid naming each system and the IT provider that nobody knows."""
        problems = _unknown(self._systems, "specialist_systems", systems, "system-unknown")
        vendor = self._vendors.find(it_provider) if it_provider else None
        if it_provider and (vendor is None or vendor.get("kind") not in PROVIDES):
            problems.append(("/it_provider", Wrong("provider-unknown")))
        if problems:
            _check_filled(self._systems if systems else self._vendors)
            raise invalid_fields(problems)


def _unknown(copy: ReadCopy, field: str, ids: list[str], code: str) -> list[Fault]:
    """Return a fault for each id of a list that the copy does not have."""
    known = _known(copy, ids)
    return [(f"/{field}/{n}", Wrong(code)) for n, id in enumerate(ids) if id not in known]


def _known(copy: ReadCopy, ids: Iterable[str]) -> set[str]:
    found = copy.collection.find({"_id": {"$in": sorted(ids)}}, {"_id": 1})
    return {doc["_id"] for doc in found}


def _check_filled(copy: ReadCopy) -> None:
    """Raise Unavailable as long as nothing is known at all: the copy has yet to come."""
    if copy.collection.estimated_document_count() == 0:
        raise Unavailable("copy-filling")
