"""Imprint, privacy, terms of use and accessibility, as the footer leads to them."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.config import Operator
from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.words.legal import ACCESSIBILITY, IMPRINT, PRIVACY, TERMS, LegalPage
from services.common.words import Text

CURRENT = api("GET terms")
TERMS_PATH = "/nutzungsbedingungen"


@dataclass(frozen=True)
class LegalPages:
    """Four pages; the terms of use in each version."""

    frame: Frame
    operator: Operator

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("legal", __name__)
        pages.add_url_rule("/impressum", view_func=self.imprint)
        pages.add_url_rule("/datenschutz", view_func=self.privacy)
        pages.add_url_rule("/barrierefreiheit", view_func=self.accessibility)
        pages.add_url_rule(TERMS_PATH, view_func=self.terms)
        pages.add_url_rule(f"{TERMS_PATH}/<version>", view_func=self.version)
        return pages

    def imprint(self) -> Response:
        """Show who runs this."""
        return self._page(IMPRINT)

    def privacy(self) -> Response:
        """Show what becomes of people's data."""
        return self._page(PRIVACY)

    def accessibility(self) -> Response:
        """Show how accessible this is, and how to report a barrier."""
        return self._page(ACCESSIBILITY, report=True)

    def terms(self) -> Response:
        """Show the terms of use that hold now; while nobody can say which, the newest known."""
        answers: dict[str, Any] = self.frame.ask_what_is_there(held=self.frame.asking(CURRENT))
        version = answers["held"]["version"] if answers["held"] else max(TERMS)
        return self._terms(version, bool(answers["held"]))

    def version(self, version: str) -> Response:
        """Show a version of the terms of use."""
        return self._terms(version, False)

    def _terms(self, version: str, holds: bool) -> Response:
        if version not in TERMS:
            raise Problem(404, "not-found")
        others = [(f"{TERMS_PATH}/{v}", TERMS[v].title) for v in sorted(TERMS) if v != version]
        return self._page(TERMS[version], holds=holds, versions=others)

    def _page(self, page: LegalPage, **more: Any) -> Response:
        return self.frame.page("public/legal.html", legal_page=page, fill=self._filled, **more)

    def _filled(self, text: Text) -> Text:
        """Return a text with who runs this."""
        by = self.operator
        return text.filled(operator=by.name, address=by.address, email=by.support_email)
