"""What every template finds: its reader, the menu, the parts (``ui``), and whom to ask."""

from typing import Any

from flask import Flask, request

from gateway.config import Operator
from gateway.web.frame import breaks
from gateway.web.frame.forms import Form
from gateway.web.frame.frame import Frame
from gateway.web.frame.kept_forms import author_of
from gateway.web.frame.navigation import folded, menu_of
from gateway.web.frame.visitors import Visitor
from gateway.web.words import say
from gateway.words.for_pages import FOR_PAGES
from services.common.principal import EVERYWHERE

MOST_IN_SWITCH = 15
LEGAL: tuple[tuple[str, str], ...] = (
    ("/impressum", "legal-imprint"),
    ("/datenschutz", "legal-privacy"),
    ("/nutzungsbedingungen", "legal-terms"),
    ("/barrierefreiheit", "legal-accessibility"),
    ("/barrierefreiheit#report", "legal-report"),
)
"""The legal pages in the footer: path and key of the words."""


def furnish(app: Flask, frame: Frame | None = None, operator: Operator | None = None) -> None:
    """Furnish the templates; without a frame every reader is a guest."""
    environment = app.jinja_env
    environment.globals["form_author"] = _author
    environment.globals["blank_form"] = lambda: Form(())
    operator = operator or Operator()
    environment.globals["operator"] = operator
    environment.globals["legal"] = LEGAL
    environment.filters["breakable"] = breaks.breakable
    environment.filters["slashed"] = breaks.slashed
    environment.filters["whole_numbers"] = breaks.whole_numbers
    parts: Any = environment.get_template("parts/ui.html").module
    environment.globals["ui"] = parts
    app.context_processor(lambda: _of_the_reader(frame, operator.name))
    if frame is not None:
        app.after_request(frame.tidy)


def _author(visitor: Visitor) -> str:
    return author_of(visitor.session.account) if visitor.session else ""


def _of_the_reader(frame: Frame | None, operator: str) -> dict[str, Any]:
    visitor = frame.visitor() if frame else Visitor()
    menu = menu_of(visitor, request.path)
    return {
        "visitor": visitor,
        "menu": menu,
        "folded": folded(menu),
        "here": request.full_path.rstrip("?") if request.method == "GET" else request.path,
        "done": _said_done(frame),
        "workspace": _workspace(frame, visitor, operator),
        **_acting(frame, visitor),
    }


def _said_done(frame: Frame | None) -> str | None:
    """Return what was just done, in words; a key nobody wrote says nothing."""
    key = f"done-{frame.just_done()}" if frame and frame.just_done() else ""
    return say(key) if key in FOR_PAGES else None


def _workspace(frame: Frame | None, visitor: Visitor, operator: str) -> str | None:
    """Return for whom the reader works: the operator, or a vendor where they act for no body."""
    if visitor.has_workplace:
        return operator
    if frame is None or visitor.body or not visitor.vendor:
        return None
    return frame.vendor_names.of(visitor.vendor) or say("your-vendor")


def _acting(frame: Frame | None, visitor: Visitor) -> dict[str, Any]:
    """Return the body the reader acts for, and the others they could choose."""
    bodies = visitor.bodies
    if frame is None or visitor.body is None or EVERYWHERE in visitor.principal.grants:
        return {"acting": None, "switch": []}
    shown = bodies[:MOST_IN_SWITCH] if len(bodies) > 1 else []
    names = frame.body_names.of({visitor.body, *shown})
    acting = {"key": visitor.body, "name": names.get(visitor.body) or say("your-body")}
    return {"acting": acting, "switch": [(key, names[key]) for key in shown if key in names]}
