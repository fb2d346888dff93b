"""Keys of services and bodies: which forms are possible.

A LeiKa key has no check digit, so a well-formed one need not exist; one that is missing in
the list of 2019 may simply be newer.
"""

import re

BODY = re.compile(r"(09[0-9](?:[0-9]{2}|[0-9]{5,6})?|x-[0-9]{8})\Z")
"""Region 3, district 5, municipality 8, joint administration 9 digits, or a key of our own."""

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")

_LEIKA = re.compile(r"99[0-9]{12}")
_OZG = re.compile(r"[0-9]{5}")
_FIRST_OZG, _LAST_OZG = 10000, 10601


def is_leika_key(key: str) -> bool:
    """Return whether the key is a national LeiKa key: 99, group, object, action, detail.

    The only safe rule between its parts: action 000 implies detail 000.
    """
    if not _LEIKA.fullmatch(key) or not key.isascii():
        return False
    action, detail = key[8:11], key[11:]
    return action != "000" or detail == "000"


def is_ozg_id(ozg_id: str) -> bool:
    """Return whether the id lies in the range of the OZG catalogue, 10000 to 10601."""
    return _OZG.fullmatch(ozg_id) is not None and _FIRST_OZG <= int(ozg_id) <= _LAST_OZG
