"""A test run leaves no system behind, however it ends."""

import subprocess
import sys

from deploy.local.ports import wait_until
from deploy.local.processes import Process, Processes
from tests.reaper import ROOT, reaped

KILLS_ITSELF = """
import os, signal
from deploy.local.processes import Process, Processes
from tests.reaper import reaped

with reaped() as folder:
    print(Processes(folder).start(Process("service", ["sleep", "60"])), folder, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_run_has_started_is_stopped() -> None:
    command = [sys.executable, "-c", KILLS_ITSELF]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    pid, folder = done.stdout.split()
    assert done.returncode == -9
    ended = ROOT / f"/proc/{pid}", ROOT / folder
    wait_until(lambda: not any(path.exists() for path in ended), 60, "the service runs on")


def test_what_a_run_leaves_running_is_stopped_when_it_ends() -> None:
    with reaped() as folder:
        processes = Processes(folder)
        processes.start(Process("service", ["sleep", "60"]))

    assert not processes.alive("service")
    assert not folder.exists()
