"""What notify answers about tickets: the conversation about an order."""

from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.common.paging import listing, written
from services.notify.commenting import LARGEST_CALL_BYTES, Commenting
from services.notify.entrypoints.jira import issue_facts
from services.notify.jira.projection import JiraProjection
from services.notify.repositories.attachments import AttachmentFiles, Attachments
from services.notify.repositories.jira_issues import JiraIssues
from services.notify.repositories.refused_replies import RefusedReplies
from services.notify.repositories.tickets import TicketFilter, TicketLines, Tickets
from services.notify.schemas.tickets import AttachmentSent, Comment, ThreadQuery, TicketQuery


class TicketCalls:
    """Reading a thread and writing into it."""

    jira: JiraProjection
    tickets = Part(Tickets.of)
    jira_issues = Part(JiraIssues.of)
    lines = Part(TicketLines.of)
    attachments = Part(Attachments.of)
    attachment_files = Part(AttachmentFiles.of)
    commenting = Part(Commenting.of)
    refused_replies = Part(RefusedReplies.of)

    @rpc(needs="tickets:read")
    def get_ticket(self, order_id: str) -> dict[str, Any]:
        """Return number and state of an order's ticket, and who is next.

        The operator also reads how far its issue in Jira is, where there is one.
        """
        ticket = self.tickets.shown_to(order_id)
        if not (self.jira.is_on and context.principal().may("tickets:internal", "*")):
            return ticket.shown()
        issue = self.jira_issues.find(ticket.id) or {"_id": ticket.id}
        return {**ticket.shown(), "jira": issue_facts(issue)}

    @rpc(needs="tickets:internal", query=TicketQuery)
    def list_tickets(self, query: dict[str, Any]) -> dict[str, Any]:
        """Return tickets by state, order, body and setup party, for the operator."""
        context.principal().require("tickets:internal", "*")
        names, limit = ("state", "order", "body", "vendor"), query["limit"]
        wanted = TicketFilter(**{name: query[name] for name in names})
        page = [one.shown() for one in self.tickets.found(wanted, query["cursor"], limit + 1)]
        return listing(page, limit, _place, self.tickets.count(wanted))

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
        """Add the caller's comment, with the files sent for it, to the ticket and give it."""
        ticket = self.tickets.shown_to(order_id)
        line = self.commenting.comment(
            ticket, payload["text"], payload["visibility"], payload["attachments"]
        )
        return line.shown_to(ticket.side(context.principal()))

    @rpc(needs="tickets:write", payload=AttachmentSent, largest=LARGEST_CALL_BYTES)
    def add_attachment(self, order_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Keep a file for a comment to come; without one it is gone a day later."""
        ticket = self.tickets.shown_to(order_id)
        return self.commenting.attach(ticket, payload["content"], payload["filename"]).facts()

    @rpc(needs="tickets:read")
    def get_attachment(self, order_id: str, attachment_id: str) -> dict[str, Any]:
        """Return a file (base64) to whoever reads its comment."""
        return self.commenting.download(self.tickets.shown_to(order_id), attachment_id)


def _place(ticket: dict[str, Any]) -> str:
    """Return the cursor behind a ticket in a list."""
    return written((ticket["waiting_for"] or {}).get("due_on") or "", ticket["order"])
