"""Which profiles a text means, and how well each fits."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log
from pathlib import Path
from sys import intern

from services.catalog.search import scores as of
from services.catalog.search.bitsets import mask_of
from services.catalog.search.german import (
    ACTIONS,
    TypedQuery,
    fold,
    read_query,
    stem,
    telling,
    words_in,
)
from services.catalog.search.scores import Scores
from services.catalog.search.vocabulary import SHORTENED, Vocabulary
from services.catalog.search.weights import INITIALS, SearchText, weights_of

SYNONYM, APART, BEGUN = 0.8, 0.75, 0.7
ABOUT = 0.3
"""Of a compound's first part alone: a "Hundemarke" is about dogs, whatever it is."""
JOINED = 0.85
_FEW = 3
_ACTION = 0.5
_KEY = 100.0
MOST_REMEMBERED = 256

Meant = dict[str, float]
Levels = dict[float, int]
"""By how much a word weighs, the set of profiles in which it weighs that."""


class TextIndex:
    """The words of numbered profiles, kept in memory."""

    def __init__(self, synonyms: Mapping[str, Sequence[str]]) -> None:
        self.vocabulary = Vocabulary({*ACTIONS, *(stem(fold(word)) for word in synonyms)})
        self._holders: defaultdict[str, Levels] = defaultdict(dict)
        self._keys: defaultdict[str, int] = defaultdict(int)
        self._standing: defaultdict[float, int] = defaultdict(int)
        self._texts: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._size = 0
        self._remembered: dict[tuple[str, bool], Scores] = {}
        self._synonyms: defaultdict[str, list[Sequence[str]]] = defaultdict(list)
        for word, phrases in synonyms.items():
            official = [telling(words_in(phrase)) for phrase in phrases]
            self._synonyms[stem(fold(word))].extend(official)

    def __len__(self) -> int:
        return len(self._texts)

    def put(self, number: int, entry: SearchText) -> None:
        """Take up a profile, or its newer text."""
        self._forget(number)
        self._remembered.clear()
        weights = {intern(word): weight for word, weight in weights_of(entry).items()}
        self.vocabulary.add(word for word in weights if not word.startswith(INITIALS))
        for word, weight in weights.items():
            levels = self._holders[word]
            levels[weight] = levels.get(weight, 0) | 1 << number
        for key in entry.keys:
            self._keys[key] |= 1 << number
        self._standing[entry.standing] |= 1 << number
        self._texts[number] = tuple(weights), tuple(entry.keys)
        self._size = max(self._size, number + 1)

    def _forget(self, number: int) -> None:
        """Take out what a profile said before; its words stay in the vocabulary."""
        words, keys = self._texts.pop(number, ((), ()))
        others = ~(1 << number)
        for word in words:
            levels = self._holders[word]
            for weight, holders in list(levels.items()):
                levels[weight] = holders & others
        for key in keys:
            self._keys[key] &= others
        for standing in self._standing:
            self._standing[standing] &= others

    def find(self, text: str) -> Scores:
        """Return how well each profile fits what this text may mean."""
        typed = read_query(text)
        return self._by_words(typed.words) + self._by_key(typed)

    def keys_like(self, text: str) -> list[tuple[str, int]]:
        """Return the keys that begin as typed, each with how many profiles have it."""
        begun = read_query(text).keys
        if not begun:
            return []
        keys = sorted(key for key, holders in self._keys.items() if holders)
        return [(key, self._keys[key].bit_count()) for key in keys if key.startswith(begun)]

    def _by_key(self, typed: TypedQuery) -> Scores:
        """Return who has a key that begins so; what can be had comes first."""
        profiles = 0
        for key, holders in self._keys.items() if typed.keys else ():
            if key.startswith(typed.keys):
                profiles |= holders
        scores = of.none(self._size)
        for standing, holders in self._standing.items():
            scores[mask_of(profiles & holders, self._size)] = _KEY * standing
        return scores

    def _by_words(self, words: Sequence[str]) -> Scores:
        each = [self._of_word(word, n == len(words) - 1) for n, word in enumerate(words)]
        for n, (one, other) in enumerate(pairwise(words)):
            joined = self._scores(dict.fromkeys(self.vocabulary.begun(one + stem(other)), JOINED))
            of.better(each[n], joined)
            of.better(each[n + 1], joined)
        if not any(scores.any() for scores in each):
            each = [self._scores(self.vocabulary.similar(word)) for word in words]
        known = [(word, scores) for word, scores in zip(words, each, strict=True) if scores.any()]
        if not known:
            return of.none(self._size)
        worths = [(scores, _worth(word, scores, len(self))) for word, scores in known]
        telling = [pair for (word, _), pair in zip(known, worths, strict=True) if _tells(word)]
        return of.together(worths, telling or worths)

    def _of_word(self, word: str, last: bool) -> Scores:
        """Return whom a word means; while somebody types, all words but the last stay the same."""
        scores = self._remembered.get((word, last))
        if scores is None:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            scores = self._remembered[word, last] = self._look_up(word, last)
        return scores.copy()

    def _look_up(self, word: str, last: bool) -> Scores:
        """Return who has the word itself, its forms, compounds, synonyms, or a mistake."""
        meant = self._meant(word, last)
        scores = self._of_bare(word, meant)
        of.better(scores, self._scores({INITIALS + word: 1.0}), SHORTENED)
        if of.count(scores) < _FEW or not self.vocabulary.knows(word):
            for parts in self.vocabulary.splits(word)[:2]:
                both = [self._of_bare(part, self._meant(part, last=False)) for part in parts]
                of.better(scores, of.in_all(both), APART)
                if not _tells(parts.tail):
                    of.better(scores, both[0], APART)
                elif not scores.any():
                    of.better(scores, both[0], ABOUT)
            if not meant:
                of.better(scores, self._scores(self.vocabulary.initialled(word)))
                of.better(scores, self._scores(self.vocabulary.mistyped(word)))
        return scores

    def _of_bare(self, word: str, meant: Meant) -> Scores:
        """Return who has the word, a form or compound of it, or a synonym."""
        scores = self._scores(meant)
        for phrase in self._synonyms.get(stem(word), ()):
            of_words = [self._scores(self._meant(said, last=False)) for said in phrase]
            of.better(scores, of.in_all(of_words), SYNONYM)
        return scores

    def _meant(self, word: str, last: bool) -> Meant:
        begun = self.vocabulary.begun(word) if last else []
        meant = {w: BEGUN * (0.8 + 0.2 * len(word) / len(w)) for w in begun}
        for related in (self.vocabulary.compounds(word), self.vocabulary.forms(word)):
            for whole, quality in related.items():
                meant[whole] = max(quality, meant.get(whole, 0.0))
        return meant

    def _scores(self, meant: Meant) -> Scores:
        """Return who holds one of these words; of several, the one that says most."""
        levels: Levels = defaultdict(int)
        for word, quality in meant.items():
            for weight, holders in self._holders.get(word, {}).items():
                levels[round(quality * weight, 1)] |= holders
        scores = of.none(self._size)
        for score in sorted(levels):
            scores[mask_of(levels[score], self._size)] = score
        return scores


def _tells(word: str) -> bool:
    """Return whether a word says what is meant, not only what is to be done about it."""
    return stem(word) not in ACTIONS


def _worth(word: str, scores: Scores, size: int) -> float:
    """Tell how much a word says: the fewer profiles hold it well, the more."""
    holders = float(scores.sum() / scores.max())
    worth: float = log(1 + size / holders) ** 1.5
    return worth if _tells(word) else worth * _ACTION


def read_synonyms(path: Path) -> dict[str, list[str]]:
    """Read which everyday words mean which official ones."""
    synonyms: dict[str, list[str]] = json.loads(path.read_text("utf-8"))
    return synonyms
