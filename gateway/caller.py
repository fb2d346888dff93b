"""The principal of a request: who is calling and what identity says they may do."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from gateway.flights import Flights
from gateway.sessions import Session
from services.common.errors import NotFound, Unauthenticated
from services.common.principal import Principal, delegation_of

ANONYMOUS = Principal("anonymous")
GATEWAY = Principal("gateway", "gateway", {"*": frozenset({"sessions:open"})})
FRESH_FOR_S = 30.0
MOST_HELD = 10_000


class Calls(Protocol):
    """What of the RPC client is needed to ask a service."""

    def call(
        self,
        service: str,
        method: str,
        *,
        arguments: dict[str, Any],
        principal: Principal,
        request_id: str | None = None,
    ) -> Any:
        """Give the method's result or raise its refusal."""


@dataclass(frozen=True)
class Known:
    """A principal and whether it comes from the last half minute's memory."""

    principal: Principal
    remembered: bool


def principal_from(answer: dict[str, Any]) -> Principal:
    """Read identity's answer."""
    grants = {scope: frozenset(held) for scope, held in answer["grants"].items()}
    delegations = tuple(delegation_of(plain) for plain in answer.get("delegations", []))
    claims = dict(answer["claims"])
    return Principal(answer["subject"], answer["name"], grants, claims, delegations)


class Principals:
    """Asks identity, and remembers each account's principal for at most thirty seconds.

    Requests of one account that find nothing remembered ask once together.
    """

    def __init__(self, calls: Calls, clock: Callable[[], float] = time.monotonic) -> None:
        self._calls, self._clock = calls, clock
        self._held: OrderedDict[str, tuple[float, Principal]] = OrderedDict()
        self._flights: Flights[Principal] = Flights()

    def of(self, session: Session, *, anew: bool = False) -> Known:
        """Give the principal of a session; ``anew`` asks identity whatever is remembered."""
        if anew:
            return Known(_with_fresh(self._ask(session.account), session), False)
        known = self._remembered(session.account) or self._ask_together(session.account)
        return replace(known, principal=_with_fresh(known.principal, session))

    def sign_in(self, person: dict[str, str]) -> Principal:
        """Give the principal of a person the identity provider vouched for."""
        answer = self._calls.call(
            "identity", "sign_in", arguments={"payload": person}, principal=GATEWAY
        )
        principal = principal_from(answer)
        self._hold(principal)
        return principal

    def _remembered(self, account: str) -> Known | None:
        at, held = self._held.get(account, (float("-inf"), ANONYMOUS))
        return Known(held, True) if self._clock() - at < FRESH_FOR_S else None

    def _ask_together(self, account: str) -> Known:
        """Ask once for all who wait; what another asked for may be older than this request."""
        asked_here = False

        def ask() -> Principal:
            nonlocal asked_here
            known = self._remembered(account)
            asked_here = known is None
            return self._ask(account) if known is None else known.principal

        principal = self._flights.fly(account, ask)
        return Known(principal, not asked_here)

    def _ask(self, account: str) -> Principal:
        try:
            answer = self._calls.call(
                "identity", "principal", arguments={"account_id": account}, principal=GATEWAY
            )
        except NotFound as error:
            raise Unauthenticated(
                "sign-in-needed", "Bitte melden Sie sich noch einmal an. / Please sign in again."
            ) from error
        principal = principal_from(answer)
        self._hold(principal)
        return principal

    def _hold(self, principal: Principal) -> None:
        self._held.pop(principal.subject, None)
        self._held[principal.subject] = (self._clock(), principal)
        while len(self._held) > MOST_HELD:
            self._held.popitem(last=False)


def _with_fresh(principal: Principal, session: Session) -> Principal:
    return replace(principal, claims={**principal.claims, "fresh": session.fresh})
