"""A process that starts before everything else lives, says what it waits for, and is ready when
the last of it is there; it ends in time even then.
"""

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from deploy.local.ports import free_ports, wait_until
from deploy.local.processes import Process
from deploy.local.system import System
from tests.faults.rolling import END_S
from tests.half_open import HalfOpen

STARTED = os.environ.get("ROLLED", "identity").split()
"""One in `make test`, all in `make faults`."""
LIVE_S, READY_S = 30, 60
SAYS = re.compile('"event": "(database_away|broker_away|lane_interrupted)"')


@dataclass
class Alone:
    """A process whose broker and database are not there yet."""

    system: System
    process: Process
    ways: dict[str, tuple[str, int]]
    """By setting: the address it will lead to, and the port nobody listens on so far."""

    @property
    def name(self) -> str:
        """Return the process's name."""
        return self.process.name

    def open(self, setting: str) -> HalfOpen:
        """Let what the setting names be there."""
        return HalfOpen(*self.ways[setting])

    def ask(self, path: str) -> tuple[int, dict[str, Any]]:
        """Ask for its health; nothing as long as it does not answer."""
        try:
            url = f"http://127.0.0.1:{self.process.health}/health/{path}"
            answer = requests.get(url, timeout=10)
        except requests.RequestException:
            return 0, {}
        return answer.status_code, dict(answer.json())

    def log(self) -> str:
        """Return what it has said."""
        return (self.system.folder / "logs" / f"{self.name}.log").read_text()

    def end(self) -> float:
        """End it; return how long it took in seconds."""
        began = time.monotonic()
        self.system.processes.stop(self.name, END_S + 10)
        return time.monotonic() - began


@pytest.fixture(params=STARTED)
def alone(system: System, request: pytest.FixtureRequest) -> Iterator[Alone]:
    """A second process of a kind, at addresses where nobody listens."""
    process, ports = system.process(f"{request.param}-9"), free_ports(2)
    away, ways = {}, {}
    for setting, port in zip(("MONGO_URI", "AMQP_URI"), ports, strict=True):
        address = process.settings[setting]
        parts = urlsplit(address)
        ways[setting] = address, port
        away[setting] = address.replace(f"{parts.hostname}:{parts.port}", f"127.0.0.1:{port}")
    process = replace(process, settings={**process.settings, **away})
    system.processes.start(process)
    started = Alone(system, process, ways)
    yield started
    system.processes.kill(process.name)


def test_it_waits_and_says_for_what(alone: Alone) -> None:
    wait_until(lambda: alone.ask("live")[0] == 200, LIVE_S, f"{alone.name} does not live")
    status, told = alone.ask("ready")
    assert status == 503
    assert told["database"] is False
    wait_until(lambda: SAYS.search(alone.log()), LIVE_S, "it does not say what it waits for")

    database = alone.open("MONGO_URI")
    wait_until(lambda: alone.ask("ready")[1].get("database"), READY_S, "the database is not seen")
    assert alone.ask("ready")[0] == 503
    assert alone.ask("ready")[1]["broker"] is False

    broker = alone.open("AMQP_URI")
    wait_until(lambda: alone.ask("ready")[0] == 200, READY_S, f"{alone.name} is not ready")

    assert alone.end() < END_S
    database.close()
    broker.close()
