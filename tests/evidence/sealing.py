"""Seals that are not as ours are: by others, out of time, revoked, without a timestamp."""

import io
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

from deploy.local.authority import Authority, Issuer, make_authority, pem
from services.contracts.sealing.seals import FIELD
from services.contracts.sealing.timestamps import TimestampAuthority
from tests.timestamps import authority, timestamps

PASSPHRASE = "only for tests"
NOW, LONG_AGO = timedelta(0), timedelta(days=3650 + 400)


@cache
def stranger() -> Authority:
    """Return an authority nobody trusts."""
    return make_authority(Path(_folder().name))


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


@cache
def issuer() -> Issuer:
    """Return who certifies the further seals; it is trusted where it is named."""
    return Issuer.made("Muster-Zertifizierungsstelle 2")


@cache
def pkcs12_of(ago: timedelta) -> bytes:
    """Return a seal certified so long ago, for ten years."""
    return issuer().seal("Weiteres Mustersiegel", PASSPHRASE, now=datetime.now(UTC) - ago)


def named(ago: timedelta = NOW) -> bytes:
    """Return the issuer and the certificate of such a seal, as a person would name them."""
    return pem(issuer().certificate) + pem(_certificate(ago))


def revoked(*serials: int) -> bytes:
    """Return the issuer's list of what it has revoked an hour ago."""
    now = datetime.now(UTC)
    made = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer().certificate.subject)
        .last_update(now - timedelta(hours=1))
        .next_update(now + timedelta(days=7))
    )
    for serial in serials:
        entry = x509.RevokedCertificateBuilder().serial_number(serial)
        made = made.add_revoked_certificate(entry.revocation_date(now - timedelta(hours=1)).build())
    return made.sign(issuer().key, hashes.SHA256()).public_bytes(Encoding.PEM)


def serial_of(ago: timedelta = NOW) -> int:
    """Return the serial number of such a seal."""
    return _certificate(ago).serial_number


def _certificate(ago: timedelta) -> x509.Certificate:
    _, certificate, _ = pkcs12.load_key_and_certificates(pkcs12_of(ago), PASSPHRASE.encode())
    assert certificate is not None
    return certificate


def sealed(
    pdf: bytes, seal: bytes, *, field: str = FIELD, passphrase: str = PASSPHRASE,
    stamps: Authority | None = None,
) -> bytes:  # fmt: skip
    """Return the file under any seal; ``stamps`` says when, or nobody does."""
    signer = SimpleSigner.load_pkcs12_data(seal, other_certs=[], passphrase=passphrase.encode())
    meta = PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf + b"\n"))
    if stamps is None:
        return bytes(PdfSigner(meta, signer).sign_pdf(writer).getvalue())
    with timestamps(stamps) as url:
        stamping = PdfSigner(meta, signer, timestamper=TimestampAuthority(url))
        return bytes(stamping.sign_pdf(writer, bytes_reserved=24_000).getvalue())


def by_stranger(pdf: bytes) -> bytes:
    """Return the file under the seal of somebody who has an authority of their own."""
    files = stranger()
    return sealed(
        pdf, files.seal.read_bytes(), passphrase=files.passphrase.read_text(), stamps=files
    )


def by_us(pdf: bytes, *, field: str = FIELD, stamps: Authority | None = None) -> bytes:
    """Return the file under our own seal, but not as we set it."""
    files = authority()
    return sealed(
        pdf, files.seal.read_bytes(), passphrase=files.passphrase.read_text(), field=field,
        stamps=stamps,
    )  # fmt: skip
