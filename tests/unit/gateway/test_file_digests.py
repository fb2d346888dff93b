"""Of a file that is to be judged only digests are passed on, in one reading."""

import hashlib
import io
from typing import IO

import pytest

from gateway.api.file_digests import PIECE_BYTES, digests_of
from services.common.digests import BLOCK_BYTES, MOST_BLOCKS_BYTES, block_digests

NUMBER = b"SSN-2026-ABCDEFGH"


class Slowly(io.BytesIO):
    """A stream that gives what the network gives: less than it is asked for."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 1, 1000))


@pytest.mark.parametrize("stream", [io.BytesIO, Slowly])
@pytest.mark.parametrize("at", [0, BLOCK_BYTES, PIECE_BYTES - 5, PIECE_BYTES, 3 * PIECE_BYTES + 1])
def test_a_file_is_read_in_pieces_as_if_it_were_whole(stream: type[IO[bytes]], at: int) -> None:
    content = b"a" * at + NUMBER + b"/" * 100

    digests = digests_of(stream(content))

    assert digests == {
        "sha256": hashlib.sha256(content).hexdigest(),
        "number": NUMBER.decode(),
        "bytes": len(content),
        "blocks": block_digests(content),
    }


def test_a_file_that_names_no_contract_is_known_by_its_hash_alone() -> None:
    digests = digests_of(io.BytesIO(b"%PDF-1.7 SSN-2026-ABCDEFGHI"))

    assert (digests["number"], digests["blocks"]) == (None, None)


def test_a_file_larger_than_any_of_ours_is_not_compared() -> None:
    digests = digests_of(io.BytesIO(NUMBER + b" " * MOST_BLOCKS_BYTES))

    assert digests["number"] == NUMBER.decode()
    assert digests["blocks"] is None
