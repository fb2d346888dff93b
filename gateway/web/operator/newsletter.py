"""For editors: the confirmed addresses, ready-made text about a service, and sending an issue."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.words.newsletter_pages import ISSUE_SUBJECT, ISSUE_TEXT
from services.common.words import LANGUAGES

PATH = "/newsletter/ausgaben"
MANAGE = "newsletter:manage"
SUBSCRIBERS, ISSUES = api("GET newsletter/subscribers"), api("GET newsletter/issues")
SEND, PROFILE = api("POST newsletter/issues"), api("GET profiles/{profile_id}")
FIELDS = (
    Field("subject_de", "newsletter-subject-de", longest=150, pointer="/subject/de"),
    Field("text_de", "newsletter-text-de", kind="textarea", rows=10, pointer="/text/de"),
    Field("subject_en", "newsletter-subject-en", longest=150, pointer="/subject/en"),
    Field("text_en", "newsletter-text-en", kind="textarea", rows=10, pointer="/text/en"),
    Field("profile", kind="hidden"),
)


@dataclass(frozen=True)
class IssuePages:
    """``/newsletter/ausgaben``; with ``?profile=`` the text is written already."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("newsletter_issues", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        pages.add_url_rule(PATH, view_func=self.send, methods=["POST"])
        return pages

    def show(self) -> Response:
        """Show whom an issue would reach, the text to copy or to send, and what was sent."""
        self.frame.permitted(MANAGE)
        given = self.frame.given().get("profile", "")
        profile = self.frame.ask_if_there(PROFILE, profile_id=given) if given else None
        return self._page(self.frame.blank(FIELDS, **(self._written(profile) if profile else {})))

    def send(self) -> Response:
        """Send the issue to every confirmed address."""
        form = self.frame.sent(FIELDS)
        self.frame.permitted(MANAGE)
        try:
            self.frame.act(form, SEND, payload=payload_of(form))
        except Problem as problem:
            return self._page(form.refused(problem))
        return self.frame.done(PATH, "newsletter-issue")

    def _page(self, form: Form) -> Response:
        asked = self.frame.ask_all(
            subscribers=self.frame.asking(SUBSCRIBERS, {"limit": "1"}),
            issues=self.frame.asking(ISSUES),
        )
        return self.frame.page("operator/newsletter.html", form=form, **asked)

    def _written(self, profile: Mapping[str, Any]) -> dict[str, str]:
        """Return subject and text about a service, in both languages."""
        written = {"profile": str(profile["id"])}
        address = f"{current_app.config['ADDRESS']}/leistungen/{profile['id']}"
        for language in LANGUAGES:
            title, summary = profile["title"][language], profile["summary"][language]
            subject = ISSUE_SUBJECT.filled(title=title).in_language(language)
            text = ISSUE_TEXT.filled(title=title, summary=summary, address=address)
            written[f"subject_{language}"] = subject
            written[f"text_{language}"] = text.in_language(language)
        return written
