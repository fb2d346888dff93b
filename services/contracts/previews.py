"""How a contract about a service would look today, for who edits its profile or reviews orders."""

from dataclasses import dataclass
from typing import Any, Self

from services.common import clock
from services.common.errors import NotFound, Wrong, invalid_fields
from services.common.messaging.read_copies import ReadCopy
from services.common.words import Text
from services.contracts.domain.chains import Chain
from services.contracts.drafting import Drafter
from services.contracts.facts import chain_facts, missing
from services.contracts.repositories.chains import Chains
from services.contracts.repositories.copies import bodies_copy, profiles_copy
from services.contracts.words.reasons import lacking_text

Doc = dict[str, Any]

NUMBER, ID = "Vorschau", "ohne Vertrag"
OPEN = "fehlt noch"
"""What stands in the place of a fact that is missing."""
SAMPLE = {
    "_id": "09000000", "name": "Musterstadt", "official_name": "Musterstadt",
    "designation": "Stadt", "kind": "municipality", "district_name": "Landkreis Musterland",
    "address": {"street": "Rathausplatz 1", "postcode": "80000", "town": "Musterstadt"},
}  # fmt: skip
"""A body that is none, for a preview that is for nobody."""


@dataclass(frozen=True)
class Preview:
    """What the contract would state, and what it cannot state yet, in words."""

    facts: Doc
    lacking: Text | None


class Previewer:
    """Drafts without an order: nothing is stored, and nobody is told."""

    def __init__(
        self, drafter: Drafter, chains: Chains, bodies: ReadCopy, profiles: ReadCopy
    ) -> None:
        self._drafter, self._chains = drafter, chains
        self._bodies, self._profiles = bodies, profiles

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        bodies, profiles = runtime.part(bodies_copy), runtime.part(profiles_copy)
        return cls(runtime.part(Drafter.of), runtime.part(Chains.of), bodies, profiles)

    def preview(self, profile_id: str, body_key: str | None, usage: str) -> Preview:
        """Return the facts of today for a body, or for one that is made up."""
        profile = self._profiles.find(profile_id)
        if profile is None:
            raise NotFound("profile-not-found")
        body = self._bodies.find(body_key) if body_key else SAMPLE
        if body is None:
            raise invalid_fields([("/body", Wrong("body-unknown"))])
        order = _order_of(profile, body, usage)
        facts = self._drafter.facts_of(order, body, profile, number=NUMBER, id=ID)
        lacking = missing(facts)
        facts |= chain_facts(self._chain(profile_id), clock.local_date(clock.now()))
        facts |= {"demo": True, "mandates": []}
        return Preview(_filled(facts), lacking_text(lacking) if lacking else None)

    def _chain(self, profile_id: str) -> Chain:
        try:
            return self._chains.get(profile_id)
        except NotFound:
            return Chain(id=profile_id)


def _order_of(profile: Doc, body: Doc, usage: str) -> Doc:
    return {
        "body": body["_id"],
        "places": [body["_id"]],
        "profile": profile["_id"],
        "profile_title": profile["title"],
        "profile_version": profile["profile_version"],
        "usage": usage,
    }


def _filled(facts: Doc) -> Doc:
    """Return the facts with words where something is missing, so that the gap is seen."""
    service, body = facts["profile"], facts["body"]
    for name in ("operating_authority", "ministry"):
        service[name] = service[name] or OPEN
    body["address"] = body["address"] or OPEN
    return facts
