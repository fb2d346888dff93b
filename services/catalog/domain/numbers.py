"""Sets of small numbers as ints with one bit each: thousands meet or count in a microsecond."""

from collections.abc import Iterable, Iterator
from itertools import compress, count

_AS_BYTES = bytes.maketrans(b"01", b"\0\1")


def set_of(numbers: Iterable[int]) -> int:
    """Give the set of these numbers."""
    held = bytearray(64)
    for number in numbers:
        place = number >> 3
        if place >= len(held):
            held.extend(bytes(place))
        held[place] |= 1 << (number & 7)
    return int.from_bytes(held, "little")


def members(numbers: int) -> Iterator[int]:
    """Give the numbers of a set, the smallest first."""
    bits = f"{numbers:b}"[::-1].encode().translate(_AS_BYTES)
    return compress(count(), bits)
