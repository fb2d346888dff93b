"""What catalog answers to those who look for a profile."""

from typing import Any

from services.catalog.schemas import profiles as schemas
from services.catalog.search.index import SearchIndex
from services.common.background import BackgroundPart
from services.common.entrypoints import rpc


class SearchCalls:
    """Search, suggestions and the revision."""

    finding = BackgroundPart(SearchIndex.of)

    @rpc(public=True, query=schemas.ProfileQuery)
    def search(self, query: dict[str, Any]) -> dict[str, Any]:
        """Find profiles; the answer carries facets with counts and the revision."""
        return self.finding.search(query)

    @rpc(public=True, query=schemas.SuggestQuery)
    def suggest(self, query: dict[str, Any]) -> dict[str, Any]:
        """Return services, topics and keys somebody may be about to type."""
        return self.finding.suggest(query["q"])

    @rpc(public=True)
    def revision(self) -> dict[str, Any]:
        """Return the catalogue's revision, for those who keep rendered answers."""
        return {"revision": self.finding.revision()}
