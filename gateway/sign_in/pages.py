"""Sign-in with Mein Unternehmenskonto, and signing out."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from gateway.api.bodies import limit
from gateway.callers import sessions
from gateway.callers.cookies import Cookie, session_cookie, sign_in_cookie
from gateway.callers.credentials import check_csrf
from gateway.callers.principals import Principals
from gateway.callers.sessions import Sessions
from gateway.config import GatewaySettings
from gateway.problems.problems import Problem
from gateway.saml import messages
from gateway.sign_in import store
from gateway.sign_in.passkeys import Passkeys
from gateway.sign_in.store import PendingSignIn, SignIns
from services.common import context
from services.common.logs import Log
from services.common.validation.texts import forced_line

log = Log(__name__)

LIST_HASH = re.compile(r"[0-9a-f]{64}")
LOCAL_PATH = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,500}")
PENDING_S = int(store.PENDING.total_seconds())
MAX_NAME = 200
TOGETHER_S, LOOK_EVERY_S = 5.0, 0.1
LOGIN, ACS, HOME = "/login", "/saml/acs", "/home"
MOST_IN_ANSWER = 1024 * 1024
"""The most bytes of an identity provider's answer; what it may hold is looked at after that."""


@dataclass(frozen=True)
class SignInPages:
    """The pages of signing in and out."""

    settings: GatewaySettings
    sessions: Sessions
    sign_ins: SignIns
    principals: Principals
    passkeys: Passkeys

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("sign_in", __name__)
        pages.add_url_rule(LOGIN, view_func=self.begin)
        pages.add_url_rule(ACS, view_func=self.finish, methods=["POST"])
        pages.add_url_rule("/saml/metadata", view_func=self.metadata)
        pages.add_url_rule("/logout", view_func=self.leave, methods=["POST"])
        return pages

    def begin(self) -> Response:
        """Send the browser to the identity provider, with what is to be signed in the request."""
        list_hash = request.args.get("sign") or None
        if list_hash is not None and not LIST_HASH.fullmatch(list_hash):
            raise Problem(400, "sign-hash-malformed")
        request_id = messages.new_request_id(list_hash)
        present = request.cookies.get(self._session_cookie.full_name)
        replaces = sessions.key_of(present) if present else None
        pending = PendingSignIn(request_id, local_path(request.args.get("next") or HOME), replaces)
        secret = self.sign_ins.begin(pending, request.cookies.get(self._sign_in_cookie.full_name))
        encoded = messages.authn_request(
            self.settings.service_provider,
            self.settings.identity_provider,
            request_id=request_id,
            now=datetime.now(UTC),
        )
        page = render_template(
            "sign_in.html", sso_url=self.settings.idp_sso_url, saml_request=encoded,
            signing=list_hash is not None,
        )  # fmt: skip
        response = make_response(page)
        self._sign_in_cookie.set(response, secret)
        return response

    def finish(self) -> AnyResponse:
        """Take the identity provider's answer and open a session."""
        limit(request, MOST_IN_ANSWER)
        try:
            response = self._accept()
        except messages.SignInRefused as refusal:
            log.warning("sign_in_refused", reason=refusal.reason, detail=refusal.detail)
            if refusal.starts_again:
                response = redirect("/?sign_in=again", 303)
            else:
                response = make_response(refused_page(refusal), 403)
        return response

    def metadata(self) -> Response:
        """Return what the operator of the identity provider needs to know of us."""
        text = messages.sp_metadata(self.settings.service_provider)
        return Response(text, content_type="application/samlmetadata+xml")

    def leave(self) -> AnyResponse:
        """End the session."""
        secret = request.cookies.get(self._session_cookie.full_name)
        session = self.sessions.find(secret)
        if session is not None:
            token = request.headers.get("X-CSRF-Token") or request.form.get("csrf_token")
            check_csrf(session, token)
            self.sessions.close(session.key)
            log.info("signed_out", account=session.account)
        response = redirect("/", 303)
        for cookie in (self._session_cookie, self._sign_in_cookie):
            cookie.delete(response)
        return response

    def _accept(self) -> AnyResponse:
        """Open a session; in a browser with several sign-ins under way, all lead to one."""
        browser = request.cookies.get(self._sign_in_cookie.full_name) or ""
        under_way = self.sign_ins.of(browser)
        encoded = request.form.get("SAMLResponse", "")
        named = messages.request_named(encoded)
        pending = under_way.get(named or "") or next(iter(under_way.values()))
        assertion = messages.read_response(
            encoded,
            self.settings.service_provider,
            idp=self.settings.identity_provider,
            now=datetime.now(UTC),
            expected_request_id=pending.request_id,
            allow_test_accounts=self.settings.allow_test_accounts,
        )
        if self.sign_ins.take(pending, assertion):
            opened_by = self._open(pending, assertion, browser)
            self.sign_ins.land(pending, opened_by)
        else:
            opened_by = self._opened_meanwhile(pending, assertion)
        return self._lead_on(pending, store.session_secret(browser, opened_by))

    def _open(self, pending: PendingSignIn, assertion: messages.Assertion, browser: str) -> str:
        """Open a session, or go on in one just opened here; give which assertion opened it."""
        self.sign_ins.use(assertion)
        principal = self.principals.sign_in(person_of(assertion))
        self.sign_ins.keep(assertion, principal.subject)
        log.info("signed_in", account=principal.subject)
        fresh = fresh_of(assertion)
        if fresh["list_hash"] is None:
            for opened_by in self.sign_ins.opened(browser):
                session = self.sessions.find(store.session_secret(browser, opened_by))
                if session is not None and session.account == principal.subject:
                    self.sessions.renew(session.key, fresh)
                    return opened_by
        self.sessions.open(
            principal.subject,
            fresh,
            replaces=pending.replaces,
            browser=sessions.browser_of(request.headers.get("User-Agent")),
            pending=bool(self.passkeys.of(principal.subject)),
            secret=store.session_secret(browser, assertion.assertion_id),
        )
        return assertion.assertion_id

    def _opened_meanwhile(self, pending: PendingSignIn, assertion: messages.Assertion) -> str:
        """Wait for what the same answer, posted a moment before, leads to."""
        give_up_at = time.monotonic() + TOGETHER_S
        while (opened_by := self.sign_ins.repeated(pending, assertion).opened_by) is None:
            if time.monotonic() > give_up_at:
                raise messages.SignInRefused(
                    messages.RefusalReason.REQUEST_UNKNOWN, "answered in vain"
                )
            time.sleep(LOOK_EVERY_S)
        return opened_by

    def _lead_on(self, pending: PendingSignIn, secret: str) -> AnyResponse:
        """Give the browser its session and lead it to where it wanted to go."""
        session = self.sessions.find(secret)
        if session is None:
            raise messages.SignInRefused(
                messages.RefusalReason.REQUEST_UNKNOWN, "its session is over already"
            )
        onward = f"/passkey?next={quote(pending.next)}" if session.pending else pending.next
        response = redirect(onward, 303)
        self._session_cookie.set(response, secret)
        return response

    @property
    def _session_cookie(self) -> Cookie:
        return session_cookie(self.settings.secure)

    @property
    def _sign_in_cookie(self) -> Cookie:
        return sign_in_cookie(self.settings.secure, PENDING_S)


