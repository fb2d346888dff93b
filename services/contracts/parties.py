"""Who may see a contract: by an own right, or by a delegation that holds now."""

from typing import Any

from services.common import clock
from services.common.errors import Forbidden, NotFound
from services.common.principal import EVERYWHERE, Principal
from services.contracts.domain.contracts import Contract
from services.contracts.domain.ends import ends_by_notice
from services.contracts.domain.retention import last_day
from services.contracts.domain.sides import SEES, ContractSide
from services.contracts.domain.signed_copies import awaits_look
from services.contracts.domain.states import MOVES, S


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
    closed = {"renew", "amend"} if contract.replaced_by is not None else set()
    if last_day(contract) is None:
        closed.add("renew")
    if MOVES.allows(contract.state, "give-notice") and not ends_by_notice(
        contract, clock.local_date(clock.now())
    ):
        closed.add("give-notice")
    may = _allowed(contract, caller)
    seals = contract.final.failure is not None and caller.may("contracts:countersign", EVERYWHERE)
    acts = [name for name in may if name not in closed and MOVES.allows(contract.state, name)]
    return [*(["seal"] if seals else []), *_with_copies(contract, may), *acts]


def _with_copies(contract: Contract, may: list[str]) -> list[str]:
    """Return what can be done now with copies that were signed elsewhere."""
    if contract.state is not S.OFFERED:
        return []
    looked_at = {"judge-copy"} if awaits_look(contract) else set()
    return [name for name in may if name in {"hand-in-copy", *looked_at}]


def require(contract: Contract, caller: Principal, action: str) -> None:
    """Raise Forbidden, or NotFound to strangers, where it is not the caller's to do at all."""
    side_of(contract, caller)
    if action not in _allowed(contract, caller):
        raise Forbidden("no-signing-authority", body=contract.body, advice="ask-signatory")


def _allowed(contract: Contract, caller: Principal) -> list[str]:
    """Return what the caller may do in some state; who signs by mandate only ends nothing."""
    countersigns = caller.may("contracts:countersign", EVERYWHERE)
    signs = caller.holds("contracts:sign", contract.body)
    here = {
        "sign": caller.may("contracts:sign", contract.body, contract.profile),
        "hand-in-copy": caller.may("orders:place", contract.body, contract.profile),
        "judge-copy": countersigns,
        "countersign": countersigns and contract.released_by != caller.subject,
        "withdraw": countersigns or (signs and can_be_declined(contract)),
        "give-notice": signs or countersigns,
        "renew": signs or countersigns,
        "amend": countersigns,
    }
    return [action for action, may in here.items() if may]


def can_be_declined(contract: Contract) -> bool:
    """Tell whether the body can say no by itself: to a successor nobody has signed yet."""
    return contract.replaces is not None and contract.signature is None


def visible_to(caller: Principal) -> dict[str, Any] | None:
    """Return the criteria that limit a list to the caller's contracts; None is no limit."""
    readable = caller.scopes("contracts:read")
    if readable is None:
        return None
    lent = caller.delegated("contracts:read")
    bodies = sorted({*readable, *(d.scope for d in lent if not d.only)})
    some = [{"body": d.scope, "profile": {"$in": sorted(d.only)}} for d in lent if d.only]
    return {"$or": [{"body": {"$in": bodies}}, *some]}
