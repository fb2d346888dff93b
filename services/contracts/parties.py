"""Who may see a contract: by an own right, or by a delegation that holds now."""

from typing import Any

from services.common.errors import NotFound
from services.common.principal import EVERYWHERE, Principal
from services.contracts.domain.contracts import Contract
from services.contracts.domain.sides import SEES, ContractSide
from services.contracts.domain.states import MOVES


def side_of(contract: Contract, caller: Principal) -> ContractSide:
    """Tell on which side the caller stands, or raise NotFound for whom it is none of theirs."""
    side = None
    if caller.may("contracts:read", EVERYWHERE):
        side = ContractSide.OPERATOR
    elif caller.may("contracts:read", contract.body, contract.profile):
        side = ContractSide.BODY
    if side is None or contract.state not in SEES[side]:
        raise NotFound("contract-not-found")
    return side


def actions_of(contract: Contract, caller: Principal) -> list[str]:
    """Return what the caller can do now."""
    countersigns = caller.may("contracts:countersign", EVERYWHERE)
    here = {
        "sign": caller.may("contracts:sign", contract.body, contract.profile),
        "countersign": countersigns and contract.released_by != caller.subject,
        "withdraw": countersigns,
    }
    if countersigns and contract.final.failure is not None:
        return ["seal"]
    return [action for action, may in here.items() if may and MOVES.allows(contract.state, action)]


def visible_to(caller: Principal) -> dict[str, Any] | None:
    """Return the criteria that limit a list to the caller's contracts; None is no limit."""
    readable = caller.scopes("contracts:read")
    if readable is None:
        return None
    lent = caller.delegated("contracts:read")
    bodies = sorted({*readable, *(d.scope for d in lent if not d.only)})
    some = [{"body": d.scope, "profile": {"$in": sorted(d.only)}} for d in lent if d.only]
    return {"$or": [{"body": {"$in": bodies}}, *some]}
