"""A line to the broker over TLS: the certificate must be of the host that was asked for."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.local.keys import make_server
from services.common.messaging.connection import open_line

GREETING = b"AMQP\x00\x00\x09\x01"
TIMEOUT_S = 10


class Listener:
    """A TLS server on the loopback that reads the first eight bytes and hangs up."""

    def __init__(self, certificate: Path, key: Path) -> None:
        self.heard = b""
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate, key)
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.settimeout(TIMEOUT_S)
        self.port: int = self._server.getsockname()[1]
        self.thread = threading.Thread(target=self._serve, daemon=True)

    def _serve(self) -> None:
        plain, _ = self._server.accept()
        plain.settimeout(TIMEOUT_S)
        try:
            with self._context.wrap_socket(plain, server_side=True) as line:
                self.heard = line.recv(len(GREETING))
        except OSError:
            return
        finally:
            self._server.close()


@contextmanager
def listening(folder: Path, host: str) -> Iterator[Listener]:
    make_server(folder, "broker", host)
    listener = Listener(folder / "broker_cert.pem", folder / "broker_key.pem")
    listener.thread.start()
    yield listener
    listener.thread.join(TIMEOUT_S)


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the certificate that is trusted, as every process is told in a cluster."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "broker_cert.pem"))
    return tmp_path


def test_the_broker_that_was_asked_for_is_greeted(trusted: Path) -> None:
    hung_up = pytest.raises(OSError, match="closed")
    with listening(trusted, "127.0.0.1") as broker, hung_up:
        open_line(f"amqps://orders:secret@127.0.0.1:{broker.port}/", "orders")

    assert broker.heard == GREETING


def test_another_host_with_a_trusted_certificate_is_told_nothing(trusted: Path) -> None:
    refused = pytest.raises(ssl.SSLCertVerificationError, match=r"not valid for '127\.0\.0\.1'")
    with listening(trusted, "elsewhere.example") as broker, refused:
        open_line(f"amqps://orders:secret@127.0.0.1:{broker.port}/", "orders")

    assert broker.heard == b""


def test_an_unknown_issuer_is_told_nothing(tmp_path: Path) -> None:
    refused = pytest.raises(ssl.SSLCertVerificationError)
    with listening(tmp_path, "127.0.0.1") as broker, refused:
        open_line(f"amqps://orders:secret@127.0.0.1:{broker.port}/", "orders")

    assert broker.heard == b""
