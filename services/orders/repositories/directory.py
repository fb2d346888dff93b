"""The directory of vendors and specialist systems, as the copies of the catalogue have it."""

from typing import Any, Self

from services.common.errors import Fault, NotFound, Unavailable, Wrong, invalid_fields
from services.common.messaging.read_copies import ReadCopy
from services.orders.repositories.copies import profiles_copy, systems_copy, vendors_copy

PROVIDES = frozenset({"it_provider", "it_association"})
"""The kinds of vendor a body can have as its IT provider."""


class Directory:
    """Says whether what is named is known."""

    def __init__(self, profiles: ReadCopy, vendors: ReadCopy, systems: ReadCopy) -> None:
        self._profiles, self._vendors, self._systems = profiles, vendors, systems

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(*map(runtime.part, (profiles_copy, vendors_copy, systems_copy)))

    def check_profile(self, profile: str) -> None:
        """Raise NotFound where there is no such service."""
        if self._profiles.find(profile) is None:
            _check_filled(self._profiles)
            raise NotFound("profile-not-found")

    def check(self, systems: list[str], it_provider: str | None) -> None:
        """Raise Invalid naming each system and the IT provider that nobody knows."""
        known = {doc["_id"] for doc in self._systems.collection.find({"_id": {"$in": systems}})}
        problems: list[Fault] = [
            (f"/specialist_systems/{place}", Wrong("system-unknown"))
            for place, system in enumerate(systems)
            if system not in known
        ]
        vendor = self._vendors.find(it_provider) if it_provider else None
        if it_provider and (vendor is None or vendor.get("kind") not in PROVIDES):
            problems.append(("/it_provider", Wrong("provider-unknown")))
        if problems:
            _check_filled(self._systems if systems else self._vendors)
            raise invalid_fields(problems)


def _check_filled(copy: ReadCopy) -> None:
    """Raise Unavailable as long as nothing is known at all: the copy has yet to come."""
    if copy.collection.estimated_document_count() == 0:
        raise Unavailable("copy-filling")
