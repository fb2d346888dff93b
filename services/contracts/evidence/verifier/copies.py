"""A copy that was signed elsewhere with a qualified signature, in the place of a sign-in."""

import io
from collections.abc import Iterator

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    SignatureCoverageLevel,
    validate_pdf_signature,
)

from services.contracts.evidence.verifier.findings import Doc, Finding, Flaw, Trust, sha256
from services.contracts.evidence.verifier.seals import context_of


def check_copy(
    signature: Doc, copy: bytes, offered: bytes, trust: Trust | None
) -> Iterator[Finding]:
    """Return what is found about the copy: the offered file, and a signature over all of it."""
    if sha256(copy) != signature["signed_copy"] or not copy.startswith(offered):
        raise Flaw("copy-other")
    try:
        signed = _last_signature(copy)
        at = signed.self_reported_timestamp
        judging = context_of(trust, at, [signed.signer_cert, *signed.other_embedded_certs])
        status = validate_pdf_signature(signed, judging, judging)
    except Exception as error:
        # Whatever a broken file makes its reader fail with.
        raise Flaw("copy-altered", type(error).__name__) from error
    if not (status.intact and status.valid):
        raise Flaw("copy-altered")
    yield Finding("copy", "holds", str(signed.signer_cert.subject.human_friendly))
    if trust is None or not status.trusted:
        yield Finding("copy", "trust-missing", f"SHA-256 {sha256(signed.signer_cert.dump())}")


def _last_signature(copy: bytes) -> EmbeddedPdfSignature:
    signed: EmbeddedPdfSignature = PdfFileReader(io.BytesIO(copy)).embedded_regular_signatures[-1]
    signed.compute_integrity_info()  # type: ignore[no-untyped-call]
    if signed.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        raise ValueError("something was added after the signature")
    return signed
