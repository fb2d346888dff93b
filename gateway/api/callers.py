"""Who makes the running request: a signed-in browser, an API client, or nobody."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flask import request

from gateway.api.queries import given
from gateway.api.route import Render, Route
from gateway.callers.access_tokens import AccessToken, AccessTokens, token_invalid
from gateway.callers.principals import Caller
from gateway.callers.sessions import Session
from gateway.problems.problems import Problem
from services.common.principal import Principal

SIGN_IN = 'Bearer realm="DigitalMarkt"'


class OpenSessions(Protocol):
    """What of the session store is needed to answer."""

    def find(self, secret: str | None) -> Session | None:
        """Give the session behind a cookie's value, or None."""

    def close(self, key: str) -> None:
        """End a session."""

    def close_all(self, account: str) -> int:
        """End every session of an account."""


@dataclass(frozen=True)
class Callers:
    """Finds the caller of a request; a token comes before a cookie."""

    sessions: OpenSessions
    tokens: AccessTokens
    cookie: str

    def of(self, route: Route) -> Caller | None:
        """Give who calls the route, None for nobody where that is enough, or refuse."""
        if route.holds(given(request.args)):
            return None
        text = bearer_in(request.headers.get("Authorization"))
        caller = self._session(route) if text is None else self._client(route, text)
        if caller is None and not route.public:
            raise Problem(401, "sign-in-needed", headers={"WWW-Authenticate": SIGN_IN})
        return caller

    def check_bound(self, caller: Caller, principal: Principal) -> None:
        """End a session begun before its account was bound to another certificate, or go on.

        The news of it ends them too, but may be missed while the broker is away.
        """
        bound_at = principal.claims.get("bound_at")
        if bound_at is None or not isinstance(caller, Session) or caller.begun_at is None:
            return
        if caller.begun_at < datetime.fromisoformat(bound_at):
            self.sessions.close(caller.key)
            raise Problem(401, "sign-in-needed", headers={"WWW-Authenticate": SIGN_IN})

    def _client(self, route: Route, text: str) -> AccessToken:
        token = self.tokens.verify(text)
        if route.browser:
            raise Problem(403, "not-permitted")
        return token

    def _session(self, route: Route) -> Session | None:
        session = self.sessions.find(request.cookies.get(self.cookie))
        if session is None:
            return None
        if route.unsafe:
            check_csrf(session, request.headers.get("X-CSRF-Token"))
        if not session.pending or route.second_factor:
            return session
        if route.public:
            return None
        raise Problem(403, "second-factor-needed")


def bearer_in(header: str | None) -> str | None:
    """Give the token in the header; None where it names another scheme or none."""
    scheme, _, text = (header or "").strip().partition(" ")
    if scheme.lower() != "bearer":
        return None
    if not text.strip():
        raise token_invalid()
    return text.strip()


def check_csrf(session: Session, token: str | None) -> None:
    """Refuse an unsafe request that does not carry the session's token."""
    if not token or not hmac.compare_digest(token.encode(), session.csrf_token.encode()):
        raise Problem(403, "csrf-missing")


def check_open(principal: Principal, route: Route) -> None:
    """Refuse an account that has ended; it still learns so, and may read what all may."""
    if route.public or route.render is Render.ME or not is_ended(principal):
        return
    if principal.claims["state"] == "suspended":
        raise Problem(403, "account-suspended")
    raise Problem(403, "account-closed")


def is_ended(principal: Principal) -> bool:
    """Tell whether the account may do nothing any more, for now or for good."""
    return principal.claims.get("state") in ("suspended", "closed", "erased")
