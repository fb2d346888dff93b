"""Mails and passwords travel encrypted, to the server that was meant and to no other."""

import smtplib
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from deploy.local.ports import free_ports
from services.notify.domain.messages import MailMessage
from services.notify.smtp import SmtpRelay
from tests.integration.tls_server import make_certificate

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")
LETTER = MailMessage("markt@op.example", "eva@prien.example", b"Subject: x\r\n\r\nWort\r\n")


class Server:
    """A mail server with a password, over TLS from the start, after STARTTLS or not at all."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.certificate = make_certificate(folder, *names)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(self.certificate, folder / "key.pem")
        self.taken: list[bytes] = []
        self.passwords: list[bytes] = []
        self.running: list[Controller] = []

    def start(self, **how: Any) -> int:
        (port,) = free_ports(1)
        self.running.append(
            Controller(self, "localhost", port, authenticator=self.knows, auth_required=True, **how)
        )
        self.running[-1].start()
        return port

    def knows(self, _server: Any, _session: Any, _envelope: Any, _how: str, who: Any) -> AuthResult:
        self.passwords.append(who.password)
        known = (who.login, who.password) == (b"markt", b"ge:heim")
        return AuthResult(success=known, handled=known)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.taken.append(envelope.content)
        return "250 ok"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    made = Server(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(made.certificate))
    yield made
    for controller in made.running:
        controller.stop()


def over_tls(server: Server) -> int:
    return server.start(ssl_context=server.context, auth_require_tls=False)


def after_starttls(server: Server) -> int:
    return server.start(tls_context=server.context, require_starttls=True)


def hand_over(uri: str) -> None:
    with SmtpRelay(uri).connect() as connection:
        connection.send(LETTER)


def test_a_mail_goes_over_tls_with_the_password(server: Server) -> None:
    hand_over(f"smtps://markt:ge%3Aheim@localhost:{over_tls(server)}")

    assert server.taken == [LETTER.raw]


def test_a_mail_goes_over_starttls_with_the_password(server: Server) -> None:
    hand_over(f"smtp+starttls://markt:ge%3Aheim@localhost:{after_starttls(server)}")

    assert server.taken == [LETTER.raw]


@pytest.mark.parametrize(
    ("scheme", "start"), [("smtps", over_tls), ("smtp+starttls", after_starttls)]
)
@pytest.mark.parametrize("wrong", ["authority", "name"])
def test_a_server_with_a_wrong_certificate_gets_neither_mail_nor_password(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str, start: Any,
    wrong: str,
) -> None:  # fmt: skip
    if wrong == "authority":
        monkeypatch.delenv("SSL_CERT_FILE")
    host = "localhost" if wrong == "authority" else "127.0.0.1"

    with pytest.raises(ssl.SSLCertVerificationError):
        hand_over(f"{scheme}://markt:ge%3Aheim@{host}:{start(server)}")

    assert (server.taken, server.passwords) == ([], [])


def test_a_server_that_offers_no_encryption_gets_no_password(server: Server) -> None:
    port = server.start(auth_require_tls=False)

    with pytest.raises(smtplib.SMTPNotSupportedError):
        hand_over(f"smtp+starttls://markt:ge%3Aheim@localhost:{port}")

    assert server.passwords == []


def test_a_wrong_password_is_a_fault_of_ours_and_of_no_mail(server: Server) -> None:
    with pytest.raises(smtplib.SMTPAuthenticationError):
        hand_over(f"smtps://markt:falsch@localhost:{over_tls(server)}")

    assert server.taken == []
