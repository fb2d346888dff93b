"""Acts on an order that need words or a second thought: each a page below the order's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.body import turns
from gateway.web.body.order_fields import CONTACTS
from gateway.web.body.order_rights import changes_contacts
from gateway.web.body.order_steps import side_of
from gateway.web.body.posted_links import address_in
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of, whole_of
from gateway.web.frame.frame import Frame
from gateway.web.words import say

Doc = Mapping[str, Any]
TEXT = Field("text", "body-answer", "textarea", rows=6, longest=4000)
ACTS: dict[str, tuple[Field, ...]] = {
    "submit": (Field("profile_version", kind="hidden", required=False),),
    "answer": (
        TEXT,
        Field("take_version", "body-take-version", "checkbox", required=False),
        Field("profile_version", kind="hidden", required=False),
    ),
    "change-version": (Field("profile_version", kind="hidden"),),
    "retry": (Field("text", "body-settled", "textarea", rows=4, longest=4000),),
    "ask-setup": (Field("text", "body-question", "textarea", rows=6, longest=4000),),
    "withdraw": (Field("note", "body-withdraw-note", "textarea", required=False, longest=2000),),
    "request-support": (
        Field("text", "body-support-text", "textarea", "body-support-hint", rows=6, longest=4000),
    ),
    "link": (Field("url", "body-link-url", "url", "body-link-hint", longest=1000),),
}
"""The acts by their name in the API, each with what it asks."""
CHANGED_CONTACTS = (Field("version", kind="hidden"), *CONTACTS)


@dataclass(frozen=True)
class OrderActPages:
    """``/orders/<id>/<act>`` and ``/orders/<id>/contacts``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("order_acts", __name__)
        for name in ACTS:
            path = f"/orders/<order_id>/{name}"
            pages.add_url_rule(path, "act", self.show, defaults={"name": name})
            pages.add_url_rule(path, "do", self.do, defaults={"name": name}, methods=["POST"])
        path = "/orders/<order_id>/contacts"
        pages.add_url_rule(path, view_func=self.contacts, methods=["GET"])
        pages.add_url_rule(path, view_func=self.change_contacts, methods=["POST"])
        return pages

    def show(self, order_id: str, name: str) -> Response:
        """Ask what the act needs; one that is not possible (any more) leads to the order."""
        self.frame.signed_in()
        order = self._order(order_id)
        if name not in order["actions"]:
            return self.frame.done(f"/orders/{order_id}")
        known = _known(order, name, self.frame.given())
        if name == "change-version" and not known:
            return self.frame.done(f"/orders/{order_id}")
        return self._page(order, name, self.frame.blank(ACTS[name], **known))

    def do(self, order_id: str, name: str) -> Response:
        """Do it; a refusal stands at its field, or above all."""
        form = self.frame.sent(ACTS[name])
        route = api(f"POST orders/{{order_id}}/{name}")
        try:
            done = self.frame.act(form, route, payload=_payload(form), order_id=order_id)
        except Problem as problem:
            return self._page(self._order(order_id), name, _refused(form, problem))
        return self.frame.done(f"/orders/{order_id}", _said(name, done))

    def contacts(self, order_id: str) -> Response:
        """Ask for other contacts."""
        reader = self.frame.signed_in()
        order = self._order(order_id)
        if not changes_contacts(order, reader.principal):
            return self.frame.done(f"/orders/{order_id}")
        known = {
            f"{side}_{name}": value
            for side in ("functional", "technical")
            for name, value in order["contacts"][side].items()
        }
        form = self.frame.blank(CHANGED_CONTACTS, version=order["version"], **known)
        return self.frame.page(
            "body/order_contacts_change.html", order=order, form=form, crumbs=turns.crumbs("body")
        )

    def change_contacts(self, order_id: str) -> Response:
        """Name the other contacts, based on what was seen."""
        form = self.frame.sent(CHANGED_CONTACTS)
        payload = payload_of(form, *(field.name for field in CONTACTS))
        try:
            self.frame.act(
                form, api("PATCH orders/{order_id}/contacts"), payload=payload,
                order_id=order_id, version=form.whole("version"),
            )  # fmt: skip
        except Problem as problem:
            order, refused = self._order(order_id), form.refused(problem)
            if problem.code == "precondition-failed":
                refused = refused.with_values(version=order["version"])
            return self.frame.page(
                "body/order_contacts_change.html",
                order=order,
                form=refused,
                crumbs=turns.crumbs("body"),
            )
        return self.frame.done(f"/orders/{order_id}", "body-contacts")

    def _order(self, order_id: str) -> Doc:
        order: Doc = self.frame.ask(api("GET orders/{order_id}"), order_id=order_id)
        return order

    def _page(self, order: Doc, name: str, form: Form) -> Response:
        told = (
            turns.told_of(order) if order["waiting_for"] and name in ("answer", "retry") else None
        )
        return self.frame.page(
            "body/order_act.html", order=order, act=name, form=form, told=told,
            crumbs=turns.crumbs(side_of(order)),
            again=name == "submit" and bool(form.values.get("profile_version")),
            newer=_newer(order, name).get("profile_version"),
        )  # fmt: skip


def _known(order: Doc, name: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return what a form holds before anything was typed into it."""
    if name == "request-support" and given.get("about") == "signature":
        return {"text": say("contract-cannot-sign-text")}
    return {"url": _posted(given)} if name == "link" else _newer(order, name)


def _posted(given: Mapping[str, str]) -> str:
    """Return the address of the thread the reader chose to tell."""
    return address_in(given.get("url", "")) or ""


def _newer(order: Doc, name: str) -> dict[str, Any]:
    """Return the version of the service that holds instead of the ordered one, where it is told."""
    change = order.get("profile_change")
    if not change or change["kind"] != "newer" or "change-version" not in order["actions"]:
        return {}
    return {"profile_version": change["version"]} if name in ("answer", "change-version") else {}


def _payload(form: Form) -> dict[str, Any]:
    payload = payload_of(form)
    if not payload.pop("take_version", False) and "text" in payload:
        payload.pop("profile_version", None)
    version = whole_of(str(payload.pop("profile_version", "")))
    return payload if version is None else {**payload, "profile_version": version}


def _refused(form: Form, problem: Problem) -> Form:
    """Return the form with the refusal; a newer version of the service is to be confirmed."""
    if problem.status in (401, 403, 404):
        raise problem
    refused = form.refused(problem)
    if problem.code == "version-changed":
        return refused.with_values(profile_version=problem.extra["current"])
    return refused


def _said(name: str, order: Doc) -> str:
    if name == "link" and order.get("proposed_link"):
        return "body-link-proposed"
    return f"body-{name}"
