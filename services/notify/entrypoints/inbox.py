"""What notify answers to a person about what they were told, and how they want to be told."""

from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.paging import listing
from services.notify.domain import inbox
from services.notify.domain.preferences import MailGroup, Preferences
from services.notify.repositories.inbox import InboxEntries, cursor_of
from services.notify.repositories.paused_addresses import PausedAddresses
from services.notify.repositories.preferences import PreferenceLists
from services.notify.schemas.inbox import InboxQuery, Preferred, ReadUntil

Payload = dict[str, Any]


class InboxCalls:
    """The caller's own inbox and preferences; nobody else's can be named."""

    inbox = Part(InboxEntries.of)
    preferences = Part(PreferenceLists.of)
    paused_addresses = Part(PausedAddresses.of)

    @rpc(needs="me:read", query=InboxQuery)
    def list_inbox(self, query: Payload) -> Payload:
        """Return what the caller was told, newest first."""
        account, limit, unread = context.principal().subject, query["limit"], query["unread"]
        docs = self.inbox.page(account, query["cursor"], limit + 1, unread=unread)
        total = self.inbox.count(account, unread=unread)
        page = listing(docs, limit, cursor_of, total)
        return {**page, "items": [inbox.view(doc) for doc in page["items"]]}

    @rpc(needs="me:read")
    def count_unread(self) -> Payload:
        """Return how much the caller has not read, up to a hundred, and whether mails arrive."""
        caller = context.principal()
        count, email = self.inbox.count_unread(caller.subject), caller.claims.get("email")
        is_reached = not email or self.paused_addresses.of_address(email) is None
        return {"count": count, "most": inbox.MOST_UNREAD, "is_reached": is_reached}

    @rpc(needs="me:read")
    def mark_read(self, entry_id: str) -> Payload:
        """Note that the caller has read an entry, and give it."""
        return inbox.view(self.inbox.mark_read(context.principal().subject, entry_id))

    @rpc(needs="me:read", payload=ReadUntil)
    def mark_all_read(self, payload: Payload) -> Payload:
        """Note that the caller has read everything told until then."""
        until = payload["until"] or clock.now()
        return {"read": self.inbox.mark_all_read(context.principal().subject, until)}

    @rpc(needs="me:read")
    def get_preferences(self) -> Payload:
        """Return the caller's language, and which groups are mailed besides the inbox."""
        return self.preferences.of_account(context.principal().subject).public()

    @rpc(needs="me:read", payload=Preferred)
    def set_preferences(self, payload: Payload) -> Payload:
        """Keep what the caller prefers from now on."""
        language, off = payload["language"], frozenset(map(MailGroup, payload["without_mail"]))
        preferred = Preferences(language.value if language else None, off)
        self.preferences.keep(context.principal().subject, preferred)
        return preferred.public()
