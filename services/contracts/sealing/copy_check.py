"""Looks at a copy that was signed elsewhere; ``child_printing`` runs this module as a process.

It takes ``{offered, copy}`` (base64) and ``roots`` (PEM) and gives ``{code}`` with what is wrong,
or whose qualified signature it is. Nothing is fetched: whether a certificate was revoked since
is for the person who accepts the copy to see.
"""

import base64
import hashlib
import io
import json
import sys
from collections.abc import Iterator
from typing import Any

from asn1crypto import core, pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from services.common import children, clock
from services.contracts.sealing.copy_changes import only_signs

STATEMENTS = "1.3.6.1.5.5.7.1.3"
QUALIFIED = {"0.4.0.1862.1.1", "0.4.0.1862.1.4"}
"""What a certificate states whose key makes qualified signatures: EN 319 412-5, esi4-qcStatement-1
(a qualified certificate) and -4 (its key is in a qualified device)."""
MOST_SIGNATURES = 5


class Statement(core.Sequence):  # type: ignore[misc]
    """One statement of a qualified certificate."""

    _fields = [("id", core.ObjectIdentifier), ("info", core.Any, {"optional": True})]


class Statements(core.SequenceOf):  # type: ignore[misc]
    """All of them."""

    _child_spec = Statement


class Unfit(Exception):
    """The copy cannot be taken; the code says why."""


def judged(offered: bytes, copy: bytes, roots: str) -> dict[str, str]:
    """Return whose qualified signature the copy bears, or the code of what is wrong."""
    try:
        return _of(_checked(offered, copy, roots))
    except Unfit as unfit:
        return {"code": str(unfit)}


def _checked(offered: bytes, copy: bytes, roots: str) -> EmbeddedPdfSignature:
    if not copy.startswith(offered):
        raise Unfit("copy-of-another-document")
    try:
        signatures = PdfFileReader(io.BytesIO(copy)).embedded_regular_signatures
        if not signatures:
            raise Unfit("copy-not-signed")
        if len(signatures) > MOST_SIGNATURES:
            raise Unfit("copy-broken")
        for signature in signatures:
            _check(signature, roots)
        if not only_signs(offered, copy):
            raise Unfit("copy-altered")
    except Unfit:
        raise
    except Exception as error:  # a stranger's file: pyHanko may fail in any way
        raise Unfit("copy-broken") from error
    last: EmbeddedPdfSignature = signatures[-1]
    return last


def _check(signature: EmbeddedPdfSignature, roots: str) -> None:
    trusted = ValidationContext(trust_roots=_certificates(roots), allow_fetching=False)
    status = validate_pdf_signature(signature, trusted, ts_validation_context=trusted)
    if not (status.intact and status.valid):
        raise Unfit("copy-altered")
    if not status.bottom_line:
        raise Unfit("copy-altered" if status.trusted else "copy-signer-unknown")
    if not set(_stated(signature.signer_cert)) >= QUALIFIED:
        raise Unfit("copy-not-qualified")


def _certificates(roots: str) -> list[x509.Certificate]:
    blocks = pem.unarmor(roots.encode(), multiple=True) if roots.strip() else []
    return [x509.Certificate.load(der) for _, _, der in blocks]


def _stated(certificate: x509.Certificate) -> Iterator[str]:
    for extension in certificate["tbs_certificate"]["extensions"]:
        if extension["extn_id"].dotted == STATEMENTS:
            for statement in Statements.load(extension["extn_value"].contents):
                yield statement["id"].dotted


def _of(signature: EmbeddedPdfSignature) -> dict[str, str]:
    certificate = signature.signer_cert
    at = signature.self_reported_timestamp or clock.now()
    return {
        "signer": str(certificate.subject.native.get("common_name", "")),
        "issuer": str(certificate.issuer.native.get("common_name", "")),
        "certificate": hashlib.sha256(certificate.dump()).hexdigest(),
        "signed_at": at.isoformat(timespec="seconds"),
    }


def main() -> None:
    """Judge what stands on the standard input."""
    asked: dict[str, Any] = json.load(sys.stdin)
    offered, copy = (base64.b64decode(asked[name]) for name in ("offered", "copy"))
    sys.stdout.buffer.write(json.dumps(judged(offered, copy, asked["roots"])).encode())


if __name__ == "__main__":
    children.end_with_parent()
    main()
