"""Pages of the catalogue that all guests see alike: held in front of Flask until it changes."""

import re
from collections.abc import Mapping
from typing import Any

PAGES = {
    "/": re.compile(r"/"),
    "/leistungen": re.compile(r"/leistungen"),
    "/leistungen/{profile_id}": re.compile(r"/leistungen/[\w-]{1,100}"),
    "/schnittstellen": re.compile(r"/schnittstellen"),
}
NOTHING_OF_A_PERSON = re.compile(r" *(?:lang=(?:de|en))? *")
VARY = "Accept, Cookie, HX-Request"


def page_at(path: str) -> str | None:
    """Return the template of the page at a path that may be held, or None."""
    return next((page for page, pattern in PAGES.items() if pattern.fullmatch(path)), None)


def is_for_all(environ: Mapping[str, Any]) -> bool:
    """Tell whether the answer to this request is the same for everyone of its language.

    Who shows a cookie may see something of their own, who chooses a language gets one, and a
    page that enhances itself gets a part.
    """
    asked = environ.get("QUERY_STRING", "")
    return (
        NOTHING_OF_A_PERSON.fullmatch(environ.get("HTTP_COOKIE", "")) is not None
        and "lang=" not in asked
        and "HTTP_HX_REQUEST" not in environ
        and "HTTP_AUTHORIZATION" not in environ
    )
