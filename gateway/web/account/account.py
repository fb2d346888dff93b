"""One's own account: who one is here, for whom, where one is signed in, and one's data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from gateway.callers.cookies import session_cookie
from gateway.problems.problems import Problem, problem_of
from gateway.sign_in.pages import local_path
from gateway.web.account.steps import check_typed
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.visitors import Visitor
from services.common.errors import Refusal

ERASE = (Field("confirm", "account-erase-confirm", kind="checkbox"),)
ACTING = (Field("member", "acting-member-label", kind="radios"), Field("next", kind="hidden"))
CONTACT = (
    Field("department", "registration-department", longest=200),
    Field("phone", "registration-phone", kind="tel", autocomplete="tel", longest=50),
)
END_SESSIONS = "POST me/sessions/revoke-all"


@dataclass(frozen=True)
class AccountPages:
    """``/account`` and what is done from there."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("account", __name__)
        pages.add_url_rule("/account", view_func=self.show)
        pages.add_url_rule("/account/export", view_func=self.export)
        pages.add_url_rule("/account/contact", view_func=self.ask_contact)
        pages.add_url_rule("/account/contact", view_func=self.change_contact, methods=["POST"])
        pages.add_url_rule("/account/sessions", view_func=self.end_sessions, methods=["POST"])
        pages.add_url_rule("/account/erase", view_func=self.ask_to_erase)
        pages.add_url_rule("/account/erase", view_func=self.erase, methods=["POST"])
        pages.add_url_rule("/account/acting", view_func=self.ask_who_acts)
        pages.add_url_rule("/account/acting", view_func=self.act_as, methods=["POST"])
        return pages

    def show(self) -> Response:
        """Show the account; a part that is away leaves the rest."""
        visitor = self.frame.signed_in()
        if visitor.is_ended:
            raise Problem(403, f"account-{_end_of(visitor)}")
        parts = self.frame.ask_what_is_there(
            me=self.frame.asking(api("GET me")),
            sessions=self.frame.asking(api("GET me/sessions")),
            mail=self.frame.asking(api("GET me/mail")),
        )
        me = parts["me"]
        keys = [role["scope"] for role in me["roles"]] if me else []
        return self.frame.page(
            "account/account.html",
            **parts,
            places=_places(me["roles"]) if me else [],
            vendor_name=self.frame.vendor_names.of(visitor.vendor) if visitor.vendor else None,
            elsewhere=bool(keys) and not any(key[:1].isdigit() for key in keys),
            names=self.frame.body_names.of(key for key in keys if key[:1].isdigit()),
            under_way=bool(me) and any(r["waiting_for"] for r in me["registrations"]),
            form=self.frame.blank(()),
        )

    def export(self) -> Response:
        """Return one's own data as a file."""
        self.frame.signed_in()
        exported: Response = self.frame.ask(api("GET me/export"))
        return exported

    def ask_contact(self) -> Response:
        """Ask how somebody is reached at work."""
        self.frame.signed_in()
        me = self.frame.ask(api("GET me"))
        known = {field.name: me[field.name] or "" for field in CONTACT}
        return self._contact(self.frame.blank(CONTACT, **known))

    def change_contact(self) -> Response:
        """Change it: at once, everywhere the person is named from now on."""
        form = self.frame.sent(CONTACT, back="/account/contact")
        try:
            check_typed(form, [field.name for field in CONTACT])
            self.frame.act(form, api("PUT me/contact"), payload=payload_of(form))
        except (Problem, Refusal) as refused:
            return self._contact(form.refused(problem_of(refused)))
        return self.frame.done("/account", "account-contact")

    def end_sessions(self) -> Response:
        """End the sessions in other browsers, or in this one too."""
        form = self.frame.sent((), back="/account")
        keep_this = request.form.get("keep") == "this"
        self.frame.act(form, api(END_SESSIONS), payload={"keep_this": keep_this})
        if keep_this:
            return self.frame.done("/account", "sessions-ended")
        return self._signed_out("all-sessions-ended")

    def ask_to_erase(self) -> Response:
        """Say what is erased and what the law keeps, and ask back."""
        self.frame.signed_in()
        return self._erase(self.frame.blank(ERASE))

    def erase(self) -> Response:
        """Erase the account; everybody is signed out of it."""
        form = self.frame.sent(ERASE, back="/account/erase")
        try:
            check_typed(form, ["confirm"])
            self.frame.act(form, api("POST me/erase"), payload={"confirm": True})
        except (Problem, Refusal) as refused:
            return self._erase(form.refused(problem_of(refused)))
        return self._signed_out("account-erased")

    def ask_who_acts(self) -> Response:
        """Ask which member of the team uses the account now."""
        visitor = self.frame.signed_in()
        acting: Mapping[str, Any] = visitor.principal.claims.get("acting") or {}
        onward = local_path(request.args.get("next"))
        return self._who_acts(self.frame.blank(ACTING, member=acting.get("id", ""), next=onward))

    def act_as(self) -> Response:
        """Note who acts, and go on to where they were."""
        form = self.frame.sent(ACTING, back="/account/acting")
        try:
            check_typed(form, ["member"])
            self.frame.act(form, api("POST me/acting"), payload=payload_of(form, "member"))
        except (Problem, Refusal) as refused:
            return self._who_acts(form.refused(problem_of(refused)))
        return self.frame.done(local_path(form.value("next")), "acting-member")

    def _who_acts(self, form: Form) -> Response:
        team = self.frame.visitor().principal.claims.get("team") or []
        options = [(member["id"], member["name"]) for member in team]
        return self.frame.page("account/acting.html", form=form.with_options("member", options))

    def _contact(self, form: Form) -> Response:
        return self.frame.page("account/contact.html", form=form)

    def _erase(self, form: Form) -> Response:
        return self.frame.page("account/erase.html", form=form)

    def _signed_out(self, said: str) -> Response:
        response = self.frame.done("/", said)
        session_cookie(self.frame.secure).delete(response)
        return response


def _places(roles: list[Mapping[str, str]]) -> list[tuple[str, list[str]]]:
    """Return each place somebody has roles at, with them."""
    places: dict[str, list[str]] = {}
    for role in roles:
        places.setdefault(role["scope"], []).append(role["role"])
    return list(places.items())


def _end_of(visitor: Visitor) -> str:
    """Return how an account that may do nothing any more is called in a problem's code."""
    return "suspended" if visitor.principal.claims["state"] == "suspended" else "closed"
