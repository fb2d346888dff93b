"""Ids that stand in addresses, made of what people call a thing: nobody types them."""

import re
import unicodedata
from collections.abc import Collection
from itertools import count

SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def slug_of(name: str, *, longest: int = 60) -> str:
    """Return a name in small letters, digits and single hyphens; empty where none is in it."""
    spelled = unicodedata.normalize("NFC", name).lower().translate(SPELLED)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-")


def free_of(base: str, taken: Collection[str]) -> str:
    """Return the id, or the first with a number behind it that is not taken."""
    numbered = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(id for id in numbered if id not in taken)
