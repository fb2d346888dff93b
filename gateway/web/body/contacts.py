"""The contacts of a body: who is named in its open orders, and one handed over to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem, problem_of
from gateway.web.account.steps import check_typed
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.visitors import Visitor
from services.common.errors import Refusal
from services.common.principal import EVERYWHERE

Doc = Mapping[str, Any]
PATH = "/bodies/<body>/contacts"
BODY, CONTACTS = "GET bodies/{key}", "GET bodies/{body}/contacts"
HAND_OVER = "POST bodies/{body}/contacts/{contact_id}/hand-over"
SUCCESSOR = (
    Field("name", "body-contact-name", longest=200),
    Field("department", "body-contact-department", longest=200),
    Field("email", "body-contact-email", kind="email", longest=254),
    Field("phone", "body-contact-phone", kind="tel", longest=50),
    Field("reason", "contacts-reason", "textarea", "contacts-reason-hint", rows=3, longest=2000),
)
NAMES = tuple(field.name for field in SUCCESSOR)


@dataclass(frozen=True)
class ContactPages:
    """``/bodies/<key>/contacts`` and the hand-over of each."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages, one = Blueprint("contacts", __name__), f"{PATH}/<contact_id>/hand-over"
        pages.add_url_rule(PATH, view_func=self.list)
        pages.add_url_rule(one, view_func=self.ask)
        pages.add_url_rule(one, view_func=self.hand_over, methods=["POST"])
        return pages

    def list(self, body: str) -> Response:
        """Show everybody who is named, and in how many orders."""
        self._permitted(body)
        found = self._found(body)
        return self.frame.page("body/contacts.html", **found)

    def ask(self, body: str, contact_id: str) -> Response:
        """Ask who takes a contact's place."""
        self._permitted(body)
        return self._form(self.frame.blank(SUCCESSOR), body, contact_id)

    def hand_over(self, body: str, contact_id: str) -> Response:
        """Put that person in the contact's place in all open orders."""
        form = self.frame.sent(SUCCESSOR, back=f"/bodies/{body}/contacts")
        try:
            check_typed(form, NAMES)
            self.frame.act(
                form, api(HAND_OVER), body=body, contact_id=contact_id, payload=payload_of(form)
            )
        except (Problem, Refusal) as refused:
            problem = problem_of(refused)
            if problem.status in (401, 403, 404):
                raise problem from None
            return self._form(form.refused(problem), body, contact_id)
        return self.frame.done(f"/bodies/{body}/contacts", "contacts-handed-over")

    def _form(self, form: Form, body: str, contact_id: str) -> Response:
        found = self._found(body)
        contacts = found["contacts"]["items"]
        one = next((held for held in contacts if held["id"] == contact_id), None)
        if one is None:
            raise Problem(404, "contact-not-found")
        return self.frame.page(
            "body/contact_hand_over.html", form=form, body=found["body"], contact=one
        )

    def _found(self, body: str) -> dict[str, Any]:
        """Return the body and its contacts, asked side by side."""
        return self.frame.ask_all(
            body=self.frame.asking(api(BODY), key=body),
            contacts=self.frame.asking(api(CONTACTS), body=body),
        )

    def _permitted(self, body: str) -> None:
        if not hands_over(self.frame.signed_in(), body):
            raise Problem(403, "not-permitted")


def hands_over(visitor: Visitor, body: str) -> bool:
    """Tell whether the reader may put somebody in a contact's place."""
    return visitor.may("contacts:hand-over", body) or visitor.may("orders:support", EVERYWHERE)
