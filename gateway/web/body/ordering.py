"""The order form: four steps; what was typed travels with the form, and is kept for going back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Blueprint, request
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.body.order_fields import (
    CONTACTS,
    FIELDS,
    SENT,
    SHOWN,
    STEPS,
    faults,
    first_step_with,
)
from gateway.web.body.order_prefill import known_of, usage_asked, usual
from gateway.web.costs import cost_of
from gateway.web.frame.api import api
from gateway.web.frame.forms import KEY, Form, Options, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.kept_forms import author_of
from gateway.web.frame.side_by_side import Asking, Away
from gateway.web.frame.visitors import Visitor
from gateway.web.public.costs import paid_by_levy
from gateway.web.words import say
from services.common.errors import Unavailable

Doc = Mapping[str, Any]
WAITS = {"reviewer": 3, "signatory": 10, "setup_party": 5, "body": 10}
"""Within how many working days each side acts, as orders has it (a test compares them)."""


@dataclass(frozen=True)
class OrderingPages:
    """``/leistungen/<id>/bestellen``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("ordering", __name__)
        path = "/leistungen/<profile_id>/bestellen"
        pages.add_url_rule(path, view_func=self.begin)
        pages.add_url_rule(path, view_func=self.go, methods=["POST"])
        return pages

    def begin(self, profile_id: str) -> Response:
        """Show the first step, or why this body cannot order the service."""
        visitor = self.frame.signed_in()
        if kept := self._kept():
            about = self._about(profile_id, str(kept.value("body")), _system_of(kept))
            return self._step(kept, str(kept.value("step")), about)
        # What was typed before a sign-in is for the body it was typed for.
        wanted = {"body": _body_asked(visitor), "usage": usage_asked(request.args)}
        form = self.frame.blank(FIELDS, **wanted)
        body = str(form.value("body"))
        if not body:
            return self.frame.page("body/no_body.html")
        about = self._about(profile_id, body, me=self.frame.asking(api("GET me")))
        if not about["orderable"]["orderable"]:
            return self.frame.page("body/not_orderable.html", **about)
        visitor.principal.require("orders:prepare", body, profile_id)
        known = known_of(about["me"], body) | usual(about)
        form = form.with_values(**{n: v for n, v in known.items() if not form.value(n)})
        return self._step(form, str(form.value("step") or STEPS[0]), about)

    def go(self, profile_id: str) -> Response:
        """Go to another step, or order: what a step lacks is asked for before the next."""
        form = self.frame.sent(FIELDS)
        about = self._about(profile_id, str(form.value("body")), _system_of(form))
        here, to = str(form.value("step")), request.form.get("go", "")
        if to == "same":
            return self._lead(_same_person(form), here, about)
        lacking = _lacking(form, to, about)
        if lacking:
            wrong = form.with_errors(lacking)
            return self._step(wrong, str(first_step_with(lacking)), about)
        if to in STEPS:
            return self._lead(form, to, about)
        return self._order(form, profile_id, about)

    def _order(self, form: Form, profile_id: str, about: Doc) -> Response:
        """Place or prepare the order, as the reader may."""
        places = self._may_place(form, profile_id)
        payload = payload_of(form, *SENT) | {"profile": profile_id, "prepared": not places}
        if form.value("costs_acknowledged"):
            payload["costs_acknowledged"] = True
        payload |= self._mandate(form, profile_id, places)
        try:
            order = self.frame.act(form, api("POST orders"), payload=payload)
        except Problem as problem:
            refused = form.refused(problem)
            step = first_step_with(refused.errors) or "check"
            return self._step(refused, step, {**about, "active": problem.extra.get("order")})
        said = "body-placed" if places else "body-prepared"
        return self.frame.done(f"/orders/{order['id']}", said)

    def _lead(self, form: Form, step: str, about: Doc) -> Response:
        """Lead to a step's own address, so that going back and loading again show it as it was.

        What was typed is kept for its author; where that fails the step is shown at once.
        """
        values = {**form.values, "step": step, KEY: form.key}
        try:
            secret = self.frame.kept_forms.keep(request.path, self._author(), values)
        except Unavailable:
            return self._step(form, step, about)
        return redirect(f"{request.path}?form={secret}", 303)

    def _kept(self) -> Form | None:
        """Return the form this address was made for; after an hour it is forgotten."""
        secret = request.args.get("form", "")[:64]
        values = secret and self.frame.kept_forms.find(secret, request.path, self._author())
        return Form(FIELDS, values, key=values[KEY]) if values else None

    def _author(self) -> str:
        session = self.frame.signed_in().session
        return author_of(session.account) if session else ""

    def _step(self, form: Form, step: str, about: Doc) -> Response:
        step = step if step in STEPS else STEPS[0]
        at, profile = STEPS.index(step), about["profile"]
        form = _with_choices(form.with_values(step=step), about)
        costs = cost_of(profile, str(form.value("specialist_system")))
        return self.frame.page(
            f"body/order_{step}.html",
            form=form,
            step=step,
            steps=STEPS,
            at=at,
            back=STEPS[at - 1] if at else None,
            onward=STEPS[at + 1] if at + 1 < len(STEPS) else None,
            fields=SHOWN[step],
            costs=costs,
            levy=paid_by_levy(profile, str(form.value("body"))),
            places=self._may_place(form, str(profile["id"])),
            waits=WAITS,
            **about,
        )

    def _about(
        self, profile_id: str, body: str, system: str = "", **more: Asking
    ) -> dict[str, Any]:
        """Return the service, whether the body may order it, and what can be chosen: one round."""
        ask, many = self.frame.asking, {"limit": "200"}
        asked = {"body": body} | ({"specialist_system": system} if system else {})
        known = partial(ask, profile_id=profile_id)
        about = self.frame.ask_what_is_there(
            profile=known(api("GET profiles/{profile_id}")),
            orderable=known(api("GET profiles/{profile_id}/orderable"), asked),
            systems=ask(api("GET specialist-systems"), many),
            vendors=ask(api("GET vendors"), many),
            names=lambda: self.frame.body_names.of([body]),
            **self._in_use(body),
            **more,
        )
        for needed in about["profile"], about["orderable"], *(about[name] for name in more):
            if isinstance(needed, Away):
                raise needed.problem
        return {**about, "body_name": about["names"].get(body) or say("your-body")}

    def _in_use(self, body: str) -> dict[str, Asking]:
        """Return the question what the body works with, where the reader may ask it."""
        if not self.frame.visitor().may("orders:read", body):
            return {}
        return {"in_use": self.frame.asking(api("GET bodies/{body}/systems"), body=body)}

    def _may_place(self, form: Form, profile_id: str) -> bool:
        principal = self.frame.visitor().principal
        return principal.may("orders:place", str(form.value("body")), profile_id)

    def _mandate(self, form: Form, profile_id: str, places: bool) -> dict[str, str]:
        """Name the mandate that lasts longest, where there are several and no own right."""
        permission = "orders:place" if places else "orders:prepare"
        return mandate_of(self.frame.visitor(), permission, str(form.value("body")), profile_id)


