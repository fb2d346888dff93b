"""A test run that is killed leaves no system behind."""

import subprocess
import sys
from pathlib import Path

from deploy.local.ports import wait_until
from deploy.local.processes import Process, Processes
from tests.reaper import ROOT, reaped

KILLS_ITSELF = """
import os, signal, sys
from pathlib import Path
from deploy.local.processes import Process, Processes
from tests.reaper import reaped

folder = Path(sys.argv[1])
with reaped(folder):
    Processes(folder).start(Process("service", ["sleep", "60"]))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_run_has_started_is_stopped(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLS_ITSELF, str(tmp_path)], cwd=ROOT)

    assert done.returncode == -9
    wait_until(lambda: not Processes(tmp_path).known(), 30, "the service runs on")


def test_after_a_run_that_ended_well_nothing_is_waited_for(tmp_path: Path) -> None:
    with reaped(tmp_path):
        processes = Processes(tmp_path)
        processes.start(Process("service", ["sleep", "60"]))
        processes.kill("service")

    assert processes.known() == {}
