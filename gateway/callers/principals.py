"""The principal of a request: who is calling and what identity says they may do."""

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol

from gateway.callers.access_tokens import AccessToken, token_invalid
from gateway.callers.sessions import Session
from gateway.calls.single_flight import SingleFlight
from services.common.errors import NotFound, Unauthenticated
from services.common.principal import ANONYMOUS as ANONYMOUS
from services.common.principal import Principal, delegation_of, delegation_to_plain

GATEWAY = Principal("gateway", "gateway", {"*": frozenset({"sessions:open"})})
FRESH_FOR_S = 30.0
MOST_HELD = 10_000

Caller = Session | AccessToken
Whose = tuple[str, str | None]
"""An account, and for a team account the member who acts."""


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
        """Return the method's result or raise its refusal."""

    def call_together(
        self, service: str, asked: Sequence[tuple[str, dict[str, Any]]], principal: Principal
    ) -> list[Any]:
        """Return for each method and its arguments its result or its refusal."""


@dataclass(frozen=True)
class KnownPrincipal:
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

    Requests of one account that find nothing remembered ask once together. What was asked
    before a ``drop`` is not remembered after it.
    """

    def __init__(self, calls: Calls, clock: Callable[[], float] = time.monotonic) -> None:
        self._calls, self._clock = calls, clock
        self._held: OrderedDict[Whose, tuple[float, Principal]] = OrderedDict()
        self._asking: dict[object, str | None] = {}
        self._drops = 0
        self._guard = threading.Lock()
        self._flights: SingleFlight[Principal] = SingleFlight()

    def of(self, caller: Caller, *, anew: bool = False) -> KnownPrincipal:
        """Return the principal of a caller; ``anew`` asks identity whatever is remembered."""
        whose = (caller.account, caller.acting)
        try:
            if anew:
                known = KnownPrincipal(self._ask(whose), False)
            else:
                known = self._remembered(whose) or self._ask_together(whose)
        except NotFound as error:
            raise _gone(caller) from error
        return replace(known, principal=_as_called(known.principal, caller))

    def sign_in(self, person: dict[str, Any]) -> Principal:
        """Return the principal of a person the identity provider vouched for."""
        arguments = {"payload": person}
        with self._asked(None) as hold:
            answer = self._calls.call("identity", "sign_in", arguments=arguments, principal=GATEWAY)
            principal = principal_from(answer)
            hold((principal.subject, None), principal)
        return principal

    def drop(self, account: str | None = None) -> None:
        """Forget what is remembered of an account, or of everyone."""
        with self._guard:
            self._drops += 1
            for whose in [w for w in self._held if account in (None, w[0])]:
                del self._held[whose]
            for asked in [
                a for a, of in self._asking.items() if of is None or account in (None, of)
            ]:
                del self._asking[asked]

    def _remembered(self, whose: Whose) -> KnownPrincipal | None:
        at, principal = self._held.get(whose, (float("-inf"), ANONYMOUS))
        return KnownPrincipal(principal, True) if self._clock() - at < FRESH_FOR_S else None

    def _ask_together(self, whose: Whose) -> KnownPrincipal:
        """Ask once for all who wait; what another asked for may be older than this request."""
        asked_here = False

        def ask() -> Principal:
            nonlocal asked_here
            known = self._remembered(whose)
            asked_here = known is None
            return self._ask(whose) if known is None else known.principal

        principal = self._flights.fly((*whose, self._drops), ask)
        return KnownPrincipal(principal, not asked_here)

    def _ask(self, whose: Whose) -> Principal:
        account, acting = whose
        arguments = {"account_id": account} | ({"acting": acting} if acting else {})
        with self._asked(account) as hold:
            answer = self._calls.call(
                "identity", "principal", arguments=arguments, principal=GATEWAY
            )
            principal = principal_from(answer)
            hold(whose, principal)
        return principal

    @contextmanager
    def _asked(self, account: str | None) -> Iterator[Callable[[Whose, Principal], None]]:
        """Return what remembers the answer, unless it was dropped while it was on its way."""
        asked = object()
        with self._guard:
            self._asking[asked] = account

        def hold(whose: Whose, principal: Principal) -> None:
            with self._guard:
                if asked in self._asking:
                    self._hold(whose, principal)

        try:
            yield hold
        finally:
            with self._guard:
                self._asking.pop(asked, None)

    def _hold(self, whose: Whose, principal: Principal) -> None:
        self._held.pop(whose, None)
        self._held[whose] = (self._clock(), principal)
        while len(self._held) > MOST_HELD:
            self._held.popitem(last=False)


def is_ended(principal: Principal) -> bool:
    """Tell whether the account may do nothing any more, for now or for good."""
    return principal.claims.get("state") in ("suspended", "closed", "erased")


def rights_of(principal: Principal) -> str:
    """Return what tells the rights of two principals apart: when it signed in is no right."""
    rights = {scope: sorted(held) for scope, held in principal.grants.items()}
    lent = [delegation_to_plain(delegation) for delegation in principal.delegations]
    claims = {name: value for name, value in principal.claims.items() if name != "fresh"}
    return json.dumps([rights, lent, claims], sort_keys=True, default=str)


def _gone(caller: Caller) -> Exception:
    """Make the refusal of a caller whom identity does not know any more."""
    if isinstance(caller, AccessToken):
        return token_invalid()
    return Unauthenticated("sign-in-needed")


def _as_called(principal: Principal, caller: Caller) -> Principal:
    """Add what this session or token says to what identity says."""
    if isinstance(caller, AccessToken):
        return _narrowed(principal, caller.scopes)
    return replace(principal, claims={**principal.claims, "fresh": caller.fresh})


def _narrowed(principal: Principal, asked: frozenset[str]) -> Principal:
    """Leave a client what the token's scopes cover; which permissions those are, identity says."""
    claims = dict(principal.claims)
    if claims.get("client") is not True or claims.get("state", "active") != "active":
        raise token_invalid()
    covers = claims.pop("scope_permissions", {})
    scopes = sorted(asked & set(claims.get("scopes", [])))
    allowed = frozenset(p for scope in scopes for p in covers.get(scope, []))
    return replace(
        principal,
        grants={scope: held & allowed for scope, held in principal.grants.items()},
        claims={**claims, "scopes": scopes},
        delegations=tuple(
            replace(d, permissions=d.permissions & allowed) for d in principal.delegations
        ),
    )
