"""A ticket and the Jira it is projected to."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any

from pymongo.database import Database

from services.common import clock, context
from services.common.context import Call
from services.common.principal import Principal
from services.common.words import in_language
from services.notify.commenting import Commenting
from services.notify.domain.statuses import Visibility
from services.notify.jira import hooks
from services.notify.jira.client import JiraClient
from services.notify.jira.projection import JiraProjection
from services.notify.jira.settings import JiraSettings
from services.notify.repositories.attachments import AttachmentFiles, Attachments
from services.notify.repositories.jira_issues import JiraIssues
from services.notify.repositories.tickets import TicketLines, Tickets
from tests.integration.jira_stub import PROJECT, JiraStub
from tests.unit.notify import samples

Doc = dict[str, Any]
SECRET = "s3cret"
WAITING = {"role": "officer", "due_on": "2026-12-01"}


class Office:
    """A ticket in review, its thread, and a Jira it is projected to."""

    def __init__(self, database: Database[Doc], jira: JiraStub, address: str) -> None:
        made = (database, "notify", lambda *_: None)
        self.server = jira
        self.tickets, self.lines = Tickets(*made), TicketLines(*made)
        self.issues = JiraIssues(database)
        for stored in (self.tickets, self.lines, self.issues):
            stored.prepare()
        files = Attachments(*made), AttachmentFiles(database)
        self.commenting = Commenting(self.lines, *files)
        self.settings = JiraSettings(address, PROJECT, "Task", SECRET)
        self.projection = self.projecting(address)
        self.hear(sequence=2)

    def projecting(self, address: str) -> JiraProjection:
        client = JiraClient(address) if address else None
        return JiraProjection(
            client, self.settings, issues=self.issues, tickets=self.tickets, lines=self.lines
        )

    def hear(self, **changed: Any) -> None:
        event = samples.order_event(**changed)
        context.enter(event.call())
        self.tickets.follow(event)
        self.projection.note("o1")

    def write(self, person: Principal, text: str, visibility: Visibility | None = None) -> None:
        context.enter(Call(once=text, principal=person))
        self.commenting.comment(self.tickets.get("o1"), text, visibility, [])
        self.projection.note("o1")

    def project(self) -> Doc:
        """Follow what is due now, and give what is noted of the ticket."""
        past = clock.now() - timedelta(seconds=1)
        self.issues.collection.update_many({"state": "waiting"}, {"$set": {"due_at": past}})
        while self.projection.round():
            continue
        return self.issues.find("o1") or {}

    def take_round(self) -> Doc:
        """Follow once what is due or waits, and give what is noted of the ticket."""
        past = clock.now() - timedelta(seconds=1)
        self.issues.collection.update_many({"state": "waiting"}, {"$set": {"due_at": past}})
        self.projection.round()
        return self.issues.find("o1") or {}

    def told(self, comment: str, **changed: Any) -> bool:
        """Let Jira tell, signed, that a comment was made."""
        said = {"webhookEvent": "comment_created", "issue": {"key": "DM-1"},
                "comment": {"id": comment}, **changed}  # fmt: skip
        return hooks.take(signed(json.dumps(said)), self.settings, self.issues, self.projection)

    def thread(self) -> list[Doc]:
        lines = self.lines.thread(self.tickets.get("o1"), list(Visibility), None, 100)
        return [dict(in_language(line.shown_to("operator"), "de")) for line in lines]  # type: ignore[arg-type]


def signed(text: str, secret: str = SECRET) -> Doc:
    digest = hmac.digest(secret.encode(), text.encode(), hashlib.sha256).hex()
    return {"content": base64.b64encode(text.encode()).decode(), "signature": f"sha256={digest}"}
