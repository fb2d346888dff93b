"""The queue of orders, and one order with what is looked at before it is released."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Form
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further
from gateway.web.operator import order_acts, order_review
from gateway.web.operator.order_acts import FIELDS
from gateway.web.operator.queues import PAGE, age, next_of
from gateway.web.words import counted, say, worded
from services.common import clock

QUEUE = "/reviews/orders"
LIST, ONE = api("GET orders"), api("GET orders/{order_id}")
CLAIM = api("POST orders/{order_id}/claim")
PROFILE = api("GET profiles/{profile_id}")
VIEWS = {
    "review": {"waiting_for": "reviewer"},
    "support": {"waiting_for": "support"},
    "asked_back": {"state": "asked_back"},
}
"""What is looked at, the first due first."""
OWNERS = ("body", "officer", "signatory", "countersigner", "document_worker", "setup_party")
"""For whom else orders wait: their lists are reached from the home."""
BY_OWNER = {"reviewer": "review", "support": "support"}
"""The views that are the list of an owner."""
NARROWED = ("profile", "body")
ONLY = {"overdue": {"overdue": "true"}, "mine": {"mine": "true"}}
"""What of a view is looked at alone."""
SOUGHT = {"new": ("since",), "found": ("number", "body")}
"""What came since a moment, or belongs to a number or a body: newest first."""


@dataclass(frozen=True)
class OrderReviewPages:
    """``/reviews/orders``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("order_reviews", __name__)
        pages.add_url_rule(QUEUE, view_func=self.queue)
        pages.add_url_rule(f"{QUEUE}/<order_id>", view_func=self.show)
        pages.add_url_rule(f"{QUEUE}/<order_id>", view_func=self.act, methods=["POST"])
        pages.add_url_rule(f"{QUEUE}/<order_id>/claim", view_func=self.claim, methods=["POST"])
        return pages

    def queue(self) -> Response:
        """Show what waits, the first due first."""
        self.frame.permitted("orders:read")
        given = self.frame.given()
        view, chosen, wanted = self._view(given)
        narrowed, more = _narrowed(given) if view not in SOUGHT else ({}, {})
        wanted |= more
        shown = {name: {**asked, **more, "sort": "due"} for name, asked in VIEWS.items()}
        shown |= {view: wanted}
        cursor = {"cursor": given["cursor"]} if "cursor" in given else {}
        lists = self.frame.ask_all(**{
            name: self.frame.asking(LIST, {
                **asked, "limit": PAGE if name == view else "1", **(cursor if name == view else {}),
            })
            for name, asked in shown.items()
        })  # fmt: skip
        views = [
            (_path(chosen if name == view else {"view": name}, narrowed),
             say(f"op-orders-{name}"), counted(lists[name]), name == view)
            for name in shown
        ]  # fmt: skip
        return self.frame.page(
            "operator/orders.html", queue=lists[view], views=views, view=view, age=age,
            is_taken=_is_taken,
            chips=self._chips(chosen if view == "found" else narrowed, chosen, lists[view]),
            chosen=chosen, narrowed=narrowed, narrowing=_narrowing(chosen, narrowed),
            pages=further(QUEUE, {**chosen, **narrowed, **cursor}, lists[view]),
        )  # fmt: skip

    def _chips(
        self, sought: Mapping[str, str], chosen: Mapping[str, str], found: Mapping[str, Any]
    ) -> list[tuple[str, str]]:
        """Return by what orders were found, each with the list without it."""
        names = self.frame.body_names.of([sought["body"]] if "body" in sought else [])
        names |= {name: say(f"op-only-{name}") for name in ONLY}
        if profile := sought.get("profile"):
            names[profile] = self._title(profile, found)
        chips = []
        for name, value in sought.items():
            kept = {**chosen, **sought}
            left = urlencode({other: kept[other] for other in kept if other != name})
            chips.append((names.get(value, value), f"{QUEUE}?{left}" if left else QUEUE))
        return chips

    def _title(self, profile: str, found: Mapping[str, Any]) -> str:
        """Return how a service is called: as its orders say, else as the catalogue does."""
        if found["items"]:
            return str(worded(found["items"][0]["profile_title"]))
        try:
            return str(worded(self.frame.ask_held(PROFILE, profile_id=profile)["title"]))
        except Problem:
            return say("op-one-service")

    def _view(self, given: Mapping[str, str]) -> tuple[str, dict[str, str], dict[str, str]]:
        """Return what is looked at: its name, how the address chooses it, and what it asks."""
        view, owner = given.get("view", ""), given.get("waiting_for", "")
        if view in VIEWS:
            return view, {"view": view}, {**VIEWS[view], "sort": "due"}
        if owner in OWNERS:
            chosen = {"waiting_for": owner}
            return owner, chosen, {**chosen, "sort": "due"}
        for view, names in SOUGHT.items():
            if chosen := {name: given[name] for name in names if name in given}:
                return view, chosen, chosen
        reviews = self.frame.visitor().may("orders:review", "*")
        view = BY_OWNER.get(owner, "review" if reviews else "support")
        return view, {"view": view}, {**VIEWS[view], "sort": "due"}

    def show(self, order_id: str) -> Response:
        """Show one order with its checks, its chain and what can be decided."""
        if not self.frame.signed_in().may("orders:read", "*"):
            return redirect(f"/orders/{order_id}", 303)
        return self._page(order_id, self.frame.blank(FIELDS))

    def claim(self, order_id: str) -> Response:
        """Take the review, so that nobody else decides for a while."""
        path = f"{QUEUE}/{order_id}"
        form = self.frame.sent(FIELDS, back=path)
        try:
            self.frame.act(form, CLAIM, payload={}, order_id=order_id)
        except Problem as problem:
            return self._page(order_id, form.refused(problem))
        return self.frame.done(path, "op-order-claim")

    def act(self, order_id: str) -> Response:
        """Do what was chosen, as the API does it."""
        path = f"{QUEUE}/{order_id}"
        form = self.frame.sent(FIELDS, back=path)
        if wrong := order_acts.missing(form, list(order_acts.ACTS)):
            return self._page(order_id, form.with_errors(wrong))
        act = form.value("act")
        try:
            payload = order_acts.told(form)
            self.frame.act(form, order_acts.ROUTES[act], payload=payload, order_id=order_id)
        except Problem as problem:
            return self._page(order_id, form.refused(problem))
        return self.frame.done(path, f"op-order-{act}")

    def _page(self, order_id: str, form: Form) -> Response:
        order = self.frame.ask(ONE, order_id=order_id)
        around = self._around(order)
        acts = order_acts.possible(order)
        return self.frame.page(
            "operator/order.html", order=order, acts=acts, queue_path=QUEUE, **around,
            form=_filled(form, order, acts, around),
            checks=_checks(order, around), chain=_chain(around),
            chain_ends=order_review.chain_ends, is_whole=order_review.is_whole,
            next_id=next_of(around["queue"], order_id) if around["queue"] else None,
            elsewhere=order_acts.elsewhere(order),
            setup_name=_vendors(around).get(order["setup_by"]), said=_said(order),
            is_taken=_is_taken(order),
            taken_by_other=_taken_by(order, self.frame.visitor().principal.subject),
        )  # fmt: skip

    def _around(self, order: dict[str, Any]) -> dict[str, Any]:
        """Ask side by side what stands around the order; a service away leaves its part out."""
        frame, profile, body = self.frame, order["profile"], order["body"]
        asked = {
            "profile": frame.asking_held(PROFILE, profile_id=profile),
            "answer": frame.asking(
                api("GET profiles/{profile_id}/orderable"), {"body": body}, profile_id=profile
            ),
            "vendors": frame.asking_held(api("GET vendors"), {"limit": "200"}),
            "queue": frame.asking(LIST, {**VIEWS["review"], "sort": "due", "limit": "2"}),
        }
        visitor = frame.visitor()
        if visitor.may("agreements:read", "*"):
            asked["agreements"] = frame.asking(api("GET agreements"), {"profile": profile})
        if visitor.may("authorities:read", "*"):
            route = api("GET bodies/{body}/signing-authorities")
            asked["signing"] = frame.asking(route, body=body)
        if visitor.may("orders:support", "*"):
            route = api("GET orders/{order_id}/duplicates")
            asked["duplicates"] = frame.asking(route, order_id=order["id"])
        unasked = dict.fromkeys(("agreements", "signing", "duplicates"))
        return {**unasked, **frame.ask_what_is_there(**asked)}


