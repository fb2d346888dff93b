"""Calls to the services in the name of a caller."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gateway.callers.principals import (
    ANONYMOUS,
    Caller,
    Calls,
    KnownPrincipal,
    Principals,
    rights_of,
)
from services.common.errors import Forbidden, NotFound

NOBODY = KnownPrincipal(ANONYMOUS, False)


@dataclass(frozen=True)
class CallerCalls:
    """Asks as a caller, and once more where an old principal may be why it was refused."""

    calls: Calls
    principals: Principals

    def known(self, caller: Caller | None, *, anew: bool = False) -> KnownPrincipal:
        """Return who the caller is by now; nobody is nobody."""
        return NOBODY if caller is None else self.principals.of(caller, anew=anew)

    def call(
        self,
        service: str,
        method: str,
        *,
        arguments: dict[str, Any],
        caller: Caller | None,
        known: KnownPrincipal | None = None,
        request_id: str | None = None,
    ) -> tuple[Any, KnownPrincipal]:
        """Return the service's result, and as whom the caller was given it.

        A refusal by a remembered principal is checked against a new one.
        """
        known = known or self.known(caller)

        def ask(known: KnownPrincipal) -> tuple[Any, KnownPrincipal]:
            principal = known.principal
            result = self.calls.call(
                service, method, arguments=arguments, principal=principal, request_id=request_id
            )
            return result, known

        try:
            return ask(known)
        except Forbidden:
            renewed = self._renewed(caller, known)
            if renewed is None:
                raise
        return ask(renewed)

    def call_together(
        self,
        service: str,
        asked: Sequence[tuple[str, dict[str, Any]]],
        *,
        caller: Caller | None,
        known: KnownPrincipal,
    ) -> list[Any]:
        """Return for each call its result or its refusal.

        What a remembered principal may be why for is asked once more, together, by a new one with
        other rights. A service that does not know several in one (the release before) is asked one
        by one.
        """
        try:
            outcomes = self.calls.call_together(service, asked, known.principal)
        except NotFound as refusal:
            if refusal.code != "method-unknown":
                raise
            return [self._alone(service, *one, caller=caller, known=known) for one in asked]
        refused = [n for n, outcome in enumerate(outcomes) if isinstance(outcome, Forbidden)]
        if renewed := self._renewed(caller, known) if refused else None:
            again = self._once_more(service, [asked[n] for n in refused], renewed)
            for n, answer in zip(refused, again, strict=True):
                outcomes[n] = answer
        return outcomes

    def _once_more(
        self, service: str, asked: Sequence[tuple[str, dict[str, Any]]], known: KnownPrincipal
    ) -> list[Any]:
        try:
            return self.calls.call_together(service, asked, known.principal)
        except Exception as error:
            return [error] * len(asked)

    def _renewed(self, caller: Caller | None, known: KnownPrincipal) -> KnownPrincipal | None:
        """Return who the caller is anew, or None where that changes nothing."""
        if caller is None or not known.remembered:
            return None
        renewed = self.principals.of(caller, anew=True)
        return None if rights_of(renewed.principal) == rights_of(known.principal) else renewed

    def _alone(
        self,
        service: str,
        method: str,
        arguments: dict[str, Any],
        *,
        caller: Caller | None,
        known: KnownPrincipal,
    ) -> Any:
        try:
            return self.call(service, method, arguments=arguments, caller=caller, known=known)[0]
        except Exception as error:
            return error
