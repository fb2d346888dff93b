"""Random walks of an order over the real store: nothing illegal, nobody forgotten, once each."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from pymongo.database import Database

from services.common import context
from services.common.clockwork import StepKind, steps_of
from services.common.context import Call
from services.common.errors import Conflict, Invalid
from services.common.reminding import Reminders
from services.orders.domain import setting_up
from services.orders.domain.deadlines import DEADLINES
from services.orders.domain.orders import Order
from services.orders.domain.reminding import remind
from services.orders.domain.states import FINAL, MOVES, OrderState
from services.orders.domain.waiting import PHASES, TURNS
from services.orders.repositories.orders import Orders
from tests import builders
from tests.builders import CLERK, REVIEWER, SETUP_PARTY

Db = Database[dict[str, Any]]
EXAMPLES, STEPS = 50, 40
STARTS = ("2026-12-18", "2027-03-22", "2026-10-20", "2028-08-03")
"""Before Christmas, before either change of the clocks, before 15 August."""
CONTRACT = {"id": "c1", "number": "V-1"}
FOLLOWED = ("offer", "sign", "conclude")
GOING_BACK = ("refuse", "document-failed", "contract-withdrawn")
BY_HAND = sorted({action for _, action in MOVES.table} - {*FOLLOWED, *GOING_BACK, "await-link"})
BY_CLOCK = {StepKind.REMINDER: "order.reminded", StepKind.ESCALATION: "order.escalated"}


class OrderWalk(RuleBasedStateMachine):
    """One order whose parties, contract and clock do whatever they like."""

    def __init__(self, orders: Orders) -> None:
        super().__init__()
        self.orders, self.once = orders, ""
        self.lines: list[str] = []
        self.said: list[str] = []
        nothing: Any = None

        def tell(id: str, now: datetime) -> Any:
            return orders.change(id, lambda order: remind(order, now))

        self.processes = [Reminders("orders", nothing, orders.steps_due, tell) for _ in range(2)]

    @initialize(
        start=some.sampled_from(STARTS),
        usage=some.sampled_from(["new", "already_productive"]),
        prepared=some.booleans(),
        party=some.booleans(),
        tasks=some.booleans(),
    )
    def begins(self, start: str, usage: str, prepared: bool, party: bool, tasks: bool) -> None:
        self.now = datetime.fromisoformat(f"{start}T09:00:00+00:00")
        self.swept_until = self.now
        self.id = f"o{uuid.uuid4().hex}"
        more: dict[str, Any] = {} if tasks else {"tasks": []}
        order = builders.order(
            id=self.id, number=self.id, profile=self.id, usage=usage,
            setup_by=builders.VENDOR if party else None, **more,
        )  # fmt: skip
        order.begin(not prepared, CLERK, self.now)
        self.orders.place(order)
        self.lines = [line.action for line in order.history]
        self.take_news()

    def order(self) -> Order:
        return self.orders.get(self.id)

    def take_news(self) -> list[str]:
        """Take what waits to be told, as the relay would, and give the types."""
        doc = self.orders.collection.find_one_and_update({"_id": self.id}, {"$set": {"outbox": []}})
        assert doc is not None
        told = [event["type"] for event in doc["outbox"]]
        ids = [event["id"] for event in doc["outbox"]]
        assert len(set(ids)) == len(ids)
        self.said += told
        return told

    def change(self, act: Callable[[Order], Any]) -> bool:
        """Let somebody act as by a call of its own; tell whether it was possible."""
        once = uuid.uuid4().hex
        context.enter(Call(once=once))
        before, done = self.order(), True
        lines = len(before.history) + before.moved("history")
        try:
            self.orders.change(self.id, act)
        except (Conflict, Invalid):
            done = False
            assert self.order().to_doc() == before.to_doc()
        finally:
            context.enter(Call())
        after = self.order()
        if after.version != before.version:
            self.once = once
        added = len(after.history) + after.moved("history") - lines
        self.lines += [line.action for line in after.history[-added:]] if added else []
        if after.clockwork and (
            before.clockwork is None or after.clockwork.since != before.clockwork.since
        ):
            self.swept_until = after.clockwork.since
        self.take_news()
        return done

    @rule(choice=some.integers(0, 20))
    def somebody_goes_on(self, choice: int) -> None:
        order = self.order()
        possible = [a for a in BY_HAND if ((order.state, order.point), a) in PHASES]
        if possible:
            self.somebody_moves(possible[choice % len(possible)])

    @rule(action=some.sampled_from(BY_HAND))
    def somebody_tries(self, action: str) -> None:
        self.somebody_moves(action)

    def somebody_moves(self, action: str) -> None:
        before = self.order()
        possible = ((before.state, before.point), action) in PHASES
        verbs: dict[str, Callable[[Order], Any]] = {
            "take-over": lambda o: setting_up.take_over(o, REVIEWER, self.now),
            "request-setup": lambda o: setting_up.set_up_anew(o, "other", REVIEWER, self.now),
            "done": lambda o: setting_up.done(o, SETUP_PARTY, self.now),
        }
        act = verbs.get(action, lambda o: o.move(action, CLERK, self.now, "weil"))

        assert self.change(act) == possible

    @rule(word=some.sampled_from(FOLLOWED))
    def the_contract_goes_on(self, word: str) -> None:
        assert self.change(lambda o: o.contract_moved(word, CONTRACT, REVIEWER, self.now))

    @rule(word=some.sampled_from(GOING_BACK))
    def the_contract_goes_back(self, word: str) -> None:
        assert self.change(lambda o: o.contract_refused(word, "weil", CONTRACT, REVIEWER, self.now))

    @rule()
    def somebody_asks_for_help(self) -> None:
        assert self.change(lambda o: o.request_support("Hilfe", CLERK, self.now))

    @rule(number=some.integers(1, 3), done=some.booleans())
    def a_task_is_ticked(self, number: int, done: bool) -> None:
        if self.order().tasks:
            self.change(lambda o: o.change_task(number, done, "operator", REVIEWER, self.now))

    @rule()
    def the_last_call_is_delivered_again(self) -> None:
        before = self.order().to_doc()
        if self.once:
            context.enter(Call(once=self.once))
            self.orders.change(self.id, lambda o: o.request_support("Hilfe", CLERK, self.now))
            context.enter(Call())

        assert self.order().to_doc() == before

    @rule(hours=some.integers(1, 24 * 20))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(days=some.integers(5, 60), process=some.integers(0, 1))
    def everybody_sleeps(self, days: int, process: int) -> None:
        self.now += timedelta(days=days)
        self.a_process_sweeps(process)

    @rule(process=some.integers(0, 1))
    def a_process_looks(self, process: int) -> None:
        self.a_process_sweeps(process)

    def a_process_sweeps(self, process: int) -> None:
        expected = self.expected_by_now()

        while self.processes[process].sweep(self.now):
            pass

        told = [kind for kind in self.take_news() if kind in BY_CLOCK.values()]
        assert told == expected
        self.lines += ["remind" if kind == "order.reminded" else "escalate" for kind in told]
        self.swept_until = max(self.swept_until, self.now)
        clockwork = self.order().clockwork
        assert clockwork is None or clockwork.next_at is None or clockwork.next_at > self.now

    def expected_by_now(self) -> list[str]:
        """Return what the table says since the last sweep: one reminder, the escalation."""
        order = self.order()
        wait, clockwork = order.wait(), order.clockwork
        if wait is None or clockwork is None:
            return []
        steps = steps_of(wait, clockwork.since, order.body)
        kinds = [step.kind for step in steps if self.swept_until < step.at <= self.now]
        return [BY_CLOCK[kind] for kind in StepKind if kind in kinds]

    @invariant()
    def somebody_is_next_unless_it_is_over_or_rests(self) -> None:
        order = self.order()
        over = order.state in FINAL or (order.state, order.point) == (OrderState.LIVE, None)

        assert (order.state, order.point) in {*TURNS.waits, *TURNS.rests, *TURNS.ends}
        assert (order.waiting_for() is None) == over
        assert (order.due_on is None) == (order.clockwork is None) == over
        assert order.active == (order.state not in FINAL)
        assert self.orders.ownerless(10) == []

    @invariant()
    def the_history_is_whole_and_in_order(self) -> None:
        order = self.order()
        lines = [*self.orders.earlier(order), *order.history]

        assert [line.action for line in lines] == self.lines
        assert [line.at for line in lines] == sorted(line.at for line in lines)
        assert lines[-1].state is order.state

    def teardown(self) -> None:
        self.orders.collection.delete_many({})
        self.orders.older["history"].collection.delete_many({})


def test_an_order_is_never_stuck_whatever_anybody_does(orders: Orders) -> None:
    DEADLINES.use("")

    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        lambda: OrderWalk(orders),
        settings=settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None),
    )
