"""The Standard Webhooks wire format: https://www.standardwebhooks.com."""

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Mapping
from typing import Any

PREFIX = "whsec_"
SECRET_BYTES = 32
MEDIA_TYPE = "application/cloudevents+json"


def new_secret() -> str:
    """Make a signing secret, as receivers enter it."""
    return PREFIX + base64.b64encode(os.urandom(SECRET_BYTES)).decode()


def body_of(envelope: Mapping[str, Any]) -> bytes:
    """Return the CloudEvent as it is posted, always the same bytes for the same event."""
    return json.dumps(envelope, ensure_ascii=False, separators=(",", ":")).encode()


def headers(id: str, timestamp: int, body: bytes, secrets: Iterable[str]) -> dict[str, str]:
    """Return the three headers; the signature of each secret that holds now."""
    signed = f"{id}.{timestamp}.".encode() + body
    signatures = (
        hmac.new(base64.b64decode(secret.removeprefix(PREFIX)), signed, hashlib.sha256).digest()
        for secret in secrets
    )
    made = " ".join(f"v1,{base64.b64encode(signature).decode()}" for signature in signatures)
    return {"webhook-id": id, "webhook-timestamp": str(timestamp), "webhook-signature": made}
