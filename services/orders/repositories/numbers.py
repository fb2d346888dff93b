"""An order's id and number, both derived, so that a repeated call finds its own order."""

import base64
import hashlib

from services.common import context


def new_id() -> str:
    """Derive the id from the request, so that a repeated call finds its own order."""
    return id_of(context.current().once or "")


def id_of(once: str) -> str:
    """Return the id of the order that has this effect."""
    return "o" + hashlib.sha256(once.encode()).hexdigest()[:24]


def number_of(id: str, year: int, attempt: int = 0) -> str:
    """Return a number people say on the phone; where another order has it, the next attempt's."""
    digest = hashlib.sha256(f"{id}{attempt or ''}".encode()).digest()
    return f"DM-{year}-{base64.b32encode(digest).decode()[:8]}"
