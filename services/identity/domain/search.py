"""How a body is found by what people type, and which of those found fits best.

Umlauts count in every spelling (ü, ue, u), abbreviations like their full words, and a word
for the kind of body ("LRA Hof", "VG Rain") chooses the kind instead of being looked for.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

MOST_WORDS = 12
"""Nobody types more of a name; every further word would be looked for in every body."""
RULES = 1
"""To be raised when ``terms_of`` changes: what is stored is then derived anew."""

_DIGRAPH = re.compile(r"([aou])e")
_WORD = re.compile(r"[^\W_]+")
_SUFFIX = re.compile(r",\s*(M|St|GKSt|Landeshauptstadt)\s*$")
_JOINING = frozenset(
    [
        "a", "ad", "am", "an", "auf", "b", "bei", "beim", "d", "da", "das", "dem", "den", "der",
        "die", "i", "im", "in", "o", "ob", "u", "und", "v", "vom", "von", "vor", "z", "zu", "zum",
    ]
)  # fmt: skip
_ABBREVIATED = {
    "opf": "oberpfalz", "ob": "oberbayern", "nb": "niederbayern", "ofr": "oberfranken",
    "mfr": "mittelfranken", "ufr": "unterfranken", "schw": "schwaben", "bay": "bayern",
    "hl": "heiligen", "st": "sankt",
}  # fmt: skip
_SHORT = {full: short for short, full in _ABBREVIATED.items()}
_LEFT_OUT = _JOINING | {"bad", "opf", "nb", "ofr", "mfr", "ufr", "schw", "bay"}
"""Words of a name that nobody needs to type for the name to count as complete."""

_MUNICIPAL = ("municipality", "independent_city", "uninhabited")
_KIND_WORDS = {
    **dict.fromkeys(("landkreis", "lkr", "kreis", "lra", "landratsamt"), ("district",)),
    **dict.fromkeys(("vg", "vgem", "verwaltungsgemeinschaft"), ("joint_administration",)),
    **dict.fromkeys(("bezirk", "regierungsbezirk"), ("region",)),
    **dict.fromkeys(
        ("gemeinde", "markt", "stadt", "kreisstadt", "landeshauptstadt", "grosse", "kreisfreie"),
        _MUNICIPAL,
    ),
}
_OWN_KIND_WORDS = {
    kind: frozenset(word for word, kinds in _KIND_WORDS.items() if kinds == (kind,))
    for kind in ("district", "joint_administration", "region")
}
_KIND_ORDER = {"municipality": 0, "independent_city": 0, "uninhabited": 2}


class Rank(NamedTuple):
    """Where a body stands among those found; the smallest comes first."""

    tier: int
    other_designation: int
    kind: int
    fewer_people: int
    key: str


@dataclass(frozen=True)
class SearchTerms:
    """What someone typed: all its words, those to look for, and the kind they ask for."""

    typed: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    designation: str = ""

    @property
    def joined(self) -> str:
        """Return the words as one: "Markt Oberdorf" is Marktoberdorf."""
        return "".join(self.typed)


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in the one spelling that is compared."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(_WORD.findall(_DIGRAPH.sub(r"\1", bare)))


def read_query(text: str) -> SearchTerms:
    """Read what someone typed; the first word for a kind chooses the kind.

    "VG" counts wherever it stands, the word for a district only in front: behind a name it
    says where that place lies ("Aham Landkreis Landshut").
    """
    typed = words_of(_SUFFIX.sub("", text))[: 2 * MOST_WORDS]
    if len(typed) > 1 and text.replace(" ", "").isdecimal():
        typed = ("".join(typed),)
    chosen = next((w for n, w in enumerate(typed) if _chooses(w, in_front=n == 0)), "")
    kinds = _KIND_WORDS.get(chosen, ())
    named = [word for word in typed if word not in _KIND_WORDS]
    words = [word for word in named if word not in _JOINING] or named
    told = tuple(dict.fromkeys(words))[:MOST_WORDS]
    return SearchTerms(typed, told, kinds, chosen if kinds == _MUNICIPAL else "")


def _chooses(word: str, *, in_front: bool) -> bool:
    kinds = _KIND_WORDS.get(word, ())
    return bool(kinds) and (in_front or kinds == ("joint_administration",))


def terms_of(body: Mapping[str, Any]) -> list[str]:
    """Return every word a body is found by: its own, and those of its district."""
    district = words_of(body["district_name"] or "")
    return sorted({*_own_terms(body), *district, *map(_full, district)} - {""})


def rank(terms: SearchTerms, body: Mapping[str, Any]) -> Rank | None:
    """Return where the body stands, or None where only its district was named."""
    tier = _tier(terms, body)
    if tier is None:
        return None
    designation = words_of(body["designation"])
    fits = any(word.endswith(terms.designation) for word in designation)
    order = _KIND_ORDER.get(body["kind"], 1)
    return Rank(tier, int(not fits), order, -body["population"], body["_id"])


def _tier(terms: SearchTerms, body: Mapping[str, Any]) -> int | None:
    name = words_of(body["name"])
    if not terms.typed or body["_id"] in terms.typed or name == terms.typed:
        return 0
    if not terms.words:
        return 0 if name[0].startswith(terms.typed[0]) else 3
    known = _own_terms(body)
    own = [word for word in terms.words if any(t.startswith(word) for t in known)]
    if not own:
        return 2 if "".join(name).startswith(terms.joined) else None
    if _needed(body, name) <= {*terms.typed, *map(_short, terms.typed)}:
        return 0 if len(own) == len(terms.words) else 1
    return 2 if any(name[0].startswith(word) for word in (own[0], terms.typed[0])) else 3


def _needed(body: Mapping[str, Any], name: tuple[str, ...]) -> set[str]:
    """Return the words that make the name complete, abbreviated where there is a short form."""
    own = {_short(word) for word in name} - _OWN_KIND_WORDS.get(body["kind"], frozenset())
    return own - _LEFT_OUT or own


@lru_cache(maxsize=8192)
def _name_terms(name: str) -> frozenset[str]:
    words = words_of(name)
    return frozenset({*words, *map(_full, words), *map(_short, words), "".join(words)})


def _own_terms(body: Mapping[str, Any]) -> set[str]:
    codes = (body["_id"], body["ars"] or "", body["address"].get("postcode", ""))
    kind = _OWN_KIND_WORDS.get(body["kind"], frozenset())
    return {*_name_terms(body["name"]), *kind, *words_of(" ".join(codes))}


def _full(word: str) -> str:
    return _ABBREVIATED.get(word, word)


def _short(word: str) -> str:
    return _SHORT.get(word, word)
