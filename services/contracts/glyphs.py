"""What the fonts of a document can show, and how it shows what they cannot: by its number.

A text may hold any letter the border takes, and older texts hold what it took then. Neither may
keep a contract from being made, and what is signed must be seen: so a hidden character is left
out or told, and a letter without a shape stands as ``[U+1F44D]``.
"""

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import typst

from services.common.validation.texts import forced_line

STANDARDS: Any = ["a-3a", "ua-1"]
LAST_LATIN = "\u017f"
"""Up to here every letter has its shape in every font of the wheel."""

# Controls, direction marks, private and unassigned characters can make a text look like
# another one, which must not happen above a signature.
_HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_PROBE = b"""
#set document(title: "x")
#set text(font: "Libertinus Serif", lang: "de", region: "DE")
#sys.inputs.letter
"""


def legible(facts: Any) -> Any:
    """Return the facts without hidden characters; a text without any stays as it is."""
    return _each_text(facts, _without_hidden)


def spelled_out(facts: Any) -> Any:
    """Return the facts with every letter that has no shape in our fonts told by its number."""
    return _each_text(facts, lambda text: "".join(map(_shown, text)))


def in_latin(facts: Any) -> Any:
    """Return the facts with every letter told by its number that is not Latin."""
    return _each_text(facts, lambda text: "".join(map(_latin, text)))


def _each_text(facts: Any, change: Callable[[str], str]) -> Any:
    if isinstance(facts, str):
        return change(facts)
    if isinstance(facts, dict):
        return {name: _each_text(value, change) for name, value in facts.items()}
    if isinstance(facts, list):
        return [_each_text(value, change) for value in facts]
    return facts


def _without_hidden(text: str) -> str:
    if _HIDDEN.isdisjoint(map(unicodedata.category, text)):
        return text
    line = "".join(_told(c) if _is_hidden(c) else c for c in forced_line(text))
    return line or "".join(map(_told, text))


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter) in _HIDDEN


def _shown(letter: str) -> str:
    return letter if letter <= LAST_LATIN or _has_shape(letter) else _told(letter)


def _latin(letter: str) -> str:
    return letter if letter <= LAST_LATIN else _told(letter)


def _told(letter: str) -> str:
    return f"[U+{ord(letter):04X}]"


@lru_cache(maxsize=10_000)
def _has_shape(letter: str) -> bool:
    """Tell whether our fonts can show it; a mark is tried above a letter."""
    text = f"o{letter}" if unicodedata.combining(letter) else letter
    try:
        typst.compile(
            _PROBE,
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"letter": text},
            pdf_standards=STANDARDS,
        )
    except typst.TypstError:
        return False
    return True
