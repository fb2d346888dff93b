"""Calls to the services in the name of a caller."""

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
from services.common.errors import Forbidden

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
