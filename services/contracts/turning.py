"""The contracts' clockwork: one process at a time says what is due, and ends what is over."""

from datetime import datetime
from typing import Any

from services.common.reminding import Reminders
from services.contracts.domain.contracts import Contract
from services.contracts.domain.ends import pass_time
from services.contracts.repositories.contracts import Contracts


def time_of(runtime: Any) -> Reminders:
    """Return what lets time pass for the contracts of a running process."""
    contracts: Contracts = runtime.part(Contracts.of)
    lease = runtime.lease("reminders")
    return Reminders(
        runtime.service, lease, contracts.steps_due, lambda id, now: turn(contracts, id, now)
    )


def turn(contracts: Contracts, id: str, now: datetime) -> None:
    """Let time pass for one contract; its successor's state counts as it is found now."""

    def act(contract: Contract) -> None:
        pass_time(contract, now, is_succeeded=contracts.is_succeeded(contract))

    contracts.change(id, act)
