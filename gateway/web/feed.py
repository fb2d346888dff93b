"""The short address of the Atom feed."""

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from gateway.api import atom

PATH = "/profiles.atom"


class FeedPages:
    """One address, easy to remember."""

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("feed", __name__)
        pages.add_url_rule(PATH, view_func=self.lead_on)
        return pages

    def lead_on(self) -> Response:
        """Lead to the feed of the API, which is answered from memory."""
        query = request.query_string.decode("ascii", "ignore")
        return redirect(f"{atom.PATH}{'?' + query if query else ''}", 308)
