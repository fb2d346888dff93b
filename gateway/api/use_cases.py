"""The API's use cases for the gateway's own pages: the same routes, asked without HTTP."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import Response

from gateway.api import render
from gateway.api.dispatch import Dispatch
from gateway.api.idempotency import KeptAnswer, KeyUse, fingerprint_of
from gateway.api.requests import ApiRequest
from gateway.api.route import OURS, Render, Route
from gateway.callers.principals import Caller, rights_of
from gateway.callers.sessions import Session
from gateway.catalogue.cache import CatalogueCache, RenderedAnswer
from gateway.problems.problems import Problem, problem_of
from services.common import context
from services.common.words import in_language

Arguments = Mapping[str, Any]


@dataclass(frozen=True)
class UseCases:
    """Asks and acts as a caller; a refusal is the problem a client of the API would read."""

    dispatch: Dispatch
    cache: CatalogueCache

    def ask(self, route: Route, caller: Caller | None, arguments: Arguments) -> Any:
        """Return what a reading route gives the caller."""
        return self._result(self._asked(route, caller, arguments))

    def ask_together(
        self, asked: Sequence[tuple[Route, Arguments]], caller: Caller | None
    ) -> list[Any]:
        """Return for each reading route of one service what it gives the caller, or its refusal."""
        admitted = [self._admitted(route, caller, arguments) for route, arguments in asked]
        ready = [one for one in admitted if isinstance(one, ApiRequest)]
        results = iter(self.dispatch.results_of(ready) if ready else ())
        return [next(results) if isinstance(one, ApiRequest) else one for one in admitted]

    def _admitted(
        self, route: Route, caller: Caller | None, arguments: Arguments
    ) -> ApiRequest | Exception:
        try:
            return self._asked(route, caller, arguments)
        except Exception as error:
            return error

    def ask_held(self, route: Route, caller: Caller | None, arguments: Arguments) -> Any:
        """Return what a reading route gives, held where it is the same for everyone.

        What is held goes as soon as the catalogue has changed.
        """
        if not route.holds(arguments.get("query", ())):
            return self.ask(route, caller, arguments)
        asked, generation = self._asked(route, caller, arguments), self.cache.generation
        told = json.dumps(asked.arguments, sort_keys=True)
        key = f"{context.current().language} {route.name} {told}"
        if held := self.cache.get(key):
            return json.loads(held.body)
        result = self._result(asked)
        revision = result.get("revision") if isinstance(result, Mapping) else None
        rendered = RenderedAnswer(render.to_json(result), "application/json", "", revision)
        self.cache.put(key, rendered, generation)
        return result

    def act(self, route: Route, caller: Caller | None, arguments: Arguments, key: str) -> Any:
        """Return what a changing route gives; the same facts under the same key act once.

        Other facts under the key are another act: somebody went back and corrected them.
        """
        asked = self._asked(route, caller, arguments)
        if caller is None or route.service == OURS:
            return self._result(asked)
        use = _use(asked, caller, key)
        if route.method != "POST" or route.secret:
            return self._result(replace(asked, id=use.id))
        return _given(self.dispatch.idempotency.run(use, lambda: self._kept(asked, use.id)))

    def _asked(self, route: Route, caller: Caller | None, arguments: Arguments) -> ApiRequest:
        known = self.dispatch.admission.admit(route, caller)
        return ApiRequest(route, {**route.constants, **arguments}, caller, known)

    def _result(self, asked: ApiRequest) -> Any:
        result, known = self.dispatch.result_of(asked)
        if asked.route.render is Render.ME and isinstance(asked.caller, Session):
            return render.me(result, known.principal, asked.caller)
        return result

    def _kept(self, asked: ApiRequest, id: str) -> KeptAnswer:
        try:
            result = self._result(replace(asked, id=id))
        except Exception as error:
            return _refused(problem_of(error))
        if isinstance(result, Response):
            raise TypeError("a page does what gives no file")
        return KeptAnswer(200, {}, render.to_json(result))


def _use(asked: ApiRequest, caller: Caller, key: str) -> KeyUse:
    """Return the use of a form's key for exactly these facts."""
    facts = fingerprint_of(json.dumps(asked.arguments, sort_keys=True, default=str).encode())
    rights = fingerprint_of(rights_of(asked.known.principal).encode())
    return KeyUse(caller.account, asked.route.name, f"{key}.{facts}", facts, rights)


def _refused(problem: Problem) -> KeptAnswer:
    """Return the refusal as it is kept: in the language of the first to read it."""
    facts = {"code": problem.code, "detail": problem.detail, "errors": problem.errors}
    worded = in_language({**facts, "extra": problem.extra}, context.current().language)
    return KeptAnswer(problem.status, {}, render.to_json(worded))


def _given(kept: KeptAnswer) -> Any:
    """Return the result kept, or raise the refusal kept."""
    facts = json.loads(kept.body)
    if kept.status >= 400:
        raise Problem(kept.status, **facts)
    return facts
