"""Random walks of an order over the real store: nothing illegal, nobody forgotten, once each."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from hypothesis import strategies as some
from hypothesis.stateful import initialize, invariant, rule

from services.common import context
from services.common.clockwork import StepKind, steps_of
from services.common.context import Call
from services.common.reminding import Reminders
from services.orders.domain import contract_following, setting_up
from services.orders.domain.deadlines import DEADLINES
from services.orders.domain.interfaces import ENDS, WAY, Interface, InterfaceStage, StageReport
from services.orders.domain.orders import Order
from services.orders.domain.reminding import SAID_OF_SUPPORT, remind, remind_support
from services.orders.domain.rollout import Rollout
from services.orders.domain.states import FINAL, MOVES, OrderState
from services.orders.domain.support import REQUEST
from services.orders.domain.task_changes import change_task, report_stage
from services.orders.domain.tasks import COMMISSION, Task
from services.orders.domain.waiting import ADVANCES, PHASES, TURNS
from services.orders.repositories import support_requests
from services.orders.repositories.orders import Orders
from tests import builders
from tests.builders import CLERK, REVIEWER, SETUP_PARTY
from tests.integration.walks import STARTS, Tour, Walk, run

EXAMPLES, STEPS = 50, 40
LEAST_PHASES, LEAST_DONE = 5, 100
"""So far all walks together get at the very least: most get twice as far."""
CONTRACT = {"id": "c1", "number": "V-1"}
FOLLOWED = ("offer", "sign", "conclude")
GOING_BACK = ("refuse", "document-failed", "contract-withdrawn")
FOLLOWING = ("await-link", "contract-ended")
BY_HAND = sorted({action for _, action in MOVES.table} - {*FOLLOWED, *GOING_BACK, *FOLLOWING})
GOING_ON = [action for action in BY_HAND if action in ADVANCES]
BY_CLOCK = {StepKind.REMINDER: "order.reminded", StepKind.ESCALATION: "order.escalated"}

SUPPORT_LINES = tuple(SAID_OF_SUPPORT.values())


class OrderWalk(Walk):
    """One order whose parties, contract and clock do whatever they like."""

    by_clock = BY_CLOCK

    def __init__(self, orders: Orders, tour: Tour) -> None:
        super().__init__(orders, tour)
        self.orders, self.once = orders, ""
        self.lines: list[str] = []
        self.processes = [self.reminders("orders", remind) for _ in range(2)]
        nothing: Any = None
        due = partial(support_requests.due, orders)
        self.for_support = Reminders("orders", nothing, due, self.tell_support)
        self.support_told: tuple[datetime, datetime] | None = None

    @initialize(
        start=some.sampled_from(STARTS),
        usage=some.sampled_from(["new", "already_productive"]),
        prepared=some.booleans(),
        party=some.booleans(),
        tasks=some.booleans(),
    )
    def begins(self, start: str, usage: str, prepared: bool, party: bool, tasks: bool) -> None:
        self.begins_on(start)
        interface = Task(4, COMMISSION, builders.TITLE, "body", 10, interface=Interface("OK.EWO"))
        more = {"tasks": [*builders.order().tasks, interface] if tasks else []}
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

    def change(self, act: Callable[[Order], Any]) -> bool:
        """Let somebody act as by a call of its own; tell whether it was possible."""
        once, before = uuid.uuid4().hex, self.order()
        lines = len(before.history) + before.moved("history")
        done = self.acts(act, once)
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
        phase = (order.state, order.point)
        possible = [action for action in GOING_ON if (phase, action) in PHASES]
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
        assert self.change(
            lambda o: contract_following.follow(o, word, CONTRACT, REVIEWER, self.now)
        )

    @rule()
    def the_contract_ends(self) -> None:
        assert self.change(
            lambda o: contract_following.end(o, "weil", CONTRACT, by=REVIEWER, now=self.now)
        )

    @rule(word=some.sampled_from(GOING_BACK))
    def the_contract_goes_back(self, word: str) -> None:
        assert self.change(
            lambda o: contract_following.go_back(
                o, word, "weil", CONTRACT, by=REVIEWER, now=self.now
            )
        )

    @rule()
    def somebody_asks_for_help(self) -> None:
        assert self.change(lambda o: o.request_support("Hilfe", CLERK, self.now))

    @rule()
    def support_answers(self) -> None:
        is_asked = self.order().support is not None

        assert self.change(lambda o: o.answer_support("Ja", REVIEWER, self.now)) == is_asked

    @rule()
    def support_is_reminded(self) -> None:
        asked, expected = self.order().support, self.due_of_support()

        while self.for_support.sweep(self.now):
            pass

        told = [kind for kind in self.take_news() if kind in [k for _, k, _ in SUPPORT_LINES]]
        assert told == [kind for _, kind, _ in expected]
        self.lines += [line for line, _, _ in expected]
        self.support_told = (asked.since, self.now) if asked else None

    def tell_support(self, id: str, now: datetime) -> None:
        self.orders.change(id, lambda order: remind_support(order, now))

    def due_of_support(self) -> list[tuple[str, str, str]]:
        """Return what the table says of an open request since it was last looked at."""
        order = self.order()
        if order.support is None:
            return []
        since = order.support.since
        last, until = self.support_told or (since, since)
        begin = until if last == since else since
        steps = steps_of(DEADLINES[REQUEST], since, order.body)
        passed = {step.kind for step in steps if begin < step.at <= self.now}
        return [SAID_OF_SUPPORT[kind] for kind in StepKind if kind in passed]

    @rule(number=some.integers(1, 4), done=some.booleans())
    def a_task_is_ticked(self, number: int, done: bool) -> None:
        if self.order().tasks:
            self.change(
                lambda o: change_task(o, number, done, "operator", by=REVIEWER, now=self.now)
            )

    @rule(stage=some.sampled_from(InterfaceStage), side=some.sampled_from(["body", "vendor"]))
    def a_stage_is_reported(self, stage: InterfaceStage, side: str) -> None:
        order = self.order()
        task = next((one for one in order.tasks if one.interface), None)
        if task is None:
            return
        possible = stage in Rollout(order).plain(task, side)["stages_open"]
        report = StageReport(stage, reason="weil", cost_eur=1)

        assert possible == self.change(
            lambda o: report_stage(o, task.number, report, side, by=CLERK, now=self.now)
        )

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

        told = self.sweeps(self.processes[process])

        assert told == expected
        self.lines += ["remind" if kind == "order.reminded" else "escalate" for kind in told]
        clockwork = self.order().clockwork
        assert clockwork is None or clockwork.next_at is None or clockwork.next_at > self.now

    def expected_by_now(self) -> list[str]:
        order = self.order()
        wait, clockwork = order.wait(), order.clockwork
        if wait is None or clockwork is None:
            return []
        return self.due(wait, clockwork.since, order.body)

    @invariant()
    def somebody_is_next_unless_it_is_over_or_rests(self) -> None:
        order = self.order()
        phase = (order.state, order.point)
        over = order.state in FINAL or phase == (OrderState.LIVE, None)
        self.tour.reached.add(phase)

        assert phase in {*TURNS.waits, *TURNS.rests, *TURNS.ends}
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

    @invariant()
    def an_interface_is_done_when_it_is_settled(self) -> None:
        for task in self.order().tasks:
            if task.interface is not None:
                stages = [one.stage for one in task.interface.reached]
                on_the_way = [stage for stage in stages if stage is not InterfaceStage.NOT_NEEDED]
                assert task.done == (task.stage in ENDS)
                assert on_the_way == list(WAY[: len(on_the_way)])

    def teardown(self) -> None:
        self.orders.collection.delete_many({})
        self.orders.older["history"].collection.delete_many({})


def test_an_order_is_never_stuck_whatever_anybody_does(orders: Orders) -> None:
    DEADLINES.use("")

    tour = run(lambda tour: OrderWalk(orders, tour), examples=EXAMPLES, steps=STEPS)

    assert len(tour.reached) >= LEAST_PHASES
    assert tour.done >= LEAST_DONE
    assert tour.told
