"""What notify answers about the newsletter: joining, leaving, and sending an issue."""

import hashlib
import uuid
from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.paging import listing
from services.notify.domain.newsletter import NewsletterIssue
from services.notify.domain.subscriber_sheet import FILE_PAGE, as_lines
from services.notify.newsletter_mailing import ISSUE
from services.notify.repositories.mails import mails
from services.notify.repositories.newsletter import NewsletterIssues, Subscribers
from services.notify.schemas import newsletter as schemas

Payload = dict[str, Any]
MANAGE = "newsletter:manage"
SHOWN_ISSUES = 20


class NewsletterCalls:
    """Anybody joins and leaves; no answer tells whether an address is known."""

    subscribers = Part(Subscribers.of)
    issues = Part(NewsletterIssues.of)
    newsletter_mails = Part(mails)

    @rpc(public=True, payload=schemas.Subscribed)
    def subscribe(self, payload: Payload) -> Payload:
        """Have a confirmation mailed to the address, at most once a day."""
        self.subscribers.ask(payload["email"], payload["language"].value, clock.now())
        return {"asked": True}

    @rpc(public=True, payload=schemas.MailedToken)
    def confirm_subscription(self, payload: Payload) -> Payload:
        """Take in the address the link was mailed to."""
        return {"language": self.subscribers.confirm(payload["token"], clock.now()).language}

    @rpc(public=True, payload=schemas.MailedToken)
    def unsubscribe(self, payload: Payload) -> Payload:
        """Forget an address, and what waits to be sent to it; gone already is as good."""
        if address := self.subscribers.leave(payload["token"]):
            self.newsletter_mails.take_back(ISSUE, address)
        return {"left": True}

    @rpc(needs=MANAGE, query=schemas.SubscriberQuery)
    def list_subscribers(self, query: Payload) -> Payload:
        """Return the confirmed addresses."""
        context.principal().require(MANAGE, "*")
        found = self.subscribers.confirmed(query["cursor"], query["limit"] + 1)
        items = [subscriber.public() for subscriber in found]
        total = self.subscribers.count_confirmed()
        return listing(items, query["limit"], lambda one: one["id"], total)

    @rpc(needs=MANAGE, query=schemas.SubscriberQuery)
    def export_subscribers(self, query: Payload, tables: bool = True) -> Payload:
        """Return the same as lines: rows of the sheet, or items of the list."""
        context.principal().require(MANAGE, "*")
        found = self.subscribers.confirmed(query["cursor"], FILE_PAGE + 1)
        language, first = context.current().language, not query["cursor"]
        return as_lines(found, language, first=first, tables=tables)

    @rpc(needs=MANAGE)
    def list_issues(self) -> Payload:
        """Return the issues sent last."""
        context.principal().require(MANAGE, "*")
        items = [issue.public() for issue in self.issues.newest(SHOWN_ISSUES)]
        return {"items": items, "next": None, "total": len(items)}

    @rpc(needs=MANAGE, payload=schemas.IssueSent)
    def send_issue(self, payload: Payload) -> Payload:
        """Send an issue to every confirmed address, in the background."""
        context.act(MANAGE, "*")
        once = context.current().once or uuid.uuid4().hex
        issue = NewsletterIssue(
            id="i" + hashlib.sha256(once.encode()).hexdigest()[:20],
            sent_by=context.principal().subject,
            sent_at=clock.now(),
            recipients=self.subscribers.count_confirmed(),
            **payload,
        )
        issue.send()
        return self.issues.add(issue).public()
