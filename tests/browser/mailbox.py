"""The mails of people, read from the sink as they arrive."""

import re
from dataclasses import dataclass, field
from email.message import EmailMessage

from deploy.local import mails
from deploy.local.system import System

LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)]")
PATIENCE_S = 75.0
"""Longer than the lease a killed mail sender leaves behind."""


@dataclass
class Mailbox:
    """Hands out each mail once."""

    system: System
    _read: set[str] = field(default_factory=set)

    def mail_to(self, address: str, *holding: str) -> EmailMessage:
        """Wait for the next mail to an address that holds all of this in subject or text."""

        def fits(mail: EmailMessage) -> bool:
            if mail["Message-ID"] in self._read or address not in (mail["To"] or ""):
                return False
            text = f"{mail['Subject']}\n{mails.text_of(mail)}"
            return all(words in text for words in holding)

        mail = mails.wait_for_mail(self.system.mail_dir, fits, PATIENCE_S)
        self._read.add(mail["Message-ID"])
        return mail

    def links_to(self, address: str, *holding: str) -> list[str]:
        """Wait for such a mail and return the addresses it names, each once."""
        text = mails.text_of(self.mail_to(address, *holding))
        return list(dict.fromkeys(LINK.findall(text)))
