"""What notify answers about addresses: one's own, and for support those that are not reached."""

from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.common.paging import listing, written
from services.notify.address_upkeep import AddressUpkeep
from services.notify.own_address import OwnAddress, view
from services.notify.repositories.mailbox_reports import MailboxReports
from services.notify.repositories.mails import mails
from services.notify.repositories.paused_addresses import PausedAddresses
from services.notify.schemas.addresses import AddressToken, PausedQuery
from services.notify.schemas.mails import Nothing

MOST_COUNTED = 10_000
Doc = dict[str, Any]


class AddressCalls:
    """Whether addresses are reached, and sending to them again."""

    own_address = Part(OwnAddress.of)
    paused = Part(PausedAddresses.of)
    mailbox_reports = Part(MailboxReports.of)
    mails = Part(mails)

    @rpc(needs="me:read")
    def get_mail_address(self) -> Doc:
        """Return whether the caller's address is reached, and as whom mails are sent."""
        return self.own_address.show(context.principal().claims.get("email"))

    @rpc(needs="me:read", payload=Nothing)
    def send_test_mail(self, payload: Doc) -> Doc:
        """Send the caller a mail that confirms the address, three an hour at most."""
        caller = context.principal()
        email = caller.claims.get("email")
        return self.own_address.send_trial(caller.subject, email, caller.name)

    @rpc(needs="me:read", payload=AddressToken)
    def confirm_mail_address(self, payload: Doc) -> Doc:
        """Send to the caller's address again: the test mail was read."""
        email = context.principal().claims.get("email")
        return self.own_address.confirm(email, payload["token"])

    @rpc(needs="mails:manage", query=PausedQuery)
    def list_paused_addresses(self, query: Doc) -> Doc:
        """Return the addresses that are not reached, and why, newest first."""
        context.principal().require("mails:manage", "*")
        limit, total = query["limit"], self.paused.count(MOST_COUNTED)
        docs = self.paused.page(query["cursor"], limit + 1)
        page = listing(docs, limit, lambda doc: written(doc["since"], doc["_id"]), total)
        return {**page, "items": [view(doc) for doc in page["items"]]}

    @rpc(needs="mails:manage", payload=Nothing)
    def resume_address(self, address_id: str, payload: Doc) -> Doc:
        """Send to an address again, also what was held back for it."""
        context.act("mails:manage", "*")
        pause = self.paused.get(address_id)
        AddressUpkeep(self.mails).resume(pause["address"])
        return view(pause)

    @rpc(needs="mails:manage")
    def get_mailbox(self) -> Doc:
        """Return what the last look into the mailbox found; empty without a mailbox."""
        context.principal().require("mails:manage", "*")
        report = self.mailbox_reports.newest() or {}
        polled_at = report.get("polled_at")
        return {
            "polled_at": polled_at.isoformat() if polled_at else None,
            "unclaimed": report.get("unclaimed", 0),
        }
