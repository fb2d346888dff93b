"""How the interface to a specialist system is commissioned, stage by stage, and by whom."""

from datetime import timedelta
from typing import Any

import pytest

from services.common import clock
from services.common.errors import Conflict
from services.orders.domain import contract_following, sides
from services.orders.domain.deadlines import INTERFACES
from services.orders.domain.interfaces import (
    ENDS,
    REPORTED_BY,
    WAY,
    Interface,
    InterfaceStage,
    StageReport,
)
from services.orders.domain.orders import Order
from services.orders.domain.rollout import Rollout
from services.orders.domain.sides import OrderSide
from services.orders.domain.states import OrderState
from services.orders.domain.task_changes import change_task, report_stage
from services.orders.domain.tasks import COMMISSION, Task
from tests import builders
from tests.builders import CLERK, NOW, PRIEN, SETUP_PARTY, order_in, task

S = InterfaceStage
PEOPLE = ("body", "vendor", "operator")
REPORTS = {
    S.OFFER: StageReport(S.OFFER),
    S.COST: StageReport(S.COST, cost_eur=1200),
    S.ORDERED: StageReport(S.ORDERED),
    S.READY: StageReport(S.READY),
    S.NOT_NEEDED: StageReport(S.NOT_NEEDED, reason="Wir haben kein Fachverfahren."),
}


def commission() -> Task:
    return Task(
        1, COMMISSION, {"de": "Schnittstelle", "en": "Interface"}, "body", 10,
        interface=Interface("Demo-Gewerbe", "XGewerbeanzeige"),
    )  # fmt: skip


def in_setup(**changed: Any) -> Order:
    facts = {"tasks": [commission(), task(2)], **changed}
    return order_in(facts.pop("state", OrderState.IN_SETUP), **facts)


def reached(order: Order, *stages: S) -> Order:
    for stage in stages:
        report_stage(order, 1, REPORTS[stage], "operator", by=CLERK, now=NOW)
    return order


def read(order: Order, side: OrderSide = OrderSide.BODY) -> dict[str, Any]:
    found: dict[str, Any] = sides.view(order, side, [])["tasks"][0]
    return found


@pytest.mark.parametrize("stages", [WAY, (S.NOT_NEEDED,), (*WAY[:2], S.NOT_NEEDED)], ids=str)
def test_a_task_ends_when_its_interface_is_ready_or_not_needed(stages: tuple[S, ...]) -> None:
    order = in_setup()
    ended = []

    for stage in stages:
        reached(order, stage)
        ended.append(order.tasks[0].done)

    assert ended == [stage in ENDS for stage in stages]
    assert order.tasks[0].stage is stages[-1]
    assert (order.tasks[0].done_at, order.tasks[0].done_by) == (NOW, CLERK.id)


@pytest.mark.parametrize("side", PEOPLE)
@pytest.mark.parametrize("stage", S)
def test_each_stage_is_reported_by_its_sides_only(stage: S, side: str) -> None:
    before = WAY[: WAY.index(stage)] if stage in WAY else ()
    order = reached(in_setup(), *before)
    may = side == "operator" or side in REPORTED_BY[stage]

    offered = stage in Rollout(order).plain(order.tasks[0], side)["stages_open"]
    if may:
        report_stage(order, 1, REPORTS[stage], side, by=CLERK, now=NOW)
    else:
        with pytest.raises(Conflict, match="task-not-yours"):
            report_stage(order, 1, REPORTS[stage], side, by=CLERK, now=NOW)

    assert (offered, order.tasks[0].stage is stage) == (may, may)


@pytest.mark.parametrize("count", range(len(WAY) + 1))
def test_only_the_next_stage_can_be_reached(count: int) -> None:
    order = reached(in_setup(), *WAY[:count])

    for stage in set(WAY) - {*WAY[count : count + 1]}:
        with pytest.raises(Conflict, match="stage-not-next"):
            report_stage(order, 1, REPORTS[stage], "operator", by=CLERK, now=NOW)

    assert [one.stage for one in order.tasks[0].interface.reached] == list(WAY[:count])  # type: ignore[union-attr]


@pytest.mark.parametrize("stage", [S.READY, S.NOT_NEEDED], ids=str)
def test_what_is_settled_is_not_settled_once_more(stage: S) -> None:
    order = reached(in_setup(), *(WAY if stage is S.READY else (stage,)))

    with pytest.raises(Conflict, match="stage-not-next"):
        report_stage(order, 1, REPORTS[S.NOT_NEEDED], "operator", by=CLERK, now=NOW)


def test_the_last_stage_can_be_taken_back_with_what_was_said() -> None:
    order = reached(in_setup(), S.OFFER, S.COST)

    change_task(order, 1, False, "body", by=CLERK, now=NOW)

    assert order.tasks[0].stage is S.OFFER
    assert read(order)["interface"]["cost_eur"] is None


