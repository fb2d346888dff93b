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
PORTAL_NUMBER = re.compile(r"[0-9]{3,12}")
NUMBERED = ("behoerde", "gemeinde")
"""Fields of the query that hold a number of the portal's own."""


class Whose(StrEnum):
    """What a part of the link says about the body it is for."""

    OWN = "own"
    ANOTHER = "another"
    OPEN = "open"


Knows = Callable[[str], Whose]


def nobody_knows(_: str) -> Whose:
    """Return that nothing is known of it."""
    return Whose.OPEN


@dataclass(frozen=True)
class LinkKnowledge:
    """Whose a postcode or a number of the portal is, as far as it is known.

    A number is asked for with its field: ``behoerde:44218646771``.
    """

    by_postcode: Knows = nobody_knows
    by_number: Knows = nobody_knows


@dataclass(frozen=True)
class VettedLink:
    """A link of the right form; where it does not prove whose it is, a person decides."""

    url: str
    proven: bool


def checked_link(url: str, places: list[str], known: LinkKnowledge) -> VettedLink:
    """Return the link, or raise Invalid saying what does not fit.

    The digits in the path are the same for every body; only the query names it. The numbers in
    ``behoerde`` and ``gemeinde`` are the portal's own, which links a person confirmed have
    taught; the postcode is compared with the register. A key of the register in ``gemeinde``
    must be one of ``places`` or lie in one of them. A learnt number may be learnt from a mistake:
    where the register says the link is the body's own, it only leaves it to a person.
    """
    url = url.strip()
    parts = _split(url)
    if parts is None or parts.scheme != "https" or parts.netloc.lower() not in HOSTS:
        raise _wrong("link-not-of-portal")
    if not PATHS.fullmatch(parts.path):
        raise _wrong("link-no-service")
    query = _query(parts)
    said, learnt = set(_said(query, places, known)), set(map(known.by_number, _numbers(query)))
    another = Whose.ANOTHER in learnt
    if Whose.ANOTHER in said or (another and Whose.OWN not in said):
        raise _wrong("link-of-another")
    return VettedLink(url, proven=Whose.OWN in said | learnt and not another)


def portal_numbers(url: str) -> list[str]:
    """Return the numbers of the portal an address names, each with its field, once."""
    return list(dict.fromkeys(_numbers(_query(urlsplit(url)))))


def _numbers(query: dict[str, list[str]]) -> Iterator[str]:
    for name in NUMBERED:
        for said in query.get(name, []):
            is_key = name == "gemeinde" and AGS.fullmatch(said)
            if PORTAL_NUMBER.fullmatch(said) and not is_key:
                yield f"{name}:{said}"


def _said(query: dict[str, list[str]], places: list[str], known: LinkKnowledge) -> Iterator[Whose]:
    for key in query.get("gemeinde", []):
        if AGS.fullmatch(key):
            own = any(key.startswith(place) for place in places)
            yield Whose.OWN if own else Whose.ANOTHER
    for code in query.get("plz", []):
        yield known.by_postcode(code) if POSTCODE.fullmatch(code) else Whose.OPEN


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
