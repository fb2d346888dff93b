"""One service as a page: what it is, who may order it, whom to ask, when it was last checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, make_response, render_template

from gateway.api.route import PREFIX
from gateway.callers.principals import ANONYMOUS, Calls

Doc = dict[str, Any]


@dataclass(frozen=True)
class ProfilePages:
    """The page that feeds, news and mails lead to; it is in the reader's language."""

    calls: Calls

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("profiles", __name__)
        pages.add_url_rule("/leistungen/<profile_id>", view_func=self.profile)
        return pages

    def profile(self, profile_id: str) -> Response:
        """Show a published service."""
        arguments = {"profile_id": profile_id}
        profile: Doc = self.calls.call("catalog", "get", arguments=arguments, principal=ANONYMOUS)
        page = render_template(
            "profile.html", profile=profile, json_path=f"{PREFIX}/profiles/{profile['id']}"
        )
        return make_response(page)


def path_of(profile: Mapping[str, Any]) -> str:
    """Return the path of a service's page."""
    return f"/leistungen/{profile['id']}"
