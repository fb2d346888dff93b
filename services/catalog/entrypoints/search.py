"""What catalog answers to those who look for a profile."""

from typing import Any

from services.catalog.repositories.body_usage import BodyUsage, uses_copy
from services.catalog.schemas import profiles as schemas
from services.catalog.search.index import SearchIndex, bodies_copy
from services.common.background import Working
from services.common.entrypoints import Part, on_event, rpc
from services.common.events import Event


class SearchCalls:
    """Search, suggestions and the revision; bodies and what they use tell what is for whom."""

    finding = Working(SearchIndex.of)
    bodies = Part(bodies_copy)
    uses = Part(BodyUsage.of)
    kept_uses = Part(uses_copy)

    @rpc(public=True, query=schemas.ProfileQuery)
    def search(self, query: dict[str, Any]) -> dict[str, Any]:
        """Find profiles; the answer carries facets with counts and the revision."""
        return self.finding.search(query)

    @rpc(public=True, query=schemas.SuggestQuery)
    def suggest(self, query: dict[str, Any]) -> dict[str, Any]:
        """Give services, topics and keys somebody may be about to type."""
        return self.finding.suggest(query["q"])

    @rpc(public=True)
    def revision(self) -> dict[str, Any]:
        """Give the catalogue's revision, for those who keep rendered answers."""
        return {"revision": self.finding.revision()}

    @on_event("identity", "body.changed", copy=True)
    def keep_body(self, event: Event) -> None:
        """Keep what decides which profiles the body may order."""
        self.bodies.keep_event(event)

    @on_event("identity", "copy.page.catalog.body", copy=True)
    def keep_bodies(self, event: Event) -> None:
        """Keep a page of the snapshot."""
        self.bodies.keep_page(event)

    @on_event("orders", "use.changed", copy=True)
    def keep_use(self, event: Event) -> None:
        """Keep who uses what by an order."""
        self.kept_uses.keep_event(event)

    @on_event("orders", "copy.page.catalog.use", copy=True)
    def keep_uses(self, event: Event) -> None:
        """Keep a page of the snapshot."""
        self.kept_uses.keep_page(event)
