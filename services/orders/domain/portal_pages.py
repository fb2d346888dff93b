"""Whether the page a link leads to is there: what one look says, and whose turn it makes it."""

import html
import re
from enum import StrEnum
from urllib.parse import urlsplit

from services.common.links.findings import FoundPage, LinkFailure
from services.orders.domain.links import HOSTS, PATHS


class PageFinding(StrEnum):
    """What a look found; each code but the first has its sentences."""

    THERE = "page-there"
    GONE = "page-gone"
    START = "page-is-start"
    FILE = "page-is-file"
    ASTRAY = "page-leads-astray"
    ELSEWHERE = "page-leads-elsewhere"
    SAYS_GONE = "page-says-gone"
    AWAY = "page-host-away"


F = PageFinding

REFUSED = frozenset({F.GONE, F.START, F.FILE, F.ASTRAY})
"""Not the page of a service, whoever looks: the body tells another link."""
DEAD = REFUSED | {F.ELSEWHERE, F.SAYS_GONE}
"""What was a good page once and shows this again and again is dead.

That the host is away is not the body's fault: nothing follows from it, and it is asked again.
"""

ASTRAY = frozenset(
    {LinkFailure.INTERNAL, LinkFailure.NOT_HTTPS, LinkFailure.OTHER_PORT, LinkFailure.MALFORMED}
)
PAGES = frozenset({"text/html", "application/xhtml+xml", ""})
TITLE = re.compile(rb"<(title|h1)\b[^>]{0,500}>(.{0,500}?)</\1>", re.IGNORECASE | re.DOTALL)
ERRORS = (
    "404", "410", "nicht gefunden", "nicht verfügbar", "nicht mehr verfügbar", "existiert nicht",
    "not found", "fehlerseite", "error page",
)  # fmt: skip
SAYS_GONE = re.compile(rf"\b({'|'.join(ERRORS)})\b", re.IGNORECASE)
"""How the title or first heading of an error page reads that is sent as if all were well."""


def finding_of_failure(reason: LinkFailure) -> PageFinding:
    """Return what it means that a look did not come to a page."""
    return F.ASTRAY if reason in ASTRAY else F.AWAY


def finding_of_page(page: FoundPage) -> PageFinding:
    """Return what the page at the end of the redirects is."""
    if not page.is_there:
        return F.GONE if 400 <= page.status < 500 else F.AWAY
    if found := _misplaced(page.url):
        return found
    if page.media_type not in PAGES:
        return F.FILE
    return F.SAYS_GONE if _says_gone(page.beginning) else F.THERE


def _misplaced(url: str) -> PageFinding | None:
    """Return where a look was led, if not to the page of a service in the portal."""
    parts = urlsplit(url)
    if (parts.hostname or "") not in HOSTS:
        return F.ELSEWHERE
    if PATHS.fullmatch(parts.path):
        return None
    return F.START if not parts.path.strip("/") else F.ELSEWHERE


def _says_gone(beginning: bytes) -> bool:
    said = (match.group(2).decode("utf-8", "replace") for match in TITLE.finditer(beginning))
    return any(SAYS_GONE.search(html.unescape(title)) for title in said)
