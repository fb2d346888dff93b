"""Counts contracts by state and age, by an index alone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from services.common.census import Census, Count, by_state_and_age
from services.contracts.domain.states import ContractState
from services.contracts.repositories.contracts import BY_STATE_AND_AGE, Contracts

NOUN = "contract"
STATES = [state.value for state in ContractState]


def census(runtime: Any) -> Census:
    """Return the census of a running process."""
    collection = runtime.part(Contracts.of).collection

    def counting(now: datetime) -> Iterable[Count]:
        return by_state_and_age(collection, BY_STATE_AND_AGE, NOUN, STATES, now)

    return Census.of(runtime, counting)
