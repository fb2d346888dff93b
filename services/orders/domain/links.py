"""The link a body stores in the BayernPortal: its form, and whose it is."""

import re
from urllib.parse import SplitResult, parse_qs, urlsplit

from services.common.errors import invalid_fields

HOSTS = frozenset({"www.bayernportal.de", "www.freistaat.bayern"})
PATHS = re.compile(r"/dokumente/(leistung/[0-9]{3,20}|onlineservice/[0-9]{3,20}/O)")
NAMES_BODY = ("behoerde", "gemeinde", "plz")
AGS = re.compile(r"09[0-9]{6}")


def checked_link(url: str, places: list[str]) -> str:
    """Give the link, or raise Invalid saying what does not fit.

    The digits in the path are the same for every body; only the query names it, so a link
    without one belongs to nobody, and a municipality key in it must be one of ``places`` or
    lie in one of them (a district's key begins its municipalities' keys).
    """
    url = url.strip()
    parts = _split(url)
    if parts is None or parts.scheme != "https" or parts.netloc.lower() not in HOSTS:
        raise _wrong("Bitte geben Sie den Link aus dem BayernPortal an (https).", "https link only")
    if not PATHS.fullmatch(parts.path):
        raise _wrong("Das ist kein Link zu einer Leistung im BayernPortal.", "no service link")
    query = parse_qs(parts.query)
    if not any(query.get(name) for name in NAMES_BODY):
        raise _wrong(
            "Im Link fehlt Ihre Behörde. Wählen Sie im BayernPortal zuerst Ihren Ort.",
            "the query names no body",
        )
    for key in query.get("gemeinde", []):
        if AGS.fullmatch(key) and not any(key.startswith(place) for place in places):
            raise _wrong(f"Der Link gehört zu einer anderen Gemeinde ({key}).", "another body's")
    return url


def _split(url: str) -> SplitResult | None:
    """Take the address apart; None where it is none, or hides a character in it."""
    if any(character.isspace() for character in url):
        return None
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _wrong(german: str, english: str) -> Exception:
    return invalid_fields([("/url", f"{german} / {english}")], "link-invalid")
