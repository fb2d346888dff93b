"""What catalog answers to those who look for a profile."""

from typing import Any

from pymongo.errors import PyMongoError

from services.catalog.repositories.missed_searches import MissedSearches
from services.catalog.schemas import profiles as schemas
from services.catalog.search.index import SearchIndex
from services.common import clock
from services.common.background import BackgroundPart
from services.common.entrypoints import Part, rpc
from services.common.errors import Unavailable
from services.common.logs import Log
from services.common.storage.mongo import bounded

log = Log(__name__)
NOTED_WITHIN_S = 1.0
NARROWING = frozenset(schemas.ProfileQuery().fields) - {"q", "sort", "limit", "cursor", "for_body"}
"""Filters: with one of them nothing found does not mean that nothing is there."""


class SearchCalls:
    """Search, suggestions and the revision."""

    finding = BackgroundPart(SearchIndex.of)
    missed = Part(MissedSearches.of)

    @rpc(public=True, query=schemas.ProfileQuery)
    def search(self, query: dict[str, Any], counted: bool = False) -> dict[str, Any]:
        """Find profiles; the answer carries facets with counts and the revision.

        Where it is ``counted``, somebody has asked for these words: those that find nothing, with
        no filter in the way, are counted for the editors.
        """
        found = self.finding.search(query)
        narrowed = any(query.get(name) for name in NARROWING)
        if counted and query.get("q") and not found["total"] and not narrowed:
            self._note(query["q"])
        return found

    def _note(self, typed: str) -> None:
        """Count what found nothing; a search is answered even where it cannot be kept."""
        try:
            with bounded(NOTED_WITHIN_S):
                self.missed.note(typed, clock.now())
        except (PyMongoError, Unavailable):
            log.warning("missed_search_not_counted")

    @rpc(public=True, query=schemas.SuggestQuery)
    def suggest(self, query: dict[str, Any]) -> dict[str, Any]:
        """Return services, topics and keys somebody may be about to type."""
        return self.finding.suggest(query["q"])

    @rpc(public=True)
    def revision(self) -> dict[str, Any]:
        """Return the catalogue's revision, for those who keep rendered answers."""
        return {"revision": self.finding.revision()}
