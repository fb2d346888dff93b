"""Files signed as a person with a qualified certificate signs them, by the test authority."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

FIELD = "Unterschrift"


def signed(pdf: bytes, pkcs12: bytes, passphrase: str | None = None) -> bytes:
    """Return the file with one signature, behind what it was before."""
    secret = passphrase.encode() if passphrase else None
    signer: Any = SimpleSigner.load_pkcs12_data(pkcs12, other_certs=[], passphrase=secret)
    meta = PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf + b"\n"))
    # pyHanko runs a loop of its own, which a browser's test has already in its thread.
    with ThreadPoolExecutor(1) as apart:
        made = apart.submit(PdfSigner(meta, signer).sign_pdf, writer).result()
    return bytes(made.getvalue())


def signed_here(pdf: bytes, keys: Path) -> bytes:
    """Return the file signed by the person whose certificate a local system made."""
    passphrase = (keys / "seal_passphrase.txt").read_text()
    return signed(pdf, (keys / "qualified.p12").read_bytes(), passphrase)
