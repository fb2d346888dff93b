"""The state of a ticket, derived from its order: there is no second truth of whose turn it is."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from services.notify.words.ticket_states import STATES, WHO

Doc = Mapping[str, Any]


class TicketState(StrEnum):
    """Whom the ticket waits for; ``open`` waits for nobody, or for a program of ours."""

    OPEN = "open"
    WAITING_FOR_BODY = "waiting_for_body"
    WAITING_FOR_VENDOR = "waiting_for_vendor"
    WAITING_FOR_OPERATOR = "waiting_for_operator"
    CLOSED = "closed"


WAITING: dict[TicketState, tuple[str, ...]] = {
    TicketState.WAITING_FOR_BODY: ("officer", "body", "signatory"),
    TicketState.WAITING_FOR_VENDOR: ("setup_party",),
    TicketState.WAITING_FOR_OPERATOR: ("reviewer", "countersigner", "support"),
}
"""By the roles an order waits for."""
ENDED = ("rejected", "withdrawn", "terminated")
"""States of an order after which nothing is to be done."""

_OF_ROLE = {role: state for state, roles in WAITING.items() for role in roles}


def state_of(order: Doc) -> TicketState:
    """Return the state of the ticket of an order as last seen."""
    if order["state"] in ENDED:
        return TicketState.CLOSED
    waiting = order.get("waiting_for")
    return _OF_ROLE.get(waiting["role"], TicketState.OPEN) if waiting else TicketState.OPEN


def facts_of(order: Doc) -> dict[str, Any]:
    """Return the state in words, and who is next until when; nobody once it is closed."""
    state = state_of(order)
    waiting = order.get("waiting_for") if state in WAITING else None
    return {
        "state": state.value,
        "state_label": STATES[state.value],
        "waiting_for": waiting
        and {
            "role": waiting["role"],
            "label": WHO[state.value],
            "due_on": waiting.get("due_on"),
        },
    }
