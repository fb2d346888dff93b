"""All words of the catalogue, and which of them a typed word may mean."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from services.catalog.search.german import stem

EXACT, INFLECTED, DERIVED, HEAD, TAIL, INNER = 1.0, 0.92, 0.6, 0.75, 0.7, 0.4
MISTYPED = {1: 0.7, 2: 0.5}
_LOOSE_HEAD = 0.6
"""Of a beginning whose rest is no word: "Bau" in "Baum"."""
_SHORTEST_PART = 3
_SHORTEST_INNER = 4
_LOOSE_INNER = 0.3
_LONGEST_ENDING = 2
_LINKS = ("", "s", "es", "n", "en", "er", "e")
_MOST_MISTYPED = 8
_MOST_COMPOUNDS = 1_000
"""A syllable that so many words hold says nothing; looking through them all costs too much."""
_ALIKE = 0.55
SHORTENED = 0.7
_LONGEST_INITIALS = 5


class Split(NamedTuple):
    """A compound taken apart."""

    head: str
    tail: str


class Vocabulary:
    """Folded words in order, their stems, and all of them as one text to look through."""

    def __init__(self, spoken: Iterable[str] = ()) -> None:
        """``spoken`` are stems that people make compounds with, whether or not they occur."""
        self._spoken = frozenset(spoken)
        self._words: list[str] = []
        self._known: set[str] = set()
        self._stems: dict[str, list[str]] = {}
        self._by_length: dict[int, list[str]] = {}
        self._text: str | None = None

    def __len__(self) -> int:
        return len(self._words)

    def add(self, words: Iterable[str]) -> None:
        """Take up words; those already known change nothing."""
        new = set(words) - self._known
        if not new:
            return
        self._known |= new
        for word in new:
            self._stems.setdefault(stem(word), []).append(word)
            self._by_length.setdefault(len(word), []).append(word)
        if len(new) > len(self._words) // 20:
            self._words = sorted(self._known)
        else:
            for word in new:
                insort(self._words, word)
        self._text = None

    def knows(self, word: str) -> bool:
        """Return whether this word or another form of it occurs."""
        return word in self._known or stem(word) in self._stems

    def begun(self, beginning: str) -> list[str]:
        """Return all words that begin so, in order."""
        first = bisect_left(self._words, beginning)
        last = bisect_left(self._words, beginning + "\uffff")
        return self._words[first:last]

    def forms(self, word: str) -> dict[str, float]:
        """Return the word itself and its other forms."""
        return {form: _kinship(word, form) for form in self._stems.get(stem(word), ())}

    def compounds(self, word: str) -> dict[str, float]:
        """Return words this one is a part of; the more of them it makes up the better."""
        part = min(word, stem(word), key=len)
        if len(part) < _SHORTEST_PART:
            return {}
        compounds = {}
        for whole in self._holding(part):
            if share := self._share(part, whole):
                compounds[whole] = share * (0.8 + 0.2 * len(part) / len(whole))
        return compounds

    def mistyped(self, word: str) -> dict[str, float]:
        """Return words that differ by one letter, from eight letters on by two."""
        if len(word) < 4 or word.isdigit():
            return {}
        most = 1 if len(word) <= 7 else 2
        lengths = range(len(word) - most, len(word) + most + 1)
        alike = [other for length in lengths for other in self._by_length.get(length, ())]
        near = process.extract(
            word, alike, scorer=OSA.distance, score_cutoff=most, limit=_MOST_MISTYPED
        )
        if not near:
            return {}
        nearest = min(distance for _, distance, _ in near)
        return {w: MISTYPED[int(d)] for w, d, _ in near if 0 < d == nearest}

    def similar(self, word: str) -> dict[str, float]:
        """Return what looks most alike where nothing else is found."""
        near = process.extract(
            word, self._words, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, limit=3
        )
        return {w: MISTYPED[2] * alike for w, alike, _ in near}

    def initialled(self, letters: str) -> dict[str, float]:
        """Return compounds these letters may stand for: "WBS" for "Wohnberechtigungsschein"."""
        if not _SHORTEST_PART <= len(letters) <= _LONGEST_INITIALS:
            return {}
        first = self.begun(letters[0])
        return dict.fromkeys((w for w in first if self._stands_for(letters, w)), SHORTENED)

    def _stands_for(self, letters: str, word: str) -> bool:
        """Return whether the word can be cut into known parts with these first letters."""
        if len(letters) == 1:
            return self.knows(word) or self._all().count(word + "\n") > 1
        return any(
            self._unlinked(word[:cut]) is not None and self._stands_for(letters[1:], word[cut:])
            for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
            if word[cut] == letters[1]
        )

    def splits(self, word: str) -> list[Split]:
        """Return the ways to read an unknown word as a compound of two parts."""
        splits = []
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            head, tail = word[:cut], word[cut:]
            if self._is_part(tail) and (bare := self._unlinked(head)):
                splits.append(Split(bare, tail))
        return sorted(splits, key=lambda s: -abs(len(s.head) - len(s.tail)), reverse=True)

    def _is_part(self, word: str) -> bool:
        return self.knows(word) or stem(word) in self._spoken or len(self.begun(word)) > 1

    def _unlinked(self, head: str) -> str | None:
        """Return the head without the letters that link it to what follows, if it is a word."""
        for link in _LINKS:
            bare = head.removesuffix(link) if link else head
            if len(bare) >= _SHORTEST_PART and head.endswith(link) and self._is_part(bare):
                return bare
        return None

    def _share(self, part: str, whole: str) -> float:
        if whole.startswith(part):
            return HEAD if self._is_rest(whole[len(part) :]) else HEAD * _LOOSE_HEAD
        if stem(whole).endswith(part) or whole.endswith(part):
            return TAIL
        if len(part) < _SHORTEST_INNER:
            return 0.0
        return INNER if self._unlinked(whole[: whole.index(part)]) else INNER * _LOOSE_INNER

    def _is_rest(self, rest: str) -> bool:
        tails = (rest.removeprefix(link) for link in _LINKS if rest.startswith(link))
        return any(len(tail) >= _SHORTEST_PART and self.knows(tail) for tail in tails)

    def _holding(self, part: str) -> list[str]:
        """Return longer words with this part in them, by looking through one long text."""
        text = self._all()
        words: list[str] = []
        at = text.find(part)
        while at >= 0 and len(words) < _MOST_COMPOUNDS:
            end = text.index("\n", at)
            words.append(text[text.rindex("\n", 0, at) + 1 : end])
            at = text.find(part, end)
        return [whole for whole in words if len(whole) > len(part)]

    def _all(self) -> str:
        if self._text is None:
            self._text = "\n".join(["", *self._words, ""])
        return self._text


def _kinship(word: str, form: str) -> float:
    """Tell "Gewerbes" from "gewerbliche": both have the stem of "Gewerbe"."""
    if form == word:
        return EXACT
    return INFLECTED if abs(len(form) - len(word)) <= _LONGEST_ENDING else DERIVED
