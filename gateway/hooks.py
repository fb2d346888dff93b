"""What other systems tell us, signed by themselves: passed on unread to the service that checks."""

import base64
from dataclasses import dataclass

from flask import Blueprint, Response, request

from gateway.api import bodies
from gateway.callers.principals import ANONYMOUS, Calls

JIRA = "/hooks/jira"
MOST_BYTES = 256 * 1024
"""Of one word of Jira, which holds the whole issue."""
LONGEST_SIGNATURE = 200


@dataclass(frozen=True)
class HookPages:
    """``POST /hooks/jira``, without a session: the signature says who it is."""

    calls: Calls

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("hooks", __name__)
        pages.add_url_rule(JIRA, view_func=self.jira, methods=["POST"])
        return pages

    def jira(self) -> Response:
        """Pass a word of Jira on; the answer is empty, whatever it told."""
        bodies.limit(request, MOST_BYTES)
        payload = {
            "content": base64.b64encode(request.get_data()).decode(),
            "signature": request.headers.get("X-Hub-Signature", "")[:LONGEST_SIGNATURE] or "none",
        }
        self.calls.call(
            "notify", "take_jira_word", arguments={"payload": payload}, principal=ANONYMOUS
        )
        return Response(status=204)
