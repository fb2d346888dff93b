"""The contracts' clockwork: one process at a time says what is due, and ends what is over."""

from datetime import datetime
from typing import Any

from services.common import clock
from services.common.reminding import Reminders
from services.contracts.domain.contracts import Contract, ContractState
from services.contracts.domain.ends import pass_time
from services.contracts.drafting import Drafter
from services.contracts.repositories.contracts import Contracts


def time_of(runtime: Any) -> Reminders:
    """Return what lets time pass for the contracts of a running process."""
    contracts: Contracts = runtime.part(Contracts.of)
    drafter: Drafter = runtime.part(Drafter.of)
    lease = runtime.lease("reminders")
    return Reminders(
        runtime.service, lease, contracts.steps_due,
        lambda id, now: turn(contracts, drafter, id, now),
    )  # fmt: skip


def turn(contracts: Contracts, drafter: Drafter, id: str, now: datetime) -> None:
    """Let time pass for one contract; its successor's state counts as it is found now.

    What was offered and nobody has signed in its term is drafted anew, if the chain allows.
    """

    def act(contract: Contract) -> None:
        last = contract.valid_until
        was_offered = contract.state is ContractState.OFFERED
        if was_offered and last is not None and last < clock.local_date(now):
            drafter.anew(contract)
        else:
            pass_time(contract, now, is_succeeded=contracts.is_succeeded(contract))

    contracts.change(id, act)
