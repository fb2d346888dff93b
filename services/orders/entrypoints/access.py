"""What all calls that change an order have in common: who acts, on what, and what they see."""

from collections.abc import Callable
from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part
from services.common.errors import Conflict
from services.orders.domain import sides
from services.orders.domain.history import Actor
from services.orders.domain.orders import Order
from services.orders.domain.refusals import acted_meanwhile
from services.orders.parties import act_for_body, act_for_vendor, actions_of, side_of
from services.orders.repositories.orders import Orders
from services.orders.words.acts import last_text

Payload = dict[str, Any]
Act = Callable[[Order, Actor, Payload], None]
TELLING = frozenset({"last", "waiting_for"})
"""The parameters of the refusals that tell what happened, or whose turn it is."""


class Acting:
    """Loads an order for its party, lets an act change it, and shows it to the caller's side."""

    orders = Part(Orders.of)

    def seen(self, order_id: str) -> Order:
        """Return the order, or NotFound to whom it does not concern."""
        order: Order = self.orders.get(order_id)
        side_of(order, context.principal())
        return order

    def viewed(self, order: Order) -> Payload:
        """Return the order as the caller's side sees it."""
        caller = context.principal()
        return sides.view(order, side_of(order, caller), actions_of(order, caller))

    def body_acts(
        self,
        order_id: str,
        payload: Payload,
        act: Act,
        permission: str = "orders:act",
    ) -> Payload:
        """Change the order for its body."""
        act_for_body(self.seen(order_id), permission)
        return self.act(order_id, payload, act)

    def vendor_acts(self, order_id: str, payload: Payload, act: Act) -> Payload:
        """Change the order for its setup party."""
        act_for_vendor(self.seen(order_id))
        return self.act(order_id, payload, act)

    def act(self, order_id: str, payload: Payload, act: Act) -> Payload:
        """Change the order; whether the caller may is decided before.

        Of two who act at once one wins; the other is told what happened and by whom.
        """
        by = actor()
        try:
            once = as_first_seen(lambda order: act(order, by, payload))
            return self.viewed(self.orders.change(order_id, once))
        except Conflict as refusal:
            if TELLING & refusal.parameters.keys():
                self._tell_caller(order_id, refusal)
            raise

    def _tell_caller(self, order_id: str, refusal: Conflict) -> None:
        """Let the refusal say what happened and whose turn it is, as the caller's side sees it."""
        order, caller = self.orders.get(order_id), context.principal()
        happened = sides.last_line(order, side_of(order, caller))
        refusal.facts["happened"] = happened
        refusal.parameters["last"] = last_text(happened)
        turn = sides.turn_for(order, actions_of(order, caller))
        if turn is not None and "waiting_for" in refusal.facts:
            refusal.facts["waiting_for"] = turn
            refusal.parameters["turn"] = turn["reason"]


def as_first_seen(act: Callable[[Order], None]) -> Callable[[Order], None]:
    """Return the act that is done only on the order as it was when the call first saw it.

    What is changed meanwhile is loaded anew and changed again; where it has another state by
    then, somebody decided who was first.
    """
    seen: list[tuple[object, object]] = []

    def on_the_same(order: Order) -> None:
        seen.append((order.state, order.point))
        if seen[0] != seen[-1]:
            raise acted_meanwhile(order)
        act(order)

    return on_the_same


def move(action: str, reason: str | None = None) -> Act:
    """Return the act that makes this move, with a field of the input as reason."""

    def act(order: Order, by: Actor, parsed: Payload) -> None:
        order.move(action, by, clock.now(), parsed.get(reason) if reason else None)

    return act


def review(verdict: str) -> Act:
    """Return the act of a reviewer who decides with a reason."""

    def act(order: Order, by: Actor, parsed: Payload) -> None:
        order.review(verdict, by, clock.now(), parsed["reason"])

    return act


def actor() -> Actor:
    """Return who calls."""
    caller = context.principal()
    return Actor(caller.subject, caller.name)
