"""What one was told: the inbox with its read state, and how much of it is unread for the menu."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, make_response, redirect, render_template
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field
from gateway.web.frame.frame import UNREAD, Frame
from gateway.web.frame.lists import further, page_asked
from services.common import clock

PATH = "/postfach"
PAGE = "25"
ASKED_AGAIN_S = 60
"""For so long a browser keeps the number in the menu, whatever pages it opens."""
LIST = api("GET inbox")
READ, READ_ALL = api("POST inbox/{entry_id}/read"), api("POST inbox/read-all")
UNTIL = (Field("until", kind="hidden"),)


@dataclass(frozen=True)
class InboxPages:
    """``/postfach``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("inbox", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        pages.add_url_rule(f"{PATH}/ungelesen", view_func=self.count)
        pages.add_url_rule(f"{PATH}/gelesen", view_func=self.read_all, methods=["POST"])
        pages.add_url_rule(f"{PATH}/<entry_id>", view_func=self.open)
        return pages

    def show(self) -> Response:
        """Show what the reader was told, newest first."""
        self.frame.signed_in()
        given = self.frame.given()
        unread = {"unread": "true"} if given.get("unread") else {}
        asked = page_asked(given, PAGE, **unread)
        parts = self.frame.ask_all(
            inbox=self.frame.asking(LIST, asked), **self.frame.asking_unread()
        )
        return self.frame.page(
            "account/inbox.html",
            **parts,
            unread_only=bool(unread),
            form=self.frame.blank(UNTIL, until=clock.now().isoformat()),
            pages=further(PATH, asked, parts["inbox"]),
        )

    def open(self, entry_id: str) -> Response:
        """Note that an entry is read, and lead to what it tells of."""
        self.frame.signed_in()
        entry: dict[str, Any] = self.frame.ask(READ, entry_id=entry_id)
        response = redirect(entry["path"], 303)
        response.headers["Cache-Control"] = "no-store"
        return response

    def read_all(self) -> Response:
        """Note that everything on the page, and before, is read."""
        form = self.frame.sent(UNTIL, back=PATH)
        self.frame.act(form, READ_ALL, payload={"until": form.value("until")})
        return self.frame.done(PATH, "inbox-read")

    def count(self) -> Response:
        """Return the number in the menu; nothing where it is nought or cannot be had."""
        if not self.frame.visitor().is_known:
            return make_response("", 204)
        try:
            unread = self.frame.ask(UNREAD)
        except Problem:
            return make_response("", 204)
        shown = render_template("parts/unread.html", unread=unread) if unread["count"] else ""
        response = make_response(shown, 200)
        response.headers["Cache-Control"] = f"private, max-age={ASKED_AGAIN_S}"
        return response
