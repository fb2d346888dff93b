"""Messages between the services that could not be handled: why, and what becomes of each."""

from dataclasses import dataclass

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from gateway.web.operator.queues import PAGE
from gateway.web.words import say

PATH = "/operator/parked"
STATES = ("waiting", "retrying")
"""What is open: a person decides, or the service tries again; what waits for a person first."""
LIST, ONE = api("GET parked"), api("GET parked/{parked_id}")
REPLAY, DISCARD = api("POST parked/{parked_id}/replay"), api("POST parked/{parked_id}/discard")
FIELDS = (Field("reason", "parked-discard-reason", hint="parked-discard-hint", longest=500),)


@dataclass(frozen=True)
class ParkedPages:
    """``/operator/parked``, for support."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("parked", __name__)
        one = f"{PATH}/<parked_id>"
        pages.add_url_rule(PATH, view_func=self.queue)
        pages.add_url_rule(one, view_func=self.show)
        pages.add_url_rule(f"{one}/replay", view_func=self.replay, methods=["POST"])
        pages.add_url_rule(f"{one}/discard", view_func=self.discard, methods=["POST"])
        return pages

    def queue(self) -> Response:
        """Show which messages wait for a person, or are tried again by themselves.

        Those parked longest come first; which services are away is said, too.
        """
        self.frame.permitted("parked:manage")
        given = self.frame.given()
        state = given["state"] if given.get("state") in STATES else STATES[0]
        asked = page_asked(given, PAGE, state=state)
        found = self.frame.ask(LIST, asked)
        return self.frame.page(
            "operator/parked.html", found=found, state=state, views=_views(state),
            pages=further(PATH, asked, found),
        )  # fmt: skip

    def show(self, parked_id: str) -> Response:
        """Show one message with what can be done."""
        self.frame.permitted("parked:manage")
        return self._page(parked_id, self.frame.blank(FIELDS))

    def replay(self, parked_id: str) -> Response:
        """Have it tried again now."""
        form = self.frame.sent((), back=f"{PATH}/{parked_id}")
        try:
            self.frame.act(form, REPLAY, parked_id=parked_id, payload={})
        except Problem as problem:
            return self._page(parked_id, Form(FIELDS).refused(problem))
        return self.frame.done(PATH, "parked-replayed")

    def discard(self, parked_id: str) -> Response:
        """Let go of it for good."""
        form = self.frame.sent(FIELDS, back=f"{PATH}/{parked_id}")
        try:
            self.frame.act(form, DISCARD, parked_id=parked_id, payload=payload_of(form, "reason"))
        except Problem as problem:
            return self._page(parked_id, form.refused(problem))
        return self.frame.done(PATH, "parked-discarded")

    def _page(self, parked_id: str, form: Form) -> Response:
        one = self.frame.ask(ONE, parked_id=parked_id)
        return self.frame.page("operator/parked_one.html", one=one, form=form)


def _views(here: str) -> list[tuple[str, str, None, bool]]:
    """Return the tabs; what waits for a person comes first."""
    return [
        (PATH if one == STATES[0] else f"{PATH}?state={one}", say(f"parked-view-{one}"), None,
         one == here)
        for one in STATES
    ]  # fmt: skip
