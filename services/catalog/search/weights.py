"""What each word of a profile weighs, by the fields it stands in."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from services.catalog.search.german import STOP, telling, words_in

INITIALS = "="
"""Before letters that are the initials of a title, not a word."""
FIRST = 1.1
_LONGEST_TITLE = 10
_REST = 0.2
"""How much the further places of a word add to its best one."""

Weights = dict[str, float]
Places = dict[str, tuple[float, float]]


@dataclass(frozen=True)
class TextField:
    """A part of a profile's text: what a word in it weighs, and whether length thins it."""

    weight: float
    texts: tuple[str, ...]
    thins: bool = False


@dataclass(frozen=True)
class SearchText:
    """What a profile is found by; ``standing`` is 1 where it can be had.

    ``official`` are the fields it shares with all that have the same keys.
    """

    fields: Sequence[TextField]
    keys: Sequence[str]
    standing: float = 1.0
    official: tuple[TextField, ...] = ()


def weights_of(entry: SearchText) -> Weights:
    """Return what each word weighs: its best place, and a little for further ones."""
    places = dict(_official_places(entry.official))
    for word, (best, total) in _places(entry.fields).items():
        other_best, other_total = places.get(word, (0.0, 0.0))
        places[word] = max(best, other_best), total + other_total
    return {
        word: round(entry.standing * (best + _REST * (total - best)), 1)
        for word, (best, total) in places.items()
    }


def _places(fields: Sequence[TextField]) -> Places:
    """Return for each word what its best place weighs, and what all of them do."""
    places: Places = {}
    for field in fields:
        for word, weight in _in_field(field):
            best, total = places.get(word, (0.0, 0.0))
            places[word] = max(best, weight), total + weight
    return places


@lru_cache(maxsize=1024)
def _official_places(fields: tuple[TextField, ...]) -> Places:
    """Return the places in official names, read once for all profiles with the same keys."""
    return _places(fields)


def _in_field(field: TextField) -> Iterator[tuple[str, float]]:
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
    """Return what a title may be shortened to: "but" for "... Bildung und Teilhabe"."""
    words = words_in(text)
    if not 2 < len(words) <= _LONGEST_TITLE:
        return set()
    spoken = [words, tuple(word for word in words if word not in STOP)]
    runs = [said[n : n + size] for said in spoken for size in (3, 4, 5) for n in range(len(said))]
    ends = [run for run in runs if len(run) > 2 and not STOP & {run[0], run[-1]}]
    return {INITIALS + "".join(word[0] for word in run) for run in ends}