def mandate_of(visitor: Visitor, permission: str, body: str, profile_id: str) -> dict[str, str]:
    """Name the mandate that lasts longest, where there are several and no own right."""
    lent = visitor.principal.delegated(permission, body, profile_id)
    if visitor.principal.holds(permission, body) or len(lent) < 2:
        return {}
    return {"mandate": max(lent, key=lambda one: one.ends_at).id}


def _system_of(form: Form) -> str:
    return str(form.value("specialist_system"))


def _body_asked(visitor: Visitor) -> str:
    """Return the body a link to the form names, if it is one of theirs; else who they act for."""
    asked = request.args.get("body", "")
    return asked if asked in visitor.bodies else visitor.body or ""


def _same_person(form: Form) -> Form:
    """Return it with the functional contact as the technical one, too."""
    values = {
        one.name: form.value(one.name.replace("technical", "functional", 1))
        for one in CONTACTS
        if one.name.startswith("technical")
    }
    return form.with_values(**values)


def _lacking(form: Form, to: str, about: Doc) -> dict[str, str]:
    """Return what the steps before the wanted one lack; to go back needs nothing."""
    passed = STEPS[: STEPS.index(to)] if to in STEPS else STEPS
    here = str(form.value("step"))
    if to in STEPS and here in STEPS and STEPS.index(to) <= STEPS.index(here):
        return {}
    lacking: dict[str, str] = {}
    for step in passed:
        lacking |= faults(form, SHOWN[step])
    costs = cost_of(about["profile"], str(form.value("specialist_system")))
    if to not in STEPS and costs and costs.acknowledge and not form.value("costs_acknowledged"):
        lacking["costs_acknowledged"] = say("body-costs-not-acknowledged")
    first = first_step_with(lacking)
    return {name: fault for name, fault in lacking.items() if first and name in SHOWN[first]}


def _with_choices(form: Form, about: Doc) -> Form:
    """Return it with the systems and vendors of the directory to choose from."""
    profile, vendors = about["profile"], about["vendors"]
    names = {v["id"]: str(v["name"]) for v in vendors["items"]} if vendors else {}
    planned = names.pop(about["orderable"].get("setup_by") or "", "")
    default = say("body-setup-planned", name=planned) if planned else say("body-setup-open")
    chosen = form.with_options("specialist_system", _systems(profile, about["systems"]))
    return chosen.with_options("setup_by", (("", default), *names.items()))


def _systems(profile: Doc, systems: Any) -> Options:
    """Return the directory's systems, those with an interface to the service first."""
    joined = {i["system"] for i in profile["interfaces"]}
    names: Sequence[str] = [s["name"] for s in systems["items"]] if systems else []
    first = [(n, say("body-system-joined", name=n)) for n in names if n in joined]
    others = [(n, n) for n in names if n not in joined]
    return (("", "body-system-none"), *first, *others)
