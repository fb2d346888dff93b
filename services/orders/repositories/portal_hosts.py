"""Where orders keeps how the hosts of links look as a whole."""

from datetime import datetime

from services.orders.domain.portal_hosts import PortalHost
from services.orders.domain.portal_pages import PageFinding
from services.orders.repositories.bodies import WithFirstWord


class PortalHosts(WithFirstWord[PortalHost]):
    """One document for each host a page of which was gone once."""

    kind = PortalHost
    collection_name = "portal_hosts"

    def note(self, host: str, found: PageFinding, body: str, now: datetime) -> PortalHost:
        """Take what a look at a page found; a page that is there is worth no document."""
        held = self.find(host) or PortalHost(id=host)
        held.note(found, body, now)
        if held.version == 0 and not held.failing:
            return held
        return self.write(PortalHost(id=host), lambda h: h.note(found, body, now))
