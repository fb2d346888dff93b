"""Everybody's accounts: the list, one account, and what is decided about it with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web import trail
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from gateway.web.frame.side_by_side import Asking
from gateway.web.frame.visitors import Visitor
from gateway.web.operator.queues import PAGE
from gateway.web.words import say
from services.common.principal import EVERYWHERE

PATH = "/accounts"
LIST, ONE = api("GET accounts"), api("GET accounts/{account_id}")
SESSIONS, MAILS = api("GET accounts/{account_id}/sessions"), api("GET mails")
BODY = api("GET bodies/{key}")
ACTS = {
    act: api(f"POST accounts/{{account_id}}/{act}")
    for act in ("suspend", "resume", "close", "settle-name")
}
REASON = (Field("reason", "op-reason", "textarea", "account-reason-hint", longest=2000),)
STATES = ("active", "suspended", "new", "closed")
ROLES = (
    "member", "officer", "body_admin", "reviewer", "editor", "support", "auditor", "admin",
    "vendor_manager", "ministry_reader",
)  # fmt: skip
NARROWED = ("q", "role", "place")
FEW_MAILS = "5"


@dataclass(frozen=True)
class AccountAdminPages:
    """``/accounts``, for the operator's people; who decides what stands before each button."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages, one = Blueprint("accounts", __name__), f"{PATH}/<account_id>"
        pages.add_url_rule(PATH, view_func=self.queue)
        pages.add_url_rule(one, view_func=self.show)
        pages.add_url_rule(f"{one}/decide/<act>", view_func=self.ask)
        pages.add_url_rule(f"{one}/decide/<act>", view_func=self.decide, methods=["POST"])
        return pages

    def queue(self) -> Response:
        """Show people by name: those of a state, with a role, of a body, or searched for."""
        self.frame.permitted("registrations:read")
        given = self.frame.given()
        state = given.get("state", "") if given.get("state") in STATES else ""
        narrowed = {name: given[name] for name in NARROWED if name in given}
        narrowed |= {"team": "true"} if given.get("team") == "true" else {}
        asked = page_asked(given, PAGE, **narrowed, **({"state": state} if state else {}))
        too_short = len(narrowed.get("q", "xx").strip()) < 2
        found = None if too_short else self.frame.ask(LIST, asked)
        return self.frame.page(
            "operator/accounts.html", found=found, narrowed=narrowed, state=state, roles=ROLES,
            place=self._place(narrowed.get("place"), found), views=_views(narrowed, state),
            without_place=_path({k: v for k, v in narrowed.items() if k != "place"}, state),
            pages=further(PATH, asked, found) if found else None,
        )  # fmt: skip

    def show(self, account_id: str) -> Response:
        """Show one account: who it is, what they may, what is open, what was done about it."""
        visitor = self.frame.permitted("registrations:read")
        one = self.frame.ask(ONE, account_id=account_id)
        beside = self.frame.ask_what_is_there(**self._beside(one, visitor))
        return self.frame.page(
            "operator/account.html", one=one, trail=trail, sessions=beside.get("sessions"),
            mails=beside.get("mails"), asked=beside.keys(),
        )  # fmt: skip

    def ask(self, account_id: str, act: str) -> Response:
        """Say what the decision does, and ask for its reason."""
        self.frame.permitted("registrations:read")
        _check(act)
        return self._decision(account_id, act, self.frame.blank(REASON))

    def decide(self, account_id: str, act: str) -> Response:
        """Suspend, release or close the account, or settle the name."""
        _check(act)
        form = self.frame.sent(REASON, back=f"{PATH}/{account_id}/decide/{act}")
        payload = {"reason": form.value("reason")}
        try:
            self.frame.act(form, ACTS[act], account_id=account_id, payload=payload)
        except Problem as problem:
            return self._decision(account_id, act, form.refused(problem))
        return self.frame.done(f"{PATH}/{account_id}", f"account-{act}")

    def _decision(self, account_id: str, act: str, form: Form) -> Response:
        one = self.frame.ask(ONE, account_id=account_id)
        return self.frame.page("operator/account_decide.html", one=one, act=act, form=form)

    def _beside(self, one: Mapping[str, Any], visitor: Visitor) -> dict[str, Asking]:
        """Return what others know of the account, as far as the reader may see it."""
        asking = {}
        if visitor.may("accounts:manage", EVERYWHERE):
            asking["sessions"] = self.frame.asking(SESSIONS, account_id=one["account"])
        if one["email"] and visitor.may("mails:manage", EVERYWHERE):
            query = {"address": one["email"], "limit": FEW_MAILS}
            asking["mails"] = self.frame.asking(MAILS, query)
        return asking

    def _place(self, key: str | None, found: Mapping[str, Any] | None) -> str | None:
        """Return the name of the place the list is narrowed to."""
        if key is None:
            return None
        roles = [role for one in (found or {"items": []})["items"] for role in one["roles"]]
        named = next((str(role["place_name"]) for role in roles if role["place"] == key), None)
        return named or self.frame.body_names.of([key]).get(key) or say("account-this-place")


def _check(act: str) -> None:
    if act not in ACTS:
        raise Problem(404, "not-found")


def _views(narrowed: Mapping[str, str], state: str) -> list[tuple[str, str, None, bool]]:
    """Return the tabs: everybody, and each state."""
    kept = {name: value for name, value in narrowed.items() if name != "team"}
    teams = "team" in narrowed
    tabs = [(_path(kept, one), say(f"accounts-{one}"), None, one == state and not teams)
            for one in STATES]  # fmt: skip
    of_teams = (_path({**kept, "team": "true"}, ""), say("accounts-teams"), None, teams)
    return [(_path(kept, ""), say("accounts-all"), None, not state and not teams), *tabs, of_teams]


def _path(narrowed: Mapping[str, str], state: str) -> str:
    query = urlencode({**narrowed, **({"state": state} if state else {})})
    return f"{PATH}?{query}" if query else PATH
