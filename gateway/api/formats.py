"""The formats a list can be had in, and which of them a request asks for."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from flask import Request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from gateway.api.queries import given
from services.common.errors import Wrong, invalid_fields

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8", "json": "application/json"}
NO_FILTERS = frozenset({"format", "limit", "cursor"})
MOST_ACCEPTS = 256
"""So many Accept headers are remembered with what they come to; browsers send a few."""


def format_asked(asked: Request) -> str | None:
    """Return the format a list is asked for in, or None for its pages of JSON."""
    named = given(asked.args).get("format")
    if named is not None:
        if named not in TYPES:
            raise invalid_fields([("/format", Wrong("one-of", choices=list(TYPES)))])
        return named
    return _negotiated(asked.headers.get("Accept", ""))


@lru_cache(MOST_ACCEPTS)
def _negotiated(accept: str) -> str | None:
    """Return the kind of table a client likes better than JSON, or None."""
    liked = parse_accept_header(accept, MIMEAccept)
    best = liked.best_match(["application/json", XLSX, "text/csv"])
    return {XLSX: "xlsx", "text/csv": "csv"}.get(best or "")


def filters_in(query: Mapping[str, str]) -> dict[str, str]:
    """Return what the list is filtered and sorted by; a file is never a page of it."""
    return {name: value for name, value in query.items() if name not in NO_FILTERS}


def may_want_table(environ: Mapping[str, Any]) -> bool:
    """Tell whether a request may be for a table; cheap, for the way of cached answers."""
    query = environ.get("QUERY_STRING", "")
    named = "format=" in (unquote(query) if "%" in query else query)
    return named or _negotiated(environ.get("HTTP_ACCEPT", "")) is not None
