"""What notify answers about mails: what waits, what failed and why, and sending it again."""

from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.common.paging import listing
from services.notify.domain.mails import MailState
from services.notify.mail_support import MailSupport
from services.notify.repositories.mails import MailFilter
from services.notify.schemas.mails import MailQuery, Nothing


class MailCalls:
    """The operator's look at the mails."""

    mail_support = Part(MailSupport.of)

    @rpc(needs="mails:manage", query=MailQuery)
    def list_mails(self, query: dict[str, Any]) -> dict[str, Any]:
        """Return mails without their words, newest first: failed ones where nothing is chosen."""
        context.principal().require("mails:manage", "*")
        limit, address, order = query["limit"], query["address"], query["order"]
        failed = None if address or order else MailState.FAILED
        chosen = MailFilter(query["state"] or failed, address, order)
        page = self.mail_support.page(chosen, query["cursor"], limit + 1)
        return listing(page, limit, lambda mail: mail["id"], self.mail_support.count(chosen))

    @rpc(needs="mails:manage")
    def get_mail(self, mail_id: str) -> dict[str, Any]:
        """Return one mail without its words."""
        context.principal().require("mails:manage", "*")
        return self.mail_support.show(mail_id)

    @rpc(needs="mails:manage", payload=Nothing)
    def resend_mail(self, mail_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Send a failed mail once more."""
        context.act("mails:manage", "*")
        return self.mail_support.send_again(mail_id, context.principal().subject)
