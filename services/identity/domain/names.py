"""Whether the acting person a certificate names is the person who registers (ID-3).

Spelling is tolerated, another name is not. What cannot be told from spelling goes to a
reviewer: one part of a double family name alone, given and family name the other way round
(``Peter Simon`` and ``Simon Peter`` are two people), short forms, initials alone.
"""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum

LETTERS = str.maketrans(
    {"ı": "i", "ø": "ö", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})
UMLAUT = re.compile("[aou]\u0308|a\u030a")
APOSTROPHES = re.compile(r"[’‘ʼʻ`´'′]")
SPELLED_OUT = re.compile(r"(?<![aeiouyq])([aou])e(?!l(?:l?[ae])?$)(?=[^aeiouyäöüå])")
"""An umlaut written as two letters; not the two sounds of Bauer, Michael, Manuela or Sue."""

TITLES = re.compile(
    r"""(?<!\w)(?:
    dr\.?(?:\s*-\s*ing)? | prof | professorin | professor | doktor | priv\.?\s*-\s*doz
    | dipl(?:om)?\.?(?:\s*-\s*\w+\.?)+ | dipl\.\s*\w+(?=\.) | dipl
    | (?:m|b)\.\s*(?:a|sc|eng|ed)(?=\.) | (?:m|b)\.\s*(?:sc|eng|ed)
    | ll\.\s*[mb] | mba | mag(?=\.) | ing(?=\.) | habil | mult(?=\.) | h\.\s*c(?=\.)
    | (?:rer|nat|med|dent|vet|phil|jur|iur|oec|pol|publ|theol|agr|techn|univ)(?=\.)
    )\.?(?:\s*\((?:fh|tu|univ\.?)\))?(?!\w)""",
    re.VERBOSE,
)
PARTICLES = frozenset(
    {"von", "van", "vom", "de", "del", "della", "di", "da", "dos", "du", "der", "den", "dem"}
    | {"des", "la", "le", "ten", "ter", "zu", "zum", "zur", "und"}
)
RANKS = frozenset(
    {"freiherr", "freifrau", "freiin", "baron", "baronin", "graf", "gräfin", "ritter"}
    | {"edler", "edle", "fürst", "fürstin"}
)
"""Only before a particle: Graf-Müller is a double name like any other."""
SHORTENED = {"v": "von", "frhr": "freiherr", "gf": "graf"}


class NameCheck(StrEnum):
    """What comparing the two names gave."""

    MATCHED = "matched"
    MISMATCHED = "mismatched"
    ABSENT = "absent"


def compare(asserted: Mapping[str, str] | None, given_name: str, family_name: str) -> NameCheck:
    """Compare the asserted acting person (``Vorname``, ``Nachname``) with a registrant's name.

    A person named by only one of the two counts as absent.
    """
    given, family = (_words((asserted or {}).get(part, "")) for part in ("Vorname", "Nachname"))
    if not given or not family:
        return NameCheck.ABSENT
    same_given = _same_given(given, _words(given_name))
    same = same_given and _same_family(family, _words(family_name))
    return NameCheck.MATCHED if same else NameCheck.MISMATCHED


def _same_given(one: list[str], other: list[str]) -> bool:
    """Tell whether all given names of one person are among the other's; some use only one."""
    if not one or not other:
        return False
    return _joined(one, other) or _within(one, other) or _within(other, one)


def _within(some: list[str], all_names: list[str]) -> bool:
    """Tell whether each has a partner; an initial may have one, but does not suffice alone."""
    spelt = {spelling for other in all_names for spelling in (_long(other), _short(other))}
    initials = {other for other in all_names if len(other) == 1}
    first_letters = {other[0] for other in all_names}
    full = [not spelt.isdisjoint((_long(name), _short(name))) for name in some]
    abbreviated = [name in first_letters or name[0] in initials for name in some]
    return any(full) and all(f or a for f, a in zip(full, abbreviated, strict=True))


def _same_family(one: list[str], other: list[str]) -> bool:
    """Tell whether the family names agree whole; ``von`` and ranks may be left out, not differ.

    Registers keep them in a field of their own, so a certificate may come without.
    """
    if not one or not other:
        return False
    (before, core), (other_before, other_core) = _split(one), _split(other)
    tolerated = before <= other_before or other_before <= before
    return _joined(one, other) or (tolerated and _joined(core, other_core))


def _split(words: list[str]) -> tuple[frozenset[str], list[str]]:
    """Return what stands before the name proper, and that; the last word is always the name."""
    written = [SHORTENED.get(word, word) for word in words]
    at = 0
    while at < len(words) - 1 and _stands_before(written[at], written[at + 1]):
        at += 1
    return frozenset(written[:at]), words[at:]


def _stands_before(word: str, following: str) -> bool:
    return word in PARTICLES or (word in RANKS and following in PARTICLES)


def _joined(one: list[str], other: list[str]) -> bool:
    """Compare without the gaps: Annalena, Anna-Lena and Anna Lena are one name."""
    return any(
        "".join(map(spelt, one)) == "".join(map(spelt_too, other))
        for spelt in (_long, _short)
        for spelt_too in (_long, _short)
    )


def _words(name: str) -> list[str]:
    """Return the words of a name in lower case, without titles; accents but no umlauts fall."""
    plain = unicodedata.normalize("NFKD", APOSTROPHES.sub("", name)).casefold()
    text = unicodedata.normalize("NFKD", plain.translate(LETTERS))
    kept = UMLAUT.sub(lambda found: unicodedata.normalize("NFC", found.group()), text)
    bare = "".join(c for c in kept if unicodedata.category(c) not in ("Mn", "Cf"))
    return _letters(TITLES.sub(" ", bare)) or _letters(bare)


def _letters(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def _long(word: str) -> str:
    """Spell umlauts out: Müller as mueller."""
    return word.translate(UMLAUTS)


def _short(word: str) -> str:
    """Leave umlauts out: Müller and Mueller as muller."""
    if _long(word) != word:
        return word.translate(str.maketrans("äöüå", "aoua"))
    return SPELLED_OUT.sub(r"\1", word)
