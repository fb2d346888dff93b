"""``up`` starts what does not run, and nothing twice."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deploy.local.processes import Process
from deploy.local.specs import KEEPER, SERVICES, WORKER
from deploy.local.system import System


class Trial(System):
    """A system of processes that only wait; it counts what else is done."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.done: list[str] = []

    def start_servers(self) -> None:
        self.done.append("servers")

    def apply_schema(self) -> None:
        self.done.append("schema")

    def _declare(self) -> str:
        return "marker"

    def _make_settings(self, declared: str) -> None:
        self.done.append("settings")

    def _specs(self) -> Any:
        return Waiters()

    def _invite(self) -> None:
        self.done.append("invite")

    def _write_urls(self) -> None:
        self._urls.touch()

    def pids(self) -> dict[str, int]:
        return {name: pid for name, (_, pid) in self.processes.known().items()}


class Waiters:
    def of(self, name: str) -> Process:
        return Process(name, ["sleep", "60"])


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Trial]:
    system = Trial(tmp_path)
    yield system
    system.down()


def test_a_second_up_starts_nothing_and_changes_no_password(trial: Trial) -> None:
    trial.up({"orders": 3})
    before = trial.pids()

    again = Trial(trial.folder)
    again.up({"orders": 3})

    assert again.pids() == before
    assert again.done == ["servers"]
    others = {"mailbox", "sink", "idp", "timestamps", KEEPER, "gateway", "edge", WORKER}
    assert set(before) == {*others, *SERVICES, "orders-2", "orders-3"}


def test_up_starts_only_what_has_ended(trial: Trial) -> None:
    trial.up({"orders": 2})
    before = trial.pids()
    trial.processes.kill("orders-2")
    trial.processes.kill("idp")

    again = Trial(trial.folder)
    again.up({"orders": 2})

    after = again.pids()
    assert {name for name in before if before[name] != after[name]} == {"orders-2", "idp"}


def test_more_replicas_are_added_to_those_that_run(trial: Trial) -> None:
    trial.up({"orders": 2})
    before = trial.pids()

    trial.up({"orders": 3})

    after = trial.pids()
    assert before.items() <= after.items()
    assert after.keys() - before.keys() == {"orders-3"}


def test_up_works_after_down(trial: Trial) -> None:
    trial.up()
    trial.down()

    trial.up()

    assert all(trial.processes.alive(name) for name in ("sink", "gateway", *SERVICES))


def test_an_up_that_was_cut_short_is_completed(trial: Trial) -> None:
    trial.up()
    trial._urls.unlink()

    again = Trial(trial.folder)
    again.up()

    assert again.done == ["servers", "invite"]
