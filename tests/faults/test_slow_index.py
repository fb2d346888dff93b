"""A slow database and an index that takes for ever: services start and serve all the same."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from pymongo import MongoClient

from deploy.local.specs import ROOT
from deploy.local.system import System
from tests.faults.straight import caller, headers_for
from tests.journeys import Journeys

SLOW_MS = 300
COMMANDS = ["find", "insert", "createIndexes", "listIndexes", "aggregate", "getMore"]
Doc = dict[str, Any]


@contextmanager
def fail_point(system: System, name: str, **told: Any) -> Iterator[None]:
    """Set a fail point of the real server for as long as this lasts."""
    client: MongoClient[Doc] = MongoClient(system.mongo_uri)
    client.admin.command("configureFailPoint", name, mode="alwaysOn", **told)
    try:
        yield
    finally:
        client.admin.command("configureFailPoint", name, mode="off")
        client.close()


def slow(system: System, service: str) -> Any:
    """Let every read and write of one service take a third of a second longer."""
    told = {"failCommands": COMMANDS, "blockConnection": True, "blockTimeMS": SLOW_MS,
            "appName": service}  # fmt: skip
    return fail_point(system, "failCommand", data=told)


def restart(system: System, service: str) -> None:
    """End the process at once and wait until a new one is ready."""
    system.processes.kill(service)
    system.start_if_down(service)


@pytest.mark.parametrize("service", ["identity", "catalog", "contracts"])
def test_a_service_starts_on_a_slow_database(system: System, service: str) -> None:
    with slow(system, service):
        restart(system, service)
        with caller(system.broker.amqp_uri) as calling:
            answer = calling.call(service, "ping", headers_for(system, service))

    assert answer["result"] == {"service": service}


def test_services_start_and_serve_while_an_index_is_being_built(journeys: Journeys) -> None:
    system = journeys.system
    journeys.next().clerk_orders()
    orders = journeys.stored("orders")["orders"]
    orders.drop_index("newest")
    stores = {"MONGO_URI": system.mongo_uri, "MONGO_PREFIX": system.database_prefix}
    command = [sys.executable, "-m", "services.common.schema", "apply", "--service", "orders"]

    with fail_point(system, "hangAfterStartingIndexBuild"):
        step = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **stores}, stdout=subprocess.PIPE, text=True
        )
        assert step.stdout is not None
        while "newest: " not in (line := step.stdout.readline()):
            assert line, "the step ended"
        restart(system, "orders")
        journey = journeys.next()
        journey.clerk_orders()
        journey.reviewer_releases()
        still_building = step.poll() is None
    said, _ = step.communicate(timeout=60)

    assert still_building
    assert step.returncode == 0, said
    assert "newest" in {held["name"] for held in orders.list_indexes()}
