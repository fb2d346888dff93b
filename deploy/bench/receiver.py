"""A vendor's server for the bench: ``python -m deploy.bench.receiver FOLDER HOST``.

Writes its certificate, its port and, for every POST, when it came under which ``webhook-id``.
"""

import asyncio
import re
import ssl
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TextIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from deploy.local.keys import private_pem, write_private

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
ID = re.compile(rb"webhook-id: *(\S+)", re.IGNORECASE)
ANSWER = b"HTTP/1.1 204 No Content\r\n\r\n"
CERTIFICATE, PORT, HEARD = "receiver.pem", "receiver.port", "receiver.heard"


def main(folder: Path, host: str) -> None:
    """Serve until it is ended."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certified(folder, host))
    asyncio.run(_serve(folder, context))


def _certified(folder: Path, host: str) -> Path:
    """Write a key with a certificate that vouches for itself, and that certificate alone."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    named = x509.SubjectAlternativeName([x509.DNSName(host)])
    certificate = (
        builder.public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(named, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.PEM)
    )
    own = folder / "receiver-own.pem"
    write_private(own, private_pem(key) + certificate)
    (folder / CERTIFICATE).write_bytes(certificate)
    return own


async def _serve(folder: Path, context: ssl.SSLContext) -> None:
    with (folder / HEARD).open("w", buffering=1) as heard:

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await _answer(reader, writer, heard)

        server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
        (folder / PORT).write_text(str(server.sockets[0].getsockname()[1]))
        await server.serve_forever()


async def _answer(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, heard: TextIO
) -> None:
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            length, id = LENGTH.search(head), ID.search(head)
            await reader.readexactly(int(length[1]) if length else 0)
            heard.write(f"{time.time()} {id[1].decode() if id else '-'}\n")
            writer.write(ANSWER)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
        writer.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
