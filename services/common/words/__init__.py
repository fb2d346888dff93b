"""Texts for people: values with both languages, and the sentences of the kernel."""

from services.common.words.kernel import KERNEL, said
from services.common.words.texts import (
    LANGUAGES,
    Catalogue,
    Counted,
    Sentence,
    Text,
    in_language,
    parameters_of,
    written,
)
from services.common.words.turns import turn_sentence

__all__ = [
    "KERNEL",
    "LANGUAGES",
    "Catalogue",
    "Counted",
    "Sentence",
    "Text",
    "in_language",
    "parameters_of",
    "said",
    "turn_sentence",
    "written",
]
