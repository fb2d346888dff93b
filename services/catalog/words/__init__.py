"""What catalog says to people: its sentences by code, and what codes are called."""

from services.catalog.words.fields import FIELDS
from services.catalog.words.refusals import REFUSALS
from services.common.words import Sentence

WORDS: dict[str, Sentence] = {**REFUSALS, **FIELDS}
"""Every sentence by its code or key."""
