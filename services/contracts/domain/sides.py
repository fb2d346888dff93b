"""What each side sees of a contract: the one table of its fields and states."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from services.common import clock
from services.common.storage.aggregates import to_plain
from services.contracts.domain.contracts import Contract
from services.contracts.domain.ends import ends_by_notice
from services.contracts.domain.retention import retained_until
from services.contracts.domain.states import ContractState
from services.contracts.words.labels import ROLES, STATES, TURNS
from services.contracts.words.turns import turn_text


class ContractSide(StrEnum):
    """For whom somebody looks at a contract; who stands on none sees nothing."""

    BODY = "body"
    OPERATOR = "operator"
    VENDOR = "vendor"
    MINISTRY = "ministry"


BOTH = frozenset({ContractSide.BODY, ContractSide.OPERATOR})
INNER = frozenset({ContractSide.OPERATOR})

SEES: dict[ContractSide, frozenset[ContractState]] = {
    ContractSide.BODY: frozenset(ContractState),
    ContractSide.OPERATOR: frozenset(ContractState),
    ContractSide.VENDOR: frozenset(),
    ContractSide.MINISTRY: frozenset(),
}
"""A contract is between the body and the operator; a setup party learns its number at most."""

FIELDS: dict[str, frozenset[ContractSide]] = {
    "id": BOTH, "number": BOTH, "order": BOTH, "body": BOTH, "body_name": BOTH,
    "profile": BOTH, "profile_title": BOTH, "usage": BOTH,
    "state": BOTH, "state_label": BOTH, "version": BOTH,
    "created_at": BOTH, "released_at": BOTH, "released_by": INNER,
    "chain": BOTH, "general_terms": BOTH, "document": BOTH, "valid_until": BOTH,
    "document_hash": BOTH, "template_version": BOTH,
    "failure": BOTH, "failure_code": BOTH, "failure_detail": INNER,
    "waiting_for": BOTH, "offered_at": BOTH, "signed_at": BOTH, "signed_by": BOTH,
    "body_at_signature": BOTH, "concluded_at": BOTH, "countersigned_by": BOTH,
    "signed_copy": BOTH, "sealed_at": BOTH, "final_hash": BOTH,
    "seal_failure": INNER, "seal_failure_code": INNER,
    "ended_at": BOTH, "reason": BOTH, "starts_on": BOTH, "last_day": BOTH, "notice": BOTH,
    "revision": BOTH, "succession": BOTH, "change": BOTH, "replaces": BOTH, "replaced_by": BOTH,
    "retained_until": BOTH, "actions": BOTH, "notice_ends": BOTH,
}  # fmt: skip
"""Who sees which field; one that is missing here is shown to nobody."""

MAKES = {
    "reviewer": frozenset({"judge-copy"}),
    "signatory": frozenset({"sign"}),
    "countersigner": frozenset({"countersign", "seal"}),
}
"""What whoever is next does."""
ONLY_WHOLE = frozenset({"chain", "notice_ends"})


def view(contract: Contract, side: ContractSide, actions: Iterable[str] = ()) -> dict[str, Any]:
    """Return the whole contract as a side sees it, with what the caller can do."""
    own = sorted(actions)
    facts = {
        **contract.summary(),
        "version": contract.version,
        "state_label": STATES[contract.state],
        "waiting_for": turn_for(contract, own),
        "retained_until": to_plain(retained_until(contract)),
        "actions": own,
        "notice_ends": to_plain(_notice_ends(contract)) if "give-notice" in own else [],
    }
    return {name: value for name, value in facts.items() if side in FIELDS.get(name, ())}


def turn_for(contract: Contract, actions: Iterable[str]) -> dict[str, Any] | None:
    """Return whose turn it is, for somebody who can do these."""
    waiting, own = contract.waiting_for(), sorted(actions)
    if waiting is None:
        return None
    yours = not MAKES.get(waiting["role"], frozenset()).isdisjoint(own)
    return {
        **waiting,
        "label": ROLES[waiting["role"]],
        "task": TURNS[waiting["reason_code"]],
        "yours": yours,
        "reason": turn_text(waiting, yours=yours),
        "actions": own,
    }


def _notice_ends(contract: Contract) -> list[date]:
    """Return the days the contract can end on by notice given today."""
    return ends_by_notice(contract, clock.local_date(clock.now()))


def item(contract: Contract, side: ContractSide, actions: Iterable[str] = ()) -> dict[str, Any]:
    """Return the contract as a list shows it to a side."""
    facts = view(contract, side, actions)
    return {name: facts[name] for name in facts.keys() - ONLY_WHOLE}
