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
            if caller is None or not known.remembered:
                raise
            renewed = self.principals.of(caller, anew=True)
            if rights_of(renewed.principal) == rights_of(known.principal):
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

        Those that a remembered principal may be why for, and those of a service that does not know
        several in one (the release before), are asked one by one.
        """
        try:
            outcomes = self.calls.call_together(service, asked, known.principal)
        except NotFound as refusal:
            if refusal.code != "method-unknown":
                raise
            outcomes = [refusal] * len(asked)
        is_old = caller is not None and known.remembered
        return [
            self._alone(service, *one, caller=caller, known=known)
            if (is_old and isinstance(outcome, Forbidden)) or _is_unknown(outcome)
            else outcome
            for one, outcome in zip(asked, outcomes, strict=True)
        ]

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


def _is_unknown(outcome: Any) -> bool:
    return isinstance(outcome, NotFound) and outcome.code == "method-unknown"
