"""What catalog answers to those who look for a profile."""

from typing import Any

from services.catalog.repositories.missed_searches import MissedSearches
from services.catalog.schemas import profiles as schemas
from services.catalog.search.index import SearchIndex
from services.common import clock
from services.common.background import BackgroundPart
from services.common.entrypoints import Part, rpc

NARROWING = frozenset(schemas.ProfileQuery().fields) - {"q", "sort", "limit", "cursor", "for_body"}
"""Filters: with one of them nothing found does not mean that nothing is there."""


class SearchCalls:
    """Search, suggestions and the revision."""

    finding = BackgroundPart(SearchIndex.of)
    missed = Part(MissedSearches.of)

    @rpc(public=True, query=schemas.ProfileQuery)
    def search(self, query: dict[str, Any]) -> dict[str, Any]:
        """Find profiles; the answer carries facets with counts and the revision.

        Words that find nothing, with no filter in the way, are counted for the editors.
        """
        found = self.finding.search(query)
        narrowed = any(query.get(name) for name in NARROWING)
        if query.get("q") and not found["total"] and not narrowed:
            self.missed.note(query["q"], clock.now())
        return found

    @rpc(public=True, query=schemas.SuggestQuery)
    def suggest(self, query: dict[str, Any]) -> dict[str, Any]:
        """Return services, topics and keys somebody may be about to type."""
        return self.finding.suggest(query["q"])

    @rpc(public=True)
    def revision(self) -> dict[str, Any]:
        """Return the catalogue's revision, for those who keep rendered answers."""
        return {"revision": self.finding.revision()}
