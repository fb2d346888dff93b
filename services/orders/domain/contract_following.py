"""How an order follows its contract: what is said of it moves the order on, back, or to its end."""

from datetime import datetime
from typing import Any

from services.common.storage.aggregates import to_plain
from services.orders.domain.history import Actor
from services.orders.domain.orders import Order, Reason
from services.orders.domain.reasons import Why
from services.orders.domain.setting_up import ask
from services.orders.domain.states import FINAL, MOVES, OrderState

Doc = dict[str, Any]

DONE_BY = {"renewal": "contract-renewed", "amendment": "contract-amended"}
"""What a successor makes of the contract, as the order's history says it."""
STUCK = frozenset({"refuse", "document-failed"})
NOTICE, ENDED = "contract-notice", "contract-ended"


def follow(order: Order, action: str, contract: Doc, by: Actor, now: datetime) -> None:
    """Follow the contract; a word that came late or twice changes nothing."""
    if contract.get("replaces"):
        _go_over(order, action, contract, by, now)
        return
    order.contract, order.contract_number = contract["id"], contract.get("number")
    if action == "conclude" and order.state in FINAL:
        _note_concluded_after_the_end(order, by, now)
    if not MOVES.allows(order.state, action) or _is_of_another_release(order, action, contract):
        return
    order.move(action, by, now)
    if order.state is OrderState.CONTRACT_CONCLUDED:
        if order.usage == "new":
            ask(order, by, now)
        else:
            order.move("await-link", by, now)


def go_back(
    order: Order, action: str, reason: Reason, contract: Doc, *, by: Actor, now: datetime
) -> None:
    """Go back where no contract can be made: the chain is broken, the document fails.

    A successor that cannot be made leaves the order as it is; support sees to it.
    """
    if contract.get("replaces"):
        if action in STUCK and order.state not in FINAL:
            order.request_support(reason, by, now)
        return
    if MOVES.allows(order.state, action) and not _is_of_another_release(order, action, contract):
        order.move(action, by, now, reason)


def _go_over(order: Order, action: str, contract: Doc, by: Actor, now: datetime) -> None:
    """Take a concluded successor for the contract; until then the former one is the order's."""
    if action != "conclude" or order.contract == contract["id"]:
        return
    if order.state in FINAL:
        _note_concluded_after_the_end(order, by, now)
        return
    order.contract, order.contract_number = contract["id"], contract["number"]
    done = DONE_BY[contract["succession"]]
    why = Why(code="contract-followed", facts={"number": contract["number"]})
    order.note(done, by, now, why)
    order.tell("order.changed", done, by, why)


def note_notice(order: Order, contract: Doc, reason: str, *, by: Actor, now: datetime) -> None:
    """Write down that notice was given: the order goes on until the contract ends."""
    if order.contract == contract["id"] and order.state not in FINAL:
        facts = {"ends_on": contract["notice"]["ends_on"]}
        order.note(NOTICE, by, now, Why(reason or None, NOTICE, facts))


def end(order: Order, reason: Reason, contract: Doc, *, by: Actor, now: datetime) -> None:
    """End with the contract; a former one that ended ends nothing."""
    if order.contract == contract["id"] and MOVES.allows(order.state, ENDED):
        order.move(ENDED, by, now, reason)


def _is_of_another_release(order: Order, action: str, contract: Doc) -> bool:
    """Tell whether the word is about an earlier release; what is concluded always holds."""
    of_contract = contract.get("released_at")
    own = to_plain(order.released_at) if order.released_at else None
    return action != "conclude" and of_contract is not None and of_contract != own


def _note_concluded_after_the_end(order: Order, by: Actor, now: datetime) -> None:
    """Ask a person: both sides signed in the moment in which the order ended."""
    noted = "concluded-after-end"
    if all(entry.action != noted for entry in order.history):
        order.note(noted, by, now)
        order.request_support(Why(code=noted), by, now)
