"""How a body stands to every service: ordered, live, declared, in use without contract, unused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from services.orders.domain.declarations import REVIEWER, Declaration, DeclarationKind
from services.orders.domain.eligibility import Eligibility
from services.orders.domain.orders import Order
from services.orders.domain.states import SETUP, OrderState
from services.orders.words.labels import ROLES, STATES, TURNS
from services.orders.words.overview import STANDINGS

Doc = dict[str, Any]
S = OrderState


class Standing(StrEnum):
    """How a body stands to a service, in the order of the overview."""

    ORDERED = "ordered"
    IN_CONTRACT = "in_contract"
    IN_SETUP = "in_setup"
    LIVE = "live"
    UNCONTRACTED = "uncontracted"
    OWN_SOLUTION = "own_solution"
    NO_NEED = "no_need"
    UNUSED = "unused"


STANDING_OF: dict[OrderState, Standing] = {
    **dict.fromkeys((S.PREPARED, S.SUBMITTED, S.ASKED_BACK), Standing.ORDERED),
    **dict.fromkeys(
        (S.RELEASED, S.CONTRACT_OFFERED, S.CONTRACT_SIGNED, S.CONTRACT_CONCLUDED),
        Standing.IN_CONTRACT,
    ),
    **dict.fromkeys((*SETUP, S.AWAITING_LINK), Standing.IN_SETUP),
    S.LIVE: Standing.LIVE,
}
"""An order that has ended says nothing any more."""
DECLARED = {
    DeclarationKind.OWN_SOLUTION: Standing.OWN_SOLUTION,
    DeclarationKind.NO_NEED: Standing.NO_NEED,
}
PLACES = {standing: place for place, standing in enumerate(Standing)}


@dataclass(frozen=True)
class Known:
    """What is known of a body's services, each by profile.

    ``uncontracted`` are those the operator was told are in use without a contract, with the
    day of the list; ``verdicts`` say what the body may order today, and why not.
    """

    titles: Mapping[str, Mapping[str, str]]
    orders: Mapping[str, Order] = field(default_factory=dict)
    declarations: Mapping[str, Declaration] = field(default_factory=dict)
    uncontracted: Mapping[str, date] = field(default_factory=dict)
    verdicts: Mapping[str, Eligibility] = field(default_factory=dict)

    def rows(self, today: date) -> list[Doc]:
        """Return a row for every service, by standing and then by title."""
        rows = [self._row(profile, today) for profile in self.titles]
        return sorted(rows, key=lambda row: (PLACES[row["state"]], row["title"]["de"].casefold()))

    def _row(self, profile: str, today: date) -> Doc:
        order, declared = self.orders.get(profile), self.declarations.get(profile)
        standing = self._standing(profile)
        listed_on = self.uncontracted.get(profile)
        verdict = None if order else self.verdicts.get(profile)
        return {
            "profile": profile,
            "title": dict(self.titles[profile]),
            "state": standing,
            "label": STANDINGS[standing],
            "order": _order(order) if order else None,
            "declaration": _declaration(declared, today) if declared and not order else None,
            "uncontracted_on": listed_on.isoformat() if listed_on and not order else None,
            "orderable": verdict is not None and verdict.orderable,
            "why_not": verdict.reason if verdict and not verdict.orderable else None,
        }

    def _standing(self, profile: str) -> Standing:
        """Return what holds; the body's own word comes before what others told of it."""
        if order := self.orders.get(profile):
            return STANDING_OF[order.state]
        declared = self.declarations.get(profile)
        if declared and declared.kind:
            return DECLARED[declared.kind]
        return Standing.UNCONTRACTED if profile in self.uncontracted else Standing.UNUSED


def by_profile(orders: Iterable[Order]) -> dict[str, Order]:
    """Return the active order of each profile; of two after a merger, the one that is further."""
    further = sorted(orders, key=lambda order: (PLACES[STANDING_OF[order.state]], order.created_at))
    return {order.profile: order for order in further}


def counts_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return how many services there are of each standing."""
    counts = dict.fromkeys(map(str, Standing), 0)
    for row in rows:
        counts[row["state"]] += 1
    return counts


def _order(order: Order) -> Doc:
    waiting = order.waiting_for()
    return {
        "id": order.id,
        "number": order.number,
        "body": order.body,
        "body_name": order.body_name,
        "state": order.state,
        "state_label": STATES[order.state],
        "waiting_for": _turn(waiting) if waiting else None,
    }


def _turn(waiting: Doc) -> Doc:
    """Return who is next with what, without a word about the reader's own part."""
    told = {name: waiting[name] for name in ("role", "due_on", "reason_code")}
    return {**told, "label": ROLES[told["role"]], "task": TURNS[told["reason_code"]]}


def _declaration(declared: Declaration, today: date) -> Doc | None:
    """Return the word of the body; who looks at it again, by when."""
    if declared.kind is None or declared.review_on is None:
        return None
    return {
        "kind": declared.kind,
        "review_on": declared.review_on.isoformat(),
        "review_by": REVIEWER,
        "review_label": ROLES[REVIEWER],
        "overdue": declared.review_on < today,
    }
