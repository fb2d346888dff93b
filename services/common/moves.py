"""State tables: which action leads from which state to which, and that none is a trap.

A table that forgets whose turn it is does not come into being: it is refused when its module
is read, so no process starts with a state nobody can act in or get out of.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from services.common.errors import Conflict

S = TypeVar("S", bound=StrEnum)
K = TypeVar("K")


@dataclass(frozen=True)
class Wait:
    """Who acts next, within how many working days, and what is said meanwhile.

    They are reminded on the working days of ``reminders`` and on each ``every``th one; the
    working day after the last one ``escalation`` hears of it. What nobody has answered after
    ``closes_after_days`` days of the calendar ends by itself.
    """

    role: str
    working_days: int
    reminders: tuple[int, ...] = ()
    every: int | None = None
    escalation: str | None = None
    closes_after_days: int | None = None

    @property
    def reminded_on(self) -> list[int]:
        """Return the working days of the wait on which a reminder is said."""
        repeated = range(self.every, self.working_days, self.every) if self.every else ()
        return sorted({n for n in self.reminders if n <= self.working_days} | set(repeated))


@dataclass(frozen=True, kw_only=True)
class Turns(Generic[K]):
    """Whose turn it is in each state.

    In the states of ``waits`` somebody is waited for; ``rests`` wait for nobody, ``passes``
    are left within the change that enters them, ``ends`` are never left. ``by`` names the
    roles that make each action; those of ``machines`` are programs, which can fail.
    """

    waits: Mapping[K, Wait]
    by: Mapping[str, Collection[str]]
    rests: Collection[K] = ()
    ends: Collection[K] = ()
    passes: Collection[K] = ()
    machines: Collection[str] = ()

    def traps(self, table: Mapping[tuple[K, str], K], states: Iterable[K]) -> Iterator[str]:
        """Return what is wrong, a sentence each: without any, whoever waits can be helped."""
        kinds = (self.waits, self.rests, self.ends, self.passes)
        for state in states:
            if sum(state in kind for kind in kinds) != 1:
                yield f"{state} must wait for somebody, rest, pass or end: one of them"
        for held, action in table:
            if not self.by.get(action):
                yield f"nobody makes '{action}'"
            if held in self.ends:
                yield f"{held} is an end, but '{action}' leads out of it"
        for state, wait in self.waits.items():
            yield from self._traps_in(state, wait, table)

    def _traps_in(self, state: K, wait: Wait, table: Mapping[tuple[K, str], K]) -> Iterator[str]:
        actions = [action for held, action in table if held == state]
        if wait.working_days < 1:
            yield f"{state} has no due date"
        if not any(wait.role in self.by.get(action, ()) for action in actions):
            yield f"{wait.role} is waited for in {state} and can do nothing"
        if not self._way_out(state, table):
            yield f"no person can lead out of {state}"

    def _way_out(self, start: K, table: Mapping[tuple[K, str], K]) -> bool:
        """Tell whether people alone, whatever program fails, get from here to where it is over."""
        reached, grown = {start}, True
        while grown:
            more = {
                after
                for (held, action), after in table.items()
                if held in reached and set(self.by.get(action, ())) - set(self.machines)
            }
            grown = not more <= reached
            reached |= more
        return not reached.isdisjoint({*self.rests, *self.ends} - {start})


class Moves(Generic[S]):
    """One table ``{(state, action): state}``; a pair that is absent is refused."""

    def __init__(
        self, table: Mapping[tuple[S, str], S], refusal_code: str, turns: Turns[S]
    ) -> None:
        self.table, self.turns = dict(table), turns
        self._code = refusal_code
        self.states = frozenset(type(next(iter(self.table))[0]))
        if traps := list(turns.traps(self.table, sorted(self.states))):
            raise ValueError("; ".join(traps))

    def next(self, state: S, action: str) -> S:
        """Return the state after the action, or raise Conflict naming what is possible."""
        if not self.allows(state, action):
            raise Conflict(
                self._code,
                "not-possible-now",
                state=state.value,
                action=action,
                possible=self.actions(state),
            )
        return self.table[state, action]

    def allows(self, state: S, action: str) -> bool:
        """Tell whether the action is possible in this state."""
        return (state, action) in self.table

    def actions(self, state: S) -> list[str]:
        """List the actions possible in this state."""
        return sorted(action for held, action in self.table if held is state)

    def wait(self, state: S) -> Wait | None:
        """Return whose turn it is; None where nobody is waited for."""
        return self.turns.waits.get(state)
