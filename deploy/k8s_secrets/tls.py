"""The authority of one cluster's broker, database and ingress, and what it certifies."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from deploy.local.keys import private_pem, write_private

VALID_FOR = timedelta(days=3650)
SERVER_VALID_FOR = timedelta(days=730)
BEGUN_BEFORE = timedelta(days=1)


def make_authority(folder: Path, name: str) -> Path:
    """Return the authority's certificate, having made it and its key unless both are there."""
    key_path, path = folder / "authority_key.pem", folder / "authority_cert.pem"
    if not (key_path.exists() and path.exists()):
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _name(name)
        builder = _builder(subject, subject, key, VALID_FOR)
        usage = _usage(certifies=True)
        certificate = (
            builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
            .sign(key, hashes.SHA256())
        )
        _write(key_path, key, path, certificate)
    return path


def make_server(folder: Path, name: str, hosts: Sequence[str]) -> tuple[Path, Path]:
    """Return certificate and key of a server with these names, made unless they are there.

    Members of a replica set are clients of each other with the same certificate.
    """
    key_path, path = folder / f"{name}_key.pem", folder / f"{name}_cert.pem"
    if not (key_path.exists() and path.exists()):
        issuer_key = serialization.load_pem_private_key(
            (folder / "authority_key.pem").read_bytes(), None
        )
        issuer = x509.load_pem_x509_certificate((folder / "authority_cert.pem").read_bytes())
        assert isinstance(issuer_key, ec.EllipticCurvePrivateKey)
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
        uses = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
        certificate = (
            _builder(_name(name), issuer.subject, key, SERVER_VALID_FOR)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(certifies=False), critical=True)
            .add_extension(names, critical=False)
            .add_extension(x509.ExtendedKeyUsage(uses), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
                critical=False,
            )
            .sign(issuer_key, hashes.SHA256())
        )
        _write(key_path, key, path, certificate)
    return path, key_path


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, valid_for: timedelta
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BEGUN_BEFORE)
        .not_valid_after(now + valid_for)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _usage(*, certifies: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certifies, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=certifies, crl_sign=certifies,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _write(
    key_path: Path, key: ec.EllipticCurvePrivateKey, path: Path, certificate: x509.Certificate
) -> None:
    write_private(key_path, private_pem(key))
    write_private(path, certificate.public_bytes(serialization.Encoding.PEM))
