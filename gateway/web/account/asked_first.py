"""What somebody is asked before their pages: to register, to accept new terms, to say who acts."""

from dataclasses import dataclass
from urllib.parse import quote

from flask import request
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from gateway.web.frame.frame import Frame
from gateway.web.frame.visitors import Visitor

HOMES = ("/", "/home")
OF_A_BODY = ("/home", "/orders", "/contracts", "/bodies", "/mandates")
"""Pages on which a body's people act; what is public stays open to all."""
ASKED = {"acting": "/account/acting", "terms": "/terms"}


@dataclass(frozen=True)
class AskedFirst:
    """Leads people on before a page is shown; nothing that was sent is ever led away."""

    frame: Frame

    def lead(self) -> Response | None:
        """Return where the reader is asked first, or None: show the page."""
        if request.method != "GET" or not (_is_home() or _is_of_a_body()):
            return None
        visitor = self.frame.visitor()
        if not visitor.is_signed_in or not visitor.is_known:
            return None
        if _is_home() and _is_new(visitor):
            return redirect("/registrations/new", 303)
        return _asked(visitor) if _is_of_a_body() else None


def _is_home() -> bool:
    return request.path in HOMES and not request.args


def _is_of_a_body() -> bool:
    path = request.path
    return path.endswith("/bestellen") or any(
        path == own or path.startswith(f"{own}/") for own in OF_A_BODY
    )


def _is_new(visitor: Visitor) -> bool:
    """Tell whether somebody acts for nobody yet."""
    return visitor.principal.claims.get("state") == "new"


def _asked(visitor: Visitor) -> Response | None:
    asks = visitor.principal.claims.get("asks") or ()
    here = request.full_path.rstrip("?")
    first = next((path for what, path in ASKED.items() if what in asks), None)
    return redirect(f"{first}?next={quote(here)}", 303) if first else None
