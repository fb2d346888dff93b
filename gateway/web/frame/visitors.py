"""Who reads a page: somebody signed in, with what they may do and for whom, or a guest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.api.render import NO_BODY_SCOPES
from gateway.callers.calls import NOBODY
from gateway.callers.credentials import masked
from gateway.callers.principals import KnownPrincipal, is_ended
from gateway.callers.sessions import Session
from services.common.principal import EVERYWHERE, Principal

MINISTRY = "ministry:"
OPERATOR = ("orders:review", "registrations:decide", "orders:support", "audit:read", "staff:manage")
"""Permissions held everywhere that tell the people of the operator who decide or help."""


@dataclass(frozen=True)
class Visitor:
    """The reader of a page; ``known`` is nobody while identity cannot be asked."""

    session: Session | None = None
    known: KnownPrincipal = NOBODY

    @property
    def principal(self) -> Principal:
        """Return what identity says of them."""
        return self.known.principal

    @property
    def is_signed_in(self) -> bool:
        """Tell whether somebody is signed in, their passkey shown where there is one."""
        return self.session is not None and not self.session.pending

    @property
    def is_known(self) -> bool:
        """Tell whether it is known by now what they may do."""
        return self.known is not NOBODY

    @property
    def is_ended(self) -> bool:
        """Tell whether the account may do nothing any more, for now or for good."""
        return is_ended(self.principal)

    @property
    def csrf_token(self) -> str:
        """Return what their forms carry, other bytes each time; guests change nothing."""
        return masked(self.session.csrf_token) if self.session else ""

    @property
    def name(self) -> str:
        """Return how they are called; of a team account, the member who acts."""
        acting: Mapping[str, Any] = self.principal.claims.get("acting") or {}
        return str(acting.get("name") or self.principal.name)

    @property
    def bodies(self) -> list[str]:
        """Return the keys of the bodies they may act for, their own first, then lent ones."""
        own = [s for s in self.principal.grants if s not in NO_BODY_SCOPES and ":" not in s]
        lent = [d.scope for d in self.principal.delegations if d.scope not in own]
        return [*sorted(own, key=len, reverse=True), *sorted(set(lent))]

    @property
    def body(self) -> str | None:
        """Return the body they act for now: the one chosen, else the first."""
        chosen, bodies = self.session.body if self.session else None, self.bodies
        return chosen if chosen in bodies else next(iter(bodies), None)

    @property
    def vendor(self) -> str | None:
        """Return the vendor they work for, if any."""
        claimed = self.principal.claims.get("vendor")
        return str(claimed) if claimed else None

    @property
    def ministry(self) -> str | None:
        """Return the ministry they are of, as their role names it, if any."""
        for role in self.principal.claims.get("roles") or ():
            if str(role["scope"]).startswith(MINISTRY):
                return str(role["scope"]).removeprefix(MINISTRY)
        return None

    @property
    def is_operator(self) -> bool:
        """Tell whether they work for the operator."""
        everywhere = self.principal.grants.get("*", frozenset())
        return any(permission in everywhere for permission in OPERATOR) or self.may("profiles:edit")

    @property
    def has_workplace(self) -> bool:
        """Tell whether they have the home and the search of the operator's people."""
        return self.is_operator or self.may("orders:read", EVERYWHERE)

    def may(self, permission: str, scope: str | None = None) -> bool:
        """Tell whether they hold the permission in that scope, or anywhere."""
        return self.principal.may(permission, scope)
