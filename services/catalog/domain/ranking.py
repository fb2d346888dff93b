"""Which profiles a text means, and how well each fits."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log
from pathlib import Path

from services.catalog.domain.numbers import members
from services.catalog.domain.vocabulary import INITIALS, Vocabulary
from services.catalog.domain.words import (
    ACTIONS,
    STOP,
    Wanted,
    fold,
    read_query,
    stem,
    telling,
    words_in,
)

SYNONYM, APART, BEGUN, FIRST = 0.8, 0.75, 0.7, 1.1
JOINED = 0.85
_FEW = 3
_ACTION = 0.5
_LONGEST_TITLE = 10
_KEY = 100.0
_REST = 0.2
"""How much the further places of a word add to its best one."""
_LEAST_COVERED = 0.5
"""Of the best covered profile's share of what was typed; who has less is not shown."""

_INITIALS = "="
"""Before letters that are the initials of a title, not a word."""

Scores = dict[int, float]
Meant = dict[str, float]
Places = dict[str, tuple[float, float]]
Levels = dict[float, int]
"""By how much a word weighs, the set of profiles in which it weighs that."""


@dataclass(frozen=True)
class Field:
    """A part of a profile's text: what a word in it weighs, and whether length thins it."""

    weight: float
    texts: tuple[str, ...]
    thins: bool = False


@dataclass(frozen=True)
class Entry:
    """What a profile is found by; ``standing`` is 1 where it can be had.

    ``official`` are the fields it shares with all that have the same keys.
    """

    fields: Sequence[Field]
    keys: Sequence[str]
    standing: float = 1.0
    official: tuple[Field, ...] = ()


class TextIndex:
    """The words of numbered profiles, kept in memory."""

    def __init__(self, synonyms: Mapping[str, Sequence[str]]) -> None:
        self.vocabulary = Vocabulary()
        self._holders: defaultdict[str, Levels] = defaultdict(dict)
        self._keys: defaultdict[str, int] = defaultdict(int)
        self._numbers = 0
        self._synonyms: defaultdict[str, list[Sequence[str]]] = defaultdict(list)
        for word, phrases in synonyms.items():
            official = [telling(words_in(phrase)) for phrase in phrases]
            self._synonyms[stem(fold(word))].extend(official)

    def __len__(self) -> int:
        return self._numbers.bit_count()

    def put(self, number: int, entry: Entry) -> None:
        """Take up a profile, or its newer text."""
        self.remove(number)
        weights = _weights(entry)
        self.vocabulary.add(word for word in weights if not word.startswith(_INITIALS))
        for word, weight in weights.items():
            levels = self._holders[word]
            levels[weight] = levels.get(weight, 0) | 1 << number
        for key in entry.keys:
            self._keys[key] |= 1 << number
        self._numbers |= 1 << number

    def remove(self, number: int) -> None:
        """Forget a profile; its words stay in the vocabulary."""
        others = ~(1 << number)
        if self._numbers & others == self._numbers:
            return
        self._numbers &= others
        for levels in self._holders.values():
            for weight, holders in levels.items():
                levels[weight] = holders & others
        for key, holders in self._keys.items():
            self._keys[key] = holders & others

    def find(self, text: str) -> Scores:
        """Give the profiles this text may mean, each with how well it fits."""
        wanted = read_query(text)
        scores = self._by_words(wanted.words)
        for number, score in self._by_key(wanted).items():
            scores[number] = scores.get(number, 0.0) + score
        return scores

    def keys_like(self, text: str) -> list[tuple[str, int]]:
        """Give the keys that begin as typed, each with how many profiles have it."""
        begun = read_query(text).keys
        held = sorted(key for key, holders in self._keys.items() if holders)
        return [(key, self._keys[key].bit_count()) for key in held if key.startswith(begun)]

    def _by_key(self, wanted: Wanted) -> Scores:
        """Give who has a key that begins so."""
        found = 0
        for key, holders in self._keys.items() if wanted.keys else ():
            if key.startswith(wanted.keys):
                found |= holders
        return dict.fromkeys(members(found), _KEY)

    def _by_words(self, words: Sequence[str]) -> Scores:
        if not words:
            return {}
        each = [self._of_word(word, n == len(words) - 1) for n, word in enumerate(words)]
        for n, (one, other) in enumerate(pairwise(words)):
            joined = self._scores(dict.fromkeys(self.vocabulary.begun(one + stem(other)), JOINED))
            _better(each[n], joined, 1.0)
            _better(each[n + 1], joined, 1.0)
        if not any(each):
            each = [self._scores(self.vocabulary.similar(word)) for word in words]
        found = [(word, scores) for word, scores in zip(words, each, strict=True) if scores]
        return _together([(scores, _worth(word, scores, len(self))) for word, scores in found])

    def _of_word(self, word: str, last: bool) -> Scores:
        """Give whom one word means: itself, its forms, compounds, synonyms, or a mistake."""
        meant = self._meant(word, last)
        scores = self._of_bare(word, last)
        _better(scores, self._scores({_INITIALS + word: 1.0}), INITIALS)
        if len(scores) < _FEW or not self.vocabulary.knows(word):
            for parts in self.vocabulary.splits(word)[:2]:
                both = [self._of_bare(part, last=False) for part in parts]
                _better(scores, _in_all(both), APART)
            if not meant:
                unsure = (self.vocabulary.initialled(word), self.vocabulary.mistyped(word))
                for found in unsure:
                    _better(scores, self._scores(found), 1.0)
        return scores

    def _of_bare(self, word: str, last: bool) -> Scores:
        """Give who has the word, a form or compound of it, or a synonym."""
        scores = self._scores(self._meant(word, last))
        for phrase in self._synonyms.get(stem(word), ()):
            _better(scores, self._of_phrase(phrase), SYNONYM)
        return scores

    def _meant(self, word: str, last: bool) -> Meant:
        begun = self.vocabulary.begun(word) if last else []
        meant = {w: BEGUN * (0.8 + 0.2 * len(word) / len(w)) for w in begun}
        for found in (self.vocabulary.compounds(word), self.vocabulary.forms(word)):
            for whole, quality in found.items():
                meant[whole] = max(quality, meant.get(whole, 0.0))
        return meant

    def _of_phrase(self, phrase: Sequence[str]) -> Scores:
        meant = [self._scores(self._meant(word, last=False)) for word in phrase]
        return _in_all(meant)

    def _scores(self, meant: Meant) -> Scores:
        """Give who holds one of these words; of several, the one that says most."""
        levels: Levels = defaultdict(int)
        for word, quality in meant.items():
            for weight, holders in self._holders.get(word, {}).items():
                levels[round(quality * weight, 1)] |= holders
        scores: Scores = {}
        seen = 0
        for score in sorted(levels, reverse=True):
            scores.update(dict.fromkeys(members(levels[score] & ~seen), score))
            seen |= levels[score]
        return scores


