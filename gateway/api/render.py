"""Results of services as HTTP answers."""

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from flask import Request, Response, current_app

from gateway.api import atom, conditions
from gateway.api.queries import given
from gateway.api.route import Render, Route
from gateway.callers.sessions import Session
from services.common import context
from services.common.principal import Principal

CACHED_BY_ALL = "public, max-age=0, must-revalidate"
CACHED_BY_ONE = "private, no-cache"
MAY_BE_HELD = "gateway.may_be_held"
NO_BODY_SCOPES = ("*", "self")
JSON_LINES, GZIP = "application/jsonl", "application/gzip"
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
FILES = {
    Render.PDF: ("pdf_base64", "application/pdf"),
    Render.ZIP: ("zip_base64", "application/zip"),
}
"""Under which name a result holds a file, and of what type that is."""
IN_PARTS = (Render.LINES, Render.PIECES)
"""What is asked for part by part while it is sent."""
Following = Callable[[Mapping[str, Any]], Any]
"""Gives the next part, by the arguments in which its call differs from the first."""


def answer(route: Route, result: Any, asked: Request) -> Response:
    """Return the answer to a successful call."""
    if isinstance(result, Response):
        return result
    if route.render is Render.ATTACHMENT:
        return _attachment(result, asked)
    if route.render in FILES:
        return _file(route, result, asked)
    body = _body(route, result)
    response = Response(body, route.status, content_type=route.media_type)
    if route.location:
        response.headers["Location"] = route.location.format_map(result)
    if route.holds(given(asked.args)):
        return _for_everyone(response, result, asked)
    tag = conditions.tag_of(result, body)
    if tag and route.render is not Render.ME:
        response.headers["ETag"] = tag
    return _unless_known(response, asked) if route.method == "GET" else response


def _body(route: Route, result: Any) -> bytes:
    if route.render is Render.ATOM:
        return atom.feed(result, current_app.config["ADDRESS"], context.current().language)
    return to_json(result)


def to_json(result: Any) -> bytes:
    """Return the JSON text of a result."""
    return json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode()


def in_parts(
    route: Route, arguments: Mapping[str, Any], first: Mapping[str, Any], following: Following,
    asked: Request,
) -> Response:  # fmt: skip
    """Return a long answer whole, one part in memory; a failure later breaks it off."""
    if route.render is Render.PIECES:
        return _pieces(first, following, asked)
    return _lines(first, following, arguments["query"], route.path.replace("/", "-"))


def _lines(
    first: Mapping[str, Any], following: Following, query: Mapping[str, str], name: str
) -> Response:
    """Return all items of a list as JSON Lines."""

    def pages() -> Iterator[bytes]:
        page = first
        while True:
            yield b"".join(to_json(item) + b"\n" for item in page["items"])
            if page["next"] is None:
                return
            page = following({"query": {**query, "cursor": page["next"]}})

    headers = {"Content-Disposition": f'attachment; filename="{name}.jsonl"'}
    return Response(pages(), content_type=JSON_LINES, headers=headers)


def _pieces(first: Mapping[str, Any], following: Following, asked: Request) -> Response:
    """Return a file that is kept in pieces, with its length and its digest."""

    def contents() -> Iterator[bytes]:
        piece = first
        while True:
            yield base64.b64decode(piece["content_base64"])
            if piece["next"] is None:
                return
            piece = following({"n": piece["next"]})

    headers = {**_file_headers(first), "Content-Length": str(first["size"])}
    response = Response(contents(), content_type=GZIP, headers=headers)
    return _unless_known(response, asked)


def archive(pieces: Iterator[bytes], name: str) -> Response:
    """Return a ZIP that is sent while it is written."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(pieces, content_type="application/zip", headers=headers)


def me(account: Mapping[str, Any], principal: Principal, session: Session) -> dict[str, Any]:
    """Return the account with what this session may do, as pages need it."""
    grants = {scope: sorted(held) for scope, held in sorted(principal.grants.items())}
    acting = [scope for scope in grants if scope not in NO_BODY_SCOPES and ":" not in scope]
    claims = principal.claims
    return {
        **account,
        "account": account.get("id", principal.subject),
        "roles": claims.get("roles", account.get("roles", [])),
        "bodies": [{"key": scope, "permissions": grants[scope]} for scope in acting],
        "permissions": grants,
        "vendor": claims.get("vendor"),
        "mandates": claims.get("mandates", []),
        "state": claims.get("state", account.get("state")),
        "asks": claims.get("asks", []),
        "team": claims.get("team"),
        "acting": claims.get("acting"),
        "fresh": session.fresh or None,
        "csrf_token": session.csrf_token,
    }


def _for_everyone(response: Response, result: Any, asked: Request) -> Response:
    """Mark what the front may hold: this very answer, and nothing else on the same path."""
    asked.environ[MAY_BE_HELD] = True
    response.headers["ETag"] = conditions.tag_of_cached(result, response.get_data())
    response.headers["Cache-Control"] = CACHED_BY_ALL
    response.headers["Vary"] = "Accept"
    asked.environ["gateway.revision"] = (
        result.get("revision") if isinstance(result, Mapping) else None
    )
    return response


def _unless_known(response: Response, asked: Request) -> Response:
    etag = response.headers.get("ETag")
    if etag is None:
        return response
    response.headers["Cache-Control"] = CACHED_BY_ONE
    if not conditions.is_known(etag, asked.headers.get("If-None-Match")):
        return response
    return Response(status=304, headers={"ETag": etag, "Cache-Control": CACHED_BY_ONE})


def _file(route: Route, result: Mapping[str, str], asked: Request) -> Response:
    """Return the file with its digest; of a document the JSON and the signature name the same."""
    content, media_type = FILES[route.render]
    body = base64.b64decode(result[content])
    response = Response(body, content_type=media_type, headers=_file_headers(result))
    return _unless_known(response, asked)


def _file_headers(result: Mapping[str, Any]) -> dict[str, str]:
    digest = base64.b64encode(binascii.unhexlify(result["sha256"])).decode()
    filename = re.sub(r"[^A-Za-z0-9._-]", "_", result["filename"])
    return {
        "Content-Disposition": f'attachment; filename="{filename}"',
        "Digest": f"sha-256={digest}",
        "ETag": f'"{result["sha256"]}"',
    }


def _attachment(result: Mapping[str, str], asked: Request) -> Response:
    """Return a stranger's file: to be kept, under its name, and never shown by the browser."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(result['filename'], safe='')}",
        "Content-Security-Policy": SANDBOX,
        "X-Content-Type-Options": "nosniff",
        "ETag": f'"{result["sha256"]}"',
    }
    body = base64.b64decode(result["content_base64"])
    response = Response(body, content_type=result["media_type"], headers=headers)
    return _unless_known(response, asked)
