"""What notify answers about tickets: the conversation about an order."""

from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.common.validation.input import listing, parse
from services.notify import schemas
from services.notify.repositories.tickets import TicketLines, Tickets


class TicketCalls:
    """Reading a thread and writing into it."""

    tickets = Part(Tickets.of)
    lines = Part(TicketLines.of)

    @rpc(needs="tickets:read")
    def list_comments(self, order_id: str, query: dict[str, Any]) -> dict[str, Any]:
        """Return the thread of an order's ticket as far as the caller may read it."""
        asked = parse(schemas.ThreadQuery, query)
        ticket, limit = self.tickets.shown_to(order_id), asked["limit"]
        circles, side = ticket.readable(context.principal()), ticket.side(context.principal())
        lines = self.lines.thread(ticket, circles, asked["cursor"], limit + 1)
        page = [line.shown_to(side) for line in lines]
        return listing(page, limit, lambda line: line["id"], self.lines.count(ticket, circles))

    @rpc(needs="tickets:write")
    def add_comment(self, order_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Add the caller's comment to the order's ticket and give it."""
        comment = parse(schemas.Comment, payload)
        ticket = self.tickets.shown_to(order_id)
        line = self.lines.comment(ticket, comment["text"], comment["visibility"])
        return line.shown_to(ticket.side(context.principal()))
