"""A profile as its readers get it: in codes and words, with what is known of what it names."""

from typing import Any

from services.catalog.domain.availability import availability_of
from services.catalog.domain.labels import in_words
from services.catalog.repositories.directory import Systems, Vendors
from services.catalog.repositories.links import Links
from services.catalog.repositories.profiles import Profiles
from services.common import clock
from services.common.entrypoints import Part

Payload = dict[str, Any]


class ReadersView:
    """What the calls about one profile give for a page of it."""

    profiles = Part(Profiles.of)
    vendors = Part(Vendors.of)
    systems = Part(Systems.of)
    links = Part(Links.of)

    def as_read(self, profile: Payload) -> Payload:
        """Return a public profile whole, as ``get`` gives it."""
        today = clock.local_date(clock.now())
        return {
            **profile,
            "availability": availability_of(profile, today).shown(),
            "words": in_words(profile),
            "links": self.links.shown(profile),
            "names": self._names(profile),
            "levy": self.profiles.levy.of(profile["id"]),
            "revision": self.profiles.revision(),
        }

    def _names(self, profile: Payload) -> Payload:
        """Return how the vendors, systems and other profiles are called that a profile names."""
        interfaces = profile["interfaces"]
        vendors = {profile["technical_operator"], *(i["stated_by"] for i in interfaces)}
        return {
            "vendors": self.vendors.names_of(vendors - {None}),
            "systems": self.systems.names_of({i["system"] for i in interfaces}),
            "profiles": self.profiles.titles_of({*profile["related"], profile["successor"]}),
        }
