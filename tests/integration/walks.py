"""What random walks over a real store share: time, calls, what is told, and where they got."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from services.common import context
from services.common.clockwork import StepKind, steps_of
from services.common.context import Call
from services.common.errors import Conflict, Invalid
from services.common.moves import Wait
from services.common.reminding import Reminders

STARTS = ("2026-12-18", "2027-03-22", "2026-10-20", "2028-08-03")
"""Before Christmas, before either change of the clocks, before 15 August."""


@dataclass
class Tour:
    """How far all walks of a test got: where, what was told, and how often somebody acted."""

    reached: set[Any] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    done: int = 0


class Walk(RuleBasedStateMachine):
    """One aggregate of a store, and the time at which somebody does something with it."""

    by_clock: dict[StepKind, str]
    """What is told at each kind of step."""

    def __init__(self, store: Any, tour: Tour) -> None:
        super().__init__()
        self.store, self.tour = store, tour

    def begins_on(self, day: str) -> None:
        """Let the walk begin on the morning of that day, with something new."""
        self.id = f"w{uuid.uuid4().hex}"
        self.now = self.swept_until = datetime.fromisoformat(f"{day}T09:00:00+00:00")

    def reminders(self, service: str, remind: Callable[[Any, datetime], Any]) -> Reminders:
        """Return those of one process; under no lease, so that two may collide."""
        nothing: Any = None

        def tell(id: str, now: datetime) -> Any:
            return self.store.change(id, lambda aggregate: remind(aggregate, now))

        return Reminders(service, nothing, self.store.steps_due, tell)

    def take_news(self) -> list[str]:
        """Take what waits to be told, as the relay would, and give the types."""
        emptied: dict[str, Any] = {"$set": {"outbox": []}}
        doc = self.store.collection.find_one_and_update({"_id": self.id}, emptied)
        assert doc is not None
        ids = [event["id"] for event in doc["outbox"]]
        assert len(set(ids)) == len(ids)
        return [event["type"] for event in doc["outbox"]]

    def acts(self, act: Callable[[Any], Any], once: str) -> bool:
        """Let somebody act by a call; what is refused changes nothing. Tell if it was possible."""
        before = self.store.get(self.id).to_doc()
        context.enter(Call(once=once))
        try:
            self.store.change(self.id, act)
        except (Conflict, Invalid):
            assert self.store.get(self.id).to_doc() == before
            return False
        finally:
            context.enter(Call())
        self.tour.done += 1
        return True

    def sweeps(self, process: Reminders) -> list[str]:
        """Let a process say what is due until nothing is; give what it told."""
        while process.sweep(self.now):
            pass
        told = [kind for kind in self.take_news() if kind in self.by_clock.values()]
        self.tour.told.update(told)
        self.swept_until = max(self.swept_until, self.now)
        return told

    def due(self, wait: Wait, since: datetime, body: str | None, *, unheard: str = "") -> list[str]:
        """Return what the table says since the last sweep: one reminder, the escalation."""
        kinds = {
            step.kind
            for step in steps_of(wait, since, body)
            if self.swept_until < step.at <= self.now and step.role != unheard
        }
        return [self.by_clock[kind] for kind in StepKind if kind in kinds]


def run(walk: Callable[[Tour], Walk], *, examples: int, steps: int) -> Tour:
    """Let so many walks take so many steps each; give how far they got."""
    tour = Tour()
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        lambda: walk(tour),  # type: ignore[arg-type]
        settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None),
    )
    return tour
