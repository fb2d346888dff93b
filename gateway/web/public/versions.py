"""What was published of a service, and what two versions differ in."""

from dataclasses import dataclass

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.public.changes import ChangeReader

PROFILE, VERSIONS = api("GET profiles/{profile_id}"), api("GET profiles/{profile_id}/versions")
DIFFERENCES = api("GET profiles/{profile_id}/versions/{a}...{b}")


@dataclass(frozen=True)
class VersionPages:
    """``/leistungen/<id>/versionen`` and ``.../versionen/<a>...<b>``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("versions", __name__)
        at = "/leistungen/<profile_id>/versionen"
        pages.add_url_rule(at, view_func=self.listed)
        pages.add_url_rule(f"{at}/<int:a>...<int:b>", view_func=self.differences)
        return pages

    def listed(self, profile_id: str) -> Response:
        """Show all versions, the newest first, a page at a time."""
        cursor = {n: value for n, value in self.frame.given().items() if n == "cursor"}
        answers = self.frame.ask_all(
            profile=self.frame.asking(PROFILE, profile_id=profile_id),
            versions=self.frame.asking(VERSIONS, query=cursor, profile_id=profile_id),
        )
        return self.frame.page("public/versions.html", **answers, later=bool(cursor))

    def differences(self, profile_id: str, a: int, b: int) -> Response:
        """Show what differs between two versions, field by field."""
        answers = self.frame.ask_all(
            profile=self.frame.asking(PROFILE, profile_id=profile_id),
            compared=self.frame.asking(DIFFERENCES, profile_id=profile_id, a=a, b=b),
        )
        changes = ChangeReader.read(self.frame, profile_id, answers["compared"])
        profile = answers["profile"]
        return self.frame.page("public/changes.html", profile=profile, a=a, b=b, changes=changes)
