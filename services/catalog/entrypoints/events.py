"""What catalog hears from the others, the read copies it keeps, and what it lets them copy."""

from services.catalog.repositories.body_usage import BodyUsage
from services.catalog.repositories.directory import Systems, Vendors
from services.catalog.repositories.news import Openings, WatchAlerts, WatchLists
from services.catalog.repositories.papers import papers_of
from services.catalog.repositories.profiles import Profiles
from services.common import clock
from services.common.entrypoints import Part, ReadCopyOf, Snapshots, on_event
from services.common.events import Event


class CatalogEvents:
    """Bodies and what they use tell what is for whom; the others copy profiles and vendors."""

    watches = Part(WatchLists.of)
    alerts = Part(WatchAlerts.of)
    openings = Part(Openings.of)
    profiles = Part(Profiles.of)
    uses = Part(BodyUsage.of)
    bodies = ReadCopyOf("identity", "body", fills="keep_bodies")
    kept_uses = ReadCopyOf("orders", "use", fills="keep_uses")
    levies = ReadCopyOf("contracts", "levy")
    said_systems = ReadCopyOf("orders", "body_systems", fills="fill_body_systems")
    snapshots = Snapshots(
        to=("contracts", "identity", "notify", "orders"),
        profile=lambda runtime: runtime.part(Profiles.of).states,
        vendor=lambda runtime: runtime.part(Vendors.of).states,
        system=lambda runtime: runtime.part(Systems.of).states,
        paper=papers_of,
    )

    @on_event("catalog", "profile.published")
    @on_event("catalog", "profile.paused")
    @on_event("catalog", "profile.retired")
    def tell_watchers(self, event: Event) -> None:
        """Tell those who watch a service, or its topic, what has become of it."""
        if event.data.get("orderable"):
            return
        profile = self.profiles.get(str(event.data["profile"]))
        service = {"id": profile.id, "title": profile.title, "topic": profile.topic}
        told = {"service": service, "change": event.type.partition(".")[2]}
        self.alerts.tell(event.id, told, self.watches, clock.now())

    @on_event("catalog", "profile.orderable")
    def tell_of_opening(self, event: Event) -> None:
        """Tell the bodies that may order a service from now on, and those who watch it."""
        now, service = clock.now(), event.data["service"]
        told = {"service": service, "change": "orderable", "opening": event.id}
        self.alerts.tell(event.id, told, self.watches, now)
        self.openings.tell(event.id, event.data, self.bodies, now)

    @on_event("identity", "account.erased")
    def forget_watches(self, event: Event) -> None:
        """A person is forgotten."""
        self.watches.forget(str(event.data["account"]))
