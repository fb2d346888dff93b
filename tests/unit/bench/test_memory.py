"""Memory is watched from outside the process that uses it."""

import os
import subprocess
import sys

import pytest

from deploy.bench.memory import below, children, held_mb
from deploy.local.ports import wait_until

HOLDS = (
    "import sys; held = bytearray(b'x' * 30 * 2**20); print('ready', flush=True); sys.stdin.read()"
)


@pytest.fixture
def holder() -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", HOLDS]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_what_a_child_holds_is_seen_until_it_ends(holder: "subprocess.Popen[str]") -> None:
    assert holder.stdout is not None
    holder.stdout.readline()

    assert holder.pid in children(os.getpid())
    assert holder.pid in below(os.getpid())
    assert 30 <= held_mb([holder.pid]) < 60

    holder.communicate()
    wait_until(lambda: not children(holder.pid), 5, "still there")
    assert held_mb([holder.pid]) == 0
