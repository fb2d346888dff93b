"""Digests both ends of a wire must compute alike."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any


def list_digest(items: Iterable[tuple[str, str]]) -> str:
    """Return the SHA-256 (hex) of a list of (id, digest) pairs, whatever their order."""
    lines = sorted(f"{id} {digest}\n" for id, digest in items)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def address_hash(address: str) -> str:
    """Return what tells two mail addresses apart and names none."""
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()[:32]


def state_digest(state: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a state as it goes over the wire, whatever the order of its fields."""
    plain = json.dumps(state, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
