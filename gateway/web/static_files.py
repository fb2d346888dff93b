"""Style sheets, scripts and fonts of the pages, each at an address that changes with its content.

``asset("vendor/kern.min.css")`` in a template is such an address. What is asked for by it is kept
by browsers for a year; by an address of another version, as two releases side by side give out, it
is asked for anew each time.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, request
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

FOLDER = Path(__file__).parent / "static"
AT = "/static"
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".txt": "text/plain; charset=utf-8",
}
"""No other file of the folder is given out."""
CODINGS = {"br": ".br", "gzip": ".gz"}
"""How a file may lie there compressed as well, the smaller first."""
PLAIN = "identity"
FOR_EVER, ASKED_ANEW = "public, max-age=31536000, immutable", "public, no-cache"


@dataclass(frozen=True)
class StaticFile:
    """One file in memory, with its bytes by coding."""

    kind: str
    version: str
    bodies: Mapping[str, bytes]


@dataclass(frozen=True)
class StaticFiles:
    """Gives them out, and tells templates their addresses."""

    folder: Path = FOLDER

    def blueprint(self) -> Blueprint:
        """Return the route, and what templates ask."""
        pages = Blueprint("static_files", __name__)
        pages.add_url_rule(f"{AT}/<path:name>", view_func=self.show)
        pages.record_once(self._offer_address)
        return pages

    def show(self, name: str) -> Response:
        """Give out a file in the smallest form the client takes."""
        request.environ["gateway.route"] = f"{AT}/{{name}}"
        file = self._file(name)
        takes = request.accept_encodings
        coding = next((c for c in file.bodies if c == PLAIN or takes.quality(c) > 0), PLAIN)
        response = Response(file.bodies[coding], content_type=file.kind)
        if coding != PLAIN:
            response.content_encoding = coding
        if len(file.bodies) > 1:
            response.vary.add("Accept-Encoding")
        current = request.args.get("v") == file.version
        response.headers["Cache-Control"] = FOR_EVER if current else ASKED_ANEW
        response.set_etag(f"{file.version}-{coding}")
        return response.make_conditional(request)  # type: ignore[return-value]

    def address(self, name: str) -> str:
        """Return the address of a file as it is now; KeyError where there is none."""
        try:
            return f"{AT}/{name}?v={self._file(name).version}"
        except NotFound:
            raise KeyError(f"there is no static file {name}") from None

    def _file(self, name: str) -> StaticFile:
        path = safe_join(str(self.folder), name)
        if path is None:
            raise NotFound
        return _read(Path(path))

    def _offer_address(self, state: BlueprintSetupState) -> None:
        state.app.jinja_env.globals["asset"] = self.address


@cache
def _read(path: Path) -> StaticFile:
    """Return the file, read once in the life of this process."""
    kind = KINDS.get(path.suffix)
    if kind is None or not path.is_file():
        raise NotFound
    body = path.read_bytes()
    packed = {coding: path.with_name(path.name + end) for coding, end in CODINGS.items()}
    bodies = {coding: lies.read_bytes() for coding, lies in packed.items() if lies.is_file()}
    version = hashlib.sha256(body).hexdigest()[:8]
    return StaticFile(kind, version, {**bodies, PLAIN: body})
