"""A small HTTPS server of our own whose answers the test writes byte by byte."""

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Script = Callable[[ssl.SSLSocket], None]
NAME = "dienst.example"


def sends(raw: bytes) -> Script:
    """Return a script that sends these bytes and closes."""
    return lambda connection: connection.sendall(raw)


def status(number: int, *headers: str) -> Script:
    """Return a script that answers with this status."""
    lines = [f"HTTP/1.1 {number} X", *headers, "Content-Length: 0", "", ""]
    return sends("\r\n".join(lines).encode())


class TlsServer:
    """Answers each path by its script; ``heard`` are the request heads."""

    def __init__(
        self, folder: Path, scripts: Mapping[str, Script], *names: str, days: int = 1
    ) -> None:
        self._scripts, self.heard = scripts, list[bytes]()
        certificate = make_certificate(folder, *(names or (NAME,)), days=days)
        self.certificate = certificate
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate, folder / "key.pem")
        self.trust = ssl.create_default_context(cafile=str(certificate))
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str, host: str = NAME) -> str:
        """Return the address of a path."""
        return f"https://{host}:{self.port}{path}"

    def close(self) -> None:
        """Take no more connections."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with suppress(OSError), self._context.wrap_socket(connection, server_side=True) as tls:
            head = b""
            while b"\r\n\r\n" not in head:
                head += tls.recv(4096)
            self.heard.append(head)
            path = head.split(b" ")[1].decode()
            self._scripts[path](tls)


def make_certificate(folder: Path, *names: str, days: int = 1) -> Path:
    """Write a self-signed certificate and its key, and give the certificate's path.

    It is valid for so many days from now; below zero it has expired so many days ago.
    """
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=30))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([*map(x509.DNSName, names)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    path = folder / "certificate.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return path
