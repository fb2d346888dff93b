"""Queues lost while everything runs: noticed, declared again, and what went missing comes after."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
import requests

from deploy.local.broker import Broker
from deploy.local.ports import wait_until
from deploy.local.specs import KEEPER
from deploy.local.system import SERVICES, WORKER, System
from services.common import topology
from tests.faults.counting import counting_often
from tests.journeys import Journeys

OFFERED = "evt-contracts-contract.offered--orders.on_contract_offered"
PLANS = [topology.plan_of(topology.service_class(name)) for name in SERVICES]
PATIENCE_S = 75.0


@pytest.fixture(scope="module")
def counted(journeys: Journeys) -> Iterator[Journeys]:
    with counting_often(journeys.system):
        yield journeys


def said_by(system: System, name: str) -> dict[str, bool]:
    """Return what a process says of itself."""
    port = system.processes.known()[name][0].health
    return dict(requests.get(f"http://127.0.0.1:{port}/health/ready", timeout=20).json())


def metrics(system: System, name: str) -> str:
    """Return the figures of a process."""
    port = system.processes.known()[name][0].health
    return requests.get(f"http://127.0.0.1:{port}/metrics", timeout=20).text


def test_an_event_for_a_queue_that_was_deleted_comes_when_the_queue_is_back(
    counted: Journeys,
) -> None:
    system, journey = counted.system, counted.next()
    journey.patience_s = PATIENCE_S
    system.processes.stop(KEEPER)
    system.broker.call("DELETE", f"queues/%2F/{OFFERED}")
    wait_until(lambda: not said_by(system, "orders")["broker"], 30, "orders says all is well")
    shown = metrics(system, "orders")

    journey.clerk_orders()
    journey.reviewer_releases()
    contract = {"order": journey.order["id"], "state": "offered"}
    wait_until(
        lambda: counted.stored("contracts")["contracts"].find_one(contract), 60, "no contract"
    )
    system.start(KEEPER)

    assert journey.wait_for_state("contract_offered")["contract"]
    assert f'queues_missing{{queue="{OFFERED}"}} 1.0' in shown
    wait_until(lambda: said_by(system, "orders")["ready"], 30, "orders does not come back")


def test_a_broker_that_comes_back_without_its_data_is_furnished_again(counted: Journeys) -> None:
    system, journey = counted.system, counted.next()
    journey.patience_s = PATIENCE_S
    journey.clerk_orders()
    journey.reviewer_releases()

    forget_everything(system)

    for name in [*SERVICES, WORKER, "gateway"]:
        wait_until(lambda n=name: said_by(system, n)["ready"], 75, f"{name} does not come back")
    assert journey.wait_for_state("contract_offered")["contract"]
    for _, act in journey.steps()[8:]:
        act()
    assert journey.wait_for_state("live")


def forget_everything(system: System) -> None:
    """Delete what a broker knows of the topology, and end every line as a restart does."""
    broker = system.broker
    markers = [plan.marker for plan in PLANS]
    for queue in [name for plan in PLANS for name in (f"rpc-{plan.service}", *_heard(plan))]:
        _delete(broker, f"queues/%2F/{quote(queue, safe='')}")
    for exchange in ["nameko-rpc", *(f"{name}.events" for name in SERVICES), *markers]:
        _delete(broker, f"exchanges/%2F/{exchange}")
    for connection in broker.call("GET", "connections"):
        _delete(broker, f"connections/{quote(connection['name'], safe='')}")


def _delete(broker: Broker, path: str) -> None:
    """Delete a thing; the keeper, at work already, may have been first."""
    try:
        broker.call("DELETE", path)
    except requests.HTTPError as error:
        if error.response is None or error.response.status_code != 404:
            raise


def _heard(plan: topology.Plan) -> list[str]:
    return [heard.queue for heard in plan.heard]
