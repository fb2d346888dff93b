"""Marks pages that the front may hold: complete, and the same for all guests."""

import hashlib

from flask import g, request
from werkzeug.wrappers import Response

from gateway.api.render import CACHED_BY_ONE, MAY_BE_HELD
from gateway.catalogue.held_pages import VARY, is_for_all, page_at


def note_incomplete() -> None:
    """Note that a part of this page could not be had."""
    g.unheld = True


def note_to_ask_anew() -> None:
    """Note that this page is made anew for everybody who asks for it."""
    g.unheld = True


def hold(response: Response) -> Response:
    """Let the front hold a page for all until the catalogue changes."""
    fit = response.status_code == 200 and response.mimetype == "text/html"
    if not fit or page_at(request.path) is None or not is_for_all(request.environ):
        return response
    if g.get("unheld") or "Set-Cookie" in response.headers:
        return response
    digest = hashlib.sha256(response.get_data()).hexdigest()[:32]
    request.environ[MAY_BE_HELD] = True
    response.headers["ETag"] = f'"{digest}"'
    response.headers["Cache-Control"] = CACHED_BY_ONE
    response.headers["Vary"] = VARY
    return response
