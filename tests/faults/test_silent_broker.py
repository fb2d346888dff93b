"""A broker that says nothing any more: everybody notices in time, and nothing is lost by it."""

import os
import signal
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests

from deploy.local.ports import wait_until
from deploy.local.system import SERVICES, WORKER, System
from services.common.messaging.connection import SILENT_AFTER_S
from tests.journeys import Journeys

PROCESSES = [*SERVICES, WORKER, "gateway"]
SLACK_S = 10.0
"""For a busy machine; before, some said ``ready`` for minutes."""


@contextmanager
def silent(system: System) -> Iterator[None]:
    """Let the broker hang: its lines stay open, and nothing comes."""
    group = os.getpgid(system.processes.known()["broker"][1])
    os.killpg(group, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(group, signal.SIGCONT)


def ready(system: System, name: str) -> bool:
    """Ask a process whether it is ready."""
    port = system.processes.known()[name][0].health
    answer = requests.get(f"http://127.0.0.1:{port}/health/ready", timeout=20)
    return answer.status_code == 200


def read(system: System) -> tuple[float, requests.Response]:
    """Ask what no cache answers; give the seconds it took."""
    began = time.monotonic()
    answer = requests.get(f"{system.gateway_url}/api/v1/bodies?q={uuid.uuid4().hex}", timeout=20)
    return time.monotonic() - began, answer


def test_a_silent_broker_is_noticed_by_all_and_nothing_is_lost(journeys: Journeys) -> None:
    system, journey = journeys.system, journeys.next()
    journey.clerk_orders()
    journey.reviewer_releases()

    with silent(system):
        began = time.monotonic()
        read(system)
        answers = [read(system) for _ in range(5)]
        for name in PROCESSES:
            left_s = began + SILENT_AFTER_S + 2 + SLACK_S - time.monotonic()
            wait_until(lambda n=name: not ready(system, n), left_s, f"{name} says it is ready")
    for name in PROCESSES:
        wait_until(lambda n=name: ready(system, n), 60, f"{name} does not come back")

    assert {answer.status_code for _, answer in answers} == {503}
    assert max(took_s for took_s, _ in answers) < 1
    assert journey.wait_for_state("contract_offered")["contract"]
    wait_until(lambda: unsaid(journeys) == {}, 30, f"waiting: {unsaid(journeys)}")


def unsaid(journeys: Journeys) -> dict[str, int]:
    """Count the documents whose news the broker does not hold, per collection."""
    found = {}
    for service in SERVICES:
        database = journeys.stored(service)
        for name in database.list_collection_names():
            number = database[name].count_documents({"outbox.0": {"$exists": True}})
            found |= {f"{service}.{name}": number} if number else {}
    return found


@pytest.mark.parametrize("process", ["orders", "gateway"])
def test_a_process_told_to_end_while_the_broker_is_silent_ends(
    journeys: Journeys, process: str
) -> None:
    system = journeys.system

    with silent(system):
        began = time.monotonic()
        system.processes.stop(process, timeout_s=60)
        took_s = time.monotonic() - began
    system.start(process)

    assert took_s < 30
