"""Catalog's entrypoints: the use cases, about ten lines each."""

from typing import Any

from services.catalog import schemas
from services.catalog.repository import Profiles, Vendors
from services.common import clock
from services.common.border import listing, parse
from services.common.event import Event
from services.common.wire import Part, Service, on_event, rpc


class CatalogService(Service):
    """Profiles and vendors."""

    name = "catalog"
    profiles = Part(Profiles.of)
    vendors = Part(Vendors.of)
    runtime = Part(lambda runtime: runtime)

    @rpc(public=True)
    def search(self, query: dict[str, Any]) -> dict[str, Any]:
        """Find profiles; the answer carries facets with counts and the revision."""
        found: dict[str, Any] = self.profiles.search(parse(schemas.ProfileQuery, query))
        return found

    @rpc(public=True)
    def get(self, profile_id: str) -> dict[str, Any]:
        """Give one profile whole."""
        return {**self.profiles.get(profile_id).public(), "revision": self.profiles.revision()}

    @rpc(public=True)
    def revision(self) -> dict[str, Any]:
        """Give the catalogue's revision, for those who keep rendered answers."""
        return {"revision": self.profiles.revision()}

    @rpc(public=True)
    def list_vendors(self, query: dict[str, Any]) -> dict[str, Any]:
        """Give the directory of vendors."""
        wanted = parse(schemas.VendorQuery, query)
        found, total = self.vendors.listed(wanted)
        shown = [vendor.public() for vendor in found]
        return listing(shown, wanted["limit"], lambda v: v["id"], total)

    @rpc(needs="profiles:edit")
    def pause(self, profile_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Take a profile off sale for a while."""
        reason = parse(schemas.Pause, payload)["reason"]
        paused = self.profiles.change(profile_id, lambda p: p.pause(reason, clock.now()))
        return dict(paused.public())

    @rpc(needs="profiles:edit")
    def publish(self, profile_id: str) -> dict[str, Any]:
        """Put a paused profile back on sale."""
        published = self.profiles.change(profile_id, lambda p: p.publish(clock.now()))
        return dict(published.public())

    @on_event("orders", "copy.wanted")
    def send_to_orders(self, event: Event) -> None:
        """Send orders its snapshot."""
        self._send(event)

    @on_event("contracts", "copy.wanted")
    def send_to_contracts(self, event: Event) -> None:
        """Send contracts its snapshot."""
        self._send(event)

    @on_event("notify", "copy.wanted")
    def send_to_notify(self, event: Event) -> None:
        """Send notify its snapshot."""
        self._send(event)

    def _send(self, event: Event) -> None:
        nouns = {"profile": self.profiles.states, "vendor": self.vendors.states}
        self.runtime.answer_snapshot(event, nouns)
