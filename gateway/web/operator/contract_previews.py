"""How a contract about a service would look today, for editors and reviewers."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.account.register import asked_back, found_bodies
from gateway.web.body.contracts import pdf_of
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field
from gateway.web.frame.frame import Frame

PATH = "/contract-preview"
PROFILES = api("GET profiles")
PREVIEW = api("GET profiles/{profile_id}/contract-preview")
USAGES = ("new", "already_productive")
MOST = "200"
REFUSED = 422
FIELDS = (
    Field("profile", "preview-service", "select"),
    Field("q", "preview-body", hint="preview-body-hint", required=False, longest=100,
          pointer="/body"),
    Field("body", "ed-trial-which", "radios", required=None),
    Field(
        "usage", "preview-usage", "select",
        options=[(usage, f"contract-usage-{usage}") for usage in USAGES],
    ),
)  # fmt: skip
Doc = dict[str, Any]


@dataclass(frozen=True)
class ContractPreviewPages:
    """``/contract-preview`` and the document itself."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("contract_previews", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        pages.add_url_rule(f"{PATH}/document", view_func=self.document)
        return pages

    def show(self) -> Response:
        """Show the choice of service and body, and what a contract would lack."""
        self.frame.permitted("agreements:decide")
        asked, typed = self._asked(), self.frame.given().get("q", "")
        listed = self.frame.ask_all(
            profiles=self.frame.asking(PROFILES, {"kind": "efa", "limit": MOST}),
            bodies=lambda: found_bodies(self.frame, typed),
        )
        profiles, found = listed["profiles"]["items"], listed["bodies"]
        options = sorted((one["title"]["de"], one["id"], one["title"]) for one in profiles)
        form = self.frame.blank(FIELDS, **asked, q=self._named(asked["body"])).with_options(
            "profile", [(id, title) for _, id, title in options]
        )
        if typed:
            form, asked["body"] = form.with_values(q=typed), found.meant(asked["body"])
            form = form if asked["body"] else asked_back(form, found)
        preview = None
        if asked["profile"] and not form.is_refused:
            try:
                preview = self._made(asked)
            except Problem as problem:
                if problem.status != REFUSED:
                    raise
                form = form.refused(problem)
        query = urlencode(asked)
        return self.frame.page(
            "operator/contract_preview.html", form=form, preview=preview, query=query
        )

    def document(self) -> Response:
        """Show the document in the browser."""
        self.frame.permitted("agreements:decide")
        asked = self._asked()
        return pdf_of(PREVIEW, self._made(asked))

    def _named(self, body: str) -> str:
        """Return the name of the body an address names."""
        return str(self.frame.body_names.of({body}).get(body, "")) if body else ""

    def _asked(self) -> dict[str, str]:
        given = self.frame.given()
        usage = given.get("usage")
        return {
            "profile": given.get("profile", ""),
            "body": given.get("body", "").strip(),
            "usage": usage if usage in USAGES else USAGES[0],
        }

    def _made(self, asked: dict[str, str]) -> Doc:
        query = {name: asked[name] for name in ("body", "usage") if asked[name]}
        made: Doc = self.frame.ask(PREVIEW, query, profile_id=asked["profile"])
        return made
