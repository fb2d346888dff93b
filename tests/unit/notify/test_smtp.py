"""What the answers of a mail relay mean."""

import smtplib
from email.message import EmailMessage

import pytest

from services.notify.smtp import Connection, PutOff, Refused, Relay


class Client:
    """A connection whose relay always gives this answer."""

    def __init__(self, answer: Exception) -> None:
        self._answer = answer

    def send_message(self, message: EmailMessage) -> None:
        raise self._answer


def refused(code: int) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({"a@b.example": (code, b"no mailbox")})


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (refused(550), Refused),
        (refused(450), PutOff),
        (smtplib.SMTPDataError(554, b"rejected"), Refused),
        (smtplib.SMTPDataError(451, b"later"), PutOff),
        (smtplib.SMTPSenderRefused(550, b"not allowed", "x"), smtplib.SMTPSenderRefused),
        (smtplib.SMTPServerDisconnected("gone"), smtplib.SMTPServerDisconnected),
        (TimeoutError(), TimeoutError),
    ],
)
def test_an_answer_is_about_the_mail_or_about_the_relay(
    answer: Exception, expected: type[Exception]
) -> None:
    connection = Connection(Client(answer))  # type: ignore[arg-type]

    with pytest.raises(expected):
        connection.send(EmailMessage())


@pytest.mark.parametrize("uri", ["http://relay", "smtp://", "smtp://user:secret@relay"])
def test_an_address_that_cannot_be_right_is_refused_at_the_start(uri: str) -> None:
    with pytest.raises(ValueError, match="SMTP_URI"):
        Relay(uri)
