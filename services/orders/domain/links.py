"""The link a body stores in the BayernPortal: its form, and whether it proves whose it is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, parse_qs, urlsplit

from services.common.errors import Wrong, invalid_fields

SITES = ("bayernportal.de", "freistaat.bayern")
HOSTS = frozenset(f"{prefix}{site}" for site in SITES for prefix in ("", "www."))
PATHS = re.compile(r"/dokumente/(leistung|onlineservice|onlineverfahren)/[0-9]{3,20}(/[A-Z])?/?")
AGS = re.compile(r"09[0-9]{6}")
MOST_FIELDS = 20
POSTCODE = re.compile(r"[0-9]{5}")


class Whose(StrEnum):
    """What a part of the link says about the body it is for."""

    OWN = "own"
    ANOTHER = "another"
    OPEN = "open"


@dataclass(frozen=True)
class VettedLink:
    """A link of the right form; where it does not prove whose it is, a person decides."""

    url: str
    proven: bool


def checked_link(url: str, places: list[str], by_postcode: Callable[[str], Whose]) -> VettedLink:
    """Return the link, or raise Invalid saying what does not fit.

    The digits in the path are the same for every body; only the query names it. The numbers in
    ``behoerde`` and ``gemeinde`` are the portal's own, which nobody can compare yet; the
    postcode can be compared, by ``by_postcode``. A key of the register in ``gemeinde`` must be
    one of ``places`` or lie in one of them.
    """
    url = url.strip()
    parts = _split(url)
    if parts is None or parts.scheme != "https" or parts.netloc.lower() not in HOSTS:
        raise _wrong("link-not-of-portal")
    if not PATHS.fullmatch(parts.path):
        raise _wrong("link-no-service")
    said = set(_said(_query(parts), places, by_postcode))
    if Whose.ANOTHER in said:
        raise _wrong("link-of-another")
    return VettedLink(url, proven=Whose.OWN in said)


def _said(
    query: dict[str, list[str]], places: list[str], by_postcode: Callable[[str], Whose]
) -> Iterator[Whose]:
    for key in query.get("gemeinde", []):
        if AGS.fullmatch(key):
            own = any(key.startswith(place) for place in places)
            yield Whose.OWN if own else Whose.ANOTHER
    for code in query.get("plz", []):
        yield by_postcode(code) if POSTCODE.fullmatch(code) else Whose.OPEN


def _query(parts: SplitResult) -> dict[str, list[str]]:
    try:
        return parse_qs(parts.query, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise _wrong("link-too-long") from error


def _split(url: str) -> SplitResult | None:
    """Take the address apart; None where it is none, or hides a character in it."""
    if any(character.isspace() or not character.isprintable() for character in url):
        return None
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _wrong(key: str) -> Exception:
    return invalid_fields([("/url", Wrong(key))], "link-invalid")
