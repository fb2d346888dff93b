"""Which pages of other origins may use the API from a browser: those on a list, by token only.

Off while the list is empty. Nothing is ever allowed with credentials, so no browser lets another
origin read what a cookie opens; a request with a cookie is not answered for another origin at all.
The protocol: https://fetch.spec.whatwg.org/#http-cors-protocol.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.common.config import SettingsWrong

PREFIX = "/api/v1/"
ORIGIN = re.compile(
    r"https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?"
    r"|http://(localhost|127\.0\.0\.1)(:[0-9]{1,5})?"
)
"""As a browser writes it: lower case, no path; without TLS only on the developer's machine."""
METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE"
SENT = (
    "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, "
    "If-None-Match, X-Request-ID, traceparent"
)
READ = (
    "Content-Disposition, ETag, Link, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, "
    "Retry-After, WWW-Authenticate, X-Request-ID"
)
HELD_S = "600"
Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class CrossOrigin:
    """The origins allowed; answers are dressed for them and nobody else."""

    origins: frozenset[str] = frozenset()

    def preflight(self, environ: Mapping[str, Any]) -> Headers | None:
        """Return the headers of the answer to a browser that asks beforehand, None for others."""
        asks = environ["REQUEST_METHOD"] == "OPTIONS"
        if not asks or "HTTP_ACCESS_CONTROL_REQUEST_METHOD" not in environ:
            return None
        if not self._is_allowed(environ):
            return None
        return [
            ("Access-Control-Allow-Methods", METHODS),
            ("Access-Control-Allow-Headers", SENT),
            ("Access-Control-Max-Age", HELD_S),
        ]

    def dressed(self, environ: Mapping[str, Any], headers: Headers) -> Headers:
        """Return an answer's headers with what lets the asking origin read it."""
        if not self.origins or not environ.get("PATH_INFO", "").startswith(PREFIX):
            return headers
        vary = ", ".join([*(value for name, value in headers if name.lower() == "vary"), "Origin"])
        others = [pair for pair in headers if pair[0].lower() != "vary"]
        if not self._is_allowed(environ):
            return [*others, ("Vary", vary)]
        return [
            *others,
            ("Vary", vary),
            ("Access-Control-Allow-Origin", environ["HTTP_ORIGIN"]),
            ("Access-Control-Expose-Headers", READ),
        ]

    def _is_allowed(self, environ: Mapping[str, Any]) -> bool:
        return (
            environ.get("PATH_INFO", "").startswith(PREFIX)
            and environ.get("HTTP_ORIGIN") in self.origins
            and "HTTP_COOKIE" not in environ
        )


def cross_origin_of(text: str) -> CrossOrigin:
    """Return the origins a setting names, parted by spaces, or end the process."""
    origins = text.split()
    wrong = [origin for origin in origins if ORIGIN.fullmatch(origin) is None]
    if wrong:
        why = "no origin such as https://portal.example; neither *, null nor a path is taken"
        raise SettingsWrong("CORS_ORIGINS", f"{wrong[0]!r} is {why}")
    return CrossOrigin(frozenset(origins))
