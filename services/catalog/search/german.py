"""How German is spelled and inflected, as far as finding needs to know.

A folded word has no umlauts in any spelling (ä, ae and a are one), so that folding both
sides makes "Führerschein", "Fuehrerschein" and "Fuhrerschein" the same.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

_COMMON = """
ab als am an auf aus bei beim bin bis da das dass dem den der des die dies ein eine einem einen
einer eines er es fur hat ich ihr im in ins ist kann man mein meine meinen mich mir mit muss nach
nicht oder ohne sein sich sie sind so sowie uber um und uns unter vom von vor was wegen wenn wer
werden wie wir wird wo worden zu zum zur leika ozg
brauche brauchen darf durfen gibt habe haben konnen lassen mochte mochten reicht soll will wollen
"""
STOP = frozenset(_COMMON.split())
"""Folded words nearly every text has, and what is written before a key."""
_ACTIONS = """
andern abgeben abmelden andern anfordern anmelden anmeldung antrag anzeigen aufstellen ausfullen
ausstellen beantragen bekommen bestellen bezahlen einreichen erhalten erneuern eroffnen
erstellen finden genehmigen herausfinden holen kaufen machen melden stellen suchen ummelden
verlangern wechseln
"""
_AROUND = "formular geld kosten stelle termin vordruck zuschuss"
_SHORTEST_STEM = 3
_MOST_WORDS = 12
_LONGEST_WORD = 60
_WRITTEN_OUT = re.compile(r"(?<![aeou])(?<!q)ue|ae|oe")
_WORD = re.compile(r"[a-z0-9]+")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s.\u00a0]+(?=\d)")
_LEIKA_KEY = re.compile(r"(?<!\d)99\d{3,12}(?!\d)")
_OZG_ID = re.compile(r"(?<!\d)10\d{3}(?!\d)")
_stemmer = snowballstemmer.stemmer("german")


@dataclass(frozen=True)
class TypedQuery:
    """What somebody typed: words that say something, and the beginnings of keys."""

    words: tuple[str, ...]
    keys: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.words or self.keys)


def fold(text: str) -> str:
    """Return the text in small letters without accents, umlauts and sharp s."""
    plain = text.casefold()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in apart if not unicodedata.combining(c))
    return _WRITTEN_OUT.sub(lambda found: found.group()[0], plain)


@lru_cache(maxsize=8_000)
def words_in(text: str) -> tuple[str, ...]:
    """Return the folded words of a text in their order; kept, for official names recur."""
    return tuple(_WORD.findall(fold(text)))


def telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without those that every text has; all of them if none is left."""
    return tuple(word for word in words if word not in STOP) or words


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return what is common to a folded word's forms; of a short word itself."""
    stemmed: str = _stemmer.stemWord(word)
    return stemmed if len(stemmed) >= _SHORTEST_STEM else word


ACTIONS = frozenset(map(stem, f"{_ACTIONS} {_AROUND}".split()))
"""Stems of what one can do with nearly every service, or asks about any: they say less than
what it is done to."""


def read_query(text: str) -> TypedQuery:
    """Return the keys in what was typed, with or without spaces, and its words."""
    joined = _BETWEEN_DIGITS.sub("", text)
    keys = _LEIKA_KEY.findall(joined) + _OZG_ID.findall(joined)
    rest = _OZG_ID.sub(" ", _LEIKA_KEY.sub(" ", joined)) if keys else text
    words = words_in(rest)
    said = () if keys and STOP.issuperset(words) else telling(words)
    words = tuple(dict.fromkeys(word[:_LONGEST_WORD] for word in said[: 2 * _MOST_WORDS]))
    return TypedQuery(words[:_MOST_WORDS], tuple(dict.fromkeys(keys)))