def refused_page(refusal: messages.SignInRefused) -> str:
    """Return the page for a person whose sign-in was not accepted."""
    return render_template(
        "sign_in_refused.html", advice=refusal.advice, correlation_id=context.correlation_id()
    )


def local_path(wanted: str | None) -> str:
    """Return the path to go on to, the start page for anything that is no path of ours."""
    return wanted if wanted and LOCAL_PATH.fullmatch(wanted) else "/"


def person_of(assertion: messages.Assertion) -> dict[str, Any]:
    """Return what identity wants to know of the person; nobody can correct a certificate here."""
    acting = assertion.acting_person or {}
    return {
        "name_id": assertion.name_id,
        "organisation": assertion.organisation,
        "organisation_name": _company(assertion),
        "name": _name(assertion),
        "assurance": assertion.assurance,
        "given_name": _line(acting.get("Vorname")),
        "family_name": _line(acting.get("Nachname")),
    }


def fresh_of(assertion: messages.Assertion) -> dict[str, Any]:
    """Return what the session remembers of this sign-in, for signing."""
    return {
        "list_hash": messages.hash_of(assertion.in_response_to),
        "at": assertion.authenticated_at.isoformat(),
        "assertion_id": assertion.assertion_id,
    }


def _name(assertion: messages.Assertion) -> str:
    """Name the acting person, or the organisation where nobody is named."""
    person: Mapping[str, str] = assertion.acting_person or {}
    names = (_line(person.get("Vorname")), _line(person.get("Nachname")))
    named = _line(" ".join(filter(None, names)))
    return named or _company(assertion) or assertion.organisation


def _company(assertion: messages.Assertion) -> str | None:
    company = assertion.attributes.get("Firmenname")
    return _line(company if isinstance(company, str) else None)


def _line(text: str | None) -> str | None:
    return forced_line(text)[:MAX_NAME].strip() if text is not None else None
