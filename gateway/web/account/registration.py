"""Registering: which body, who one is, what else, and all of it once more before it is handed in.

The API keeps the draft from the first step on; a later sign-in finds it again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem, problem_of
from gateway.web.account import steps
from gateway.web.account.register import described, found_bodies, proposed_bodies
from gateway.web.account.steps import BODY, FURTHER, PERSON, STEPS, Step
from gateway.web.frame.api import api
from gateway.web.frame.forms import Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.words import say
from services.common.errors import Refusal

Registration = Mapping[str, Any]
READ, CHANGE = "GET registrations/{registration_id}", "PATCH registrations/{registration_id}"
OVERTAKEN = "precondition-failed"


@dataclass(frozen=True)
class RegisteringPages:
    """``/registrations/new``, and the steps and the state of each registration."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages, one = Blueprint("registering", __name__), "/registrations/<registration_id>"
        pages.add_url_rule("/registrations", view_func=self.own)
        pages.add_url_rule("/registrations/new", view_func=self.choose)
        pages.add_url_rule("/registrations/new", view_func=self.begin, methods=["POST"])
        pages.add_url_rule(one, view_func=self.show)
        pages.add_url_rule(f"{one}/submit", view_func=self.submit, methods=["POST"])
        pages.add_url_rule(f"{one}/check", view_func=self.check)
        for step, ask, save in (
            ("body", self.body, self.save_body),
            ("person", self.person, self.save_person),
            ("further", self.further, self.save_further),
        ):
            pages.add_url_rule(f"{one}/{step}", view_func=ask)
            pages.add_url_rule(f"{one}/{step}", view_func=save, methods=["POST"])
        return pages

    # -- The first step, before there is a draft

    def own(self) -> Response:
        """Lead from the menu to the registration under way, or to a new one."""
        self.frame.signed_in()
        return self.frame.done("/registrations/new")

    def choose(self) -> Response:
        """Ask for the body; who has a registration under way goes on with that."""
        self.frame.signed_in()
        me = self._me()
        known = me.get("registrations", ())
        if under_way := next((r for r in known if r["waiting_for"]), None):
            return redirect(steps.path_of(under_way), 303)
        rejected = known[-1] if known and known[-1]["state"] == "rejected" else None
        form = self.frame.blank(BODY, body=self._asked("body"))
        return self._bodies(form, rejected=rejected, named=me.get("organisation_name") or "")

    def begin(self) -> Response:
        """Keep a draft for the body chosen."""
        form = self.frame.sent(BODY, back="/registrations/new")
        try:
            steps.check_typed(form, ["body"])
            create = api("POST registrations")
            draft = self.frame.act(form, create, payload=payload_of(form, "body"))
        except (Problem, Refusal) as refused:
            return self._bodies(form.refused(problem_of(refused)))
        return self.frame.done(steps.path_of(draft, "person"))

    # -- The steps of a draft

    def body(self, registration_id: str) -> Response:
        """Ask for another body."""
        registration = self._open(registration_id)
        chosen = registration["body"]
        form = self.frame.blank(BODY, body=chosen, version=registration["version"])
        return self._bodies(form, registration)

    def save_body(self, registration_id: str) -> Response:
        """Keep which body it is."""
        form = self.frame.sent(BODY, back=f"/registrations/{registration_id}/body")
        facts = payload_of(form, "body")
        return self._save(registration_id, form, facts, ["body"], self._bodies)

    def person(self, registration_id: str) -> Response:
        """Ask who somebody is, and how to reach them."""
        registration = self._open(registration_id)
        known = {field.name: registration[field.name] for field in PERSON}
        return self._person(self.frame.blank(PERSON, **known), registration)

    def save_person(self, registration_id: str) -> Response:
        """Keep who somebody is."""
        form = self.frame.sent(PERSON, back=f"/registrations/{registration_id}/person")
        facts = {name: v for name, v in payload_of(form).items() if name != "version"}
        return self._save(registration_id, form, facts, steps.MUST_BE_TYPED, self._person)

    def further(self, registration_id: str) -> Response:
        """Ask for the digital officer, the newsletter and the terms of use."""
        self.frame.signed_in()
        found = self.frame.ask_all(
            registration=self.frame.asking(api(READ), registration_id=registration_id),
            me=self.frame.asking(api("GET me")),
        )
        registration = _changeable(found["registration"])
        values = steps.further_values(registration, str(found["me"]["terms"]["current"]))
        return self._further(self.frame.blank(FURTHER, **values), registration)

    def save_further(self, registration_id: str) -> Response:
        """Keep what else there is."""
        form = self.frame.sent(FURTHER, back=f"/registrations/{registration_id}/further")
        facts = steps.further_payload(form, self._terms())
        return self._save(registration_id, form, facts, ["terms"], self._further)

    def check(self, registration_id: str) -> Response:
        """Show everything before it is handed in."""
        return self._check(self.frame.blank(()), self._open(registration_id))

    def submit(self, registration_id: str) -> Response:
        """Hand it in; as long as the address is not confirmed this mails the link anew."""
        form = self.frame.sent((), back=f"/registrations/{registration_id}/check")
        hand_in = api("POST registrations/{registration_id}/submit")
        try:
            self.frame.act(form, hand_in, registration_id=registration_id)
        except Problem as problem:
            registration = self._read(registration_id)
            if not steps.is_open(registration):
                return redirect(steps.path_of(registration), 303)
            return self._check(form.refused(problem), registration)
        return self.frame.done(f"/registrations/{registration_id}", "registration-submitted")

    # -- Its state

    def show(self, registration_id: str) -> Response:
        """Show whose turn it is; a reviewer is led to where it is decided."""
        visitor = self.frame.signed_in()
        registration = self._read(registration_id)
        if registration["account"] != visitor.principal.subject:
            return redirect(f"/reviews/registrations/{registration_id}", 303)
        return self.frame.page(
            "account/registration.html",
            registration=registration,
            further=steps.next_step(registration),
            is_open=steps.is_open(registration),
            form=self.frame.blank(()),
        )

    # -- What the steps share

    def _save(
        self,
        registration_id: str,
        form: Form,
        facts: Mapping[str, Any],
        needed: Any,
        ask: Callable[[Form, Registration], Response],
    ) -> Response:
        """Keep what a step says and lead to the next; what is refused is asked again."""
        seen = {"registration_id": registration_id, "version": form.whole("version")}
        try:
            steps.check_typed(form, needed)
            kept = self.frame.act(form, api(CHANGE), payload=facts, **seen)
        except (Problem, Refusal) as refused:
            return self._again(registration_id, form, facts, problem_of(refused), ask)
        return self.frame.done(steps.path_of(kept, steps.next_step(kept)))

    def _again(
        self,
        registration_id: str,
        form: Form,
        facts: Mapping[str, Any],
        problem: Problem,
        ask: Callable[[Form, Registration], Response],
    ) -> Response:
        """Ask again; the same form sent twice has been kept already, so it leads on."""
        registration = self._read(registration_id)
        if problem.code != OVERTAKEN:
            return ask(form.refused(problem), registration)
        if all(registration[name] == value for name, value in facts.items()):
            return redirect(steps.path_of(registration, steps.next_step(registration)), 303)
        overtaken = form.with_errors({}, say("form-overtaken"))
        return ask(overtaken.with_values(version=registration["version"]), registration)

    def _bodies(
        self,
        form: Form,
        registration: Registration | None = None,
        rejected: Registration | None = None,
        named: str = "",
    ) -> Response:
        """Show what was searched; before that, what fits the organisation the sign-in named."""
        q, chosen = self._asked("q"), str(form.value("body"))
        proposes = bool(named) and not q and not chosen
        if proposes:
            found = proposed_bodies(self.frame, named)
            form = form.with_values(body=found.exact)
        else:
            found = found_bodies(self.frame, q, chosen)
        asked = form.with_options("body", found.options)
        more = {"found": found, "rejected": rejected, "proposes": proposes and bool(found.items)}
        return self._step("body", asked, registration, **more)

    def _person(self, form: Form, registration: Registration) -> Response:
        return self._step("person", form, registration)

    def _further(self, form: Form, registration: Registration) -> Response:
        return self._step("further", form, registration)

    def _check(self, form: Form, registration: Registration) -> Response:
        body = self.frame.ask(api("GET bodies/{key}"), key=registration["body"])
        ready = steps.next_step(registration) == "check"
        return self._step("check", form, registration, body=described(body), ready=ready)

    def _step(
        self, name: str, form: Form, registration: Registration | None, **values: Any
    ) -> Response:
        step = next(one for one in STEPS if one.name == name)
        return self.frame.page(
            step.template,
            step=step,
            steps=_marked(step),
            form=form,
            registration=registration,
            **values,
        )

    def _open(self, registration_id: str) -> Registration:
        """Return a registration that can be changed; another one's page says why it cannot."""
        self.frame.signed_in()
        return _changeable(self._read(registration_id))

    def _read(self, registration_id: str) -> Registration:
        read: Registration = self.frame.ask(api(READ), registration_id=registration_id)
        return read

    def _me(self) -> Mapping[str, Any]:
        me: Mapping[str, Any] = self.frame.ask(api("GET me"))
        return me

    def _terms(self) -> str:
        return str(self._me()["terms"]["current"])

    def _asked(self, name: str) -> str:
        return self.frame.given().get(name, "")


def _changeable(registration: Registration) -> Registration:
    """Return the registration if its person may change it now, or refuse."""
    if not steps.is_open(registration):
        raise Problem(409, "registration-wrong-state", say("registration-not-open"))
    return registration


def _marked(now: Step) -> list[tuple[Step, str]]:
    """Return the steps, each done, now or to come."""
    at = STEPS.index(now)
    return [
        (step, "done" if n < at else "now" if n == at else "todo") for n, step in enumerate(STEPS)
    ]
