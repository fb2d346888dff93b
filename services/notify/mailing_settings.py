"""Settings of how mails travel, beside those of ``settings.py``."""

from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from services.common import config


@dataclass(frozen=True)
class MailingSettings:
    """As whom mails are sent, and where what they cause comes back to.

    ``mailbox_uri`` (``imaps://user:password@host/INBOX``, empty for none) is where bounces and
    answers arrive that are sent to ``mail_domain`` (empty: that of ``mail_from``). Its server is
    believed by ``mailbox_certificates`` (PEM, empty for the system's). ``mails_per_domain`` is
    how many mails go to one domain in a minute (0: as many as there are); ``mail_hosts`` names the
    servers our mails come from (commas between), for who has to let them in. Mails are signed with
    ``dkim_key`` (RSA, PEM), if given, for ``dkim_domain`` (empty: that of ``mail_from``).
    ``mailbox_authserv`` is the name under which the mailbox's server tells in
    ``Authentication-Results`` whether a sender is proven; it has to put that header on top of
    those of others. Empty: who answers by mail is whoever ``From`` says.
    """

    mail_from: str
    mail_domain: str = ""
    mailbox_uri: str = ""
    mailbox_certificates: str = ""
    mailbox_every_s: int = 15
    mailbox_authserv: str = ""
    mails_per_domain: int = 100
    mail_hosts: str = ""
    dkim_selector: str = ""
    dkim_domain: str = ""
    dkim_key: str = ""

    @property
    def domain(self) -> str:
        """Return the domain bounces and answers are sent to."""
        return (self.mail_domain or parseaddr(self.mail_from)[1].rpartition("@")[2]).lower()


def read_mailing(_runtime: Any) -> MailingSettings:
    """Read them once per process: ``runtime.part(read_mailing)``."""
    return config.read(MailingSettings)
