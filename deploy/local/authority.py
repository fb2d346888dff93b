"""The test authority of a local system: it certifies the operator's seal and the timestamps.

Made at the first start beside the other keys and never part of an image: what it certified says
"Muster" in its names, and nobody outside trusts it.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from deploy.local.keys import private_pem, write_private

VALID_FOR = timedelta(days=3650)
BEGUN_BEFORE = timedelta(days=1)
STATEMENTS = ObjectIdentifier("1.3.6.1.5.5.7.1.3")
"""The extension in which a qualified certificate says what it is."""
QUALIFIED = bytes.fromhex("3014300806060400 8e460101 300806060400 8e460104")
"""That it is one, and that its key is in a qualified device (EN 319 412-5), in DER."""

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Authority:
    """Where its files lie: root, seal (PKCS#12) with its passphrase, timestamps.

    ``qualified`` (PKCS#12, the same passphrase) signs as a person with a qualified certificate.
    """

    root: Path
    seal: Path
    passphrase: Path
    qualified: Path
    timestamp_key: Path
    timestamp_certificate: Path


@dataclass(frozen=True)
class Issuer:
    """A key that certifies others, with its own certificate."""

    key: Key
    certificate: x509.Certificate

    @classmethod
    def made(cls, name: str, now: datetime | None = None) -> "Issuer":
        """Return a new root of this name."""
        key = ec.generate_private_key(ec.SECP256R1())
        return cls(key, _certificate(name, key, None, now=now or datetime.now(UTC), is_root=True))

    def certify(
        self, name: str, key: Key, *,
        now: datetime | None = None, usage: ObjectIdentifier | None = None,
        states: bytes | None = None,
    ) -> x509.Certificate:  # fmt: skip
        """Return the certificate of a key, valid for ten years from ``now``.

        ``states`` are the statements of a qualified one, in DER.
        """
        moment = now or datetime.now(UTC)
        return _certificate(name, key, self, now=moment, usage=usage, states=states)

    def seal(
        self, name: str, passphrase: str, *,
        now: datetime | None = None, states: bytes | None = None,
    ) -> bytes:  # fmt: skip
        """Return a new key with its certificate and this root as a PKCS#12 file."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self.certify(name, key, now=now, states=states)
        closed = serialization.BestAvailableEncryption(passphrase.encode())
        return pkcs12.serialize_key_and_certificates(
            b"seal", key, certificate, [self.certificate], closed
        )


def make_authority(folder: Path) -> Authority:
    """Return the authority in `folder`, having made it unless it is whole."""
    files = Authority(
        root=folder / "seal_root.pem",
        seal=folder / "seal.p12",
        passphrase=folder / "seal_passphrase.txt",
        qualified=folder / "qualified.p12",
        timestamp_key=folder / "timestamp_key.pem",
        timestamp_certificate=folder / "timestamp_cert.pem",
    )
    if not all(path.exists() for path in vars(files).values()):
        _make(files)
    return files


def _make(files: Authority) -> None:
    issuer, passphrase = Issuer.made("Muster-Zertifizierungsstelle"), secrets.token_urlsafe(24)
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    stamping = ExtendedKeyUsageOID.TIME_STAMPING
    certificate = issuer.certify("Muster-Zeitstempel", key, usage=stamping)
    write_private(files.passphrase, passphrase.encode())
    write_private(files.seal, issuer.seal("BayKommun AöR, Mustersiegel", passphrase))
    person = issuer.seal("Maria Muster", passphrase, states=QUALIFIED)
    write_private(files.qualified, person)
    write_private(files.timestamp_key, private_pem(key))
    write_private(files.timestamp_certificate, pem(certificate))
    write_private(files.root, pem(issuer.certificate))


def trusted(files: Authority, *others: bytes) -> bytes:
    """Return, as PEM, whom the offline verifier is to believe: root, seal, timestamps, others."""
    _, seal, _ = pkcs12.load_key_and_certificates(
        files.seal.read_bytes(), files.passphrase.read_bytes()
    )
    named = [path.read_bytes() for path in (files.root, files.timestamp_certificate)]
    return b"".join([*named, *([pem(seal)] if seal else []), *others])


def pem(certificate: x509.Certificate) -> bytes:
    """Return a certificate as PEM text."""
    return certificate.public_bytes(serialization.Encoding.PEM)


def _certificate(
    name: str, key: Key, issuer: Issuer | None, *,
    now: datetime, is_root: bool = False, usage: ObjectIdentifier | None = None,
    states: bytes | None = None,
) -> x509.Certificate:  # fmt: skip
    subject, signing = _name(name), issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BEGUN_BEFORE)
        .not_valid_after(now + VALID_FOR)
        .add_extension(x509.BasicConstraints(is_root, None), critical=True)
        .add_extension(_uses(is_root), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False
        )
    )
    if usage is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
    if states is not None:
        stated = x509.UnrecognizedExtension(STATEMENTS, states)
        builder = builder.add_extension(stated, critical=False)
    return builder.sign(signing, hashes.SHA256())


def _name(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "DE"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "DigitalMarkt (Muster)"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def _uses(is_root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_root, content_commitment=not is_root,
        key_cert_sign=is_root, crl_sign=is_root,
        key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