def _weights(entry: Entry) -> Meant:
    """Give what each word weighs: its best place, and a little for further ones."""
    places = dict(_official_places(entry.official))
    for word, (best, total) in _places(entry.fields).items():
        other_best, other_total = places.get(word, (0.0, 0.0))
        places[word] = max(best, other_best), total + other_total
    return {
        word: round(entry.standing * (best + _REST * (total - best)), 1)
        for word, (best, total) in places.items()
    }


def _places(fields: Sequence[Field]) -> Places:
    """Give for each word what its best place weighs, and what all of them do."""
    places: Places = {}
    for field in fields:
        for word, weight in _in_field(field):
            best, total = places.get(word, (0.0, 0.0))
            places[word] = max(best, weight), total + weight
    return places


@lru_cache(maxsize=1024)
def _official_places(fields: tuple[Field, ...]) -> Places:
    """Give the places in official names, read once for all profiles with the same keys."""
    return _places(fields)


def _in_field(field: Field) -> Iterator[tuple[str, float]]:
    texts = [telling(words_in(text)) for text in field.texts if text]
    if not field.thins:
        holding = Counter(word for words in texts for word in set(words))
        yield from ((w, field.weight * _often(n, len(texts))) for w, n in holding.items())
        return
    for words in texts:
        thinned = field.weight / (1 + 0.08 * (len(words) - 1))
        yield from ((w, thinned * (FIRST if w == words[0] else 1.0)) for w in set(words))
    for letters in set().union(*map(_initials, field.texts)):
        yield letters, field.weight


def _often(count: int, size: int) -> float:
    """Tell how much a word says of a list: by its share, and by how often it comes at all."""
    return 0.5 + 0.3 * count / size + 0.2 * min(1.0, count / 5)


def _initials(text: str) -> set[str]:
    """Give what a title may be shortened to: "but" for "... Bildung und Teilhabe"."""
    words = words_in(text)
    if not 2 < len(words) <= _LONGEST_TITLE:
        return set()
    spoken = [words, tuple(word for word in words if word not in STOP)]
    runs = [said[n : n + size] for said in spoken for size in (3, 4, 5) for n in range(len(said))]
    ends = [run for run in runs if len(run) > 2 and not STOP & {run[0], run[-1]}]
    return {_INITIALS + "".join(word[0] for word in run) for run in ends}


def _worth(word: str, scores: Scores, size: int) -> float:
    """Tell how much a word says: the fewer profiles hold it well, the more."""
    holders = sum(scores.values()) / max(scores.values())
    worth: float = log(1 + size / holders) ** 1.5
    return worth * _ACTION if stem(word) in ACTIONS else worth


def _together(found: Sequence[tuple[Scores, float]]) -> Scores:
    """Add up what each word found by its worth; who lacks words that say much is left out."""
    if len(found) == 1:
        return found[0][0]
    total: Scores = {}
    covered: Scores = {}
    for scores, value in found:
        for number, score in scores.items():
            total[number] = total.get(number, 0.0) + score * value
            covered[number] = covered.get(number, 0.0) + value
    most = max(covered.values(), default=0.0)
    full = sum(value for _, value in found) or 1.0
    return {
        n: score * (covered[n] / full) ** 2 / full
        for n, score in total.items()
        if covered[n] >= _LEAST_COVERED * most
    }


def _in_all(parts: Sequence[Scores]) -> Scores:
    """Give those every part found, with the mean of their scores."""
    first, *others = sorted(parts, key=len)
    shared = [n for n in first if all(n in other for other in others)]
    return {n: sum(part[n] for part in parts) / len(parts) for n in shared}


def _better(scores: Scores, others: Scores, quality: float) -> None:
    for number, score in others.items():
        if score * quality > scores.get(number, 0.0):
            scores[number] = score * quality


def read_synonyms(path: Path) -> dict[str, list[str]]:
    """Read which everyday words mean which official ones."""
    synonyms: dict[str, list[str]] = json.loads(path.read_text("utf-8"))
    return synonyms
