"""The mail relay: one connection for a batch, one deadline for each mail, and its verdict."""

import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Protocol, Self
from urllib.parse import unquote, urlsplit

from services.notify.domain.failures import LONGEST_ANSWER, Failure, MailFailure
from services.notify.domain.messages import MailMessage
from services.notify.domain.plain import one_line
from services.notify.domain.smtp_verdicts import (
    SmtpStage,
    SmtpVerdict,
    is_of_its_size,
    is_of_the_address,
    verdict_of,
)

TIMEOUT_S = 6.0
"""For each silence of the relay."""
LONGEST_CONNECT_S = 15.0
LONGEST_MAIL_S = 30.0
"""For one mail from its first command to the last answer, however slowly the relay talks."""
SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class NotTaken(Exception):
    """The relay has not taken this mail; ``failure`` says why."""

    def __init__(self, code: MailFailure, answer: str = "") -> None:
        super().__init__(code, answer)
        self.failure = Failure(code, answer)


class Refused(NotTaken):
    """The relay will never take this mail."""


class PutOff(NotTaken):
    """The relay does not take this mail now."""


class Doubted(PutOff):
    """The relay refused this mail, perhaps by a fault of its own."""


class TooLarge(Doubted):
    """The relay refused this mail, perhaps for its size."""


class RelayAway(OSError):
    """The relay takes no mail at all for now; it says nothing about the one at hand."""


class Dropped(PutOff):
    """The connection ended in the middle of this mail and is of no more use."""


class SmtpClient(smtplib.SMTP):
    """A client whose line somebody else can cut: reading byte by byte has no other end.

    It takes addresses and words as ``domain/messages.py`` has made and checked them.
    """

    def __init__(self, tls: ssl.SSLContext | None) -> None:
        self._tls = tls
        self._line: socket.socket | None = None
        super().__init__(timeout=TIMEOUT_S)

    def _get_socket(self, host: str, port: int, timeout: float) -> Any:
        plain = socket.create_connection((host, port), timeout, self.source_address)
        self._line = plain.dup()
        return self._tls.wrap_socket(plain, server_hostname=host) if self._tls else plain

    def mail(self, sender: str, options: Sequence[str] = ()) -> tuple[int, bytes]:
        """Name the sender: an address as it is, which smtplib would read for a name once more."""
        if "SMTPUTF8" in options:
            self.command_encoding = "utf-8"
        return self.docmd("mail", " ".join([f"FROM:<{sender}>", *options]))

    def rcpt(self, recip: str, options: Sequence[str] = ()) -> tuple[int, bytes]:
        """Name the recipient: an address as it is."""
        return self.docmd("rcpt", " ".join([f"TO:<{recip}>", *options]))

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Hand over the words; only where a line begins with a dot each one is looked at."""
        if msg.startswith(b".") or b"\n." in msg or not msg.endswith(b"\r\n"):
            return super().data(msg)
        code, answer = self.docmd("data")
        if code != 354:
            raise smtplib.SMTPDataError(code, answer)
        self.send(msg + b".\r\n")
        return self.getreply()

    def cut(self) -> None:
        """End the connection at once, whatever waits for it."""
        if self._line is not None:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close both handles of the connection."""
        super().close()
        line, self._line = self._line, None
        if line is not None:
            line.close()


class Cuttable(Protocol):
    """A client whose line can be cut."""

    def cut(self) -> None: ...


@contextmanager
def within(seconds: float, client: Cuttable) -> Iterator[None]:
    """Cut the connection of the client unless what is inside ends in time."""
    watchdog = threading.Timer(seconds, client.cut)
    watchdog.daemon = True
    watchdog.start()
    try:
        yield
    finally:
        watchdog.cancel()