def _narrowed(given: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what of a view is looked at alone, as the address says it and as it is asked."""
    chosen = {name: given[name] for name in NARROWED if name in given}
    only = given.get("only", "")
    return (chosen | {"only": only}, chosen | ONLY[only]) if only in ONLY else (chosen, chosen)


def _path(chosen: Mapping[str, str], narrowed: Mapping[str, str]) -> str:
    return f"{QUEUE}?{urlencode({**chosen, **narrowed})}"


def _narrowing(chosen: Mapping[str, str], narrowed: Mapping[str, str]) -> Callable[..., str]:
    """Return what gives the address of the same list for one service or body alone."""
    return lambda name, value: _path(chosen, {**narrowed, name: value})


def _filled(form: Form, order: dict[str, Any], acts: list[str], around: dict[str, Any]) -> Form:
    """Return the form with its choices, and with what it is shown beside: never with what was."""
    form = replace(form, fields=order_acts.fields_for(acts))
    options = [(act, f"op-order-{act}-choice") for act in acts]
    ordered, link = str(order["profile_version"]), order.get("proposed_link") or ""
    form = form.with_options("act", options).with_values(profile_version=ordered, url=link)
    return form.with_options("setup_by", [("", "op-setup-by-same"), *_vendors(around).items()])


def _vendors(around: dict[str, Any]) -> dict[str, str]:
    """Return the names in the directory of vendors by their ids."""
    return {one["id"]: one["name"] for one in (around["vendors"] or {"items": []})["items"]}


def _said(order: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what was said with each step so far, newest first."""
    return [
        {"icon": "mail", "title": line["actor_name"], "at": line["at"], "text": line["reason"]}
        for line in reversed(order["history"])
        if line["reason"]
    ]


def _checks(order: dict[str, Any], around: dict[str, Any]) -> list[order_review.Check]:
    answer, profile = around["answer"], around["profile"]
    if not answer or not profile:
        return []
    return order_review.checks_of(order, answer, profile, around["signing"] or None)


def _chain(around: dict[str, Any]) -> list[order_review.Level]:
    listed = around["agreements"]
    return order_review.chain_of(listed, clock.local_date(clock.now())) if listed else []


def _is_taken(order: Mapping[str, Any]) -> bool:
    """Tell whether somebody has taken the order, and alone decides for now."""
    until = order.get("claimed_until")
    return until is not None and clock.now() < datetime.fromisoformat(until)


def _taken_by(order: dict[str, Any], reader: str) -> str:
    """Return the name of another reviewer who has taken the order, and alone decides for now."""
    if not _is_taken(order) or order["claimed_by"] == reader:
        return ""
    names = [line["actor_name"] for line in order["history"] if line["action"] == "claim"]
    return str(names[-1]) if names else say("op-taken-somebody")
