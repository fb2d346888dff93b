"""What the gateway says itself, by code; ``problems.json`` explains every code beside that."""

from gateway.words.answers import ANSWERS
from gateway.words.tables import TABLES
from services.common.words import Text, said

WORDS = {**ANSWERS, **TABLES}


def text(key: str, **parameters: object) -> Text:
    """Return a sentence of ours, or of the kernel's, with its parameters."""
    return said(WORDS, key, parameters=parameters)
