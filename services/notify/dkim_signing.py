"""Signs mails with the sender's key (DKIM, RFC 6376), where there is one."""

from dataclasses import replace
from email.utils import parseaddr
from typing import Any

import dkim

from services.common.config import SettingsWrong
from services.notify.domain.messages import MailMessage
from services.notify.mailing_settings import read_mailing

HEADERS = (
    b"from", b"to", b"subject", b"date", b"message-id", b"reply-to", b"in-reply-to", b"references",
    b"mime-version", b"content-type", b"auto-submitted", b"list-unsubscribe",
    b"list-unsubscribe-post",
)  # fmt: skip
FOLDED = b"relaxed"


class DkimSigner:
    """Signs what nobody on the way may change; an RSA key in PEM."""

    def __init__(self, selector: str, domain: str, key: str) -> None:
        self._selector, self._domain, self._key = selector.encode(), domain.encode(), key.encode()

    @classmethod
    def of(cls, runtime: Any) -> "DkimSigner | None":
        """Make the one of a running process; None without a key. A wrong one ends the process."""
        mailing = runtime.part(read_mailing)
        if not mailing.dkim_key:
            return None
        domain = mailing.dkim_domain or parseaddr(mailing.mail_from)[1].rpartition("@")[2]
        signer = cls(mailing.dkim_selector, domain, mailing.dkim_key)
        try:
            signer.signed(MailMessage("", "", b"From: <a@b.example>\r\n\r\nx\r\n"))
        except dkim.DKIMException as error:
            raise SettingsWrong("DKIM_KEY", f"cannot sign: {error}") from error
        return signer

    def signed(self, message: MailMessage) -> MailMessage:
        """Return the message with its signature in front."""
        head = message.raw.partition(b"\r\n\r\n")[0].lower()
        there = [name for name in HEADERS if b"\r\n" + name + b":" in b"\r\n" + head]
        signature = dkim.sign(
            message.raw,
            self._selector,
            self._domain,
            self._key,
            canonicalize=(FOLDED, FOLDED),
            include_headers=there,
        )
        return replace(message, raw=signature + message.raw)
