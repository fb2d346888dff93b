"""What ends by itself is started again, more slowly each time, and counted."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.ports import wait_until
from deploy.local.processes import Process, Processes
from deploy.local.supervisor import SUPERVISOR, Supervisor, restarts
from deploy.local.system import System


class Trial:
    """A process that can be killed, and a supervisor with a clock of its own."""

    def __init__(self, folder: Path, command: list[str]) -> None:
        self.folder, self.now = folder, 0.0
        self.processes = Processes(folder)
        self.processes.start(Process("service", command))
        self.supervisor = Supervisor(folder, lambda: self.now)

    def pid(self) -> int:
        return self.processes.known()["service"][1]

    def kill(self) -> None:
        self.processes.signal("service", signal.SIGKILL)
        pid = self.pid()
        wait_until(lambda: not Processes(self.folder).alive("service"), 10, f"{pid} lives")

    def look_at(self, now: float) -> int:
        self.now = now
        self.supervisor.look()
        return self.pid()


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Trial]:
    made = Trial(tmp_path, ["sleep", "60"])
    yield made
    Processes(tmp_path).stop_all(list(Processes(tmp_path).known()))


def test_what_was_killed_is_started_again_after_a_pause(trial: Trial) -> None:
    before = trial.look_at(0)
    trial.kill()

    paused, after = trial.look_at(100), trial.look_at(101.1)

    assert paused == before
    assert after != before
    assert Processes(trial.folder).alive("service")
    assert restarts(trial.folder) == {"service": 1}


def test_what_ends_again_and_again_is_paused_longer_each_time(trial: Trial) -> None:
    trial.look_at(0)
    pids = []
    for ended_at, pause_s in ((1, 1), (3, 2), (6, 4)):
        trial.kill()
        trial.look_at(ended_at)
        early = trial.look_at(ended_at + pause_s - 0.1)
        pids.append((early, trial.look_at(ended_at + pause_s + 0.0)))

    assert all(early != late for early, late in pids)
    assert restarts(trial.folder) == {"service": 3}


def test_the_counts_are_whole_whatever_kills_the_supervisor_as_it_writes(trial: Trial) -> None:
    trial.look_at(0)
    before = trial.folder / "restarts.json"
    before.write_text('{"service": 4}')
    read = os.open(before, os.O_RDONLY)
    trial.kill()

    trial.look_at(1)
    trial.look_at(2.1)

    assert os.read(read, 100) == b'{"service": 4}'
    assert restarts(trial.folder) == {"service": 5}
    os.close(read)


def test_what_somebody_else_started_meanwhile_is_not_started_twice(trial: Trial) -> None:
    trial.look_at(0)
    trial.kill()
    trial.look_at(1)
    own = trial.look_at(2.1)
    trial.kill()
    by_up = Processes(trial.folder).start(Process("service", ["sleep", "60"]))

    found = [trial.look_at(now) for now in (3, 70, 140)]

    assert own != by_up
    assert found == [by_up, by_up, by_up]


def test_what_a_killed_process_left_behind_ends_before_it_is_started_again(tmp_path: Path) -> None:
    trial = Trial(tmp_path, ["bash", "-c", "sleep 60 & wait"])
    master = trial.look_at(0)
    wait_until(lambda: bool(children_of(master)), 10, "no child")
    (left,) = children_of(master)
    os.kill(master, signal.SIGKILL)
    wait_until(lambda: not Processes(tmp_path).alive("service"), 10, f"{master} lives")

    trial.look_at(1)

    wait_until(lambda: not runs(left), 10, f"{left} keeps what belonged to {master}")
    Processes(tmp_path).stop_all(["service"])


def test_what_runs_is_left_alone(trial: Trial) -> None:
    before = trial.look_at(0)

    assert trial.look_at(1000) == before
    assert restarts(trial.folder) == {}


def test_down_ends_the_supervisor_first_and_everything_with_it(tmp_path: Path) -> None:
    system = System(tmp_path)
    system.processes.start(Process("service", ["sleep", "60"]))
    system.supervise()

    system.down()

    assert Processes(tmp_path).known() == {}
    assert not system.processes.alive(SUPERVISOR)
