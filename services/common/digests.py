"""Digests both ends of a wire must compute alike."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any


def list_digest(items: Iterable[tuple[str, str]]) -> str:
    """Return the SHA-256 (hex) of a list of (id, digest) pairs, whatever their order."""
    lines = sorted(f"{id} {digest}\n" for id, digest in items)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


BLOCK_BYTES, BLOCK_DIGITS = 1024, 8
MOST_BLOCKS_BYTES = 4 * 1024 * 1024
"""Of a file whose blocks are looked at; what is larger is none of those that we make."""


def block_digests(content: bytes) -> str:
    """Return eight digits (hex) of the SHA-256 of each KiB of a file, one after the other.

    They tell where two files differ; what a file is, only its whole digest says.
    """
    blocks = (content[at : at + BLOCK_BYTES] for at in range(0, len(content), BLOCK_BYTES))
    return "".join(hashlib.sha256(block).hexdigest()[:BLOCK_DIGITS] for block in blocks)


def token_hash(token: str) -> str:
    """Return what is kept of a secret or token: it is random and long, so a plain hash suffices."""
    return hashlib.sha256(token.encode()).hexdigest()


def address_hash(address: str) -> str:
    """Return what tells two mail addresses apart and names none."""
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()[:32]


def state_digest(state: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a state as it goes over the wire, whatever the order of its fields."""
    plain = json.dumps(state, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
