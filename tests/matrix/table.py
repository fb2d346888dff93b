"""A row for each route of the API, put together from what is known of the call it makes."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gateway.api.route import OURS, Route
from gateway.api.routes import OWN, ROUTES
from services.common.moves import Moves
from services.contracts.domain import states as contracts
from services.identity.domain import authorities, mandates, registration_states
from services.orders.domain import states as orders
from tests.shape.rights import EVERYONE, RIGHTS, ROLES

GUEST = "guest"
"""Whoever has not signed in."""
OPERATOR = frozenset({"reviewer", "editor", "support", "auditor", "admin"})
"""Roles that hold for every body and vendor: nothing is another's to them."""


class Others(StrEnum):
    """What becomes of a question about another's thing, where the role as such may ask."""

    REFUSED = "refused"
    SHARED = "allowed"
    OF_ALL = "all or nothing"
    NOBODY_S = "-"


SHARED = {
    "GET levy/runs/{run_id}": "a run says nothing of a single payer to who may not see them",
    "GET invitations/{invitation_id}": "the token of the mail says whose it is",
    "POST invitations/{invitation_id}/accept": "the token of the mail says whose it is",
    "POST registrations/{registration_id}/confirm-email": "the token of the mail says whose it is",
    "GET agreements/{agreement_id}/impact": "a ministry reads the agreements of all services",
    "GET agreements/{agreement_id}/document": "a ministry reads the agreements of all services",
    "GET chains/{profile}": "a ministry reads the chains of all services",
}
"""Routes with a thing in their path that every holder of the right may ask about, and why."""
OF_ALL = {"GET levy/runs/{run_id}/payers": "what every payer owes; a body reads its own figure"}
"""Routes that only those may ask who may ask about all bodies, and why."""
OWN_CALLS = {
    "export": "identity.export_me",
    "import_gaps": "orders.add_uncontracted",
    "import_profiles": "catalog.import_profiles",
    "conditions": "orders.list_conditions",
    "parked": "orders.list_parked",
    "show_parked": "orders.get_parked",
    "replay_parked": "orders.replay_parked",
    "discard_parked": "orders.discard_parked",
    "sessions_of": "identity.change_account",
}
"""What the gateway answers itself by the right of a call."""
EVERYONES = frozenset({
    "sessions", "revoke_sessions", "act_as", "passkeys", "begin_passkey", "add_passkey",
    "remove_passkey", "challenge", "assert_passkey",
})  # fmt: skip
"""What it answers everybody about themselves."""
STATES: dict[str, tuple[str, Moves[Any]]] = {
    "orders": ("{order_id}", orders.MOVES),
    "contracts": ("{contract_id}", contracts.MOVES),
    "registrations": ("{registration_id}", registration_states.MOVES),
    "mandates": ("{mandate_id}", mandates.MOVES),
    "bodies/{body}/signing-authorities": ("{authority_id}", authorities.MOVES),
}
"""What has states, by the beginning of its routes."""
SAID_SO = {"link": ("link", "propose-link")}
"""A route whose name is not that of its move, or that makes one of several."""


@dataclass(frozen=True)
class Row:
    """What holds for a route; ``states`` is None where the thing has none, or any will do."""

    route: Route
    roles: frozenset[str]
    others: Others
    states: frozenset[str] | None

    @property
    def name(self) -> str:
        """Name it as the documentation does."""
        return f"{self.route.method} {self.route.path}"

    def allows(self, roles: frozenset[str]) -> bool:
        """Tell whether somebody signed in with these roles may ask, about their own things."""
        named = self.roles & OPERATOR if self.others is Others.OF_ALL else self.roles
        return self.route.public or EVERYONE in named or not named.isdisjoint(roles)

    def allows_for_others(self, roles: frozenset[str]) -> bool:
        """Tell whether they may ask about what belongs to another body, vendor or person."""
        if self.others is not Others.REFUSED:
            return self.allows(roles)
        return not (self.roles & OPERATOR).isdisjoint(roles)


def rows() -> Iterator[Row]:
    """Yield the rows in the order of the routes."""
    for route in (*ROUTES, *OWN):
        roles = _roles_of(route)
        yield Row(route, roles, _others(route, roles), _states(route))


def _roles_of(route: Route) -> frozenset[str]:
    if route.service != OURS:
        return frozenset(RIGHTS[f"{route.service}.{route.call}"])
    if route.call in EVERYONES:
        return frozenset({*ROLES, EVERYONE})
    return frozenset(RIGHTS[OWN_CALLS[route.call]])


def _others(route: Route, roles: frozenset[str]) -> Others:
    if f"{route.method} {route.path}" in SHARED:
        return Others.SHARED
    if f"{route.method} {route.path}" in OF_ALL:
        return Others.OF_ALL
    if not route.parameters or route.public or roles <= OPERATOR:
        return Others.NOBODY_S
    return Others.REFUSED


def _states(route: Route) -> frozenset[str] | None:
    for beginning, (parameter, moves) in STATES.items():
        path, _, act = route.path.rpartition("/")
        if route.method == "POST" and path == f"{beginning}/{parameter}":
            named = SAID_SO.get(act, (act,))
            found = {str(state) for (state, move) in moves.table if move in named}
            return frozenset(found) or None
    return None
