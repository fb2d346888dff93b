"""What notify answers the operator about what waits: for vendors, as mails, in tickets."""

from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.messaging.conditions import condition
from services.common.paging import PageQuery, offset_of
from services.common.principal import EVERYWHERE
from services.common.validation.since import SinceQuery
from services.notify.domain.ticket_states import TicketState
from services.notify.mail_support import MailSupport
from services.notify.repositories.paused_addresses import PausedAddresses
from services.notify.repositories.tickets import TicketFilter, Tickets
from services.notify.schemas.mails import Nothing
from services.notify.vendor_ways import VendorWays
from services.notify.words.conditions import KINDS

Payload = dict[str, Any]

MANAGES, MAILS, TICKETS = "deliveries:manage", "mails:manage", "tickets:internal"


class DeliveryCalls:
    """The operator's look at all that waits, and sending it again."""

    ways = Part(VendorWays.of)
    tickets: Tickets
    mail_support: MailSupport
    paused: PausedAddresses

    @rpc(needs=MANAGES, query=PageQuery)
    def list_waiting_deliveries(self, query: Payload) -> Payload:
        """Return each way to a vendor on which events wait or nothing is sent, oldest first."""
        context.principal().require(MANAGES, EVERYWHERE)
        found, begin = self.ways.waiting(), offset_of(query["cursor"])
        end = begin + query["limit"]
        goes_on = str(end) if end < len(found) else None
        return {"items": found[begin:end], "next": goes_on, "total": len(found)}

    @rpc(needs=MANAGES, payload=Nothing)
    def retry_queue_deliveries(self, vendor_id: str, payload: Payload) -> Payload:
        """Have what waits for a vendor's queue published now."""
        context.act(MANAGES, EVERYWHERE)
        return self.ways.retry_queue(vendor_id)

    @rpc(needs=MANAGES, payload=Nothing)
    def retry_webhook_deliveries(self, webhook_id: str, payload: Payload) -> Payload:
        """Post to a vendor's webhook again, beginning with what was held or given up."""
        context.act(MANAGES, EVERYWHERE)
        return self.ways.retry_webhook(webhook_id)

    def own_conditions(self) -> list[dict[str, Any]]:
        """Return mails that failed, addresses not reached, ways to vendors that wait."""
        found = {
            "mails": self.mail_support.failed(None),
            "addresses": self.paused.waiting(),
            "deliveries": self.ways.count(),
        }
        return [
            condition(kind, one["count"], one["since"], is_wrong=one["count"] > 0, said=KINDS[kind])
            for kind, one in found.items()
        ]

    @rpc(needs=(MAILS, MANAGES, TICKETS), query=SinceQuery)
    def count_waiting(self, query: Payload) -> Payload:
        """Return how many mails, addresses, ways to vendors and tickets wait, and since when.

        Of the mails ``new`` says how many failed since a moment, where one is given.
        """
        may, found = context.principal().holds, Payload()
        if may(MAILS, EVERYWHERE):
            found["mails"] = self.mail_support.failed(query["since"])
            found["addresses"] = self.paused.waiting()
        if may(MANAGES, EVERYWHERE):
            found["deliveries"] = self.ways.count()
        if may(TICKETS, EVERYWHERE):
            found["tickets"] = self._tickets()
        return found

    def _tickets(self) -> Payload:
        waits = TicketState.WAITING_FOR_OPERATOR
        first = self.tickets.found(TicketFilter(waits), None, 1)
        waiting = first[0].shown()["waiting_for"] if first else None
        return {
            "count": self.tickets.count(TicketFilter(waits)),
            "overdue": self.tickets.overdue(waits, clock.local_date(clock.now())),
            "due_on": (waiting or {}).get("due_on"),
        }
