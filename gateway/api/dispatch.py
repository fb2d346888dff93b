"""Turns a request for a route of the table into one call, and its result into an answer."""

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Request, Response, request

from gateway.api import bodies, conditions, render
from gateway.api.callers import Callers, check_open, is_ended
from gateway.api.formats import filters_in, format_asked
from gateway.api.idempotency import (
    HEADERS_KEPT,
    Idempotency,
    Kept,
    Use,
    fingerprint_of,
    key_from,
)
from gateway.api.queries import given
from gateway.api.route import OURS, Render, Route
from gateway.api.routes.own import SCHEMAS
from gateway.callers.principals import ANONYMOUS, Caller, Calls, Known, Principals
from gateway.callers.sessions import Session
from gateway.problems.problems import RETRY_AFTER_S, Problem, problem_of, response_of
from gateway.rate_limits.rules import Limits
from gateway.tables.exports import Tables
from services.common.digests import list_digest
from services.common.errors import Conflict, Forbidden
from services.common.principal import Principal, delegation_to_plain

IDENTITY = "identity"


@dataclass(frozen=True)
class Asked:
    """A request the gateway answers itself: whose session, who that is, what is wanted."""

    session: Session
    principal: Principal
    arguments: Mapping[str, Any]


OwnCall = Callable[[Asked], Any]


@dataclass(frozen=True)
class Dispatch:
    """Answers the routes of the table; ``address`` is our public one."""

    calls: Calls
    callers: Callers
    principals: Principals
    idempotency: Idempotency
    address: str
    tables: Tables
    limits: Limits
    own: Mapping[str, OwnCall] = field(default_factory=dict)

    def view(self, route: Route) -> Callable[..., Response]:
        """Give the function Flask calls for the route."""

        def answer(**parameters: str) -> Response:
            request.environ["gateway.route"] = route.full_path
            return self.answer(route, parameters)

        answer.__name__ = f"{route.method} {route.path}".replace(".", "_")
        return answer

    def answer(self, route: Route, parameters: Mapping[str, str]) -> Response:
        """Answer the running request; nothing of its body is read before the caller is known."""
        bodies.limit(request, route.most_bytes_of(request.mimetype))
        caller = self._counted_caller(route)
        if route.table is not None:
            kind = format_asked(request) or ("xlsx" if route.render is Render.TABLE else None)
            if kind:
                return self.table(route.table, kind, route, caller)
        arguments = arguments_of(route, parameters, request)
        key = None
        keeps = route.service != OURS and not route.secret
        if route.method == "POST" and caller is not None and keeps:
            key = key_from(request.headers.get("Idempotency-Key"), required=route.once)
        known = self._admitted(route, caller)
        if key is None or caller is None:
            return self._respond(route, arguments, caller, uuid.uuid4().hex, known)
        return self._respond_once(route, arguments, caller, key, known)

    def _counted_caller(self, route: Route) -> Caller | None:
        """Give the caller, unless they have asked too much; who is nobody counts by address."""
        caller = None
        try:
            caller = self.callers.of(route)
        finally:
            if caller is None:
                self.limits.guest(request.environ, request.remote_addr)
        if caller is not None:
            self.limits.caller(request.environ, caller)
        return caller

    def _respond_once(
        self, route: Route, arguments: dict[str, Any], caller: Caller, key: str, known: Known
    ) -> Response:
        """Give the answer kept under the key, as long as the caller's rights are those of then.

        Where they have changed the service is asked again, under the same id: it judges the right
        anew, and recognises what had its effect.
        """
        fingerprint = fingerprint_of(request.query_string + request.get_data())
        rights = fingerprint_of(_rights(known.principal).encode())
        use = Use(caller.account, f"{request.method} {request.path}", key, fingerprint, rights)

        def work() -> Kept:
            try:
                return _kept(self._respond(route, arguments, caller, use.id, known))
            except Exception as error:
                return _kept(response_of(problem_of(error)))

        return _response(self.idempotency.run(use, work))

    def _respond(
        self,
        route: Route,
        arguments: dict[str, Any],
        caller: Caller | None,
        request_id: str,
        known: Known,
    ) -> Response:
        try:
            result, known = self._call_counted(route, arguments, caller, request_id, known)
        except Conflict as conflict:
            if route.if_match and conflict.code == "changed-meanwhile":
                raise Problem(412, "precondition-failed") from conflict
            raise
        except Forbidden as refusal:
            if refusal.code == "fresh-sign-in-needed":
                raise self._sign_in_first(refusal, arguments["payload"]) from refusal
            raise
        if caller is not None:
            self._follow(route, caller)
        if route.render is Render.LINES and caller is not None:
            return self._lines(route, arguments, caller, result)
        if route.render is Render.ME and isinstance(caller, Session):
            result = render.me(result, known.principal, caller)
        return render.answer(route, result, request)

    def _follow(self, route: Route, caller: Caller) -> None:
        """Do what a successful call means for its caller: who they are may have changed."""
        if route.unsafe and route.service == IDENTITY:
            self.principals.drop(caller.account)
        if route.ends_sessions:
            self.callers.sessions.close_all(caller.account)

    def _admitted(self, route: Route, caller: Caller | None) -> Known:
        """Give who the caller is by now, unless they may not come in at all."""
        if caller is None:
            return Known(ANONYMOUS, False)
        known = self.principals.of(caller, anew=route.fresh)
        self.callers.check_bound(caller, known.principal)
        check_open(known.principal, route)
        return known

    def _call_counted(
        self,
        route: Route,
        arguments: dict[str, Any],
        caller: Caller | None,
        request_id: str,
        known: Known,
    ) -> tuple[Any, Known]:
        """Call, unless it would send one mail too many to the address it is given."""
        recipient = arguments["payload"].get("email") if route.mails else None
        if not recipient:
            return self._call(route, arguments, caller, request_id, known)
        self.limits.check_mail(recipient)
        answered = self._call(route, arguments, caller, request_id, known)
        self.limits.mailed(recipient)
        return answered

    def _call(
        self,
        route: Route,
        arguments: dict[str, Any],
        caller: Caller | None,
        request_id: str,
        known: Known,
    ) -> tuple[Any, Known]:
        """Call the service; a refusal by a remembered principal is checked against a new one."""
        if route.render is Render.ME and is_ended(known.principal):
            return {"id": known.principal.subject, "name": known.principal.name}, known
        if route.service == OURS and isinstance(caller, Session):
            asked = Asked(caller, known.principal, arguments)
            return self.own[route.call](asked), known
        try:
            return self._ask(route, arguments, known.principal, request_id), known
        except Forbidden:
            if caller is None or not known.remembered:
                raise
            renewed = self.principals.of(caller, anew=True)
            if _rights(renewed.principal) == _rights(known.principal):
                raise
        return self._ask(route, arguments, renewed.principal, request_id), renewed

    def _ask(
        self, route: Route, arguments: dict[str, Any], principal: Principal, request_id: str
    ) -> Any:
        return self.calls.call(
            route.service,
            route.call,
            arguments=arguments,
            principal=principal,
            request_id=request_id,
        )

    def table(self, call: str, kind: str, route: Route, caller: Caller | None) -> Response:
        """Give a whole list as a file; what everyone may see is written once for all."""
        service, _, method = call.partition(".")
        query, name = filters_in(request), route.path.rpartition("/")[2]

        def page(cursor: str | None) -> Any:
            principal = ANONYMOUS
            if caller is not None:
                principal = self.principals.of(caller).principal
                check_open(principal, route)
            asked = query | ({"cursor": cursor} if cursor else {})
            arguments = {"query": asked, "tables": kind != "json"}
            return self.calls.call(service, method, arguments=arguments, principal=principal)

        if caller is None and route.unheld.isdisjoint(query):
            return self.tables.shared(kind, query, page, name)
        return self.tables.private(kind, page, name)

    def _lines(
        self, route: Route, arguments: dict[str, Any], caller: Caller, first: Mapping[str, Any]
    ) -> Response:
        """Give a list whole; every page is asked for with what the caller may do by then."""

        def following(cursor: str) -> Any:
            query = {**arguments["query"], "cursor": cursor}
            principal = self.principals.of(caller).principal
            return self._ask(route, {**arguments, "query": query}, principal, uuid.uuid4().hex)

        return render.lines(first, following, route.path.replace("/", "-"))

    def _sign_in_first(self, refusal: Forbidden, payload: Mapping[str, Any]) -> Problem:
        """Say where the person signs in for exactly the list they want to sign."""
        problem = problem_of(refusal)
        listed = payload.get("contracts")
        if not isinstance(listed, list):
            return problem
        try:
            digest = list_digest((str(c["id"]), str(c["document_hash"])) for c in listed)
        except (TypeError, KeyError):
            return problem
        return problem.with_extra(sign_in_url=f"{self.address}/login?sign={digest}&next=/")


