"""The language of an answer: negotiated here, once for each request, and nowhere else."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from services.common.words import LANGUAGES

DEFAULT = LANGUAGES[0]
HEADER = "Accept-Language"
MOST_HEADERS = 256
"""So many headers are remembered with what they come to; browsers send a few."""
COOKIE = "lang"
_NAMED = re.compile(rf"(?:^|&)lang=({'|'.join(LANGUAGES)})(?:&|$)")
_CHOSEN = re.compile(rf"(?:^|; ?){COOKIE}=({'|'.join(LANGUAGES)})(?:;|$)")


def language_of(environ: Mapping[str, Any]) -> str:
    """Return the language that a page's address names, or was chosen before, else the best liked.

    Programs say theirs in the header only.
    """
    query, cookies = environ.get("QUERY_STRING", ""), environ.get("HTTP_COOKIE", "")
    mentioned = "lang=" in query or "lang=" in cookies
    if mentioned and not environ.get("PATH_INFO", "").startswith("/api/v"):
        chosen = _NAMED.search(query) or _CHOSEN.search(cookies)
        if chosen:
            return chosen[1]
    return negotiated(environ.get("HTTP_ACCEPT_LANGUAGE", ""))


@lru_cache(MOST_HEADERS)
def negotiated(accept_language: str) -> str:
    """Return which of our languages the header likes best; German where it likes none."""
    for tag, quality in parse_accept_header(accept_language, LanguageAccept):
        language = tag.partition("-")[0].casefold()
        if quality > 0 and language in (*LANGUAGES, "*"):
            return DEFAULT if language == "*" else language
    return DEFAULT


def varied(vary: str) -> str:
    """Return what an answer varies with, the language among it."""
    if HEADER.casefold() in vary.casefold():
        return vary
    return f"{vary}, {HEADER}" if vary else HEADER
