"""Whose turn it is with a contract, since when and until when."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from services.common import clock
from services.contracts.domain.signed_copies import awaits_look
from services.contracts.domain.states import COPY_HANDED_IN, DOCUMENT_FAILED, MOVES, SEAL_FAILED, S
from services.contracts.words.labels import TURNS

if TYPE_CHECKING:
    from services.contracts.domain.contracts import Contract


def waiting_for(contract: "Contract") -> dict[str, Any] | None:
    """Return whose turn it is, until when and with what; None where nobody is waited for.

    A draft without facts went back to its order, which says whose turn it is.
    """
    wait, code = MOVES.wait(contract.state), contract.state.value
    if contract.state is S.DRAFTED and contract.paper.failure:
        wait, code = DOCUMENT_FAILED, "document_failed"
    elif contract.final.failure:
        wait, code = SEAL_FAILED, "seal_failed"
    elif contract.state is S.OFFERED and awaits_look(contract):
        wait, code = COPY_HANDED_IN, "copy_handed_in"
    elif contract.state is S.DRAFTED and not contract.facts:
        return None
    if wait is None:
        return None
    due_on = clock.due_on(since(contract), wait.working_days, contract.body)
    return {
        "role": wait.role,
        "due_on": due_on.isoformat(),
        "reason": TURNS[code],
        "reason_code": code,
    }


def since(contract: "Contract") -> datetime:
    """Return when whoever is waited for got the turn."""
    if contract.countersignature:
        return contract.countersignature.at
    if contract.state is S.SIGNED and contract.signature:
        return contract.signature.at
    if contract.signed_copy and awaits_look(contract):
        return contract.signed_copy.at
    if contract.state is S.OFFERED and contract.offered_at:
        return contract.offered_at
    told = contract.released_at
    return datetime.fromisoformat(told) if told else contract.created_at
