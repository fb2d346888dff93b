"""What the answers of a mail relay mean."""

import smtplib

import pytest

from services.notify import smtp
from services.notify.domain.failures import PAUSING
from services.notify.domain.messages import MailMessage
from services.notify.mail_sender import ROOM_S
from services.notify.repositories.leased_queue import LeasedQueue
from services.notify.smtp import (
    LONGEST_MAIL_S,
    Doubted,
    Dropped,
    PutOff,
    Refused,
    RelayAway,
    SmtpConnection,
    SmtpRelay,
)
from tests.unit.notify.slow_relay import SlowRelay

LETTER = MailMessage("markt@op.example", "a@b.example", b"Subject: x\r\n\r\n")


class Client:
    """A connection whose relay always gives this answer."""

    sock: object = "open"

    def __init__(self, answer: Exception) -> None:
        self._answer = answer

    def cut(self) -> None:
        raise AssertionError("cut before its time")

    def sendmail(self, *_: object) -> None:
        raise self._answer

    def has_extn(self, name: str) -> bool:
        return False


def refused(code: int) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({"a@b.example": (code, b"no mailbox")})


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (refused(551), Refused),
        (refused(550), Doubted),
        (refused(450), PutOff),
        (smtplib.SMTPDataError(554, b"rejected"), Doubted),
        (smtplib.SMTPDataError(554, b"5.6.0 unreadable"), Refused),
        (smtplib.SMTPDataError(451, b"later"), PutOff),
        (smtplib.SMTPSenderRefused(451, b"later", "x"), PutOff),
        (smtplib.SMTPSenderRefused(421, b"too many", "x"), Dropped),
        (smtplib.SMTPDataError(421, b"closing"), Dropped),
        (refused(421), Dropped),
        (smtplib.SMTPServerDisconnected("gone"), Dropped),
        (TimeoutError(), Dropped),
    ],
)
def test_every_answer_to_a_mail_is_a_verdict_about_it(
    answer: Exception, expected: type[Exception]
) -> None:
    connection = SmtpConnection(Client(answer))  # type: ignore[arg-type]

    with pytest.raises((Refused, PutOff)) as verdict:
        connection.send(LETTER)

    assert type(verdict.value) is expected


@pytest.mark.parametrize(
    "answer", [(552, b"5.2.2 full"), (552, b"too big"), (550, b"5.2.3 too long"),
               (552, b"5.3.4 too big"), (550, b"5.6.0 unreadable")],
)  # fmt: skip
def test_what_is_too_large_or_finds_no_room_pauses_no_address(answer: tuple[int, bytes]) -> None:
    refusal = smtplib.SMTPRecipientsRefused({"a@b.example": answer})
    connection = SmtpConnection(Client(refusal))  # type: ignore[arg-type]

    with pytest.raises((Refused, PutOff)) as verdict:
        connection.send(LETTER)

    assert verdict.value.failure.code not in PAUSING


def test_a_mail_and_its_outcome_end_within_its_lease() -> None:
    assert LeasedQueue.LEASE.total_seconds() > LONGEST_MAIL_S + ROOM_S


@pytest.mark.parametrize("slow_from", [b"MAIL", b"RCPT", b"DATA", b"."])
def test_a_relay_that_answers_byte_by_byte_is_left_at_the_deadline(slow_from: bytes) -> None:
    with SlowRelay(slow_from) as relay:
        connection = SmtpRelay(f"smtp://127.0.0.1:{relay.port}", longest_mail_s=0.5).connect()

        with pytest.raises(Dropped):
            connection.send(LETTER)

        assert relay.was_left()


def test_a_relay_that_greets_byte_by_byte_is_left_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "LONGEST_CONNECT_S", 0.5)
    with SlowRelay(b"EHLO") as relay:
        with pytest.raises(OSError, match=r"clos|reset"):
            SmtpRelay(f"smtp://127.0.0.1:{relay.port}").connect()

        assert relay.was_left()


def dialogue(client: smtplib.SMTP, recipient: str, raw: bytes, options: list[str]) -> bytes:
    """Return what a client says to a relay that takes everything."""
    said: list[bytes] = []
    answers = iter([(250, b"ok"), (250, b"ok"), (354, b"go on"), (250, b"ok")])

    def send(words: str | bytes) -> None:
        said.append(words.encode(client.command_encoding) if isinstance(words, str) else words)

    client.ehlo_resp, client.does_esmtp = b"relay", True
    client.esmtp_features = {"smtputf8": "", "size": "1000000"}
    client.send, client.getreply = send, lambda: next(answers)  # type: ignore[assignment]
    client.sendmail("bounce+1-a@op.example", [recipient], raw, options)
    return b"".join(said)


@pytest.mark.parametrize("raw", [b"a\r\n", b"a\r\n.b\r\n", b".\r\n", b"a", b"a\r\nb.\r\n..\r\n"])
@pytest.mark.parametrize(
    ("recipient", "options"),
    [("a@b.example", []), ("jürgen@b.example", ["SMTPUTF8", "BODY=8BITMIME"])],
)
def test_a_client_of_ours_says_what_smtplib_says(
    recipient: str, options: list[str], raw: bytes
) -> None:
    ours = dialogue(smtp.SmtpClient(None), recipient, raw, options)

    assert ours == dialogue(smtplib.SMTP(), recipient, raw, options)


def test_no_address_becomes_a_second_command() -> None:
    with pytest.raises(ValueError, match="newline"):
        dialogue(smtp.SmtpClient(None), "a@b.example>\r\nRCPT TO:<c@d.example", b"a\r\n", [])


def test_a_connection_that_has_ended_says_nothing_about_the_next_mail() -> None:
    client = Client(AssertionError("sent"))
    client.sock = None

    with pytest.raises(RelayAway):
        SmtpConnection(client).send(LETTER)  # type: ignore[arg-type]


@pytest.mark.parametrize("uri", ["http://relay", "smtp://", "smtp://user:secret@relay"])
def test_an_address_that_cannot_be_right_is_refused_at_the_start(uri: str) -> None:
    with pytest.raises(ValueError, match="SMTP_URI"):
        SmtpRelay(uri)


def test_a_relay_that_refuses_us_says_nothing_about_the_mail() -> None:
    answer = smtplib.SMTPSenderRefused(550, b"5.7.1 not allowed", "x")

    with pytest.raises(RelayAway, match="not allowed"):
        SmtpConnection(Client(answer)).send(LETTER)  # type: ignore[arg-type]


def test_a_local_part_with_umlauts_is_refused_clearly_by_a_relay_without_smtputf8() -> None:
    message = MailMessage("markt@op.example", "jürgen@b.example", b"")

    with pytest.raises(Refused, match="SMTPUTF8"):
        SmtpConnection(Client(AssertionError("sent"))).send(message)  # type: ignore[arg-type]
