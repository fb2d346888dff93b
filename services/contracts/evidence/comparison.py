"""Where a file differs from the original it claims to be, by digests of its blocks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.common.digests import BLOCK_BYTES, BLOCK_DIGITS, block_digests
from services.contracts.evidence.places import Place, places_of

MOST_NAMED = 6
ALL_BUT = 0.9
"""From this part of its blocks on a file is another one, wherever it differs."""


@dataclass(frozen=True)
class Original:
    """A file of ours, as it is compared with others: its blocks and its parts."""

    length: int
    blocks: str
    places: tuple[Place, ...]

    @classmethod
    def read(cls, content: bytes) -> "Original":
        """Return what is needed of a file."""
        return cls(len(content), block_digests(content), tuple(places_of(content)))

    def shares_with(self, blocks: str) -> int:
        """Return how many blocks another file has at the same place."""
        return sum(
            own == other for own, other in zip(_each(self.blocks), _each(blocks), strict=False)
        )

    def differs(self, length: int, blocks: str) -> list[Place]:
        """Return where another file differs; a few places, in their order."""
        own, other = _each(self.blocks), _each(blocks)
        wrong = [at for at, (a, b) in enumerate(zip(own, other, strict=False)) if a != b]
        if len(wrong) >= ALL_BUT * len(own) or not self.shares_with(blocks):
            return [Place(0, "file-other")]
        last = min(self.length, length) // BLOCK_BYTES
        inside = [at for at in wrong if length == self.length or at < last]
        if inside and length != self.length:
            inside = inside[:1]
        named = {place: None for at in inside for place in self._in_block(at)}
        end = {True: "file-longer", False: "file-shorter"}[length > self.length]
        ending = [Place(self.length, end)] if length != self.length else []
        return [*_each_code_once(named), *ending][:MOST_NAMED] or [Place(0, "file-other")]

    def _in_block(self, number: int) -> Sequence[Place]:
        begins, ends = number * BLOCK_BYTES, (number + 1) * BLOCK_BYTES
        before = [place for place in self.places if place.begins_at <= begins]
        inside = [place for place in self.places if begins < place.begins_at < ends]
        return [*before[-1:], *inside]


def _each(blocks: str) -> list[str]:
    return [blocks[at : at + BLOCK_DIGITS] for at in range(0, len(blocks), BLOCK_DIGITS)]


def _each_code_once(places: Iterable[Place]) -> list[Place]:
    told = {(place.code, place.name): place for place in places}
    return sorted(told.values(), key=lambda place: place.begins_at)
