"""A real mailbox of the tests' own, and what lies in it."""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from deploy.local import mailbox
from deploy.local.ports import free_ports, wait_until
from deploy.local.processes import Processes
from deploy.local.specs import Specs


@dataclass(frozen=True)
class TestMailbox:
    """A running mailbox: its address and the certificate it is believed by."""

    __test__ = False

    uri: str
    certificate: str

    def deliver(self, raw: bytes, to: str = "") -> None:
        """Put a message into it."""
        marked = f"Delivered-To: {to}\r\n".encode() if to else b""
        mailbox.deliver(self.uri, self.certificate, marked + raw)

    def count(self, folder: str = "INBOX") -> int:
        """Return how many messages lie in a folder."""
        with self._client() as client:
            state, said = client.select(folder)
        return int(said[0] or 0) if state == "OK" else 0

    def empty(self) -> None:
        """Delete what lies in all folders."""
        with self._client() as client:
            for folder in ("INBOX", "processed", "unclaimed"):
                state, said = client.select(folder)
                if state == "OK" and said != [b"0"]:
                    client.store("1:*", "+FLAGS", r"\Deleted")
                    client.expunge()

    @contextmanager
    def _client(self) -> Iterator[imaplib.IMAP4_SSL]:
        parts, tls = urlsplit(self.uri), ssl.create_default_context(cadata=self.certificate)
        host, port = str(parts.hostname), int(parts.port or 0)
        with imaplib.IMAP4_SSL(host, port, ssl_context=tls, timeout=10) as client:
            client.login(str(parts.username), str(parts.password))
            yield client


@contextmanager
def running_mailbox(folder: Path) -> Iterator[TestMailbox]:
    """Start a mailbox below this folder and stop it in the end."""
    keys = folder / "keys"
    keys.mkdir()
    mailbox.make_certificate(keys)
    (port,) = free_ports(1)
    processes = Processes(folder)
    processes.start(Specs(folder, {"mailbox": port}, "", "", {"mailbox": "secret"}).of("mailbox"))
    made = TestMailbox(mailbox.address(port, "secret"), (keys / "mailbox_cert.pem").read_text())
    try:
        wait_until(lambda: _answers(made), 20, f"no mailbox; see {folder}/logs")
        yield made
    finally:
        processes.kill("mailbox")
        mailbox.remove(folder)


def _answers(made: TestMailbox) -> bool:
    try:
        return made.count() == 0
    except OSError:
        return False
