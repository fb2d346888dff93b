"""A parent that is killed leaves no child behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local.ports import wait_until
from tests.shape.sources import ROOT, modules

RENDERER = """
import os, time
from services.contracts.child_processes import _child

if __name__ == "__main__":
    pool = _child()
    print(pool.submit(os.getpid).result(), flush=True)
    time.sleep(600)
"""
TABLE = """
import time
from gateway.tables.child_pool import ChildPool

with ChildPool().child("write", "csv", "{path}") as child:
    print(child.pid, flush=True)
    time.sleep(600)
"""


def alive(pid: int) -> bool:
    """Tell whether the process runs; one that waits to be collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("script", [RENDERER, TABLE], ids=["renderer", "table"])
def test_a_child_ends_with_a_parent_that_is_killed(tmp_path: Path, script: str) -> None:
    program = tmp_path / "parent.py"
    program.write_text(script.format(path=tmp_path / "table") if script is TABLE else script)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen(
        [sys.executable, str(program)], stdout=subprocess.PIPE, env=environment
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    ran = alive(child)

    parent.send_signal(signal.SIGKILL)
    parent.wait(10)

    assert ran
    wait_until(lambda: not alive(child), 20, "the child is left behind")
    parent.stdout.close()


def test_whoever_starts_a_child_ends_it_with_itself() -> None:
    starting = {
        path
        for path in modules("services", "gateway")
        if any(word in path.read_text() for word in ("Popen(", "ProcessPoolExecutor("))
    }

    assert starting
    assert all("children." in path.read_text() for path in starting)
