"""The mail relay: one connection for a batch, bounded waits, and its verdict per mail."""

import smtplib
import ssl
from typing import Self
from urllib.parse import unquote, urlsplit

from services.notify.domain.letters import Letter

TIMEOUT_S = 6.0
"""For each command; a mail takes four of them, and one more where it is refused."""
LOGIN_NEEDED = frozenset({530, 534, 535, 538})
"""Said about us, not about a mail: nothing is counted until the settings are mended."""
RELAY_LEAVES = 421
SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class Refused(Exception):
    """The relay will never take this mail; the text says why."""


class PutOff(Exception):
    """The relay does not take this mail now."""


class RelayRefusesUs(OSError):
    """The relay takes no mail of ours until somebody mends its settings or our own."""


class Dropped(PutOff):
    """The connection ended in the middle of this mail and is of no more use."""


class Relay:
    """An SMTP server by its address; a password only travels encrypted."""

    def __init__(self, uri: str) -> None:
        parts = urlsplit(uri)
        if parts.scheme not in SCHEMES or not parts.hostname:
            raise ValueError(f"SMTP_URI must be one of {', '.join(SCHEMES)} with a host")
        if parts.scheme == "smtp" and parts.password:
            raise ValueError("SMTP_URI with a password needs smtps or smtp+starttls")
        self._scheme, self._host = parts.scheme, parts.hostname
        self._port = parts.port or SCHEMES[parts.scheme]
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")

    def connect(self) -> "Connection":
        """Open a connection; any failure of the relay itself raises SMTPException or OSError."""
        if self._scheme == "smtps":
            client: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=TIMEOUT_S, context=ssl.create_default_context()
            )
        else:
            client = smtplib.SMTP(self._host, self._port, timeout=TIMEOUT_S)
        try:
            if self._scheme == "smtp+starttls":
                client.starttls(context=ssl.create_default_context())
            if self._user:
                client.login(self._user, self._password)
            client.ehlo_or_helo_if_needed()
        except BaseException:
            client.close()
            raise
        return Connection(client)


class Connection:
    """An open connection; use it as a context."""

    def __init__(self, client: smtplib.SMTP) -> None:
        self._client = client

    def send(self, letter: Letter) -> None:
        """Hand over one mail; raise Refused, PutOff or Dropped where the relay has not taken it."""
        try:
            self._client.sendmail(
                letter.sender, [letter.recipient], letter.raw, self._options(letter)
            )
        except smtplib.SMTPRecipientsRefused as error:
            ((code, answer),) = list(error.recipients.values())[:1]
            raise _verdict(code, answer) from error
        except smtplib.SMTPSenderRefused as error:
            if error.smtp_code in LOGIN_NEEDED:
                raise RelayRefusesUs(f"the relay wants a login: {error.smtp_code}") from error
            raise _verdict(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPDataError as error:
            raise _verdict(error.smtp_code, error.smtp_error) from error
        except (smtplib.SMTPNotSupportedError, ValueError) as error:
            raise Refused(str(error)[:300]) from error
        except OSError as error:
            raise Dropped(f"{type(error).__name__}: {error}"[:300]) from error

    def _options(self, letter: Letter) -> list[str]:
        if not letter.needs_utf8:
            return []
        if not self._client.has_extn("smtputf8"):
            raise Refused("the relay takes no address with such letters (no SMTPUTF8)")
        return ["SMTPUTF8", "BODY=8BITMIME"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._client.quit()
        except (smtplib.SMTPException, OSError):
            self._client.close()


def _verdict(code: int, answer: bytes | str) -> Refused | PutOff:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    kind = Dropped if code == RELAY_LEAVES else Refused if code >= 500 else PutOff
    return kind(f"{code} {text}"[:300])
