"""What each side sees of a contract: the one table of its fields and states."""

from enum import StrEnum
from typing import Any

from services.contracts.domain.contracts import Contract
from services.contracts.domain.states import State


class Side(StrEnum):
    """For whom somebody looks at a contract; who stands on none sees nothing."""

    BODY = "body"
    OPERATOR = "operator"
    VENDOR = "vendor"
    MINISTRY = "ministry"


BOTH = frozenset({Side.BODY, Side.OPERATOR})
INNER = frozenset({Side.OPERATOR})

SEES: dict[Side, frozenset[State]] = {
    Side.BODY: frozenset(State),
    Side.OPERATOR: frozenset(State),
    Side.VENDOR: frozenset(),
    Side.MINISTRY: frozenset(),
}
"""A contract is between the body and the operator; a setup party learns its number at most."""

FIELDS: dict[str, frozenset[Side]] = {
    "id": BOTH, "number": BOTH, "order": BOTH, "body": BOTH, "body_name": BOTH,
    "profile": BOTH, "profile_title": BOTH, "usage": BOTH, "state": BOTH, "version": BOTH,
    "created_at": BOTH, "released_at": BOTH, "released_by": INNER,
    "chain": BOTH, "valid_until": BOTH, "document_hash": BOTH, "template_version": BOTH,
    "failure": BOTH, "offered_at": BOTH, "signed_at": BOTH, "signed_by": BOTH,
    "body_at_signature": BOTH, "concluded_at": BOTH, "countersigned_by": BOTH,
    "ended_at": BOTH, "reason": BOTH,
}  # fmt: skip
"""Who sees which field; one that is missing here is shown to nobody."""

ONLY_WHOLE = frozenset({"chain"})


def view(contract: Contract, side: Side) -> dict[str, Any]:
    """Give the whole contract as a side sees it."""
    facts = {**contract.summary(), "version": contract.version}
    return {name: value for name, value in facts.items() if side in FIELDS.get(name, ())}


def item(contract: Contract, side: Side) -> dict[str, Any]:
    """Give the contract as a list shows it to a side."""
    shown = view(contract, side)
    return {name: shown[name] for name in shown.keys() - ONLY_WHOLE}
