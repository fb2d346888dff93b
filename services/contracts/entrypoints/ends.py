"""What contracts answers to those who end a contract, or let another one follow it."""

from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.errors import Conflict
from services.common.principal import EVERYWHERE
from services.contracts import schemas
from services.contracts.domain import sides
from services.contracts.domain.contracts import Contract
from services.contracts.domain.ends import Succession, give_notice
from services.contracts.domain.notices import Notice
from services.contracts.parties import actions_of, require, side_of
from services.contracts.repositories.contracts import Contracts
from services.contracts.successions import Successions

Payload = dict[str, Any]
SIGNS, COUNTERSIGNS = "contracts:sign", "contracts:countersign"


class EndCalls:
    """Taking back, giving notice, renewing and amending."""

    contracts = Part(Contracts.of)
    successions = Part(Successions.of)

    @rpc(needs=(SIGNS, COUNTERSIGNS), payload=schemas.Withdrawal)
    def withdraw(self, contract_id: str, payload: Payload) -> Payload:
        """Take a contract back before it is concluded; a first one ends its order, too."""
        caller, reason = context.principal(), payload["reason"]

        def withdraw(contract: Contract) -> None:
            require(contract, caller, "withdraw")
            contract.withdraw(reason, clock.now())

        return _viewed(self.contracts.change(contract_id, withdraw))

    @rpc(needs=(SIGNS, COUNTERSIGNS), payload=schemas.NoticeGiven)
    def give_notice(self, contract_id: str, payload: Payload) -> Payload:
        """End a concluded contract on a day its period of notice allows."""
        contract, now = self._allowed(contract_id, "give-notice"), clock.now()
        notice = _notice_of(contract, payload)
        today = clock.local_date(now)

        def give(running: Contract) -> None:
            if self.contracts.is_succeeded(running):
                raise Conflict("notice-to-successor")
            give_notice(running, notice, today)

        return _viewed(self.contracts.change(contract_id, give))

    @rpc(needs=(SIGNS, COUNTERSIGNS))
    def renew(self, contract_id: str) -> Payload:
        """Return the new contract that goes on where this one ends; both sides sign it."""
        self._allowed(contract_id, "renew")
        return self._succeeded(contract_id, Succession.RENEWAL, "")

    @rpc(needs=COUNTERSIGNS, payload=schemas.Amendment)
    def amend(self, contract_id: str, payload: Payload) -> Payload:
        """Return the new contract that replaces this one; both sides sign it."""
        self._allowed(contract_id, "amend")
        return self._succeeded(contract_id, Succession.AMENDMENT, payload["change"])

    def _succeeded(self, contract_id: str, why: Succession, change: str) -> Payload:
        by = context.principal().subject
        return _viewed(self.successions.begin(contract_id, why, change, by))

    def _allowed(self, contract_id: str, action: str) -> Contract:
        contract: Contract = self.contracts.get(contract_id)
        require(contract, context.principal(), action)
        return contract


def _viewed(contract: Contract) -> Payload:
    caller = context.principal()
    return sides.view(contract, side_of(contract, caller), actions_of(contract, caller))


def _notice_of(contract: Contract, payload: Payload) -> Notice:
    """Return the caller's notice, with the office it is given by."""
    caller = context.principal()
    operates = caller.may(COUNTERSIGNS, EVERYWHERE)
    held = [] if operates else caller.claims.get("authorities", [])
    titles = [authority["title"] for authority in held if contract.body in authority["places"]]
    return Notice(
        side="operator" if operates else "body",
        account=caller.subject,
        name=caller.name,
        given_at=clock.now(),
        ends_on=payload["ends_on"],
        reason=payload["reason"],
        title=next(iter(titles), None),
    )
