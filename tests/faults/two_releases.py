"""The release before and this one side by side, both ways: every order goes on to its end.

The system is started by the code of the release before. Then, as a rollout does: queues and schema
of this release while the one before serves; new services beside old ones; new services under the
old gateway; the new gateway over old services; all new. An order walks the whole path each time.
``make faults`` names this file: it needs the history of the repository.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.processes import Process
from deploy.local.specs import FRONT, KEEPER
from deploy.local.system import SERVICES, WORKER, System
from tests import releases
from tests.faults.test_killed import check_mails, check_once
from tests.journeys import Journeys
from tests.reaper import reaped

MANY = (*SERVICES, WORKER)


class Upgrade:
    """A system whose processes are of the release before, or of this one."""

    def __init__(self, system: System, tree: Path) -> None:
        self.system, self._tree = system, tree
        self.old = {name: process for name, (process, _) in system.processes.known().items()}
        self.journeys = Journeys(system)

    def take_old(self, names: tuple[str, ...]) -> None:
        """Run these by the code of the release before."""
        for name in names:
            self._change(releases.of_tree(self.old[name], self._tree))

    def take_new(self, names: tuple[str, ...]) -> None:
        """Run these by the code of this release."""
        for name in names:
            self._change(self.system.process(name))

    def add_new(self, names: tuple[str, ...]) -> None:
        """Start one of this release beside each."""
        for name in names:
            self.system.start(f"{name}-2")

    def end_added(self, names: tuple[str, ...]) -> None:
        """End those beside."""
        self.system.processes.stop_all([f"{name}-2" for name in names])

    def walk(self) -> None:
        """Let an order walk the whole path, and look that all is there once."""
        journey = self.journeys.next()
        for _, act in journey.steps()[5:]:
            act()
        order = journey.wait_for_state("live")
        check_once(self.journeys, journey, order)
        check_mails(self.journeys, order["number"])

    def left_over(self) -> dict[str, int]:
        """Return how many messages somebody could not read, by service."""
        found = {}
        for service in SERVICES:
            stored = self.journeys.stored(service)
            found[service] = stored["parked"].count_documents({})
        return {name: number for name, number in found.items() if number}

    def _change(self, process: Process) -> None:
        self.system.processes.stop(process.name)
        self.system.processes.start(process)
        self.system.wait_ready(process.name)


@pytest.fixture(scope="module")
def upgrade(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Upgrade]:
    """A system of the release before, with queues and schema of this one added."""
    commit = releases.release_before()
    place = tmp_path_factory.mktemp("before") / "tree"
    with releases.checked_out(commit, place) as tree, reaped() as folder:
        system = System(folder)
        releases.start(system, tree)
        yield Upgrade(system, tree)


def test_an_order_ends_whichever_release_serves(upgrade: Upgrade) -> None:
    upgrade.walk()
    upgrade.system.prepare(keep_retired=True)
    upgrade.walk()

    upgrade.add_new(MANY)
    upgrade.walk()

    upgrade.end_added(MANY)
    upgrade.take_new((KEEPER, *MANY))
    upgrade.walk()

    upgrade.take_old(MANY)
    upgrade.take_new(FRONT)
    upgrade.walk()

    upgrade.take_new(MANY)
    upgrade.system.prepare()
    upgrade.walk()
    assert upgrade.left_over() == {}