def arguments_of(route: Route, parameters: Mapping[str, str], asked: Request) -> dict[str, Any]:
    """Give the arguments of the call as the table maps them."""
    arguments: dict[str, Any] = {**parameters, **route.constants}
    is_file = asked.mimetype == route.file
    for name in route.numbers:
        arguments[name] = _number(parameters[name])
    if route.query:
        arguments["query"] = asked.args.to_dict() if route.unsafe else given(asked.args)
        for name in route.lists & set(asked.args):
            if named := [value for value in asked.args.getlist(name) if value.strip()]:
                arguments["query"][name] = ",".join(named)
    elif not is_file:
        bodies.check_parameters(asked)
    if route.if_match:
        arguments["version"] = conditions.version_from(asked.headers.get("If-Match"))
    if is_file:
        arguments["payload"] = bodies.file_of(asked, route.filters)
    elif route.payload:
        arguments["payload"] = bodies.payload_of(asked, route.file)
        if route.service == OURS:
            bodies.check_against(arguments["payload"], SCHEMAS[str(route.schema)])
    elif route.unsafe and not route.upload:
        bodies.check_empty(asked)
    return arguments


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Problem(404, "not-found")
    return int(text)


def _rights(principal: Principal) -> str:
    """Give what tells the rights of one principal from another's: when it signed in is no right."""
    rights = {scope: sorted(held) for scope, held in principal.grants.items()}
    lent = [delegation_to_plain(delegation) for delegation in principal.delegations]
    claims = {name: value for name, value in principal.claims.items() if name != "fresh"}
    return json.dumps([rights, lent, claims], sort_keys=True, default=str)


def _kept(response: Response) -> Kept:
    headers = {name: response.headers[name] for name in HEADERS_KEPT if name in response.headers}
    return Kept(response.status_code, headers, response.get_data())


def _response(kept: Kept) -> Response:
    response = Response(kept.body, kept.status, headers=kept.headers)
    if kept.replayed:
        response.headers["Idempotent-Replayed"] = "true"
    if kept.status in (429, 503):
        response.headers.setdefault("Retry-After", str(RETRY_AFTER_S))
    return response
