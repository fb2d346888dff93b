"""The read copies orders keeps of other services' nouns."""

from typing import Any

from services.common.messaging.held_states import HeldStates
from services.common.messaging.read_copies import ReadCopy, copy_of

bodies_copy = copy_of("identity", "body")
profiles_copy = copy_of("catalog", "profile")
vendors_copy = copy_of("catalog", "vendor")
systems_copy = copy_of("catalog", "system")
chains_copy = copy_of("contracts", "chain")
standings_copy = copy_of("identity", "standing")


def copies_of(runtime: Any) -> dict[str, ReadCopy]:
    """Return the copies of a running process by their nouns."""
    makers = (bodies_copy, profiles_copy, vendors_copy, systems_copy, chains_copy)
    return {copy.noun: copy for copy in map(runtime.part, makers)}


def held_copies_of(runtime: Any) -> dict[str, HeldStates]:
    """Return the same copies for single orders, which ask for the same again and again."""
    return {noun: HeldStates(copy) for noun, copy in runtime.part(copies_of).items()}
