"""Who makes the running request, a signed-in browser, an API client or nobody, and may they."""

from dataclasses import dataclass
from datetime import datetime

from flask import request

from gateway.api.queries import given
from gateway.api.route import OURS, Render, Route
from gateway.callers.access_tokens import AccessToken, AccessTokens
from gateway.callers.calls import CallerCalls
from gateway.callers.credentials import OpenSessions, bearer_in, check_csrf, sign_in_needed
from gateway.callers.principals import Caller, KnownPrincipal, is_ended
from gateway.callers.sessions import Session
from gateway.problems.problems import Problem
from gateway.rate_limits.rules import Limits
from gateway.words import text
from services.common.principal import Principal


@dataclass(frozen=True)
class Admission:
    """Finds and counts the caller of a request; a token comes before a cookie."""

    sessions: OpenSessions
    tokens: AccessTokens
    cookie: str
    limits: Limits
    calls: CallerCalls

    def counted_caller(self, route: Route) -> Caller | None:
        """Return the caller, unless they have asked too much; who is nobody counts by address."""
        caller = None
        try:
            caller = self.caller(route)
        finally:
            if caller is None:
                self.limits.guest(request.environ, request.remote_addr)
        if caller is not None:
            self.limits.caller(request.environ, caller)
        return caller

    def caller(self, route: Route) -> Caller | None:
        """Return who calls the route, None for nobody where that is enough, or refuse."""
        if route.holds(given(request.args)):
            return None
        token = bearer_in(request.headers.get("Authorization"))
        caller = self._session(route) if token is None else self._client(route, token)
        if caller is None and not route.public:
            raise sign_in_needed()
        if caller is not None:
            request.environ["gateway.account"] = caller.account
        return caller

    def admit(self, route: Route, caller: Caller | None) -> KnownPrincipal:
        """Return who the caller is by now, unless they may not come in at all."""
        known = self.calls.known(caller, anew=route.fresh)
        if caller is not None:
            self._check_bound(caller, known.principal)
            check_open(known.principal, route)
        return known

    def _check_bound(self, caller: Caller, principal: Principal) -> None:
        """End a session begun before its account was bound to another certificate, or go on.

        The news of it ends them too, but may be missed while the broker is away.
        """
        bound_at = principal.claims.get("bound_at")
        if bound_at is None or not isinstance(caller, Session) or caller.begun_at is None:
            return
        if caller.begun_at < datetime.fromisoformat(bound_at):
            self.sessions.close(caller.key)
            raise sign_in_needed()

    def _client(self, route: Route, bearer: str) -> AccessToken:
        token = self.tokens.verify(bearer)
        if route.browser:
            raise Problem(403, "not-permitted", text("browsers-only"))
        return token

    def _session(self, route: Route) -> Session | None:
        find = self.sessions.find_lately if _only_reads(route) else self.sessions.find
        session = find(request.cookies.get(self.cookie))
        if session is None:
            return None
        if route.unsafe:
            check_csrf(session, request.headers.get("X-CSRF-Token"))
        if not session.pending or route.second_factor:
            return session
        if route.public:
            return None
        raise Problem(403, "second-factor-needed")


def _only_reads(route: Route) -> bool:
    """Tell whether the session of a moment ago will do: nothing is changed by it, or told of it."""
    return not (route.unsafe or route.fresh or route.service == OURS or route.render is Render.ME)


def check_open(principal: Principal, route: Route) -> None:
    """Refuse an account that has ended; it still learns so, and may read what all may."""
    if route.public or route.render is Render.ME or not is_ended(principal):
        return
    if principal.claims["state"] == "suspended":
        raise Problem(403, "account-suspended")
    raise Problem(403, "account-closed")
