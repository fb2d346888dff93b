"""Turns a request for a route of the table into one call, and its result into an answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask import Response, request

from gateway.api import bodies, render
from gateway.api.admission import Admission
from gateway.api.arguments import arguments_of
from gateway.api.formats import format_asked
from gateway.api.idempotency import (
    HEADERS_KEPT,
    Idempotency,
    KeptAnswer,
    KeyUse,
    fingerprint_of,
    key_from,
)
from gateway.api.order_file import OrderFile
from gateway.api.requests import ApiRequest, OwnCall
from gateway.api.route import OURS, Render, Route
from gateway.api.whole_lists import WholeLists, check_token
from gateway.callers.calls import CallerCalls
from gateway.callers.principals import Caller, KnownPrincipal, is_ended, rights_of
from gateway.callers.sessions import Session
from gateway.problems.problems import RETRY_AFTER_S, Problem, problem_of, response_of
from gateway.rate_limits.rules import counts_of_mail
from gateway.words import WORDS
from services.common import context
from services.common.digests import list_digest
from services.common.errors import Conflict, Forbidden

IDENTITY = "identity"

SignInProof = Callable[[str], Mapping[str, Any] | None]
"""Gives, by its id, the sign-in that covers a list as anybody can check it later."""


@dataclass(frozen=True)
class Dispatch:
    """Answers the routes of the table; ``address`` is our public one."""

    admission: Admission
    calls: CallerCalls
    idempotency: Idempotency
    address: str
    lists: WholeLists
    sign_in_proof: SignInProof
    own: Mapping[str, OwnCall] = field(default_factory=dict)

    def view(self, route: Route) -> Callable[..., Response]:
        """Return the function Flask calls for the route."""

        def answer(**parameters: str) -> Response:
            request.environ["gateway.route"] = route.full_path
            return self.answer(route, parameters)

        answer.__name__ = f"{route.method} {route.path}".replace(".", "_")
        return answer

    def answer(self, route: Route, parameters: Mapping[str, str]) -> Response:
        """Answer the running request; nothing of its body is read before the caller is known."""
        bodies.limit(request, route.most_bytes_of(request.mimetype))
        caller = self.admission.counted_caller(route)
        if request.mimetype in route.digests:
            self.admission.limits.file_checked(request.environ, request.remote_addr)
        if route.has_files:
            kind = format_asked(request) or ("xlsx" if route.render is Render.TABLE else None)
            if kind and not (kind == "json" and route.is_whole):
                return self.lists.file(route, kind, caller, parameters)
        arguments = arguments_of(route, parameters, request)
        key = _key(route, caller)
        asked = ApiRequest(route, arguments, caller, self.admission.admit(route, caller))
        return self._respond(asked) if key is None else self._respond_once(asked, key)

    def _respond_once(self, asked: ApiRequest, key: str) -> Response:
        """Return the answer kept under the key, as long as the caller's rights are those of then.

        Where they have changed the service is asked again, under the same id: it judges the right
        anew, and recognises what had its effect.
        """
        assert asked.caller is not None
        fingerprint = fingerprint_of(request.query_string + request.get_data())
        rights = fingerprint_of(rights_of(asked.known.principal).encode())
        path = f"{request.method} {request.path}"
        use = KeyUse(asked.caller.account, path, key, fingerprint, rights)

        def work() -> KeptAnswer:
            try:
                return _kept(self._respond(replace(asked, id=use.id)))
            except Exception as error:
                return _kept(response_of(problem_of(error)))

        return _response(self.idempotency.run(use, work))

    def _respond(self, asked: ApiRequest) -> Response:
        route, caller = asked.route, asked.caller
        result, known = self.result_of(asked)
        if route.render in render.IN_PARTS and caller is not None:
            return self._in_parts(asked, result)
        if route.render is Render.ORDER_FILE and caller is not None:
            return self._order_file(caller, result)
        if route.render is Render.ME and isinstance(caller, Session):
            result = render.me(result, known.principal, caller)
        return render.answer(route, result, request)

    def result_of(self, asked: ApiRequest) -> tuple[Any, KnownPrincipal]:
        """Return the call's result and as whom the caller was given it, or raise its refusal."""
        route, caller = asked.route, asked.caller
        try:
            result, known = self._call_counted(asked)
        except Conflict as conflict:
            if route.if_match and conflict.code == "changed-meanwhile":
                raise _changed_since_read(conflict) from conflict
            raise
        except Forbidden as refusal:
            if refusal.code == "fresh-sign-in-needed":
                raise self._sign_in_first(refusal, asked.arguments["payload"]) from refusal
            check_token(route, caller, refusal)
            raise
        if caller is not None:
            self._follow(route, caller)
        return result, known

    def results_of(self, asked: Sequence[ApiRequest]) -> list[Any]:
        """Return for each of several readings of one service its result or its refusal."""
        first = asked[0]
        calls = [(one.route.call, one.arguments) for one in asked]
        return self.calls.call_together(
            first.route.service, calls, caller=first.caller, known=first.known
        )

    def _follow(self, route: Route, caller: Caller) -> None:
        """Do what a successful call means for its caller: who they are may have changed."""
        if route.unsafe and route.service == IDENTITY:
            self.calls.principals.drop(caller.account)
        if route.ends_sessions:
            self.admission.sessions.close_all(caller.account)

    def _call_counted(self, asked: ApiRequest) -> tuple[Any, KnownPrincipal]:
        """Call, unless it would send one mail too many."""
        if not asked.recipient:
            return self._call(asked)
        limits, is_open = self.admission.limits, asked.route.public
        counted = counts_of_mail(asked.recipient, request.remote_addr, is_open=is_open)
        limits.check_mail(counted)
        result = self._call(asked)
        limits.mailed(counted)
        return result

    def _call(self, asked: ApiRequest) -> tuple[Any, KnownPrincipal]:
        """Return the result of the service or of ours, and as whom the caller was given it."""
        principal = asked.known.principal
        if asked.route.render is Render.ME and is_ended(principal):
            return {"id": principal.subject, "name": principal.name}, asked.known
        if own := asked.own():
            return self.own[asked.route.call](own), asked.known
        if asked.route.signs:
            return self._ask(asked, {**asked.arguments, "sign_in": self._proof(asked.caller)})
        return self._ask(asked, asked.arguments)

    def _proof(self, caller: Caller | None) -> Mapping[str, Any] | None:
        """Return what proves the sign-in of this session, where that was for a list."""
        fresh = caller.fresh if isinstance(caller, Session) else None
        if not fresh or fresh.get("list_hash") is None:
            return None
        return self.sign_in_proof(str(fresh["assertion_id"]))

    def _ask(self, asked: ApiRequest, arguments: dict[str, Any]) -> tuple[Any, KnownPrincipal]:
        return self.calls.call(
            asked.route.service,
            asked.route.call,
            arguments=arguments,
            caller=asked.caller,
            known=asked.known,
            request_id=asked.id,
        )

    def _in_parts(self, asked: ApiRequest, first: Mapping[str, Any]) -> Response:
        """Return a long answer whole, each part by what the caller may do by then."""

        def following(behind: Mapping[str, Any]) -> Any:
            known = self.calls.known(asked.caller)
            further = ApiRequest(asked.route, asked.arguments, asked.caller, known)
            return self._ask(further, {**asked.arguments, **behind})[0]

        return render.in_parts(asked.route, asked.arguments, first, following, request)

    def _order_file(self, caller: Caller, order: Mapping[str, Any]) -> Response:
        """Return the file of an order; each part is asked for by what the caller may do by then."""

        def ask(called: str, **arguments: Any) -> Any:
            service, _, method = called.partition(".")
            known = self.calls.known(caller)
            return self.calls.call(
                service, method, arguments=arguments, caller=caller, known=known
            )[0]

        file = OrderFile(order, ask)
        file.prepare()
        return render.archive(file.written(), file.name)

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


def _key(route: Route, caller: Caller | None) -> str | None:
    """Return under which key the answer is kept, or None where it is not."""
    if route.method != "POST" or caller is None or route.service == OURS or route.secret:
        return None
    return key_from(request.headers.get("Idempotency-Key"), required=route.once)


def _kept(response: Response) -> KeptAnswer:
    """Return the answer to be kept: repeated, it is still in the language it was given in."""
    headers = {name: response.headers[name] for name in HEADERS_KEPT if name in response.headers}
    headers["Content-Language"] = context.current().language
    return KeptAnswer(response.status_code, headers, response.get_data())


def _response(kept: KeptAnswer) -> Response:
    response = Response(kept.body, kept.status, headers=kept.headers)
    if kept.replayed:
        response.headers["Idempotent-Replayed"] = "true"
    if kept.status in (429, 503):
        response.headers.setdefault("Retry-After", str(RETRY_AFTER_S))
    return response


def _changed_since_read(conflict: Conflict) -> Problem:
    """Return the problem of a condition that failed; what happened is told where it is known."""
    if conflict.facts.get("happened") is None:
        return Problem(412, "precondition-failed")
    told = conflict.said(WORDS)
    return Problem(412, "precondition-failed", told, extra=conflict.facts)
