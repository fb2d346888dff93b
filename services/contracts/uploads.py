"""Files people send: what is no PDF, or too large a one, is refused by name."""

import base64
import binascii

from services.common.errors import Wrong, invalid_fields

LARGEST_BYTES = 10 * 1024 * 1024
LARGEST_CALL_BYTES = 15 * 1024 * 1024
"""Of a call that carries such a file in base64."""


def pdf_of(text: str) -> bytes:
    """Return the PDF that is written in Base64, or raise Invalid at ``/content``."""
    try:
        content = base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error) as error:
        raise invalid_fields([("/content", Wrong("no-base64"))]) from error
    if not content.startswith(b"%PDF-"):
        raise invalid_fields([("/content", Wrong("no-pdf"))])
    if len(content) > LARGEST_BYTES:
        raise invalid_fields([("/content", Wrong("file-too-large", most=LARGEST_BYTES // 2**20))])
    return content
