"""Where what a mail causes comes back to: bounces by the mail's id, answers by its ticket."""

import re
from dataclasses import dataclass

from services.notify.domain.mails import Mail
from services.notify.domain.reply_addresses import ReplyAddresses

LOCAL = re.compile(r"bounce\+([0-9a-f]{32})-([a-z2-7]{16})")


@dataclass(frozen=True)
class ReturnPaths:
    """The addresses of a domain whose mails arrive in our mailbox.

    The envelope sender names the mail (VERP), so that a bounce need not be understood to be
    matched, and proves that the mail was sent: who knows an event and a recipient could name it.
    """

    domain: str
    replies: ReplyAddresses

    def envelope_sender(self, mail: str) -> str:
        """Return the address bounces of this mail go to."""
        return f"bounce+{mail}-{self.replies.proof(mail)}@{self.domain}"

    def mail_of(self, address: str) -> str | None:
        """Return the id of the mail whose bounces go to this address; None where it is no such."""
        local, _, domain = address.strip().lower().rpartition("@")
        found = LOCAL.fullmatch(local) if domain == self.domain else None
        return found[1] if found and self.replies.proves(found[2], found[1]) else None

    def reply_to(self, mail: Mail) -> str | None:
        """Return where the recipient of a mail about an order answers into its ticket."""
        order = mail.about.get("order")
        return self.replies.make(order, mail.address) if order else None