def test_an_interface_is_needed_after_all() -> None:
    order = reached(in_setup(), S.OFFER, S.NOT_NEEDED)

    change_task(order, 1, False, "body", by=CLERK, now=NOW)

    assert (order.tasks[0].stage, order.tasks[0].done) == (S.OFFER, False)
    assert read(order)["interface"]["reason"] is None


def test_a_setup_party_takes_back_nothing_the_body_said() -> None:
    order = reached(in_setup(), S.OFFER, S.COST)

    with pytest.raises(Conflict, match="task-not-yours"):
        change_task(order, 1, False, "vendor", by=SETUP_PARTY, now=NOW)

    assert order.tasks[0].stage is S.COST


def test_before_the_first_stage_there_is_nothing_to_take_back() -> None:
    with pytest.raises(Conflict, match="stage-not-next"):
        change_task(in_setup(), 1, False, "body", by=CLERK, now=NOW)


def test_an_interface_is_not_ticked_and_another_task_has_no_stages() -> None:
    order = in_setup()

    with pytest.raises(Conflict, match="task-by-stages"):
        change_task(order, 1, True, "body", by=CLERK, now=NOW)
    with pytest.raises(Conflict, match="task-without-stages"):
        report_stage(order, 2, REPORTS[S.OFFER], "operator", by=CLERK, now=NOW)


def test_nothing_is_reported_before_the_contract_is_concluded() -> None:
    order = in_setup(state=OrderState.CONTRACT_SIGNED)

    with pytest.raises(Conflict, match="order-wrong-state"):
        report_stage(order, 1, REPORTS[S.OFFER], "body", by=CLERK, now=NOW)

    assert read(order)["stages_open"] == []


def test_the_setup_party_reads_how_far_it_is_and_not_what_it_costs() -> None:
    order = reached(in_setup(), S.OFFER, S.COST)

    body, vendor = read(order), read(order, OrderSide.VENDOR)

    assert body["interface"]["cost_eur"] == 1200
    assert vendor["interface"] == {
        "system": "Demo-Gewerbe", "standard": "XGewerbeanzeige", "reason": None,
    }  # fmt: skip
    assert vendor["stage"] is S.COST
    assert "1200" not in str(sides.view(order, OrderSide.VENDOR, []))


def test_each_stage_is_a_line_of_the_history_and_one_event() -> None:
    order = reached(in_setup(), S.OFFER)

    (line,) = order.history
    (told,) = builders.news(order, "orders")

    assert (line.action, line.reason_code) == ("task-1", "stage-offer")
    assert (told["type"], told["data"]["action"]) == ("order.changed", "task")
    assert told["data"]["reason"]["de"] == "Das Angebot liegt vor."


@pytest.mark.parametrize("party", [builders.VENDOR, None], ids=["party", "no party"])
def test_each_stage_waits_for_somebody(party: str | None) -> None:
    order = in_setup(setup_by=party)
    theirs = "vendor" if party else "operator"
    owners = []

    for stage in WAY:
        owners.append(read(order)["waits_for"])
        reached(order, stage)

    assert owners == [theirs, "body", "body", theirs]
    assert [one["who"] for one in read(order)["stages"]] == owners


def test_a_side_has_a_next_task_only_while_a_stage_is_its_own() -> None:
    order = in_setup(tasks=[commission()])

    before = [Rollout(order).next_of(side) for side in ("body", "vendor")]
    reached(order, S.OFFER)
    after = [Rollout(order).next_of(side) for side in ("body", "vendor")]

    assert [one and one["number"] for one in (*before, *after)] == [None, 1, 1, None]


def test_each_stage_is_due_from_the_one_before() -> None:
    order = in_setup(state=OrderState.CONTRACT_SIGNED)
    contract_following.follow(order, "conclude", {"id": "c1"}, CLERK, NOW)
    days, since = [], NOW

    for stage in WAY:
        days.append(
            (
                Rollout(order).due_on(order.tasks[0]),
                clock.due_on(since, INTERFACES[stage].working_days, PRIEN),
            )
        )
        since += timedelta(days=3)
        report_stage(order, 1, REPORTS[stage], "operator", by=CLERK, now=since)

    assert all(told == due for told, due in days)
    assert Rollout(order).due_on(order.tasks[0]) is None


def test_an_interface_nobody_needs_is_a_short_way() -> None:
    order = reached(in_setup(), S.OFFER, S.NOT_NEEDED)

    assert [one["stage"] for one in read(order)["stages"]] == [S.OFFER, S.NOT_NEEDED]
    assert read(order)["interface"]["reason"] == REPORTS[S.NOT_NEEDED].reason


def test_an_order_is_the_same_after_a_trip_through_the_database() -> None:
    order = reached(in_setup(), S.OFFER, S.COST)

    assert Order.from_doc(order.to_doc()).tasks == order.tasks
