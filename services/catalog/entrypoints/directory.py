"""What catalog answers about vendors, specialist systems, interfaces and comparisons."""

from typing import Any

from services.catalog.domain.availability import availability_of
from services.catalog.domain.choices import ProfileKind
from services.catalog.domain.directory import SpecialistSystem, Vendor, comparison
from services.catalog.domain.labels import in_words
from services.catalog.repositories.directory import Interfaces, Systems, Vendors
from services.catalog.repositories.profiles import Profiles
from services.catalog.repositories.visits import Visits
from services.catalog.schemas import directory as schemas
from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.errors import Conflict, NotFound, Wrong, invalid_fields
from services.common.paging import listing

Payload = dict[str, Any]


class DirectoryCalls:
    """The calls about who makes what, what it is joined to, and what to choose."""

    profiles = Part(Profiles.of)
    vendors = Part(Vendors.of)
    systems = Part(Systems.of)
    matrix = Part(Interfaces.of)
    visits = Part(Visits.of)

    @rpc(public=True, query=schemas.VendorQuery)
    def list_vendors(self, query: Payload) -> Payload:
        """Return the directory of vendors."""
        found, total = self.vendors.listed(query)
        vendors = [vendor.public() for vendor in found]
        return listing(vendors, query["limit"], lambda v: v["id"], total)

    @rpc(public=True)
    def get_vendor(self, vendor_id: str) -> Payload:
        """Return a vendor; an editor sees its mail address too, and the version to change.

        What others see has no version, so that it never passes for what an editor sees.
        """
        vendor: Vendor = self.vendors.get(vendor_id)
        if context.principal().may("profiles:edit"):
            return vendor.state()
        return {name: value for name, value in vendor.public().items() if name != "version"}

    @rpc(needs="profiles:edit", payload=schemas.VendorAdded)
    def add_vendor(self, payload: Payload) -> Payload:
        """Enter a vendor in the directory, under a name that no other has."""
        self.vendors.check_name(payload["name"], of=payload["id"])
        return self.vendors.enter(Vendor(**payload)).state()

    @rpc(needs="profiles:edit", payload=schemas.VendorFacts)
    def change_vendor(self, vendor_id: str, payload: Payload, version: int) -> Payload:
        """Write the vendor anew that the caller has seen in this version."""
        self.vendors.check_name(payload["name"], of=vendor_id)
        return self.vendors.change(vendor_id, lambda v: v.change(payload, version)).state()

    @rpc(public=True, query=schemas.SystemQuery)
    def list_systems(self, query: Payload) -> Payload:
        """Return the directory of specialist systems."""
        found, total = self.systems.listed(query)
        systems = [system.public() for system in found]
        return listing(systems, query["limit"], lambda s: s["id"], total)

    @rpc(public=True)
    def get_system(self, system_id: str) -> Payload:
        """Return a specialist system."""
        return self.systems.get(system_id).public()

    @rpc(needs="profiles:edit", payload=schemas.SystemAdded)
    def add_system(self, payload: Payload) -> Payload:
        """Enter a specialist system in the directory, under a name that no other has."""
        self.systems.check_name(payload["name"], of=payload["id"])
        self._check_manufacturer(payload["manufacturer"])
        return self.systems.enter(SpecialistSystem(**payload)).public()

    @rpc(needs="profiles:edit", payload=schemas.SystemFacts)
    def change_system(self, system_id: str, payload: Payload, version: int) -> Payload:
        """Write the specialist system anew that the caller has seen in this version."""
        self.systems.check_name(payload["name"], of=system_id)
        self._check_manufacturer(payload["manufacturer"])
        return self.systems.change(system_id, lambda s: s.change(payload, version)).public()

    @rpc(public=True, query=schemas.InterfaceQuery)
    def interfaces(self, query: Payload) -> Payload:
        """Return the matrix: service, specialist system, version, extra cost."""
        return {**self.matrix.listed(query), "revision": self.profiles.revision()}

    @rpc(public=True, query=schemas.CompareQuery)
    def compare(self, query: Payload) -> Payload:
        """Return up to four profiles field by field, marked where they differ, and in words."""
        named = query["id"].split(",")
        ids = list(dict.fromkeys(filter(None, named)))
        if not 2 <= len(ids) <= schemas.MOST_COMPARED:
            raise invalid_fields([("/id", Wrong("compare-more", most=schemas.MOST_COMPARED))])
        states = [self.profiles.shown(id).public() for id in ids]
        compared = comparison(states)
        for head, state in zip(compared["profiles"], states, strict=True):
            head["availability"] = availability_of(state, clock.local_date(clock.now())).shown()
            head["words"] = in_words(state)
        return {**compared, "revision": self.profiles.revision()}

    @rpc(public=True)
    def visit(self, profile_id: str, counted: bool = True) -> Payload:
        """Return where a service is contracted that is not ordered here, and count the click."""
        profile = self.profiles.shown(profile_id)
        if profile.kind == ProfileKind.EFA:
            raise Conflict("ordered-here")
        url = (profile.contract_partner or {}).get("url") or ""
        if not url.startswith(("https://", "http://")):
            raise NotFound("no-partner-link")
        if counted:
            self.visits.count(profile_id, clock.local_date(clock.now()).isoformat()[:7])
        return {"profile": profile_id, "url": url}

    @rpc(needs="profiles:edit", query=schemas.VisitQuery)
    def list_visits(self, query: Payload) -> Payload:
        """Return the counted clicks by profile and month; one nobody may see has no title."""
        found, total = self.visits.listed(query)
        titles = self.profiles.titles_of(doc["profile"] for doc in found)
        visits = [
            {"id": doc.pop("_id"), **doc, "title": titles.get(doc["profile"])} for doc in found
        ]
        return listing(visits, query["limit"], lambda v: v["id"], total)

    def _check_manufacturer(self, vendor: str | None) -> None:
        if vendor is not None and self.vendors.find(vendor) is None:
            raise invalid_fields([("/manufacturer", Wrong("vendor-unknown"))])
