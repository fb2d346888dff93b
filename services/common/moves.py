"""State tables: which action leads from which state to which."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from services.common.errors import Conflict

S = TypeVar("S", bound=StrEnum)


class Moves(Generic[S]):
    """One table ``{(state, action): state}``; a pair that is absent is refused."""

    def __init__(self, table: Mapping[tuple[S, str], S], refusal_code: str) -> None:
        self.table = dict(table)
        self._code = refusal_code

    def next(self, state: S, action: str) -> S:
        """Give the state after the action, or raise Conflict naming what is possible."""
        if not self.allows(state, action):
            raise Conflict(
                self._code,
                "Das ist im jetzigen Stand nicht möglich."
                f" / '{action}' is not possible in state {state.value};"
                f" possible: {', '.join(self.actions(state)) or 'nothing'}.",
            )
        return self.table[state, action]

    def allows(self, state: S, action: str) -> bool:
        """Tell whether the action is possible in this state."""
        return (state, action) in self.table

    def actions(self, state: S) -> list[str]:
        """List the actions possible in this state."""
        return sorted(action for held, action in self.table if held is state)
