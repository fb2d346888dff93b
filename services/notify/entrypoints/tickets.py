"""What notify answers about tickets: the conversation about an order."""

from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.common.paging import listing
from services.notify.repositories.tickets import TicketLines, Tickets
from services.notify.schemas.tickets import Comment, ThreadQuery


class TicketCalls:
    """Reading a thread and writing into it."""

    tickets = Part(Tickets.of)
    lines = Part(TicketLines.of)

    @rpc(needs="tickets:read", query=ThreadQuery)
    def list_comments(self, order_id: str, query: dict[str, Any]) -> dict[str, Any]:
        """Return the thread of an order's ticket as far as the caller may read it."""
        ticket, limit = self.tickets.shown_to(order_id), query["limit"]
        circles, side = ticket.readable(context.principal()), ticket.side(context.principal())
        lines = self.lines.thread(ticket, circles, query["cursor"], limit + 1)
        page = [line.shown_to(side) for line in lines]
        return listing(page, limit, lambda line: line["id"], self.lines.count(ticket, circles))

    @rpc(needs="tickets:write", payload=Comment)
    def add_comment(self, order_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Add the caller's comment to the order's ticket and give it."""
        ticket = self.tickets.shown_to(order_id)
        line = self.lines.comment(ticket, payload["text"], payload["visibility"])
        return line.shown_to(ticket.side(context.principal()))
