"""What is passed on of a file that is to be judged: digests, and the contract it says it is of.

The file is read once, a piece at a time, and kept nowhere.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import IO, Any

from services.common.digests import BLOCK_BYTES, MOST_BLOCKS_BYTES, block_digests

NUMBER = re.compile(rb"SSN-\d{4}-[A-Z0-9]{8}(?![A-Z0-9])")
NUMBER_BYTES = 17
PIECE_BYTES = 64 * BLOCK_BYTES


def digests_of(stream: IO[bytes]) -> dict[str, Any]:
    """Return the digests of a file; its blocks only where it names a contract and is not large."""
    whole, length, before, named = hashlib.sha256(), 0, b"", None
    blocks: list[str] = []
    for piece in _pieces(stream):
        whole.update(piece)
        length += len(piece)
        if length <= MOST_BLOCKS_BYTES:
            named = named or NUMBER.search(before + piece)
            blocks.append(block_digests(piece))
            before = piece[-NUMBER_BYTES:]
    compared = named is not None and length <= MOST_BLOCKS_BYTES
    return {
        "sha256": whole.hexdigest(),
        "number": named.group().decode() if named else None,
        "bytes": length,
        "blocks": "".join(blocks) if compared else None,
    }


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Return the file in pieces of one length, however the network cuts it; the last is shorter."""
    held = b""
    while read := stream.read(PIECE_BYTES):
        held += read
        while len(held) >= PIECE_BYTES:
            yield held[:PIECE_BYTES]
            held = held[PIECE_BYTES:]
    if held:
        yield held
