"""The state of the system, as everyone may read it."""

import pytest

from gateway.web.operations import QUEUES
from services.contracts.worker import QUEUE
from tests.unit.gateway.gateway_fakes import Gateway


@pytest.mark.parametrize("name", QUEUES)
def test_a_process_that_ended_is_named_in_the_state_of_the_system(name: str) -> None:
    gateway = Gateway()
    gateway.calls.left = {QUEUES[name]}

    state = gateway.client.get("/api/v1/status").json

    assert state["status"] == "degraded"
    assert [known for known, is_up in state["services"].items() if is_up == "down"] == [name]


def test_the_state_knows_the_document_worker_by_the_queue_it_takes_from() -> None:
    assert QUEUE in QUEUES.values()
