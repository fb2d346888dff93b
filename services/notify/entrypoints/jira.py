"""What notify answers about issues of Jira: what is wrong with them, and trying again."""

from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.notify.jira import hooks
from services.notify.jira.projection import JiraProjection
from services.notify.jira.settings import read_jira
from services.notify.repositories.jira_issues import JiraIssues
from services.notify.repositories.tickets import Tickets
from services.notify.schemas.jira import JiraWord
from services.notify.schemas.mails import Nothing
from services.notify.words.jira import STATES

MOST_FAILED = 200


class JiraCalls:
    """Where issues stand, for the operator; and what Jira tells."""

    jira: JiraProjection
    tickets = Part(Tickets.of)
    jira_issues = Part(JiraIssues.of)
    jira_settings = Part(read_jira)

    @rpc(needs="tickets:internal")
    def list_jira(self) -> dict[str, Any]:
        """Return the tickets whose issue could not be brought up to date, with the reason.

        Number, body and service name the order, as far as its ticket is there.
        """
        context.principal().require("tickets:internal", "*")
        failed = [issue_facts(doc) for doc in self.jira_issues.failed(MOST_FAILED)]
        named = self.tickets.named([issue["order"] for issue in failed])
        return {"items": [{**issue, **named.get(issue["order"], {})} for issue in failed]}

    @rpc(needs="tickets:internal", payload=Nothing)
    def retry_jira(self, order_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Try again at once."""
        context.act("tickets:internal", "*")
        ticket = self.tickets.shown_to(order_id)
        self.jira.note(ticket.id)
        return issue_facts(self.jira_issues.find(ticket.id) or {"_id": ticket.id})

    @rpc(public=True, payload=JiraWord, largest=500_000)
    def take_jira_word(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Note that a comment was written in Jira, where its signature is right."""
        return {"taken": hooks.take(payload, self.jira_settings, self.jira_issues, self.jira)}


def issue_facts(doc: dict[str, Any]) -> dict[str, Any]:
    """Return how far an issue follows its ticket, and why no further."""
    state = doc.get("state")
    names = ("issue", "reason", "tries")
    return {
        "order": doc["_id"], "state": state, "state_label": STATES.get(str(state)),
        **{name: doc.get(name) for name in names},
    }  # fmt: skip
