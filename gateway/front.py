"""The WSGI function in front of Flask.

It gives every request its id, security headers, a log line and its place in the metrics, and
answers what the catalogue cache holds without waking Flask.
"""

import re
import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from http import HTTPStatus
from itertools import count
from typing import Any

from gateway.api.conditions import is_known
from gateway.api.formats import may_want_table
from gateway.api.queries import names_in
from gateway.api.render import CACHED_BY_ALL, CACHED_BY_ONE, MAY_BE_HELD
from gateway.api.route import FILE, Route
from gateway.calls.single_flight import SingleFlight
from gateway.catalogue.cache import CatalogueCache, RenderedAnswer
from gateway.catalogue.held_pages import VARY, is_for_all, page_at
from gateway.cross_origin import CrossOrigin
from gateway.language import language_of, varied
from gateway.monitoring.health import Readiness
from gateway.monitoring.metrics import cache_reads, request_s, requests
from gateway.monitoring.tracing import request_ended
from gateway.rate_limits.rules import STANDING, headers_of
from services.common import context, trace
from services.common.context import Call
from services.common.logs import Log

log = Log("gateway.access")

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
READ_S = 20.0
"""The edge sends requests whole; whoever comes past it holds a thread no longer than this."""
MOST_PATHS = 4096
"""So many paths are remembered with their route; trying all patterns costs every read."""
WORDED = ("application/json", "application/problem+json", "application/atom", "text/html")
"""The types of answers that hold words of ours; a PDF or a workbook is in its own language."""
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""What is counted by name; a client may invent others, each of which would be a series."""
NOTED = (("gateway.account", "account"), ("gateway.problem", "problem"))
"""What the access line says beside the answer, where there is something to say."""
API_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
SECURITY: Headers = [
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
]
STRICT_TRANSPORT = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")


@dataclass
class HttpAnswer:
    """A complete answer on its way out."""

    status: int
    headers: Headers = field(default_factory=list)
    body: Iterable[bytes] = ()
    route: str = ""
    dressed: bool = False

    @property
    def status_line(self) -> str:
        """Return the status as HTTP writes it."""
        return f"{self.status} {HTTPStatus(self.status).phrase}"


class Front:
    """What gunicorn calls."""

    def __init__(
        self,
        application: Application,
        *,
        cached: Sequence[Route],
        cache: CatalogueCache,
        readiness: Readiness,
        secure: bool,
        cross_origin: CrossOrigin = CrossOrigin(),
    ) -> None:
        self._application, self._cache, self.readiness = application, cache, readiness
        self._cached = [(route.pattern, route) for route in cached]
        self._flights: SingleFlight[RenderedAnswer | HttpAnswer] = SingleFlight()
        self._cross_origin = cross_origin
        self._security = [*SECURITY, STRICT_TRANSPORT] if secure else SECURITY
        self._route = lru_cache(MOST_PATHS)(self._find_route)
        self._mine, self._numbers = secrets.token_hex(12), count(1)
        self._headers_held = lru_cache(MOST_PATHS)(self._make_headers_held)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        began = time.perf_counter()
        parent = trace.read(environ.get("HTTP_TRACEPARENT"))
        correlation_id = (
            sane(environ.get("HTTP_X_REQUEST_ID")) or trace.id_of(parent) or self._new_id()
        )
        language, span = language_of(environ), trace.begun(correlation_id, parent)
        context.enter(Call(correlation_id=correlation_id, language=language, traceparent=span))
        asked = self._cross_origin.preflight(environ)
        answer = self._answer(environ, language) if asked is None else HttpAnswer(204, asked)
        if not answer.dressed:
            answer.headers = self._dressed(said_in(language, answer.headers))
        answer.headers = self._cross_origin.dressed(environ, answer.headers)
        answer.headers.append(("X-Request-ID", correlation_id))
        self._note(environ, answer, parent, time.perf_counter() - began)
        start_response(answer.status_line, answer.headers)
        return () if environ["REQUEST_METHOD"] == "HEAD" else answer.body

    def _new_id(self) -> str:
        """Return an id nobody else gives.

        Random bytes for each would let go of the interpreter's lock, as a write does.
        """
        return f"{self._mine}{next(self._numbers):08x}"

    def _answer(self, environ: Environ, language: str) -> HttpAnswer:
        path, method = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]
        if method not in ("GET", "HEAD"):
            return self._ask(environ)
        page = page_at(path)
        if page is not None and is_for_all(environ):
            return self._read(environ, path, page, language)
        route = self._route(path)
        if route is None or may_want_table(environ) or not route.holds(_named(route, environ)):
            return self._ask(environ)
        return self._read(environ, path, route.full_path, language)

    def _find_route(self, path: str) -> Route | None:
        if not path.startswith("/api/"):
            return None
        return next((route for pattern, route in self._cached if pattern.fullmatch(path)), None)

    def _read(self, environ: Environ, path: str, template: str, language: str) -> HttpAnswer:
        """Answer from the cache; where it holds nothing, one thread asks for all."""
        key = f"{language} {path}?{environ.get('QUERY_STRING', '')}"
        entry = self._cache.get(key)
        if entry is not None:
            return self._held(environ, entry, template, "held")
        if environ["REQUEST_METHOD"] == "HEAD":
            return self._ask(environ)
        generation = self._cache.generation
        fetched = self._flights.fly(
            (key, generation), lambda: self._fetch(environ, key, generation)
        )
        if isinstance(fetched, RenderedAnswer):
            return self._held(environ, fetched, template, "fetched")
        outdated = self._cache.outdated(key) if fetched.status >= 500 else None
        if outdated is not None:
            return self._held(environ, outdated, template, "outdated")
        return replace(fetched, headers=list(fetched.headers))

    def _fetch(self, environ: Environ, key: str, generation: int) -> RenderedAnswer | HttpAnswer:
        answer = self._ask(environ)
        body = b"".join(answer.body)
        if answer.status != 200 or MAY_BE_HELD not in environ:
            return replace(answer, body=[body])
        headers = {name.lower(): value for name, value in answer.headers}
        revision = environ.get("gateway.revision")
        fetched = RenderedAnswer(
            body, headers["content-type"], headers["etag"], revision, context.current().language,
            headers.get("content-security-policy", ""),
        )  # fmt: skip
        self._cache.put(key, fetched, generation)
        return fetched

    def _held(
        self, environ: Environ, held: RenderedAnswer, template: str, outcome: str
    ) -> HttpAnswer:
        cache_reads(outcome).inc()
        known = is_known(held.etag, environ.get("HTTP_IF_NONE_MATCH"))
        length = None if known else len(held.body)
        headers = list(
            self._headers_held(held.etag, held.content_type, length, held.language, held.policy)
        )
        if known:
            return HttpAnswer(304, headers, (), template, dressed=True)
        return HttpAnswer(200, headers, [held.body], template, dressed=True)

    def _make_headers_held(
        self, etag: str, content_type: str, length: int | None, language: str, policy: str
    ) -> Headers:
        """Return the headers of a held answer; without a length they are those of a 304."""
        headers = [
            ("ETag", etag),
            ("Cache-Control", CACHED_BY_ONE if policy else CACHED_BY_ALL),
            ("Vary", varied(VARY if policy else "Accept")),
            ("Content-Language", language),
        ]
        if policy:
            headers.append(("Content-Security-Policy", policy))
        if length is not None:
            headers += [("Content-Type", content_type), ("Content-Length", str(length))]
        return self._dressed(headers)

    def _ask(self, environ: Environ) -> HttpAnswer:
        """Let Flask answer."""
        begun: list[tuple[str, Headers]] = []

        def start(status: str, headers: Headers, _exc_info: Any = None) -> None:
            begun.append((status, list(headers)))

        _bound_reading(environ)
        body = self._application(environ, start)
        status, headers = begun[-1]
        if status >= "4":
            _drain(environ)
        if STANDING in environ:
            headers += headers_of(environ[STANDING])
        return HttpAnswer(int(status[:3]), headers, body, environ.get("gateway.route", ""))

    def _dressed(self, headers: Headers) -> Headers:
        """Add what every answer carries; what a page has set itself stays."""
        present = {name.lower() for name, _ in headers}
        wanted = [
            ("Content-Security-Policy", API_POLICY),
            ("Cache-Control", "no-store"),
            *self._security,
        ]
        return headers + [pair for pair in wanted if pair[0].lower() not in present]

    def _note(self, environ: Environ, answer: HttpAnswer, parent: str, elapsed_s: float) -> None:
        """Log, count and trace; a query string may hold personal data and is left out."""
        path, method = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]
        route, known = answer.route or "other", method if method in METHODS else "other"
        requests(known, route, answer.status).inc()
        request_s(route).observe(elapsed_s)
        request_ended(known, route, answer.status, parent, elapsed_s)
        log.info(
            "request",
            method=method,
            route=answer.route or path[:200],
            status=answer.status,
            ms=round(elapsed_s * 1000, 1),
            **{name: environ[key] for key, name in NOTED if key in environ},
        )


def said_in(language: str, headers: Headers) -> Headers:
    """Say the language of an answer that holds words, and that another may ask for another."""
    present = {name.lower(): value for name, value in headers}
    kind = present.get("content-type")
    if not (kind.startswith(WORDED) if kind else "etag" in present):
        return headers
    others = [pair for pair in headers if pair[0].lower() not in ("vary", "content-language")]
    language = present.get("content-language", language)
    vary = varied(present.get("vary", ""))
    return [*others, ("Vary", vary), ("Content-Language", language)]


def _named(route: Route, environ: Environ) -> set[str]:
    """Return what the query names; nobody needs to know where all answers are held."""
    return names_in(environ.get("QUERY_STRING", "")) if route.unheld else set()


def _bound_reading(environ: Environ) -> None:
    """Let no read of a body, and no write of its answer, wait for ever."""
    connection = environ.get("gunicorn.socket")
    if connection is not None and environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        connection.settimeout(READ_S)


def _drain(environ: Environ) -> None:
    """Read what a refused request still sends.

    Its unread rest would cost the connection, and with it the next request the client sends on it.
    The edge has it whole already. What is larger than anything we take has come past the edge.
    """
    if int(environ.get("CONTENT_LENGTH") or 0) > FILE:
        return
    left = FILE
    while left > 0:
        try:
            read = len(environ["wsgi.input"].read(min(left, 65536)))
        except OSError:
            return
        if read == 0:
            return
        left -= read


def sane(request_id: str | None) -> str | None:
    """Return the client's request id where it can stand in logs and headers."""
    return request_id if request_id and REQUEST_ID.fullmatch(request_id) else None
