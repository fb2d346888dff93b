"""A note about a process is believed only as long as the process is the one it was."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deploy.local.ports import wait_until
from deploy.local.processes import Process, Processes

SLEEP = ["sleep", "60"]


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(SLEEP, start_new_session=True)
    yield process
    process.kill()
    process.wait()


def change_note(folder: Path, name: str, **changed: Any) -> None:
    path = folder / "run" / f"{name}.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changed}))


def test_a_command_that_comes_later_finds_and_ends_the_process(tmp_path: Path) -> None:
    pid = Processes(tmp_path).start(Process("one", SLEEP))
    later = Processes(tmp_path)

    running = later.alive("one")
    later.stop("one")

    assert running
    assert not later.alive("one")
    assert os.waitpid(pid, 0)[1] == signal.SIGTERM


def test_a_process_is_alive_until_its_last_thread_has_ended(tmp_path: Path) -> None:
    only_the_first = (
        "import ctypes, threading, time; threading.Thread(target=time.sleep, args=(60,)).start();"
        "ctypes.CDLL(None).pthread_exit(None)"
    )
    pid = Processes(tmp_path).start(Process("one", [sys.executable, "-c", only_the_first]))
    later = Processes(tmp_path)
    wait_until(lambda: "(zombie)" in Path(f"/proc/{pid}/status").read_text(), 20, "no zombie")

    running = later.alive("one")
    later.kill("one")

    assert running
    assert not later.alive("one")
    assert os.waitpid(pid, 0)[1] == signal.SIGKILL


@pytest.mark.parametrize("changed", [{"started": 1}, {"boot": "another"}, {"started": None}])
def test_a_stranger_with_the_noted_pid_is_left_alone(
    tmp_path: Path, stranger: subprocess.Popen[bytes], changed: dict[str, Any]
) -> None:
    processes = Processes(tmp_path)
    processes.remember(Process("one", SLEEP), stranger.pid)
    change_note(tmp_path, "one", **changed)

    noticed = processes.alive("one")
    processes.signal("one", signal.SIGTERM)
    processes.stop("one")

    assert not noticed
    assert stranger.poll() is None
    assert processes.known() == {}


def test_an_ended_process_does_not_run_although_nobody_has_fetched_its_end(
    tmp_path: Path, stranger: subprocess.Popen[bytes]
) -> None:
    processes = Processes(tmp_path)
    processes.remember(Process("one", SLEEP), stranger.pid)

    before = processes.alive("one")
    processes.kill("one")

    assert before
    assert stranger.returncode is None
    assert stranger.wait() == -signal.SIGKILL


def test_what_a_dead_process_left_in_its_group_is_ended_too(tmp_path: Path) -> None:
    started = tmp_path / "child"
    left_behind = [
        "sh",
        "-c",
        f"sleep 60 & echo $! > {started}.part && mv {started}.part {started}",
    ]
    processes = Processes(tmp_path)
    leader = processes.start(Process("one", left_behind))
    os.waitid(os.P_PID, leader, os.WEXITED | os.WNOWAIT)
    child = int(started.read_text())

    Processes(tmp_path).kill("one")

    wait_until(lambda: not _runs(child), 5, "the child of the dead process still runs")
    assert not _runs(child)


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
