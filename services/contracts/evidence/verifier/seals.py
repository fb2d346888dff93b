"""The sealed document: exactly one seal over the whole file, by a certificate that held then."""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from asn1crypto import x509 as asn1_x509
from asn1crypto.cms import ContentInfo
from cryptography.x509 import (
    Certificate,
    CertificateRevocationList,
    load_der_x509_certificate,
    load_der_x509_crl,
)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko_certvalidator import ValidationContext

from services.contracts.evidence.verifier.findings import Finding, Flaw, Trust, sha256

FIELD = "Siegel"


def attached_in(pdf: bytes) -> dict[str, bytes]:
    """Return the files attached to a document, by their names."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        specs = [each.get_object() for each in reader.root.get("/AF", ())]
        return {str(spec["/UF"]): spec["/EF"]["/F"].data for spec in specs}
    except Exception as error:
        # Whatever a broken file makes its reader fail with.
        raise Flaw("pdf-broken", type(error).__name__) from error


def check_seal(pdf: bytes, trust: Trust | None) -> Iterator[Finding]:
    """Return what is found about the seal."""
    seal = _only_seal(pdf)
    try:
        yield from _holds(seal, trust)
    except (Flaw, GeneratorExit):
        raise
    except Exception as error:
        # Whatever broken certificates make their reader fail with.
        raise Flaw("seal-invalid", type(error).__name__) from error


def _only_seal(pdf: bytes) -> EmbeddedPdfSignature:
    """Return the seal; pyHanko itself minds neither an earlier revision nor bytes after the end."""
    try:
        seals = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    except Exception as error:
        # Whatever a broken file makes its reader fail with.
        raise Flaw("pdf-broken", type(error).__name__) from error
    if not seals:
        raise Flaw("seal-missing")
    if [each.field_name for each in seals] != [FIELD]:
        raise Flaw("seal-fields", ", ".join(str(each.field_name) for each in seals))
    seal: EmbeddedPdfSignature = seals[0]
    try:
        begin, _, rest, length = (int(each) for each in seal.byte_range)
        seal.compute_integrity_info()  # type: ignore[no-untyped-call]
    except Exception as error:
        # Whatever a seal that was edited makes its reader fail with.
        raise Flaw("seal-invalid", type(error).__name__) from error
    whole = seal.coverage is SignatureCoverageLevel.ENTIRE_FILE
    if not whole or begin != 0 or rest + length != len(pdf):
        raise Flaw("seal-partial")
    return seal


def _holds(seal: EmbeddedPdfSignature, trust: Trust | None) -> Iterator[Finding]:
    at, stampers = _stamped(seal)
    embedded = [seal.signer_cert, *seal.other_embedded_certs]
    known = [*embedded, *stampers]
    stamping = context_of(trust, at, known, or_else=stampers)
    status = validate_pdf_signature(seal, context_of(trust, at, known), stamping)
    who = str(seal.signer_cert.subject.human_friendly)
    if not (status.intact and status.valid):
        raise Flaw("seal-invalid")
    if trust is not None and seal.signer_cert.dump() not in trust.ders:
        raise Flaw("seal-foreign", who)
    if not status.trusted or _is_revoked(seal.signer_cert, known, trust, at):
        raise Flaw("seal-certificate", who)
    _check_nothing_else(seal, trust, status.validation_path)
    yield Finding("seal", "holds", who)
    stamp = status.timestamp_validity
    if stamp is None or not (stamp.intact and stamp.valid and stamp.trusted):
        yield Finding("timestamp", "timestamp-wrong")
    else:
        yield Finding("timestamp", "holds", f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC")
    if trust is None:
        yield Finding("seal", "trust-missing", f"SHA-256 {sha256(seal.signer_cert.dump())}")


def _is_revoked(
    certificate: asn1_x509.Certificate,
    known: Sequence[asn1_x509.Certificate],
    trust: Trust | None,
    at: datetime,
) -> bool:
    """Tell whether a list that was named, signed by its issuer, had revoked it by then."""
    named = [load_der_x509_certificate(each.dump()) for each in known]
    named += [load_der_x509_certificate(der) for der in trust.ders] if trust else []
    for crl in map(load_der_x509_crl, trust.crls if trust else ()):
        issuers = [each for each in named if each.subject == crl.issuer]
        own = crl.issuer == load_der_x509_certificate(certificate.dump()).issuer
        entry = crl.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if own and entry is not None and any(_has_signed(each, crl) for each in issuers):
            return entry.revocation_date_utc <= at
    return False


def _has_signed(issuer: Certificate, crl: CertificateRevocationList) -> bool:
    key: Any = issuer.public_key()
    try:
        return bool(crl.is_signature_valid(key))
    except TypeError:
        return False


def _check_nothing_else(seal: EmbeddedPdfSignature, trust: Trust | None, path: Any) -> None:
    """Refuse what could be changed under a seal that still holds.

    That is what fills its room, and certificates that came with it but are none of its path.
    """
    content = bytes(seal.pkcs7_content)
    used = len(ContentInfo.load(content).dump())
    if content[used:].strip(b"\0"):
        raise Flaw("seal-invalid", "/Contents")
    known = {each.dump() for each in path} | set(trust.ders if trust else ())
    if trust and any(each.dump() not in known for each in seal.other_embedded_certs):
        raise Flaw("seal-invalid", "/Contents")


def _stamped(seal: EmbeddedPdfSignature) -> tuple[datetime, list[asn1_x509.Certificate]]:
    """Return the time of the timestamp, and the certificates that came with it."""
    stamps = [
        each["values"][0]["content"]
        for each in seal.signer_info["unsigned_attrs"]
        if each["type"].native == "signature_time_stamp_token"
    ]
    if len(stamps) != 1:
        raise Flaw("timestamp-wrong")
    told = stamps[0]["encap_content_info"]["content"].parsed["gen_time"].native
    return told, [each.chosen for each in stamps[0]["certificates"]]


def context_of(
    trust: Trust | None,
    at: datetime | None,
    embedded: list[asn1_x509.Certificate],
    or_else: Sequence[asn1_x509.Certificate] = (),
) -> ValidationContext:
    """Return by whom certificates are judged, for the moment of the timestamp and offline.

    Where nobody says whom to believe, it is who certified the others; ``or_else`` themselves.
    """
    roots = trust.roots if trust else [*(each for each in embedded if each.ca), *or_else]
    return ValidationContext(
        trust_roots=roots,
        other_certs=embedded,
        moment=at,
        crls=trust.crls if trust else (),
        allow_fetching=False,
        retroactive_revinfo=True,
    )
