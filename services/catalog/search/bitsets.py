"""Sets of small numbers as ints with one bit each: thousands meet or count in a microsecond."""

from collections.abc import Iterable

import numpy
from numpy.typing import NDArray


def set_of(numbers: Iterable[int]) -> int:
    """Return the set of these numbers."""
    bits = bytearray(64)
    for number in numbers:
        place = number >> 3
        if place >= len(bits):
            bits.extend(bytes(place))
        bits[place] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")


def set_of_mask(mask: NDArray[numpy.bool_]) -> int:
    """Return the set of the places where the mask is true."""
    return int.from_bytes(numpy.packbits(mask, bitorder="little").tobytes(), "little")


def mask_of(numbers: int, size: int) -> NDArray[numpy.bool_]:
    """Return so many places, those of the set true; it holds no number beyond them."""
    bits = numpy.frombuffer(numbers.to_bytes((size + 7) // 8, "little"), numpy.uint8)
    return numpy.unpackbits(bits, count=size, bitorder="little").view(numpy.bool_)


def members(numbers: int) -> list[int]:
    """Return the numbers of a set, the smallest first."""
    places: list[int] = numpy.flatnonzero(mask_of(numbers, numbers.bit_length())).tolist()
    return places
