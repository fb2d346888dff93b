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
            "names": self.names_in(profile),
            "levy": self.profiles.levy.of(profile["id"]),
            "revision": self.profiles.revision(),
        }

    def names_in(self, *profiles: Payload) -> Payload:
        """Return how the vendors, systems and other profiles are called that profiles name."""
        interfaces = [one for profile in profiles for one in profile.get("interfaces", ())]
        operators = {profile.get("technical_operator") for profile in profiles}
        related = {id for profile in profiles for id in profile.get("related", ())}
        return {
            "vendors": self.vendors.names_of(
                {*operators, *(one["stated_by"] for one in interfaces)} - {None}
            ),
            "systems": self.systems.names_of({i["system"] for i in interfaces}),
            "profiles": self.profiles.titles_of(
                {*related, *(p.get("successor") for p in profiles)}
            ),
        }
