"""The queue of registrations, and one registration with the decision about it."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, whole_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from gateway.web.operator.queues import PAGE, age, next_of
from gateway.web.words import say

QUEUE = "/reviews/registrations"
LIST, ONE = api("GET registrations"), api("GET registrations/{registration_id}")
TURNS = api("GET registration-turns")
VIEWS = ("submitted", "asked_back")
VERDICTS = {
    verdict: api(f"POST registrations/{{registration_id}}/{verdict}")
    for verdict in ("approve", "ask-back", "reject")
}
REBIND = "rebind"
BIND = api("POST accounts/{account_id}/rebind")
"""How the person behind a new certificate gets back to the account they have already."""

FIELDS = (
    Field("verdict", "op-decision", kind="radios"),
    Field("account", "op-rebind-account", kind="radios", hint="op-rebind-account-hint",
          required=None),
    Field("accept_name", "op-accept-name", kind="checkbox", required=None),
    Field("reason", "op-reason", kind="textarea", hint="op-reason-hint-registration",
          required=None, longest=2000),
    Field("version", kind="hidden"),
)  # fmt: skip


@dataclass(frozen=True)
class RegistrationPages:
    """``/reviews/registrations``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("registrations", __name__)
        pages.add_url_rule(QUEUE, view_func=self.queue)
        pages.add_url_rule(f"{QUEUE}/<registration_id>", view_func=self.show)
        pages.add_url_rule(f"{QUEUE}/<registration_id>", view_func=self.decide, methods=["POST"])
        return pages

    def queue(self) -> Response:
        """Show who waits to be let in, longest waiting first."""
        self.frame.signed_in()
        given = self.frame.given()
        view = given.get("state") if given.get("state") in VIEWS else VIEWS[0]
        asked = page_asked(given, PAGE, state=str(view))
        other = next(state for state in VIEWS if state != view)
        found = self.frame.ask_all(
            queue=self.frame.asking(LIST, asked),
            other=self.frame.asking(LIST, {"state": other, "limit": "1"}),
            turns=self.frame.asking(TURNS),
        )
        totals = {view: found["queue"]["total"], other: found["other"]["total"]}
        return self.frame.page(
            "operator/registrations.html",
            queue=found["queue"], age=age, view=view,
            unconfirmed=_unconfirmed(found["turns"], totals["submitted"]),
            views=[(f"{QUEUE}?state={s}", say(f"op-{s}"), totals[s], s == view) for s in VIEWS],
            pages=further(QUEUE, asked, found["queue"]),
        )  # fmt: skip

    def show(self, registration_id: str) -> Response:
        """Show one registration and what can be decided; its person is led to their own page."""
        if not self.frame.signed_in().may("registrations:read", "*"):
            return redirect(f"/registrations/{registration_id}", 303)
        return self._page(registration_id, self.frame.blank(FIELDS))

    def decide(self, registration_id: str) -> Response:
        """Approve, ask back, reject, or lead the person to the account they have."""
        path = f"{QUEUE}/{registration_id}"
        form = self.frame.sent(FIELDS, back=path)
        verdict = form.value("verdict")
        if wrong := _missing(form):
            return self._page(registration_id, form.with_errors(wrong))
        try:
            self._act(registration_id, form)
        except Problem as problem:
            return self._page(registration_id, form.refused(problem))
        return self.frame.done(path, f"op-registration-{verdict}")

    def _act(self, registration_id: str, form: Form) -> None:
        verdict, reason = form.value("verdict"), form.value("reason")
        facts = {"reason": reason} if reason else {}
        if verdict == REBIND:
            facts["registration"] = registration_id
            self.frame.act(form, BIND, payload=facts, account_id=form.value("account"))
            return
        payload: dict[str, Any] = {**facts, **_seen(form)}
        if verdict == "approve":
            payload["accept_name"] = form.value("accept_name")
        self.frame.act(form, VERDICTS[verdict], payload=payload, registration_id=registration_id)

    def _page(self, registration_id: str, form: Form) -> Response:
        found = self.frame.ask_all(
            case=self.frame.asking(ONE, registration_id=registration_id),
            queue=self.frame.asking(LIST, {"state": VIEWS[0], "limit": "2"}),
        )
        case = found["case"]
        choices = _choices(case) if self.frame.visitor().may("registrations:decide", "*") else []
        form = form.with_values(version=case["version"])
        form = form.with_options("verdict", [(v, f"op-registration-{v}-choice") for v in choices])
        form = form.with_options("account", _accounts(case))
        return self.frame.page(
            "operator/registration.html", case=case, form=form, choices=choices,
            next_id=next_of(found["queue"], registration_id), queue_path=QUEUE,
        )  # fmt: skip


def _unconfirmed(turns: dict[str, Any], submitted: int) -> int:
    """Return how many of the submitted ones wait for their people, as the workplace counts them."""
    reviewed: int = sum(
        one["count"]
        for one in turns["items"]
        if (one["noun"], one["role"]) == ("registration", "reviewer")
    )
    return max(0, submitted - reviewed)


def _missing(form: Form) -> dict[str, str]:
    """Return what the form itself lacks, before anybody is asked."""
    verdict = form.value("verdict")
    if verdict not in VERDICTS and verdict != REBIND:
        return {"verdict": say("op-choose-decision")}
    if verdict == REBIND and not form.value("account"):
        return {"account": say("op-choose-account")}
    return {}


def _seen(form: Form) -> dict[str, int]:
    version = whole_of(str(form.value("version")))
    return {} if version is None else {"version": version}


def _choices(case: dict[str, Any]) -> list[str]:
    """Return what this reader can decide now."""
    actions = (case["waiting_for"] or {}).get("actions", [])
    rebinds = case["replaces_certificate"] and case["email_confirmed"] and case.get("hints")
    can = [verdict for verdict in VERDICTS if verdict in actions]
    return [REBIND, *can] if rebinds and "reject" in can else can


def _accounts(case: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the accounts the hints point to, each once."""
    names = {hint["account"]: hint["name"] or "" for hint in case.get("hints") or []}
    return list(names.items())
