"""What notify answers about mails: what waits, what failed and why, and sending it again."""

from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.common.paging import listing
from services.notify.mail_support import MailSupport
from services.notify.schemas.mails import MailQuery, Nothing


class MailCalls:
    """The operator's look at the mails."""

    mail_support = Part(MailSupport.of)

    @rpc(needs="mails:manage", query=MailQuery)
    def list_mails(self, query: dict[str, Any]) -> dict[str, Any]:
        """Return the mails of a state without their words, newest first."""
        context.principal().require("mails:manage", "*")
        state, limit = query["state"], query["limit"]
        page = self.mail_support.page(state, query["cursor"], limit + 1)
        return listing(page, limit, lambda mail: mail["id"], self.mail_support.count(state))

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
