"""What notify answers about the events of a vendor: the feed."""

from typing import Any

from services.common.entrypoints import Part, rpc
from services.common.errors import Conflict
from services.common.paging import parts_of, written
from services.notify.repositories.vendor_connections import VendorConnections
from services.notify.repositories.vendor_feed import EventsGone, VendorFeed
from services.notify.schemas.webhooks import EventsQuery
from services.notify.vendor_scope import vendor_of_call


class VendorEventCalls:
    """Reading what a vendor was told."""

    feed = Part(VendorFeed.of)
    connections = Part(VendorConnections.of)

    @rpc(needs="events:read", query=EventsQuery)
    def list_events(self, query: dict[str, Any]) -> dict[str, Any]:
        """Return events as CloudEvents, oldest first; ``next`` is where to go on, now or later."""
        vendor = vendor_of_call("events:read", query["vendor"])
        after, limit = query["after"], query["limit"]
        self.connections.note(vendor, "feed")
        try:
            docs = self.feed.after(vendor, _position(after), limit + 1)
        except EventsGone:
            raise Conflict("events-gone") from None
        page = docs[:limit]
        last = _cursor(page[-1]["position"]) if page else after
        items = [doc["envelope"] for doc in page]
        return {"items": items, "next": last, "has_more": len(docs) > limit}


def _position(cursor: str | None) -> int | None:
    return None if cursor is None else int(parts_of(cursor, [int], "/after")[0])


def _cursor(position: int) -> str:
    return written(position)
