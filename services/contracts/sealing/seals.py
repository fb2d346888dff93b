"""The operator's seal on a PDF file: PAdES with a timestamp, by pyHanko.

Only for child processes of the document worker: pyHanko blocks, and hangs inside of eventlet.
The file stays PDF/A-3a and PDF/UA-1: its one signature field is invisible and lies outside of
the page, and typst's last line is ended before anything is appended.
"""

import io
from datetime import UTC, datetime
from functools import lru_cache

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import TimestampRequestError

from services.common.errors import Conflict
from services.contracts.sealing.settings import SealSettings
from services.contracts.sealing.timestamps import TimestampAuthority
from services.contracts.words.labels import SEAL

FIELD = "Siegel"
"""The name of the one signature field a sealed file has."""
ROOM_BYTES = 24_000
"""Kept for signature, certificates and timestamp, so that nothing is asked twice for its size."""


def seal(pdf: bytes, settings: SealSettings) -> bytes:
    """Return the file closed by the operator's seal with a timestamp.

    Raises Conflict where the seal's certificate does not hold today or no timestamp is given,
    and Unavailable while the timestamp authority is away.
    """
    signer = _signer(settings)
    _check_holds(signer)
    made = PdfSigner(
        PdfSignatureMetadata(
            field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
        ),
        signer,
        timestamper=TimestampAuthority(settings.timestamp_url),
        new_field_spec=SigFieldSpec(
            FIELD,
            readable_field_name=SEAL.de,
            invis_sig_settings=InvisSigSettings(box_out_of_bounds=True),
        ),
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf + b"\n"))
    try:
        return bytes(made.sign_pdf(writer, bytes_reserved=ROOM_BYTES).getvalue())
    except TimestampRequestError as error:
        raise Conflict("timestamp-refused") from error


def _check_holds(signer: SimpleSigner) -> None:
    certificate = signer.signing_cert
    if certificate is None:
        raise Conflict("seal-expired")
    if not certificate.not_valid_before <= datetime.now(UTC) <= certificate.not_valid_after:
        raise Conflict("seal-expired", ended_on=certificate.not_valid_after.date().isoformat())


@lru_cache(maxsize=1)
def _signer(settings: SealSettings) -> SimpleSigner:
    passphrase = settings.seal_passphrase.encode()
    signer: SimpleSigner = SimpleSigner.load_pkcs12_data(
        settings.pkcs12, other_certs=[], passphrase=passphrase
    )
    return signer