class Watchdog:
    """Cuts a client's line where a mail takes too long: one thread for all mails of a connection.

    A timer for each mail would cost more than handing it over.
    """

    LOOKS_EVERY_S = 0.5

    def __init__(self, client: Cuttable) -> None:
        self._client, self._until = client, float("inf")
        self._ended = threading.Event()
        threading.Thread(target=self._watch, name="smtp-watchdog", daemon=True).start()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Cut the line unless what is inside ends in time."""
        self._until = time.monotonic() + seconds
        try:
            yield
        finally:
            self._until = float("inf")

    def end(self) -> None:
        """Watch no longer."""
        self._ended.set()

    def _watch(self) -> None:
        while not self._ended.wait(self.LOOKS_EVERY_S):
            if time.monotonic() > self._until:
                self._client.cut()


class SmtpRelay:
    """An SMTP server by its address; a password only travels encrypted."""

    def __init__(self, uri: str, longest_mail_s: float = LONGEST_MAIL_S) -> None:
        parts = urlsplit(uri)
        if parts.scheme not in SCHEMES or not parts.hostname:
            raise ValueError(f"SMTP_URI must be one of {', '.join(SCHEMES)} with a host")
        if parts.scheme == "smtp" and parts.password:
            raise ValueError("SMTP_URI with a password needs smtps or smtp+starttls")
        self._scheme, self._host = parts.scheme, parts.hostname
        self._port = parts.port or SCHEMES[parts.scheme]
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._longest_mail_s = longest_mail_s

    def connect(self) -> "SmtpConnection":
        """Open a connection; any failure of the relay itself raises SMTPException or OSError."""
        client = SmtpClient(ssl.create_default_context() if self._scheme == "smtps" else None)
        try:
            with within(LONGEST_CONNECT_S, client):
                self._greet(client)
        except BaseException:
            client.close()
            raise
        return SmtpConnection(client, self._longest_mail_s)

    def _greet(self, client: SmtpClient) -> None:
        client._host = self._host  # type: ignore[attr-defined]  # STARTTLS checks the name by it
        code, answer = client.connect(self._host, self._port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, answer)
        if self._scheme == "smtp+starttls":
            client.starttls(context=ssl.create_default_context())
        if self._user:
            client.login(self._user, self._password)
        client.ehlo_or_helo_if_needed()


class SmtpConnection:
    """An open connection; use it as a context."""

    def __init__(self, client: SmtpClient, longest_mail_s: float = LONGEST_MAIL_S) -> None:
        self._client, self._longest_mail_s = client, longest_mail_s
        self._watchdog = Watchdog(client)

    def send(self, message: MailMessage) -> None:
        """Hand over one mail; raise Refused, PutOff or Dropped where the relay has not taken it."""
        if self._client.sock is None:
            raise RelayAway("the connection is closed")
        options = self._options(message)
        try:
            with self._watchdog.within(self._longest_mail_s):
                self._client.sendmail(message.sender, [message.recipient], message.raw, options)
        except smtplib.SMTPRecipientsRefused as error:
            ((code, answer),) = list(error.recipients.values())[:1]
            raise _judged(SmtpStage.RECIPIENT, code, answer) from error
        except smtplib.SMTPSenderRefused as error:
            raise _judged(SmtpStage.SENDER, error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPDataError as error:
            raise _judged(SmtpStage.WORDS, error.smtp_code, error.smtp_error) from error
        except (smtplib.SMTPNotSupportedError, ValueError) as error:
            raise Refused(MailFailure.NOT_SENDABLE, str(error)[:LONGEST_ANSWER]) from error
        except OSError as error:
            lost = Failure.of_error(MailFailure.CONNECTION_LOST, error)
            raise Dropped(MailFailure.CONNECTION_LOST, lost.answer) from error

    def _options(self, message: MailMessage) -> list[str]:
        if not message.needs_utf8:
            return []
        if not self._client.has_extn("smtputf8"):
            raise Refused(MailFailure.ADDRESS_UNSUPPORTED, "the relay has no SMTPUTF8")
        return ["SMTPUTF8", "BODY=8BITMIME"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._watchdog.end()
        try:
            with within(TIMEOUT_S, self._client):
                self._client.quit()
        except (smtplib.SMTPException, OSError, ValueError):
            self._client.close()


def _judged(stage: SmtpStage, code: int, answer: bytes | str) -> Exception:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    said, verdict = one_line(f"{code} {text}", LONGEST_ANSWER), verdict_of(stage, code, text)
    if verdict is SmtpVerdict.AWAY:
        return RelayAway(said)
    at_address = stage is SmtpStage.RECIPIENT and is_of_the_address(code, text)
    cause = _cause(verdict, at_address=at_address)
    if verdict is SmtpVerdict.DOUBTFUL and is_of_its_size(code, text):
        return TooLarge(cause, said)
    return RAISED[verdict](cause, said)


def _cause(verdict: SmtpVerdict, *, at_address: bool) -> MailFailure:
    if verdict is SmtpVerdict.FINAL:
        return MailFailure.ADDRESS_REFUSED if at_address else MailFailure.CONTENT_REFUSED
    if verdict is SmtpVerdict.DOUBTFUL and at_address:
        return MailFailure.ADDRESS_DOUBTED
    return CAUSES[verdict]


RAISED: dict[SmtpVerdict, type[NotTaken]] = {
    SmtpVerdict.LEAVING: Dropped,
    SmtpVerdict.LATER: PutOff,
    SmtpVerdict.DOUBTFUL: Doubted,
    SmtpVerdict.FINAL: Refused,
}
CAUSES = {
    SmtpVerdict.LEAVING: MailFailure.CONNECTION_LOST,
    SmtpVerdict.LATER: MailFailure.DEFERRED,
    SmtpVerdict.DOUBTFUL: MailFailure.DOUBTED,
}
