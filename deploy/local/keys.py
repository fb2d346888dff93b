"""Make the keys a local system needs: each pair once, readable by its owner only."""

import base64
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import NameOID

VALID_FOR = timedelta(days=3650)

PrivateKey = rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Keys:
    """Where the keys lie: PEM files, and the key notify seals secrets with in base64."""

    idp_key: Path
    idp_certificate: Path
    sp_key: Path
    sp_certificate: Path
    sp_decryption_key: Path
    sp_encryption_certificate: Path
    principal_private: Path
    principal_public: Path
    token_private: Path
    secrets: Path


def make_keys(folder: Path | str, owner: str = "DigitalMarkt local") -> Keys:
    """Return the keys in `folder`, having made the pairs that are not there yet.

    Certificates say in their names whose they are.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    keys = Keys(
        idp_key=folder / "idp_key.pem",
        idp_certificate=folder / "idp_cert.pem",
        sp_key=folder / "sp_key.pem",
        sp_certificate=folder / "sp_cert.pem",
        sp_decryption_key=folder / "sp_decryption_key.pem",
        sp_encryption_certificate=folder / "sp_encryption_cert.pem",
        principal_private=folder / "principal_private.pem",
        principal_public=folder / "principal_public.pem",
        token_private=folder / "token_private.pem",
        secrets=folder / "secrets_key.txt",
    )
    _certify(keys.idp_key, keys.idp_certificate, name=f"{owner} IdP")
    _certify(keys.sp_key, keys.sp_certificate, name=f"{owner} SP")
    _certify(keys.sp_decryption_key, keys.sp_encryption_certificate, name=f"{owner} SP sealed")
    if not _both_exist(keys.principal_private, keys.principal_public):
        _make_principal(keys.principal_private, keys.principal_public)
    if not keys.token_private.exists():
        write_private(keys.token_private, private_pem(ec.generate_private_key(ec.SECP256R1())))
    if not keys.secrets.exists():
        write_private(keys.secrets, base64.b64encode(os.urandom(32)))
    return keys


def _both_exist(first: Path, second: Path) -> bool:
    """Tell whether a pair is whole: one without the other is of no use."""
    return first.exists() and second.exists()


def _certify(key_path: Path, certificate_path: Path, *, name: str) -> None:
    if _both_exist(key_path, certificate_path):
        return
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    certificate = _about_itself(key, name, datetime.now(UTC)).sign(key, hashes.SHA256())
    write_private(key_path, private_pem(key))
    write_private(certificate_path, certificate.public_bytes(serialization.Encoding.PEM))


def _make_principal(private_path: Path, public_path: Path) -> None:
    key = ed25519.Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    write_private(private_path, private_pem(key))
    write_private(public_path, public)


def _about_itself(key: PrivateKey, name: str, now: datetime) -> x509.CertificateBuilder:
    """Begin a certificate that a key signs for itself."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + VALID_FOR)
    )


def private_pem(key: PrivateKey) -> bytes:
    """Return a private key as PEM text without a passphrase."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def write_private(path: Path, content: bytes) -> None:
    """Write `content` so that nobody else can read it, not even for a moment."""
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def make_server(folder: Path, name: str, host: str) -> None:
    """Write the key and the self-signed certificate of a server of this host, once."""
    key_path, path = folder / f"{name}_key.pem", folder / f"{name}_cert.pem"
    if _both_exist(key_path, path):
        return
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    made = (
        _about_itself(key, host, now)
        .add_extension(x509.SubjectAlternativeName([_named(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    write_private(key_path, private_pem(key))
    write_private(path, made.public_bytes(serialization.Encoding.PEM))


def _named(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)
