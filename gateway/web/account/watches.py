"""The services and topics one watches: beginning to watch a topic, and ending that."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked

PATH = "/account/watches"
PAGE = "50"
CATALOGUE = "/leistungen"
LIST, ADD, END = api("GET watches"), api("POST watches"), api("DELETE watches/{watch_id}")
TOPIC, ENDING = (Field("topic", kind="hidden"),), (Field("watch", kind="hidden"),)


@dataclass(frozen=True)
class WatchPages:
    """``/account/watches``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("watches", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        pages.add_url_rule(PATH, view_func=self.end, methods=["POST"])
        pages.add_url_rule(f"{PATH}/topics", view_func=self.add_topic, methods=["POST"])
        return pages

    def show(self) -> Response:
        """Show what the reader watches."""
        self.frame.signed_in()
        asked = page_asked(self.frame.given(), PAGE)
        watches = self.frame.ask(LIST, asked)
        return self.frame.page(
            "account/watches.html", watches=watches, pages=further(PATH, asked, watches)
        )

    def add_topic(self) -> Response:
        """Tell the reader of everything of a topic from now on."""
        form = self.frame.sent(TOPIC, back=CATALOGUE)
        topic = form.value("topic")
        self.frame.act(form, ADD, payload={"kind": "topic", "subject": topic})
        return self.frame.done(f"{CATALOGUE}?{urlencode({'topic': topic})}", "topic-watched")

    def end(self) -> Response:
        """Watch something no more; what is gone already is as good."""
        form = self.frame.sent(ENDING)
        try:
            self.frame.act(form, END, watch_id=form.value("watch"))
        except Problem as problem:
            if problem.status != 404:
                raise
        return self.frame.done(PATH, "watch-ended")
